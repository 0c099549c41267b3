import { arnCovers } from '../../iam/patterns/glob';
import { groupBy } from '../../model/group-by';
import { enumerate } from '../../report/words';
import type { GuardrailsFile, GuardrailsPlacement } from '../../model/guardrails-file';
import type { Difference } from './difference-file';

type Entry = Difference['exemptions'][number];
type Exemption = GuardrailsPlacement['exemptions'][number];

/** What changed about the exemption of a principal from one guardrail. */
interface ExemptionChange {
  readonly kind: Entry['kind'];
  readonly guardrail: string;
  /** Several if a wider pattern replaces them. */
  readonly before: readonly Exemption[];
  readonly after: Exemption | null;
}

/**
 * Exemptions that are added or removed, that cover more or less, or for a longer or shorter time, or that have a new owner
 * or reason. If one pattern replaces another that covers it, the two are compared. A file without placements does not
 * contain exemptions. A guardrail that is no longer placed has no exemptions to report.
 */
export function findExemptionChanges(before: GuardrailsFile, after: GuardrailsFile): Difference['exemptions'] {
  if (before.placements === undefined || after.placements === undefined) return [];
  const [old, now] = [byGuardrail(before.placements), byGuardrail(after.placements)];
  const exempt: ExemptPrincipals = {
    before: principalsOf([...old].flatMap(([guardrail, all]) => (now.has(guardrail) ? all : []))),
    after: principalsOf([...now.values()].flat()),
  };
  const found = [...now].flatMap(([guardrail, exemptions]) =>
    compare(guardrail, old.get(guardrail) ?? [], exemptions, exempt),
  );
  const alike = groupBy(found, ({ kind, before: from, after: to }) =>
    JSON.stringify([kind, from.map(identityOf), to === null ? null : identityOf(to)]),
  );
  return [...alike.values()].flatMap(summarize).sort(byPrincipal);
}

/** The principals with an exemption from any of the compared guardrails. */
interface ExemptPrincipals {
  readonly before: ReadonlySet<string>;
  readonly after: ReadonlySet<string>;
}

function principalsOf(exemptions: readonly Exemption[]): ReadonlySet<string> {
  return new Set(exemptions.map(({ principal }) => principal));
}

/** A guardrail has the same exemptions at all targets. If a principal has several, the longest counts. */
function byGuardrail(placements: readonly GuardrailsPlacement[]): ReadonlyMap<string, readonly Exemption[]> {
  const all = groupBy(placements, ({ guardrail }) => guardrail);
  return new Map(
    [...all].map(([guardrail, alike]) => {
      const longest = new Map<string, Exemption>();
      for (const exemption of alike.flatMap(({ exemptions }) => exemptions)) {
        const other = longest.get(exemption.principal);
        if (other === undefined || instantOf(other) < instantOf(exemption)) longest.set(exemption.principal, exemption);
      }
      return [guardrail, [...longest.values()]];
    }),
  );
}

function compare(
  guardrail: string,
  before: readonly Exemption[],
  after: readonly Exemption[],
  exempt: ExemptPrincipals,
): readonly ExemptionChange[] {
  const lost = before.filter((old) => sameAs(old, after) === undefined);
  const gained = after.filter((exemption) => sameAs(exemption, before) === undefined);
  return [
    ...after.flatMap((exemption) => {
      const old = sameAs(exemption, before);
      return old === undefined ? [] : changeOf(guardrail, old, exemption);
    }),
    ...gained.map((exemption): ExemptionChange => {
      const narrower = lost.filter((old) => covers(exemption, old));
      const wider = lost.filter((old) => covers(old, exemption));
      const isKnown = narrower.length > 0 || (wider.length === 0 && exempt.before.has(exemption.principal));
      const kind = isKnown ? 'widened' : wider.length > 0 ? 'narrowed' : 'added';
      return { kind, guardrail, before: narrower.length > 0 ? narrower : wider, after: exemption };
    }),
    ...lost
      .filter((old) => !gained.some((exemption) => covers(exemption, old) || covers(old, exemption)))
      .map((old): ExemptionChange => {
        const kind = exempt.after.has(old.principal) ? 'narrowed' : 'removed';
        return { kind, guardrail, before: [old], after: null };
      }),
  ];
}

