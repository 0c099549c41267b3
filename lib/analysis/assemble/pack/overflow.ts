import { formatNumber } from '../../../report/words';
import { policyName } from '../../../model/names';
import type { Exemption, Organization } from '../../../model/organization';
import { PACKING_LOCK } from '../../../model/packing-lock';
import type { Position, Problem } from '../../../model/problem';
import { alignEnds } from '../align-ends';
import { compiledWith, exemptionsFrom } from '../compiled-guardrail';
import { explainQuota, quotaFor } from '../policy-quota';
import { compressor, sizeOf } from './compress';
import { isComplete, type FilledDocument, type Filling } from './fill-documents';
import { fillTarget, measureIn, type TargetPolicies } from './fill-target';
import type { Piece } from './piece';
import { firstFree } from './recorded';

const SHORTEN_OR_MOVE = 'shorten the parameters, or place a guardrail on another target';

/** How many guardrails a problem names. */
const NAMED = 3;

/** What does not fit at a target: which guardrails take most of the space, and how much exemptions with an end add. */
export function describeOverflow(
  policies: TargetPolicies,
  organization: Organization,
  filling: Filling,
): readonly Problem[] {
  const culprit = findCulprit(policies, organization);
  const costs = describeCosts(policies, organization, filling);
  const longest = [...largestByGuardrail(filling.tooLong).values()];
  const [first] = filling.left;
  const problems = [
    ...longest.map((piece) => tooLong(piece, policies, organization, costs)),
    ...filling.overfull.map((document) => overfull(document, policies, organization, filling, costs)),
    ...(first === undefined ? [] : [full(first, policies, organization, filling, costs)]),
  ];
  return culprit === undefined ? problems : problems.map((problem) => blame(problem, culprit));
}

function tooLong(piece: Piece, { target, kind }: TargetPolicies, { quotas }: Organization, costs: string): Problem {
  const limit = quotaFor(kind, quotas).characters;
  const excess = formatNumber(sizeOf([piece]) - limit);
  return {
    code: 'statement-too-long',
    at: piece.placement.at,
    message: `\`${piece.placement.guardrail}\` on \`${target.id}\` makes a statement that is ${excess} characters too long`,
    allowed: `a ${kind.noun} of at most ${formatNumber(limit)} characters, with at least one statement`,
    fix: `shorten its parameters${costs}`,
  };
}

/** A document that grew: no statement moves by itself, because it would be missing for a moment. */
function overfull(
  document: FilledDocument,
  policies: TargetPolicies,
  organization: Organization,
  filling: Filling,
  costs: string,
): Problem {
  const { target, kind } = policies;
  const limit = quotaFor(kind, organization.quotas).characters;
  const name = policyName(target.key, kind.short, document.index);
  const largest = document.pieces.reduce((most, piece) => (piece.characters > most.characters ? piece : most));
  return {
    code: 'document-too-long',
    at: largest.placement.at,
    message:
      `\`${name}\` on \`${target.id}\` is ${formatNumber(document.characters - limit)} characters too long, even with everything ` +
      `merged that can be; most of it is ${describeShares(document.pieces)}`,
    allowed: `a ${kind.noun} of at most ${formatNumber(limit)} characters`,
    fix: `shorten the parameters${costs}${proposeMove(document, policies, organization, filling)}`,
  };
}

/** Proposes to move the shortest statement without which the document fits to one that has space for it. */
function proposeMove(
  { index, pieces }: FilledDocument,
  { target, kind }: TargetPolicies,
  organization: Organization,
  { documents, overfull: others }: Filling,
): string {
  const { characters, documents: most } = quotaFor(kind, organization.quotas);
  const compress = compressor(measureIn(organization));
  const fits = (held: readonly Piece[]): boolean => compress(held, characters).characters <= characters;
  const taken = new Set([...documents, ...others].map((document) => document.index));
  const free = taken.size < most ? firstFree(taken) : undefined;
  for (const piece of pieces.toSorted((a, b) => a.characters - b.characters)) {
    if (!fits(pieces.filter((other) => other !== piece))) continue;
    const to = documents.find((document) => fits([...document.pieces, piece]))?.index ?? free;
    if (to === undefined) continue;
    const [old, now] = [index, to].map((at) => policyName(target.key, kind.short, at));
    return (
      `, or move \`${piece.id}\` in two steps: in ${PACKING_LOCK}, add it to \`${now ?? ''}\`, and deploy only that; ` +
      `then remove it from \`${old ?? ''}\``
    );
  }
  return '';
}

