import { presenceOf } from '../evaluation/presence';
import type { Presence } from '../evaluation/presence';
import type { CallerKind } from '../evaluation/principal';
import type { ConditionBlock } from '../statement';

/**
 * A kind of caller, as the set of its requests: the conditions that all of its requests meet, in IAM's syntax, and the
 * keys that AWS sends with them. So keys that depend on each other (the principal's ARN, its type, whether it is a
 * service) have consistent values, and a request that no caller can send is not a difference.
 */
export interface CallerSet {
  readonly name: string;
  readonly conditions: ConditionBlock;
  /** Whether AWS sends a key, given in lower case. */
  readonly presence: (key: string) => Presence;
}

const ARN = 'aws:PrincipalArn';
const TYPE = 'aws:PrincipalType';
const SERVICE = 'aws:PrincipalIsAWSService';

type Conditions = (account: string) => ConditionBlock;

/** A caller with an ARN. The values are as AWS documents them; `request-context.ts` derives the same values. */
function withArn(arn: (account: string) => string, type: string, more: ConditionBlock = {}): Conditions {
  return (account) => ({
    ...more,
    ArnLike: { [ARN]: arn(account) },
    StringEquals: { [TYPE]: type },
    StringLike: { 'aws:PrincipalAccount': account },
    Bool: { [SERVICE]: 'false' },
  });
}

const SERVICE_LINKED = 'arn:*:iam::*:role/aws-service-role/*';

const CONDITIONS: Readonly<Record<CallerKind, Conditions>> = {
  role: withArn((account) => `arn:*:iam::${account}:role/*`, 'AssumedRole', { ArnNotLike: { [ARN]: SERVICE_LINKED } }),
  'service-linked-role': withArn((account) => `arn:*:iam::${account}:role/aws-service-role/*`, 'AssumedRole'),
  user: withArn((account) => `arn:*:iam::${account}:user/*`, 'User'),
  root: withArn((account) => `arn:*:iam::${account}:root`, 'Account'),
  'federated-user': withArn((account) => `arn:*:sts::${account}:federated-user/*`, 'FederatedUser'),
  // AWS does not rule out that a service has an ARN, but it is never the ARN of a role, user or root user.
  service: () => ({
    Bool: { [SERVICE]: 'true' },
    ArnNotLike: { [ARN]: ['role/*', 'user/*', 'root'].map((name) => `arn:*:iam::*:${name}`) },
  }),
  anonymous: () => ({ StringEquals: { [TYPE]: 'Anonymous', 'aws:PrincipalAccount': 'anonymous' } }),
};

/** Callers of these kinds, optionally only those of one account. */
export function callersOf(kinds: readonly CallerKind[], account = '*'): readonly CallerSet[] {
  return kinds.map((kind) => ({
    name: kind,
    conditions: CONDITIONS[kind](account),
    presence: (key) => presenceOf(key, kind),
  }));
}
