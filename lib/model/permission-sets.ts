/** A tier of people's work, as a permission set: policies/identity/ has a file for each. */
interface PermissionSetDefault {
  /** What it is for: one sentence, no period. */
  readonly summary: string;
  /** How long a session lasts, in hours. */
  readonly hours: number;
  /** The most that configuration may set, in hours. */
  readonly maximumHours: number;
  /** Work that is more than everyday: its sessions are short, and its use sets off an alarm. */
  readonly isElevated: boolean;
  /** Where it may be assigned: `management` only in the management account, `members` never there. */
  readonly where: 'anywhere' | 'members' | 'management';
}

/**
 * The permission sets, from the one that may least. Identity Center allows sessions of 1 to 12 hours.
 *
 * Source: https://docs.aws.amazon.com/singlesignon/latest/userguide/howtosessionduration.html
 */
export const PERMISSION_SET_DEFAULTS = {
  finance: {
    summary: 'Reads what is spent, and sets budgets',
    ...{ hours: 8, maximumHours: 12, isElevated: false, where: 'anywhere' },
  },
  'read-only': {
    summary: 'Reads how everything is configured, and no data',
    ...{ hours: 8, maximumHours: 12, isElevated: false, where: 'anywhere' },
  },
  operator: {
    summary: 'Keeps running what is there: restarts, scales, looks at logs, and changes nothing else',
    ...{ hours: 8, maximumHours: 12, isElevated: false, where: 'members' },
  },
  developer: {
    summary: 'Builds applications, within the permissions boundary',
    ...{ hours: 8, maximumHours: 12, isElevated: false, where: 'members' },
  },
  network: {
    summary: 'Builds and changes networks',
    ...{ hours: 4, maximumHours: 8, isElevated: false, where: 'members' },
  },
  security: {
    summary: 'Reads every configuration and finding, and works on findings',
    ...{ hours: 4, maximumHours: 8, isElevated: false, where: 'anywhere' },
  },
  'backup-operator': {
    summary: 'Starts and restores backups, and deletes none',
    ...{ hours: 1, maximumHours: 4, isElevated: true, where: 'members' },
  },
  administrator: {
    summary: 'Does everything in an account but exceed it: organization, audit, people and platform stay out of reach',
    ...{ hours: 1, maximumHours: 4, isElevated: true, where: 'members' },
  },
  deployer: {
    summary: 'Deploys the stacks from the management account, by the roles of the CDK',
    ...{ hours: 1, maximumHours: 4, isElevated: true, where: 'management' },
  },
} as const satisfies Readonly<Record<string, PermissionSetDefault>>;

export type PermissionSetId = keyof typeof PERMISSION_SET_DEFAULTS;

export const PERMISSION_SET_IDS = Object.keys(PERMISSION_SET_DEFAULTS) as readonly PermissionSetId[];

/** How long sessions of an application's people last, in hours: as long as those of everyday tiers. */
export const APPLICATION_SESSION_HOURS = 8;
