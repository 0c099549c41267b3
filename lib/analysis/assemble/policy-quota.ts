import type { PolicyType } from '../../../policies/core/guardrail';
import type { ControlPolicyType } from '../../iam/control-policy-type';
import type { ManagementPolicyType } from '../../iam/management-policies/policy-type';
import { formatNumber } from '../../report/words';
import type { Quota, QuotaName, Quotas } from '../../model/quotas';

/** How much there is to fill at one target. */
export interface PolicyQuota {
  readonly documents: number;
  readonly characters: number;
}

/** How the policies of one type are called and counted. */
export interface PolicyKind<Type extends PolicyType = PolicyType> {
  readonly type: Type;
  /** Stands in policy names. */
  readonly short: string;
  readonly noun: string;
  /** What AWS attaches to every target by itself; absent: nothing. */
  readonly implied?: string;
  readonly perTarget: QuotaName;
  readonly characters: QuotaName;
  /** Slots that others need. */
  readonly reserved?: QuotaName;
}

/** Policies of statements, many guardrails in each. */
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

/** Policies of settings, one guardrail in each. */
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

/** In the order in which documents are written. */
export const POLICY_KINDS: readonly PolicyKind[] = [...CONTROL_POLICY_KINDS, ...MANAGEMENT_POLICY_KINDS];

/** A new document is attached before an old one is detached, which takes a slot that is never filled otherwise. */
const KEPT_FREE = 1;

/** Kept free of each document, in percent: how AWS itself writes the JSON before it counts cannot be seen from here. */
const MARGIN_PERCENT = 3;

export function quotaFor(kind: PolicyKind, quotas: Quotas): PolicyQuota {
  const documents = quotas[kind.perTarget].value - takenByOthers(kind, quotas) - KEPT_FREE;
  const characters = Math.floor((quotas[kind.characters].value * (100 - MARGIN_PERCENT)) / 100);
  return { documents: Math.max(0, documents), characters };
}

/** Why there is so much room and no more. */
export function explainQuota(kind: PolicyKind, quotas: Quotas): string {
  const perTarget: Quota = quotas[kind.perTarget];
  const { documents, characters } = quotaFor(kind, quotas);
  const others = kind.implied === undefined ? '' : `${kind.implied}, ${reservedFor(kind, quotas)} reserved and `;
  return (
    `at most ${documents} × ${formatNumber(characters)} characters at a target: AWS takes ${perTarget.value} policies of this ` +
    `type (as of ${perTarget.asOf}), less ${others}one slot kept free, ` +
    `each of ${formatNumber(quotas[kind.characters].value)} characters, less ${MARGIN_PERCENT} %`
  );
}

/** How many policies of a type hang on each target that are not ours. */
export function takenByOthers(kind: PolicyKind, quotas: Quotas): number {
  return (kind.implied === undefined ? 0 : 1) + reservedFor(kind, quotas);
}

function reservedFor({ reserved }: PolicyKind, quotas: Quotas): number {
  return reserved === undefined ? 0 : quotas[reserved].value;
}
