import { canonical } from '../../iam/algebra/chain';
import { memoize } from '../../iam/memoize';
import { alternativesOf, valuesAt, withoutSid, withValues } from '../../iam/alternatives';
import type { Statement } from '../../iam/statement';
import { guardrailParts } from '../evaluate/provenance';
import type { AttachedPolicy } from '../evaluate/guardrails-tree';
import { contentOf, isManagementPolicy } from './policies';

/** A statement of a policy, or the part of it in which some guardrails stand; of a policy of settings, all of it. */
export interface WrittenPart {
  readonly policy: string;
  readonly guardrails: readonly string[];
  /** As it is written. */
  readonly text: string;
}

/** The parts of a policy, in its order. */
export function partsOf(policy: AttachedPolicy): readonly WrittenPart[] {
  const { name, guardrails: places = {} } = policy;
  if (isManagementPolicy(policy)) {
    const guardrails = [...new Set(Object.values(places).flat())];
    return [{ policy: name, guardrails, text: contentOf(policy) }];
  }
  return guardrailParts(policy.content.Statement, places).map(({ statement, guardrails }) => ({
    policy: name,
    guardrails,
    text: JSON.stringify(statement),
  }));
}

/** Whether the parts say the same, but for names, order, and which values stand together in a list. */
export function saySame(some: readonly WrittenPart[], others: readonly WrittenPart[]): boolean {
  const [left, right] = [some, others].map((parts) => new Set(parts.flatMap(({ text }) => atomsOf(text))));
  return left?.size === right?.size && [...(left ?? [])].every((atom) => right?.has(atom));
}

/** A statement that would make more is left as it is: it may then look otherwise where it only stands otherwise. */
const MOST_ATOMS = 1_000;
/** Statements whose atoms are kept: the same ones hang on many targets. */
const REMEMBERED = 500;

/** The smallest statements that say together what one says; of settings, all of them. */
const atomsOf = memoize((text: string): readonly string[] => {
  const written = JSON.parse(text) as Partial<Statement>;
  if (written.Effect === undefined) return [canonical(written)];
  const whole = withoutSid({ ...written, Effect: written.Effect });
  const places = alternativesOf(whole);
  const number = places.reduce((product, place) => product * valuesAt(whole, place).length, 1);
  if (number > MOST_ATOMS) return [canonical(whole)];
  const atoms = places.reduce<readonly Statement[]>(
    (statements, place) =>
      statements.flatMap((each) => valuesAt(each, place).map((value) => withValues(each, place, [value]))),
    [whole],
  );
  return atoms.map(canonical);
}, REMEMBERED);
