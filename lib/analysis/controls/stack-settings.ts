import type { Audit, LogArchive, Organization } from '../../model/organization';
import { everywhere, everywhereBut, off, only, onlyBut, type Force } from './reach';

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
  'configuration-recorder': {
    name: 'a recorder of AWS Config and its delivery to the log archive',
    nature: 'sets',
    file: 'constructs/baseline/configuration-recorder.ts',
    test: 'test/constructs/baseline/configuration-recorder.test.ts',
    force: (organization) => recordedBy(organization),
  },
  'external-access-analyzer': {
    name: 'an analyzer of what can be reached from outside of the organization',
    nature: 'watches',
    file: 'constructs/baseline/access-analyzers.ts',
    test: 'test/constructs/baseline/audit-template.test.ts',
    force: ({ baseline }) => (baseline === null ? off(NO_BASELINE) : everywhere('every account and governed Region')),
  },
  'unused-access-analyzer': {
    name: 'an analyzer of access that nobody uses',
    nature: 'watches',
    file: 'constructs/baseline/access-analyzers.ts',
    test: 'test/constructs/baseline/audit-template.test.ts',
    force: ({ baseline }) => {
      if (baseline === null) return off(NO_BASELINE);
      return baseline.unusedAccessDays === null ? off('`baseline.unusedAccess` is off') : everywhere('every account');
    },
  },
  'threat-detector': {
    name: 'a detector of GuardDuty, whose findings are forwarded',
    nature: 'watches',
    file: 'constructs/baseline/threat-detector.ts',
    test: 'test/constructs/baseline/region-baseline.test.ts',
    force: (organization) =>
      organization.baseline?.guardDuty === null ? off('`baseline.guardDuty` is off') : whereRecorded(organization),
  },
  'ebs-encryption': {
    name: 'encryption of every new volume of EBS, set by the finisher',
    nature: 'sets',
    file: 'constructs/finisher/definition-volumes.ts',
    test: 'test/evidence/baseline-works.test.ts',
    force: (organization) => whereFinished(organization, 'every account and governed Region'),
  },
  'password-policy': {
    name: 'the password policy of IAM, set by the finisher',
    nature: 'sets',
    file: 'constructs/finisher/definition-password-policy.ts',
    test: 'test/evidence/baseline-works.test.ts',
    force: (organization) => whereFinished(organization, 'every account'),
  },
  'security-contact': {
    name: 'the contact for security of every account, set by the finisher',
    nature: 'sets',
    file: 'constructs/finisher/definition-contacts.ts',
    test: 'test/evidence/baseline-works.test.ts',
    force: (organization) =>
      organization.baseline !== null && organization.baseline.contacts.security === undefined
        ? off('`baseline.contacts` has no `security`')
        : whereFinished(organization, 'every account'),
  },
  'default-vpcs': {
    name: 'the removal of default VPCs that nothing uses, by the finisher',
    nature: 'sets',
    file: 'constructs/finisher/definition-default-vpcs.ts',
    test: 'test/evidence/baseline-works.test.ts',
    force: (organization) =>
      organization.baseline?.removesDefaultVpcs === false
        ? off('`baseline.defaultVpcs` is `keep`')
        : whereFinished(organization, 'every account and governed Region'),
  },
  'default-security-groups': {
    name: 'the emptying of default security groups that nothing uses, by the finisher',
    nature: 'sets',
    file: 'constructs/finisher/definition-default-security-groups.ts',
    test: 'test/evidence/baseline-works.test.ts',
    force: (organization) =>
      organization.baseline?.emptiesDefaultSecurityGroups === false
        ? off('`baseline.defaultSecurityGroups` is `keep`')
        : whereFinished(organization, 'every account and governed Region'),
  },
  'private-documents': {
    name: 'a block of public documents of Systems Manager',
    nature: 'sets',
    file: 'constructs/baseline/private-documents.ts',
    test: 'test/constructs/baseline/region-baseline.test.ts',
    force: (organization) => inEveryRegion(organization),
  },
  'forwarded-events': {
    name: 'rules that tell within seconds of new credentials, lost MFA and use of root',
    nature: 'watches',
    file: 'constructs/baseline/global-events.ts',
    test: 'test/constructs/baseline/global-events.test.ts',
    force: (organization) =>
      organization.baseline === null ? off(NO_BASELINE) : everywhereBut('every account', withoutBaseline(organization)),
  },
} as const satisfies Readonly<Record<string, StackSetting>>;

export type StackSettingId = keyof typeof STACK_SETTINGS;

const NO_ARCHIVE = 'there is no section `logArchive`';
const NO_AUDIT = 'there is no section `audit`';
const NO_BASELINE = 'there is no section `baseline`';

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

function recordedBy(organization: Organization): Force {
  const { baseline } = organization;
  if (baseline === null || baseline.recorder.records === 'all') return whereRecorded(organization);
  return onlyBut('every account and governed Region, for some resource types', withoutRecorder(organization));
}

function whereRecorded(organization: Organization): Force {
  return organization.baseline === null
    ? off(NO_BASELINE)
    : everywhereBut('every account and governed Region', withoutRecorder(organization));
}

/** Nothing is finished where the account keeps its own recorder, and in quarantine nothing is finished anew. */
function whereFinished(organization: Organization, where: string): Force {
  if (organization.baseline === null) return off(NO_BASELINE);
  return everywhereBut(where, withoutRecorder(organization));
}

function inEveryRegion(organization: Organization): Force {
  return organization.baseline === null
    ? off(NO_BASELINE)
    : everywhereBut('every account and governed Region', withoutBaseline(organization));
}

/** The keys of the accounts that keep the recorder and the detectors that they have. */
function withoutRecorder(organization: Organization): readonly string[] {
  const { key, hasBaseline } = organization.managementAccount;
  return [...(hasBaseline ? [] : [key]), ...withoutBaseline(organization)];
}

/** The keys of the accounts that the baseline leaves alone. It never leaves the management account alone. */
function withoutBaseline({ accounts }: Organization): readonly string[] {
  return accounts.filter(({ hasBaseline, state }) => !hasBaseline && state !== 'closed').map(({ key }) => key);
}
