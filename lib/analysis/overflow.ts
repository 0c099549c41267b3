import type { Exemption, Organization } from '../model/organization';
import type { Position, Problem } from '../model/problem';
import { exemptionsFrom } from './configured-guardrail';
import { sizeOf, type Filling, type Piece } from './fill-documents';
import { fillTarget, isComplete, type TargetPolicies } from './fill-target';
import { count, explainRoom, roomFor } from './policy-room';

const SHORTEN_OR_MOVE = 'shorten the parameters, or place a guardrail on another target';

/** How many guardrails a problem names. */
const NAMED = 3;

/** What does not fit at a target: which guardrails take most of the room there, and what an end of exemptions costs. */
export function describeOverflow(
  policies: TargetPolicies,
  organization: Organization,
  filling: Filling,
): readonly Problem[] {
  const culprit = findCulprit(policies, organization);
  const costs = describeCosts(policies, organization, filling);
  const longest = [...largestByGuardrail(filling.tooLong).values()];
  const problems = longest.map((piece) => tooLong(piece, policies, organization, `shorten its parameters${costs}`));
  const [first] = filling.left;
  const all =
    first === undefined
      ? problems
      : [...problems, full(first, policies, organization, filling, `${SHORTEN_OR_MOVE}${costs}`)];
  return culprit === undefined ? all : all.map((problem) => blame(problem, culprit));
}

function tooLong(piece: Piece, { target, kind }: TargetPolicies, { quotas }: Organization, fix: string): Problem {
  const limit = roomFor(kind, quotas).characters;
  const excess = count(sizeOf([piece]) - limit);
  return {
    code: 'statement-too-long',
    at: piece.placement.at,
    message: `\`${piece.placement.guardrail}\` on \`${target.id}\` makes a statement that is ${excess} characters too long`,
    allowed: `a ${kind.noun} of at most ${count(limit)} characters, one statement in it at least`,
    fix,
  };
}

function full(
  first: Piece,
  { target, kind }: TargetPolicies,
  { quotas }: Organization,
  filling: Filling,
  fix: string,
): Problem {
  const excess = filling.left.reduce((sum, { characters }) => sum + characters, 0);
  const shares = [...sharesByGuardrail(piecesOf(filling))].sort(([, a], [, b]) => b - a).slice(0, NAMED);
  return {
    code: 'too-many-characters',
    at: first.placement.at,
    message:
      `the guardrails on \`${target.id}\` are ${count(excess)} characters too long for its documents of type ` +
      `${kind.noun}; most is taken by ${shares.map(([id, share]) => `\`${id}\` (${count(share)})`).join(', ')}`,
    allowed: explainRoom(kind, quotas),
    fix,
  };
}

/** The first exemption, in the order of the file, without which everything up to it would fit. */
function findCulprit(policies: TargetPolicies, organization: Organization): Exemption | undefined {
  const { exemptions } = organization;
  const fitsWith = (number: number): boolean =>
    isComplete(fillTarget(policies, organization, exemptions.slice(0, number)));
  if (!fitsWith(0)) return undefined;
  return exemptions.find((_, index) => !fitsWith(index + 1));
}

function blame(problem: Problem, { at, principal }: Exemption): Problem {
  const without = describePlace(problem.at);
  return { ...problem, at, message: `with the exemption of \`${principal}\`, ${problem.message} (${without})` };
}

/** What exemptions that end take, as the rest of a sentence; nothing when there are none. */
function describeCosts(policies: TargetPolicies, organization: Organization, filling: Filling): string {
  const ends = policies.guardrails
    .flatMap(({ guardrail }) => exemptionsFrom(guardrail.id, organization.exemptions))
    .flatMap(({ expires }) => expires ?? []);
  if (ends.length === 0) return '';
  const endless = organization.exemptions.map((exemption) => ({ ...exemption, expires: null }));
  const cost = total(filling) - total(fillTarget(policies, organization, endless));
  const distinct = new Set(ends).size;
  const instants = distinct === 1 ? 'one instant' : `${distinct} instants`;
  return `; exemptions that end, at ${instants}, take ${count(cost)} characters: let them end together, or never`;
}

function describePlace({ file, line, column }: Position): string {
  return `${file}:${line}:${column}`;
}

function piecesOf({ documents, tooLong: long, left }: Filling): readonly Piece[] {
  return [...documents.flat(), ...long, ...left];
}

function total(filling: Filling): number {
  return piecesOf(filling).reduce((sum, { characters }) => sum + characters, 0);
}

function sharesByGuardrail(pieces: readonly Piece[]): ReadonlyMap<string, number> {
  const shares = new Map<string, number>();
  for (const { placement, characters } of pieces)
    shares.set(placement.guardrail, (shares.get(placement.guardrail) ?? 0) + characters);
  return shares;
}

function largestByGuardrail(pieces: readonly Piece[]): ReadonlyMap<string, Piece> {
  const largest = new Map<string, Piece>();
  for (const piece of pieces) {
    const known = largest.get(piece.placement.guardrail);
    if (known === undefined || known.characters < piece.characters) largest.set(piece.placement.guardrail, piece);
  }
  return largest;
}
