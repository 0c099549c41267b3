import type { Audit, LogArchive, Organization } from '../../model/organization';
import { everywhere, off, only, type Force } from './reach';

/** Something that the stacks deploy or switch on, beside guardrails, alarms and Config rules. */
export interface StackSetting {
  /** What it is, for people. */
  readonly name: string;
  /** `sets`: it brings about what it is for. `watches`: it tells afterwards. */
  readonly nature: 'sets' | 'watches';
  /** The file that makes it, and the test that shows it: paths in the repository. */
  readonly file: string;
  readonly test: string;
  /** Where it is in force in an organization, or why it is not. */
  force(organization: Organization): Force;
}

const TRAIL = {
  file: 'constructs/audit/organization-trail.ts',
  test: 'test/constructs/audit/organization-trail.test.ts',
};
const TRAIL_ARCHIVE = {
  file: 'constructs/log-archive/trail-archive-template.ts',
  test: 'test/constructs/log-archive/trail-archive-template.test.ts',
};
const LOG_BUCKET = {
  file: 'constructs/log-archive/log-bucket.ts',
  test: 'test/constructs/log-archive/log-bucket.test.ts',
};

/** PCI DSS 10.5.1: twelve months, of which three must be at hand. */
const RETENTION = { archiveDays: 365, logGroupDays: 90 };

/** By id. */
export const STACK_SETTINGS = {
  'organization-trail': {
    name: 'a trail of all calls that manage resources',
    nature: 'sets',
    ...TRAIL,
    force: withAudit('every account and Region'),
  },
  'trail-validation': {
    name: 'digests that show a missing or changed log of the trail',
    nature: 'sets',
    ...TRAIL,
    force: withAudit('the trail'),
  },
  'trail-key': {
    name: "a KMS key of the organization that encrypts the trail's logs",
    nature: 'sets',
    ...TRAIL_ARCHIVE,
    force: withAudit('the trail'),
  },
  'archive-data-events': {
    name: "a record of each access to an object of the trail's bucket",
    nature: 'sets',
    ...TRAIL,
    force: ({ audit }) => (audit === null ? off(NO_AUDIT) : only("the trail's bucket")),
  },
  'trail-log-group': {
    name: 'a log group in which the calls of all accounts are searched',
    nature: 'sets',
    ...TRAIL,
    force: withAudit('every account and Region'),
  },
  'archive-lock': {
    name: "an object lock in compliance mode on the trail's logs",
    nature: 'sets',
    ...TRAIL_ARCHIVE,
    force: withArchive("the trail's bucket"),
  },
  'archive-only-root': {
    name: "a bucket policy that lets only CloudTrail write, and only a root session read, the trail's logs",
    nature: 'sets',
    ...TRAIL_ARCHIVE,
    force: withArchive("the trail's bucket"),
  },
  'archive-access-logs': {
    name: "server access logs of the trail's bucket",
    nature: 'sets',
    ...LOG_BUCKET,
    force: withArchive("the trail's bucket"),
  },
  'archive-tls': {
    name: 'bucket policies that deny plain HTTP',
    nature: 'sets',
    ...LOG_BUCKET,
    force: ({ logArchive }) => (logArchive === null ? off(NO_ARCHIVE) : only('the buckets of the log archive')),
  },
  'archive-key-rotation': {
    name: 'yearly rotation of the keys that encrypt logs',
    nature: 'sets',
    file: 'constructs/log-archive/archive-key.ts',
    test: 'test/constructs/log-archive/archive-key.test.ts',
    force: ({ logArchive }) => (logArchive === null ? off(NO_ARCHIVE) : only('the keys of the log archive')),
  },
  'log-retention': {
    name: 'logs of the trail kept for a year, those of 90 days searchable',
    nature: 'sets',
    ...TRAIL_ARCHIVE,
    force: ({ audit, logArchive }) =>
      audit === null || logArchive === null ? off(NO_AUDIT) : keptLongEnough(audit, logArchive),
  },
  'management-event-rules': {
    name: 'rules that tell within seconds who changes what watches the organization',
    nature: 'watches',
    file: 'constructs/audit/event-rules.ts',
    test: 'test/constructs/audit/event-rules.test.ts',
    force: ({ audit }) => (audit === null ? off(NO_AUDIT) : only('the management account')),
  },
  'central-root-access': {
    name: 'centralized root access: new member accounts have no root credentials',
    nature: 'sets',
    file: 'lib/stacks/organization-settings-stack.ts',
    test: 'test/lib/stacks/organization-settings-stack.test.ts',
    force: () => only('member accounts that the organization creates'),
  },
} as const satisfies Readonly<Record<string, StackSetting>>;

export type StackSettingId = keyof typeof STACK_SETTINGS;

const NO_ARCHIVE = 'there is no section `logArchive`';
const NO_AUDIT = 'there is no section `audit`';

function withArchive(where: string): StackSetting['force'] {
  return ({ logArchive }) => (logArchive === null ? off(NO_ARCHIVE) : everywhere(where));
}

function withAudit(where: string): StackSetting['force'] {
  return ({ audit }) => (audit === null ? off(NO_AUDIT) : everywhere(where));
}

function keptLongEnough({ logGroupDays }: Audit, { trailDays }: LogArchive): Force {
  if (trailDays < RETENTION.archiveDays)
    return off(`logs of the trail are kept for ${trailDays} days, not ${RETENTION.archiveDays}: \`logArchive\``);
  if (logGroupDays < RETENTION.logGroupDays)
    return off(`logs can be searched for ${logGroupDays} days, not ${RETENTION.logGroupDays}: \`audit.logGroup\``);
  return everywhere('the trail');
}