function full(
  first: Piece,
  policies: TargetPolicies,
  organization: Organization,
  filling: Filling,
  costs: string,
): Problem {
  const { target, kind } = policies;
  const excess = excessOf(filling, policies, organization);
  const withoutLock = isComplete(fillTarget(policies, organization, new Map()))
    ? `. Without ${PACKING_LOCK} they would fit, but statements would move and be missing for a moment`
    : '';
  return {
    code: 'too-many-characters',
    at: first.placement.at,
    message:
      `the guardrails on \`${target.id}\` are ${formatNumber(excess)} characters too long for its documents of type ` +
      `${kind.noun}; most of it is ${describeShares(piecesOf(filling))}`,
    allowed: explainQuota(kind, organization.quotas),
    fix: `${SHORTEN_OR_MOVE}${costs}${withoutLock}`,
  };
}

/** By how much it would be too long if the rest went into the document where it adds the least. */
function excessOf({ documents, left }: Filling, { kind }: TargetPolicies, organization: Organization): number {
  const { characters: limit } = quotaFor(kind, organization.quotas);
  const compress = compressor(measureIn(organization));
  const alone = left.reduce((sum, { characters }) => sum + characters, 0);
  return Math.min(alone, ...documents.map(({ pieces }) => compress([...pieces, ...left], limit).characters - limit));
}

/** The first exemption in the file that does not fit. */
function findCulprit(policies: TargetPolicies, organization: Organization): Exemption | undefined {
  const { exemptions } = organization;
  const fitsWith = (number: number): boolean =>
    isComplete(fillWith(exemptions.slice(0, number), policies, organization));
  if (!fitsWith(0)) return undefined;
  return exemptions.find((_, index) => !fitsWith(index + 1));
}

/** The documents as if only these exemptions were configured. */
function fillWith(exemptions: readonly Exemption[], policies: TargetPolicies, organization: Organization): Filling {
  const guardrails = policies.guardrails.map((compiled) => compiledWith(exemptions, compiled, organization));
  return fillTarget({ ...policies, guardrails }, organization);
}

function blame(problem: Problem, { at, principal }: Exemption): Problem {
  const without = describePlace(problem.at);
  return { ...problem, at, message: `with the exemption of \`${principal}\`, ${problem.message} (${without})` };
}

/** How many characters exemptions with an end add, as the rest of a sentence; empty if there are none. */
function describeCosts(policies: TargetPolicies, organization: Organization, filling: Filling): string {
  const ends = policies.guardrails
    .flatMap(({ guardrail }) => exemptionsFrom(guardrail.id, organization.exemptions))
    .flatMap(({ expires }) => expires ?? []);
  if (ends.length === 0) return '';
  const endless = organization.exemptions.map((exemption) => ({ ...exemption, expires: null }));
  const cost = total(filling) - total(fillWith(endless, policies, organization));
  const distinct = new Set(ends).size;
  const times = distinct === 1 ? 'one time' : `${distinct} times`;
  const [earliest] = ends.toSorted();
  const together = fillWith(alignEnds(organization.exemptions, earliest ?? ''), policies, organization);
  const saved = total(filling) - total(together);
  const saving = saved > 0 ? ` (which saves ${formatNumber(saved)} characters)` : '';
  return `; exemptions that expire, at ${times}, take ${formatNumber(cost)} characters: let them expire together${saving}, or never`;
}

function describePlace({ file, line, column }: Position): string {
  return `${file}:${line}:${column}`;
}

/** A piece that is in two documents while it moves counts twice. */
function piecesOf({ documents, overfull: long, tooLong: longer, left }: Filling): readonly Piece[] {
  return [...[...documents, ...long].flatMap(({ pieces }) => pieces), ...longer, ...left];
}

function total(filling: Filling): number {
  return piecesOf(filling).reduce((sum, { characters }) => sum + characters, 0);
}

function describeShares(pieces: readonly Piece[]): string {
  const shares = new Map<string, number>();
  for (const { placement, characters } of pieces)
    shares.set(placement.guardrail, (shares.get(placement.guardrail) ?? 0) + characters);
  const largest = [...shares].sort(([, a], [, b]) => b - a).slice(0, NAMED);
  return largest.map(([id, share]) => `\`${id}\` (${formatNumber(share)})`).join(', ');
}

function largestByGuardrail(pieces: readonly Piece[]): ReadonlyMap<string, Piece> {
  const largest = new Map<string, Piece>();
  for (const piece of pieces) {
    const known = largest.get(piece.placement.guardrail);
    if (known === undefined || known.characters < piece.characters) largest.set(piece.placement.guardrail, piece);
  }
  return largest;
}
