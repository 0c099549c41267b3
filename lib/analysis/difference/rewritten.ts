import { groupBy } from '../../model/group-by';
import type { AttachedPolicy } from '../evaluate/guardrails-tree';
import { contentOf, haveSameMeaning, isManagementPolicy, partsOf, type WrittenPart } from './written-parts';

/** An edit of the statements of one guardrail on one target. */
export interface RewrittenStatements {
  /** `packing`: the same statements in other places or with other names. */
  readonly edit: 'rewritten' | 'added' | 'removed' | 'packing';
  /** Null: the statements came from no known guardrail. */
  readonly guardrail: string | null;
  readonly documents: readonly string[];
}

/**
 * Compares the text of the policies of one type on one target.
 *
 * @param changed guardrails that some change names: of these, only edits are reported that cannot change a meaning
 */
export function compareWritten(
  before: readonly AttachedPolicy[],
  after: readonly AttachedPolicy[],
  changed: ReadonlySet<string>,
): readonly RewrittenStatements[] {
  if (layoutOf(before) === layoutOf(after)) return [];
  const [old, now] = [before.flatMap(partsOf), after.flatMap(partsOf)];
  // The order of statements never matters; that of management policies can.
  const ignoresOrder = ![...before, ...after].some(isManagementPolicy);
  const [were, are] = [byGuardrail(old), byGuardrail(now)];
  const all = [...new Set([...were.keys(), ...are.keys()])].sort();
  const differing = all.filter((guardrail) => textsOf(were.get(guardrail)) !== textsOf(are.get(guardrail)));
  const hasUnknown = [...old, ...now].some(({ guardrails }) => guardrails.length === 0);
  if (hasUnknown || differing.length === 0) {
    const isSafe = ignoresOrder || !all.some((guardrail) => changed.has(guardrail));
    return isSafe && haveSameMeaning(old, now) ? repacked(before, after, all) : [];
  }
  return differing.flatMap((guardrail): readonly RewrittenStatements[] => {
    const [was = [], is = []] = [were.get(guardrail), are.get(guardrail)];
    const documents = [...new Set([...was, ...is].map(({ policy }) => policy))];
    const isSame = haveSameMeaning(was, is);
    if (changed.has(guardrail) && !(isSame && ignoresOrder)) return [];
    if (isSame) return [{ edit: 'packing', guardrail, documents }];
    const edit = was.length === 0 ? 'added' : is.length === 0 ? 'removed' : 'rewritten';
    return [{ edit, guardrail, documents }];
  });
}

/** One entry for each guardrail in the documents that differ. */
function repacked(
  before: readonly AttachedPolicy[],
  after: readonly AttachedPolicy[],
  guardrails: readonly string[],
): readonly RewrittenStatements[] {
  const differing = [...differingFrom(before, after), ...differingFrom(after, before)];
  const documents = [...new Set((differing.length === 0 ? after : differing).map(({ name }) => name))];
  const there = new Set(differing.flatMap(partsOf).flatMap((part) => part.guardrails));
  const moved = guardrails.filter((guardrail) => differing.length === 0 || there.has(guardrail));
  const named: readonly (string | null)[] = moved.length === 0 ? [null] : moved;
  return named.map((guardrail) => ({ edit: 'packing', guardrail, documents }));
}

function differingFrom(
  policies: readonly AttachedPolicy[],
  others: readonly AttachedPolicy[],
): readonly AttachedPolicy[] {
  const known = new Set(others.map(textOf));
  return policies.filter((policy) => !known.has(textOf(policy)));
}

function byGuardrail(parts: readonly WrittenPart[]): ReadonlyMap<string, readonly WrittenPart[]> {
  const each = parts.flatMap((part) => part.guardrails.map((guardrail) => ({ guardrail, part })));
  return new Map(
    [...groupBy(each, ({ guardrail }) => guardrail)].map(([guardrail, own]) => [
      guardrail,
      own.map(({ part }) => part),
    ]),
  );
}

function textsOf(parts: readonly WrittenPart[] = []): string {
  return JSON.stringify(parts.map(({ policy, text }) => [policy, text]));
}

function layoutOf(policies: readonly AttachedPolicy[]): string {
  return policies.map(textOf).join('\n');
}

function textOf(policy: AttachedPolicy): string {
  return `${policy.name} ${contentOf(policy)}`;
}
