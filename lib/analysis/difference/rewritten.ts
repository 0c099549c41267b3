import { groupBy } from '../../model/group-by';
import type { AttachedPolicy } from '../evaluate/guardrails-tree';
import { contentOf, isManagementPolicy } from './policies';
import { partsOf, saySame, type WrittenPart } from './written-parts';

/** How the statements of one guardrail on one target are written otherwise. */
export interface RewrittenStatements {
  readonly otherwise: 'rewritten' | 'added' | 'removed' | 'packing';
  /** Null: nobody knows whose the statements are. */
  readonly guardrail: string | null;
  readonly documents: readonly string[];
}

/** Compares the policies of one type on one target. What is told of guardrails that changes name is certain in itself. */
export function compareWritten(
  before: readonly AttachedPolicy[],
  after: readonly AttachedPolicy[],
  touched: ReadonlySet<string>,
): readonly RewrittenStatements[] {
  if (layoutOf(before) === layoutOf(after)) return [];
  const [old, now] = [before.flatMap(partsOf), after.flatMap(partsOf)];
  // Of settings, the order may mean something.
  const isCertain = ![...before, ...after].some(isManagementPolicy);
  const [were, are] = [byGuardrail(old), byGuardrail(now)];
  const all = [...new Set([...were.keys(), ...are.keys()])].sort();
  const differing = all.filter((guardrail) => textsOf(were.get(guardrail)) !== textsOf(are.get(guardrail)));
  const hasUnowned = [...old, ...now].some(({ guardrails }) => guardrails.length === 0);
  if (hasUnowned || differing.length === 0) {
    const moved = isCertain || !all.some((guardrail) => touched.has(guardrail));
    return moved && saySame(old, now) ? packedAnew(before, after, all) : [];
  }
  return differing.flatMap((guardrail): readonly RewrittenStatements[] => {
    const [was = [], is = []] = [were.get(guardrail), are.get(guardrail)];
    const documents = [...new Set([...was, ...is].map(({ policy }) => policy))];
    const isSame = saySame(was, is);
    if (touched.has(guardrail) && !(isSame && isCertain)) return [];
    if (isSame) return [{ otherwise: 'packing', guardrail, documents }];
    const otherwise = was.length === 0 ? 'added' : is.length === 0 ? 'removed' : 'rewritten';
    return [{ otherwise, guardrail, documents }];
  });
}

/** All guardrails of the documents that differ. */
function packedAnew(
  before: readonly AttachedPolicy[],
  after: readonly AttachedPolicy[],
  guardrails: readonly string[],
): readonly RewrittenStatements[] {
  const differing = [...differingFrom(before, after), ...differingFrom(after, before)];
  const documents = [...new Set((differing.length === 0 ? after : differing).map(({ name }) => name))];
  const there = new Set(differing.flatMap(partsOf).flatMap((part) => part.guardrails));
  const moved = guardrails.filter((guardrail) => differing.length === 0 || there.has(guardrail));
  const named: readonly (string | null)[] = moved.length === 0 ? [null] : moved;
  return named.map((guardrail) => ({ otherwise: 'packing', guardrail, documents }));
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
