import type { GuardrailsFile } from '../../model/guardrails-file';
import { enumerate, formatNumber } from '../../report/words';
import type { Difference } from './difference-file';
import { exemptPrincipalsIn, type ExemptPrincipals, type GuardrailsByPattern } from './exempt-principals';

type Entry = Difference['principals'][number];

/** A principal that guardrails leave out in one state, and the one in its place in the other. */
export interface PrincipalChange {
  readonly entry: Entry;
  /** The guardrails that leave it out, or name it as a resource. */
  readonly guardrails: ReadonlySet<string>;
}

export interface PrincipalChanges {
  readonly changes: readonly PrincipalChange[];
  readonly platform: PlatformPatterns;
}

/** The platform's patterns in each state. */
export type PlatformPatterns = readonly [before: ReadonlySet<string>, after: ReadonlySet<string>];

/** PlatformPatterns principals that are replaced, added or removed. Configured exemptions have a list of their own. */
export function findPrincipalChanges(before: GuardrailsFile, after: GuardrailsFile): PrincipalChanges {
  const [old, now] = [exemptPrincipalsIn(before), exemptPrincipalsIn(after)];
  const lost = missing(old, now);
  const gained = missing(now, old);
  const taken = new Set<string>();
  const changes: PrincipalChange[] = [];
  for (const [pattern, guardrails] of lost) {
    const follower = [...gained].find(([other, its]) => !taken.has(other) && areEqual(its, guardrails));
    if (follower !== undefined) taken.add(follower[0]);
    changes.push(changeOf(pattern, follower?.[0] ?? null, guardrails, old, now));
  }
  for (const [pattern, guardrails] of gained)
    if (!taken.has(pattern)) changes.push(changeOf(null, pattern, guardrails, old, now));
  return { changes, platform: [old.platform, now.platform] };
}

/** The platform's patterns of one state, and those like them, that guardrails of both states leave out in that state only. */
function missing({ named, exempt }: ExemptPrincipals, other: ExemptPrincipals): GuardrailsByPattern {
  const inOther = new Set([...other.exempt.values()].flatMap((guardrails) => [...guardrails]));
  return new Map(
    [...named].flatMap((pattern) => {
      const left = [...(exempt.get(pattern) ?? [])].filter(
        (guardrail) => inOther.has(guardrail) && other.exempt.get(pattern)?.has(guardrail) !== true,
      );
      return left.length === 0 ? [] : [[pattern, new Set(left)] as const];
    }),
  );
}

function areEqual(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === b.size && [...a].every((each) => b.has(each));
}

function changeOf(
  before: string | null,
  after: string | null,
  guardrails: ReadonlySet<string>,
  old: ExemptPrincipals,
  now: ExemptPrincipals,
): PrincipalChange {
  const names = [...guardrails].sort();
  const protectors = [
    ...new Set([...(old.protects.get(before ?? '') ?? []), ...(now.protects.get(after ?? '') ?? [])]),
  ].sort();
  const state = after === null ? old : now;
  const isAll = areEqual(guardrails, state.exempt.get([...state.platform][0] ?? '') ?? new Set());
  const from = isAll ? `the ${formatNumber(names.length)} guardrails that exempt the platform` : enumerate(names);
  const summary = describe(before, after, from);
  return {
    entry: { before, after, guardrails: names, protectedBy: protectors, summary },
    guardrails: new Set([...names, ...protectors]),
  };
}

function describe(before: string | null, after: string | null, from: string): string {
  if (before === null) return `${nameOf(after)} is now exempt, too, from ${from}.`;
  if (after === null) return `${nameOf(before)} is no longer exempt from ${from}.`;
  return `${nameOf(after)} replaces ${nameOf(before)} as exempt from ${from}.`;
}

/** `role/oncall/*`: without the part that is the same in all partitions and accounts. */
function nameOf(pattern: string | null): string {
  return (pattern ?? '').replace(/^arn:\*:iam::\*:/, '');
}
