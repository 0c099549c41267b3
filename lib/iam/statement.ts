/** The value of a policy element: one string or a list of strings. */
export type OneOrMany = string | readonly string[];

/** The values of one condition key. IAM accepts JSON booleans and numbers and compares them as text. */
export type ConditionValue = string | number | boolean | readonly (string | number | boolean)[];

/** Condition operator → condition key → values. Operators and keys are ANDed; values are ORed (negated operators: NOR). */
export type ConditionBlock = Readonly<Record<string, Readonly<Record<string, ConditionValue>>>>;

/**
 * One statement of a policy document, in IAM's JSON syntax.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html
 */
export interface Statement {
  readonly Sid?: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Principal?: OneOrMany | Readonly<Record<string, OneOrMany>>;
  readonly Action?: OneOrMany;
  readonly NotAction?: OneOrMany;
  readonly Resource?: OneOrMany;
  readonly NotResource?: OneOrMany;
  readonly Condition?: ConditionBlock;
}

/** A policy document with statements: a service control policy or a resource control policy. */
export interface PolicyDocument {
  readonly Version: '2012-10-17';
  readonly Statement: readonly Statement[];
}
