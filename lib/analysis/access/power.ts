import type { PermissionSetId } from '../../model/permission-sets';

/** How much a principal may do, from all-powerful down: the order of the report. */
export const POWERS = {
  organization: 'The organization and everything in it: deployed from the management account, which no guardrail binds',
  administrators: 'Administrators of member accounts whom guardrails do not bind, or only some',
  exempt: 'Whom an exemption frees from guardrails, whatever else it may',
  bound: 'Administrators of accounts, whom every guardrail binds',
  restores: 'Backups: starting and restoring them',
  changes: 'Everyday work that changes accounts',
  data: 'Data of applications',
  reads: 'Configuration and reports, without data',
} as const;

export type PowerId = keyof typeof POWERS;

export const POWER_IDS = Object.keys(POWERS) as readonly PowerId[];

/** What those of a tier may do, people or partners. */
export const POWER_OF_TIER: Readonly<Record<PermissionSetId, PowerId>> = {
  deployer: 'organization',
  administrator: 'bound',
  'backup-operator': 'restores',
  developer: 'changes',
  network: 'changes',
  operator: 'changes',
  security: 'reads',
  'read-only': 'reads',
  finance: 'reads',
};
