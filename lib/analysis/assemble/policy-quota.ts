import type { PolicyType } from '../../../policies/core/guardrail';
import type { ControlPolicyType } from '../../iam/control-policy-type';
import type { ManagementPolicyType } from '../../iam/management-policies/policy-type';
import { formatNumber } from '../../report/words';
import type { Quota, QuotaName, Quotas } from '../../model/quotas';

/** How much Rampart can use at one target. */
export interface PolicyQuota {
  readonly documents: number;
  readonly characters: number;
}

/** The names and quotas of one policy type. */
export interface PolicyKind<Type extends PolicyType = PolicyType> {
  readonly type: Type;
  /** The type in policy names. */
  readonly short: string;
  readonly noun: string;
  /** The policy that AWS attaches to every target itself, if there is one. */
  readonly implied?: string;
  readonly perTarget: QuotaName;
  readonly characters: QuotaName;
  /** Policies that other tools attach. */
  readonly reserved?: QuotaName;
}

/** Policies made of statements, with many guardrails in each. */
export const CONTROL_POLICY_KINDS: readonly PolicyKind<ControlPolicyType>[] = [
  {
    type: 'SERVICE_CONTROL_POLICY',
    short: 'scp',
    noun: 'service control policy',
    implied: 'FullAWSAccess',
    perTarget: 'serviceControlPoliciesPerTarget',
    characters: 'serviceControlPolicyCharacters',
    reserved: 'reservedServiceControlPolicies',
  },
  {
    type: 'RESOURCE_CONTROL_POLICY',
    short: 'rcp',
    noun: 'resource control policy',
    implied: 'RCPFullAWSAccess',
    perTarget: 'resourceControlPoliciesPerTarget',
    characters: 'resourceControlPolicyCharacters',
  },
];

/** Management policies, with one guardrail in each. */
export const MANAGEMENT_POLICY_KINDS: readonly PolicyKind<ManagementPolicyType>[] = [
  {
    type: 'DECLARATIVE_POLICY_EC2',
    short: 'ec2',
    noun: 'declarative policy for EC2',
    perTarget: 'ec2PoliciesPerTarget',
    characters: 'ec2PolicyCharacters',
  },
  {
    type: 'S3_POLICY',
    short: 's3',
    noun: 'S3 policy',
    perTarget: 's3PoliciesPerTarget',
    characters: 's3PolicyCharacters',
  },
  {
    type: 'TAG_POLICY',
    short: 'tag',
    noun: 'tag policy',
    perTarget: 'tagPoliciesPerTarget',
    characters: 'tagPolicyCharacters',
  },
  {
    type: 'BACKUP_POLICY',
    short: 'backup',
    noun: 'backup policy',
    perTarget: 'backupPoliciesPerTarget',
    characters: 'backupPolicyCharacters',
  },
  {
    type: 'AISERVICES_OPT_OUT_POLICY',
    short: 'ai',
    noun: 'opt-out policy for AI services',
    perTarget: 'aiOptOutPoliciesPerTarget',
    characters: 'aiOptOutPolicyCharacters',
  },
];

/** In the order in which policies are deployed. */
export const POLICY_KINDS: readonly PolicyKind[] = [...CONTROL_POLICY_KINDS, ...MANAGEMENT_POLICY_KINDS];

/** A new policy is attached before an old one is detached, so one slot stays free. */
const KEPT_FREE = 1;

/** Kept free in each policy, in percent: it is unknown how AWS formats the JSON before it counts characters. */
const MARGIN_PERCENT = 3;

export function quotaFor(kind: PolicyKind, quotas: Quotas): PolicyQuota {
  const documents = quotas[kind.perTarget].value - takenByOthers(kind, quotas) - KEPT_FREE;
  const characters = Math.floor((quotas[kind.characters].value * (100 - MARGIN_PERCENT)) / 100);
  return { documents: Math.max(0, documents), characters };
}

/** Explains the quota for a message. */
export function explainQuota(kind: PolicyKind, quotas: Quotas): string {
  const perTarget: Quota = quotas[kind.perTarget];
  const { documents, characters } = quotaFor(kind, quotas);
  const others = kind.implied === undefined ? '' : `${kind.implied}, ${reservedFor(kind, quotas)} reserved and `;
  return (
    `at most ${documents} × ${formatNumber(characters)} characters at a target: AWS allows ${perTarget.value} policies of this ` +
    `type (as of ${perTarget.asOf}), minus ${others}one slot kept free, ` +
    `each of ${formatNumber(quotas[kind.characters].value)} characters, minus ${MARGIN_PERCENT} %`
  );
}

/** How many policies of a type on each target are not Rampart's. */
export function takenByOthers(kind: PolicyKind, quotas: Quotas): number {
  return (kind.implied === undefined ? 0 : 1) + reservedFor(kind, quotas);
}

function reservedFor({ reserved }: PolicyKind, quotas: Quotas): number {
  return reserved === undefined ? 0 : quotas[reserved].value;
}
