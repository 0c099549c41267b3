import { arnCovers } from '../../iam/patterns/glob';
import { groupBy } from '../../model/group-by';
import type { GuardrailsFile, GuardrailsPlacement } from '../../model/guardrails-file';
import type { Difference } from './difference-file';
import { describeExemption, endOf, type ExemptionChange } from './describe-exemption';

type Change = Difference['exemptions'][number];
type Exemption = GuardrailsPlacement['exemptions'][number];

/**
 * Exemptions that came, went, or cover more or less, or for longer or shorter; who owns one and why is no change of it. A
 * pattern that took the place of another one is told by comparing the two. A file without placements tells nothing of
 * exemptions, and from a guardrail that is placed nowhere any more nobody can be exempt.
 */
export function findExemptionChanges(before: GuardrailsFile, after: GuardrailsFile): Difference['exemptions'] {
  if (before.placements === undefined || after.placements === undefined) return [];
  const [old, now] = [byGuardrail(before.placements), byGuardrail(after.placements)];
  const kept: Sides = {
    before: principalsOf([...old].flatMap(([guardrail, all]) => (now.has(guardrail) ? all : []))),
    after: principalsOf([...now.values()].flat()),
  };
  const found = [...now].flatMap(([guardrail, exemptions]) =>
    compare(guardrail, old.get(guardrail) ?? [], exemptions, kept),
  );
  const alike = groupBy(found, ({ kind, before: from, after: to }) =>
    JSON.stringify([kind, from.map(told), to === null ? null : told(to)]),
  );
  return [...alike.values()].flatMap(summarize).sort(byPrincipal);
}

/** Who is exempt from anything that is compared. */
interface Sides {
  readonly before: ReadonlySet<string>;
  readonly after: ReadonlySet<string>;
}

function principalsOf(exemptions: readonly Exemption[]): ReadonlySet<string> {
  return new Set(exemptions.map(({ principal }) => principal));
}

/** A guardrail's exemptions are the same wherever it is placed. Of several of one principal the longest counts. */
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
  kept: Sides,
): readonly ExemptionChange[] {
  const lost = before.filter((old) => sameAs(old, after) === undefined);
  const gained = after.filter((exemption) => sameAs(exemption, before) === undefined);
  return [
    ...after.flatMap((exemption) => {
      const old = sameAs(exemption, before);
      return old === undefined ? [] : changeOfEnd(guardrail, old, exemption);
    }),
    ...gained.map((exemption): ExemptionChange => {
      const narrower = lost.filter((old) => covers(exemption, old));
      const wider = lost.filter((old) => covers(old, exemption));
      const isKnown = narrower.length > 0 || (wider.length === 0 && kept.before.has(exemption.principal));
      const kind = isKnown ? 'widened' : wider.length > 0 ? 'narrowed' : 'added';
      return { kind, guardrail, before: narrower.length > 0 ? narrower : wider, after: exemption };
    }),
    ...lost
      .filter((old) => !gained.some((exemption) => covers(exemption, old) || covers(old, exemption)))
      .map((old): ExemptionChange => {
        const kind = kept.after.has(old.principal) ? 'narrowed' : 'removed';
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

function changeOfEnd(guardrail: string, before: Exemption, after: Exemption): readonly ExemptionChange[] {
  const [old, now] = [instantOf(before), instantOf(after)];
  if (old === now) return [];
  return [{ kind: old < now ? 'prolonged' : 'shortened', guardrail, before: [before], after }];
}

function covers(outer: Exemption, inner: Exemption): boolean {
  return arnCovers(outer.principal, inner.principal);
}

function instantOf({ expires }: Exemption): number {
  return expires === undefined ? Infinity : Date.parse(expires);
}

/** What sets one change apart from another; of one that is gone, all of it. */
function told({ principal, owner, reason, expires }: Exemption): readonly unknown[] {
  return [principal, owner, reason, expires];
}

function summarize(alike: readonly ExemptionChange[]): readonly Change[] {
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

function byPrincipal(a: Change, b: Change): number {
  const [left, right] = [a, b].map(({ principal, guardrails }) => `${principal} ${guardrails.join(' ')}`);
  return (left ?? '') < (right ?? '') ? -1 : 1;
}
