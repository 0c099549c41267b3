import { findOperator, OPERATORS } from '../../conditions/operators';
import type { Family, SetOperator } from '../../conditions/operators';

export type OperatorFamily = Family | 'Null';

/** A condition operator, as far as the rules ask. */
export interface Operator {
  /** Without set operator and `IfExists`, such as `StringLike`. */
  readonly base: string;
  readonly family: OperatorFamily;
  /** True of a value that matches none of the listed ones, and of a key that is absent. */
  readonly negated: boolean;
  /** `*` and `?` stand for text that varies. */
  readonly wildcards: boolean;
  readonly set?: SetOperator;
  readonly ifExists: boolean;
}

/** The names of all operators, without set operators and `IfExists`. */
export const OPERATOR_NAMES: readonly string[] = [...OPERATORS.map(({ name }) => name), 'Null'];

/** The operator that a name such as `ForAnyValue:StringLikeIfExists` means, or nothing when there is none. */
export function parseOperator(text: string): Operator | undefined {
  const found = findOperator(text);
  if (found === null) return undefined;
  if (found.kind === 'null') return { base: text, family: 'Null', negated: false, wildcards: false, ifExists: false };
  const { name, family, negated } = found.operator;
  return {
    base: name,
    family,
    negated,
    wildcards: family === 'Arn' || name.endsWith('Like'),
    ifExists: found.ifExists,
    ...(found.set === null ? {} : { set: found.set }),
  };
}
