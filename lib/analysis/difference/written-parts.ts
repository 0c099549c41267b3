import { canonical } from '../../iam/algebra/chain';
import { alternativesOf, valuesAt, withoutSid, withValues } from '../../iam/alternatives';
import { isManagementPolicyType } from '../../iam/management-policies/policy-type';
import { memoize } from '../../iam/memoize';
import type { Statement } from '../../iam/statement';
import type { GuardrailsManagementPolicy } from '../../model/guardrails-file';
import type { AttachedPolicy } from '../evaluate/guardrails-tree';
import { guardrailParts } from '../evaluate/provenance';

/** A statement of a policy, or the part of it that came from some guardrails. A management policy is one part. */
export interface WrittenPart {
  readonly policy: string;
  readonly guardrails: readonly string[];
  /** The part as JSON. */
  readonly text: string;
}

/** The parts of a policy, in the order of the policy. */
export function partsOf(policy: AttachedPolicy): readonly WrittenPart[] {
  const { name, guardrails: provenance = {} } = policy;
  if (isManagementPolicy(policy)) {
    const guardrails = [...new Set(Object.values(provenance).flat())];
    return [{ policy: name, guardrails, text: contentOf(policy) }];
  }
  return guardrailParts(policy.content.Statement, provenance).map(({ statement, guardrails }) => ({
    policy: name,
    guardrails,
    text: JSON.stringify(statement),
  }));
}

export function isManagementPolicy(policy: AttachedPolicy): policy is GuardrailsManagementPolicy {
  return isManagementPolicyType(policy.type);
}

/** The content of a policy as JSON, which is written once for all targets of the policy. */
export function contentOf(policy: AttachedPolicy): string {
  const text = contents.get(policy) ?? JSON.stringify(policy.content);
  contents.set(policy, text);
  return text;
}

const contents = new WeakMap<AttachedPolicy, string>();

/** Whether both lists hold the same statements, apart from names, order, and which values share a statement. */
export function haveSameMeaning(some: readonly WrittenPart[], others: readonly WrittenPart[]): boolean {
  const [left, right] = [some, others].map((parts) => new Set(parts.flatMap(({ text }) => atomsOf(text))));
  return left?.size === right?.size && [...(left ?? [])].every((atom) => right?.has(atom));
}

/** A statement with more atoms is compared as a whole. If it was split, it then counts as rewritten, not as repacked. */
const MOST_ATOMS = 1_000;
/** The number of statements whose atoms are kept: many targets have the same statements. */
const MOST_KEPT = 500;

/** The statements with one value each that together mean the same as one statement. A management policy is one atom. */
const atomsOf = memoize((text: string): readonly string[] => {
  const written = JSON.parse(text) as Partial<Statement>;
  if (written.Effect === undefined) return [canonical(written)];
  const whole = withoutSid({ ...written, Effect: written.Effect });
  const lists = alternativesOf(whole);
  const number = lists.reduce((product, list) => product * valuesAt(whole, list).length, 1);
  if (number > MOST_ATOMS) return [canonical(whole)];
  const atoms = lists.reduce<readonly Statement[]>(
    (statements, list) =>
      statements.flatMap((each) => valuesAt(each, list).map((value) => withValues(each, list, [value]))),
    [whole],
  );
  return atoms.map(canonical);
}, MOST_KEPT);