function sameAs(exemption: Exemption, others: readonly Exemption[]): Exemption | undefined {
  return (
    others.find(({ principal }) => principal === exemption.principal) ??
    others.find((other) => covers(other, exemption) && covers(exemption, other))
  );
}

function changeOf(guardrail: string, before: Exemption, after: Exemption): readonly ExemptionChange[] {
  const [old, now] = [instantOf(before), instantOf(after)];
  const isSame = old === now && before.owner === after.owner && before.reason === after.reason;
  if (isSame) return [];
  const kind = old === now ? 'described' : old < now ? 'prolonged' : 'shortened';
  return [{ kind, guardrail, before: [before], after }];
}

function covers(outer: Exemption, inner: Exemption): boolean {
  return arnCovers(outer.principal, inner.principal);
}

function instantOf({ expires }: Exemption): number {
  return expires === undefined ? Infinity : Date.parse(expires);
}

/** Equal for exemptions that one entry can report. */
function identityOf({ principal, owner, reason, expires }: Exemption): readonly unknown[] {
  return [principal, owner, reason, expires];
}

function summarize(alike: readonly ExemptionChange[]): readonly Entry[] {
  const guardrails = alike.map(({ guardrail }) => guardrail).sort();
  return alike.slice(0, 1).flatMap((change) => {
    const { kind, before, after } = change;
    const longest = before.toSorted((a, b) => instantOf(b) - instantOf(a))[0] ?? null;
    const current = after ?? longest;
    if (current === null) return [];
    return [
      {
        kind,
        principal: current.principal,
        guardrails,
        owner: current.owner,
        reason: current.reason,
        before: longest === null ? null : endOf(longest),
        after: after === null ? null : endOf(after),
        summary: describeExemption(change, guardrails),
      },
    ];
  });
}

function byPrincipal(a: Entry, b: Entry): number {
  const [left, right] = [a, b].map(({ principal, guardrails }) => `${principal} ${guardrails.join(' ')}`);
  return (left ?? '') < (right ?? '') ? -1 : 1;
}

function endOf({ expires = 'never' }: Exemption): string {
  return expires;
}

/** `role/ci becomes exempt from a and b, until 2027-03-31T00:00:00Z.` */
function describeExemption({ kind, before, after }: ExemptionChange, guardrails: readonly string[]): string {
  const from = enumerate(guardrails);
  const old = enumerate(before.map(({ principal }) => principal));
  const ends = enumerate([...new Set(before.map(describeEnd))]);
  if (after === null) {
    const others = kind === 'narrowed' ? '. It keeps its other exemptions' : '';
    return `${old} is no longer exempt from ${from} (previously ${ends})${others}.`;
  }
  const { principal } = after;
  const end = describeEnd(after);
  if (before.length === 0)
    return `${principal} ${kind === 'widened' ? 'also ' : ''}becomes exempt from ${from}, ${end}.`;
  const previously = ends === end ? '' : ` (previously ${ends})`;
  const [was] = before;
  if (kind === 'described' && was !== undefined)
    return `The exemption of ${principal} from ${from} has ${enumerate(describeTexts(was, after))}.`;
  if (kind === 'prolonged' || kind === 'shortened') {
    const verb = kind === 'prolonged' ? 'extended' : 'shortened';
    const texts = was === undefined ? [] : describeTexts(was, after);
    const others = texts.length === 0 ? '' : ` It has ${enumerate(texts)}.`;
    return `The exemption of ${principal} from ${from} is ${verb}: now ${end}${previously}.${others}`;
  }
  return `The exemption of ${old} from ${from} is ${kind} to ${principal}, ${end}${previously}.`;
}

/** `a new owner (previously a@example.com)`, and the same for the reason. */
function describeTexts(before: Exemption, after: Exemption): readonly string[] {
  return (['owner', 'reason'] as const).flatMap((field) =>
    before[field] === after[field] ? [] : [`a new ${field} (previously ${before[field]})`],
  );
}

function describeEnd({ expires }: Exemption): string {
  return expires === undefined ? 'without an end date' : `until ${expires}`;
}
