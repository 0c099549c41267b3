import type { PolicyType } from '../../policies/form/guardrail';
import type { Quota, QuotaName, Quotas } from '../model/quotas';
import type { Room } from './fill-documents';

/** How the policies of one type are called and counted. */
export interface PolicyKind {
  readonly type: PolicyType;
  /** Stands in policy names. */
  readonly short: string;
  readonly noun: string;
  /** What AWS attaches to every target by itself. */
  readonly implied: string;
  readonly perTarget: QuotaName;
  readonly characters: QuotaName;
  /** Slots that others need. */
  readonly reserved?: QuotaName;
}

/** In the order in which documents are written. */
export const POLICY_KINDS: readonly PolicyKind[] = [
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

/** A new document is attached before an old one is detached, which takes a slot that is never filled otherwise. */
const KEPT_FREE = 1;
const IMPLIED = 1;

/** Kept free of each document, in percent: how AWS itself writes the JSON before it counts cannot be seen from here. */
const MARGIN_PERCENT = 3;

export function roomFor(kind: PolicyKind, quotas: Quotas): Room {
  const documents = quotas[kind.perTarget].value - IMPLIED - reservedFor(kind, quotas) - KEPT_FREE;
  const characters = Math.floor((quotas[kind.characters].value * (100 - MARGIN_PERCENT)) / 100);
  return { documents: Math.max(0, documents), characters };
}

/** Why there is so much room and no more. */
export function explainRoom(kind: PolicyKind, quotas: Quotas): string {
  const perTarget: Quota = quotas[kind.perTarget];
  const { documents, characters } = roomFor(kind, quotas);
  return (
    `at most ${documents} × ${count(characters)} characters at a target: AWS takes ${perTarget.value} policies of this ` +
    `type (as of ${perTarget.asOf}), less ${kind.implied}, ${reservedFor(kind, quotas)} reserved and one slot kept ` +
    `free, each of ${count(quotas[kind.characters].value)} characters, less ${MARGIN_PERCENT} %`
  );
}

export function count(value: number): string {
  return value.toLocaleString('en-US');
}

function reservedFor({ reserved }: PolicyKind, quotas: Quotas): number {
  return reserved === undefined ? 0 : quotas[reserved].value;
}
