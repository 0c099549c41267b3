import { presenceOf } from '../evaluation/presence';
import type { Presence } from '../evaluation/presence';
import type { CallerKind } from '../evaluation/principal';
import type { ConditionBlock } from '../statement';

/**
 * A kind of caller, as a set of requests in IAM's own words: the conditions that each of its requests fulfils, and which
 * keys AWS sends with them. Keys that hang together (the principal's ARN, its type, whether it is a service) are so tied:
 * a request that no caller can send is no difference.
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

/** A caller with an ARN. The values are those of the documented pages; `request-context.ts` derives the same. */
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
  // AWS does not exclude that a service has an ARN; it is nobody's role, user or root user in any case.
  service: () => ({
    Bool: { [SERVICE]: 'true' },
    ArnNotLike: { [ARN]: ['role/*', 'user/*', 'root'].map((name) => `arn:*:iam::*:${name}`) },
  }),
  anonymous: () => ({ StringEquals: { [TYPE]: 'Anonymous', 'aws:PrincipalAccount': 'anonymous' } }),
};

/** Callers of these kinds; with an account, only those of that account. */
export function callersOf(kinds: readonly CallerKind[], account = '*'): readonly CallerSet[] {
  return kinds.map((kind) => ({
    name: kind,
    conditions: CONDITIONS[kind](account),
    presence: (key) => presenceOf(key, kind),
  }));
}
