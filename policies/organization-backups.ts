import { z } from 'zod';
import type { ManagementPolicy } from '../lib/iam/management-policies/management-policy';
import { BACKUP_GUARDRAIL, copyVaultArn, type BackupPlan } from '../lib/model/backup-plans';
import { isBackupSchedule } from '../lib/model/backup-schedule';
import { findBackupContradictions, findBadBackups } from '../lib/model/checks/backup-parameters';
import { RETIRED_BACKUP_PARAMETERS } from '../lib/model/checks/retired-backup-parameters';
import { BACKUP } from '../lib/model/names';
import type { OrganizationFacts } from './core/organization-facts';
import { managementGuardrail, type Effect } from './core/management-guardrail';

const DAYS = { error: 'a whole number of days, 1 to 36,500' };

const days = z.int(DAYS).min(1, DAYS).max(36_500, DAYS);

const plan = z.strictObject({
  schedule: z
    .string()
    .refine(isBackupSchedule, {
      error:
        'a schedule in UTC, such as `cron(0 3 ? * * *)`: with one minute, because AWS Backup starts at most once an hour, and ' +
        'with `?` for the day of the month or of the week',
    })
    .describe('When backups start, in UTC, as a cron expression of AWS'),
  tagValues: z
    .array(z.string().min(1).max(256), { error: 'a list of values of the tag, such as `[daily]`' })
    .min(1, { error: 'at least one value of the tag' })
    .describe('The values of the tag with which a resource is backed up by this plan'),
  retentionDays: days.describe('How long backups are kept'),
  coldStorageAfterDays: days
    .optional()
    .describe(
      'After how many days backups move to cold storage, at least 90 days before they are deleted; default: never. ' +
        'AWS ignores it for types of resources without cold storage',
    ),
});

const schema = z.strictObject({
  tag: z
    .string()
    .min(1)
    .max(128)
    .refine((key) => !/^aws:/i.test(key), { error: 'a key that does not begin with `aws:`: only AWS sets such tags' })
    .default('backup')
    .describe('The key of the tag that says how often a resource is backed up'),
  plans: z
    .record(
      z.string().regex(/^[a-z][a-z0-9-]{0,41}$/, {
        error: 'the name of a plan: 1 to 42 lower-case letters, digits and hyphens, the first a letter',
      }),
      plan,
    )
    .refine((plans) => Object.keys(plans).length > 0, { error: 'at least one plan' })
    // Early in the morning UTC. On the first of the month both run, an hour apart.
    .default({
      daily: { schedule: 'cron(0 3 ? * * *)', tagValues: ['daily'], retentionDays: 35 },
      monthly: { schedule: 'cron(0 4 1 * ? *)', tagValues: ['daily', 'monthly'], retentionDays: 365 },
    })
    .describe(
      'What is backed up when, and how long it is kept, by the name of the plan: `schedule` (a cron expression of AWS, in UTC), ' +
        '`tagValues`, `retentionDays` and, if backups move to cold storage, `coldStorageAfterDays`',
    ),
  regions: z
    .array(z.string())
    .min(1)
    .optional()
    .describe('Regions whose resources are backed up; default: the governed Regions of the organization'),
  copyTo: z
    .strictObject({
      account: z
        .string({ error: 'the key of an account' })
        .min(1)
        .describe("The account's key. Its file must have its number"),
      region: z
        .string({ error: 'a governed Region, such as `eu-central-1`' })
        .min(1)
        .describe('The Region of the vault'),
    })
    .optional()
    .describe('An account of the organization whose vault receives a copy of each backup; default: none'),
});

type Parameters = z.output<typeof schema>;

/** Values are text in backup policies. */
const assigned = (value: string | number): ManagementPolicy => ({ '@@assign': String(value) });

function planContent(one: BackupPlan, parameters: Parameters, organization: OrganizationFacts): ManagementPolicy {
  const { tag, regions = organization.governedRegions, copyTo } = parameters;
  const { schedule, tagValues, retentionDays, coldStorageAfterDays } = one;
  const lifecycle = {
    ...(coldStorageAfterDays !== undefined && { move_to_cold_storage_after_days: assigned(coldStorageAfterDays) }),
    delete_after_days: assigned(retentionDays),
  };
  const copy = copyTo === undefined ? null : copyVaultArn(copyTo, organization.accounts);
  return {
    regions: { '@@assign': [...regions].sort() },
    rules: {
      backup: {
        schedule_expression: assigned(schedule),
        start_backup_window_minutes: assigned('60'),
        complete_backup_window_minutes: assigned('720'),
        target_backup_vault_name: assigned(BACKUP.vault),
        lifecycle,
        ...(copy !== null && { copy_actions: { [copy]: { target_backup_vault_arn: assigned(copy), lifecycle } } }),
      },
    },
    selections: {
      tags: {
        tagged: {
          iam_role_arn: assigned(`arn:aws:iam::$account:role${BACKUP.role.path}${BACKUP.role.name}`),
          tag_key: assigned(tag),
          tag_value: { '@@assign': [...tagValues] },
        },
      },
    },
  };
}

export const organizationBackups = managementGuardrail({
  id: BACKUP_GUARDRAIL,
  type: 'BACKUP_POLICY',
  summary: 'Tagged resources are backed up by plans of the organization, daily and monthly by default',
  rationale:
    'If every team sets up its own backups, they are missing where they are needed. Here, a team only adds a tag; plans, ' +
    'retention and the copy in another account come from the organization. Vaults, keys and the role that they name come ' +
    'with the stack `Backups`: docs/backups.md.',
  foundBy: {
    nothing:
      'It backs up what is tagged, and the rules about backup plans judge every resource: they are in `pci-dss`.',
  },
  references: [
    'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_backup.html',
    'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_backup_syntax.html',
    'https://docs.aws.amazon.com/aws-backup/latest/devguide/create-cross-account-backup.html',
    'https://docs.aws.amazon.com/aws-backup/latest/devguide/API_Lifecycle.html',
  ],
  parameters: schema.prefault({}),
  retired: RETIRED_BACKUP_PARAMETERS,
  content: (parameters, organization) => ({
    plans: Object.fromEntries(
      Object.entries(parameters.plans).map(([name, one]): [string, ManagementPolicy] => [
        `rampart-${name}`,
        planContent(one, parameters, organization),
      ]),
    ),
  }),
  check: findBadBackups,
  conflicts: findBackupContradictions,
  variants: [
    {
      name: 'with a copy in another account',
      parameters: {
        plans: { daily: { schedule: 'cron(0 5 ? * * *)', tagValues: ['yes'], retentionDays: 14 } },
        regions: ['eu-central-1'],
        copyTo: { account: 'copies', region: 'eu-central-1' },
      },
      organization: {
        accounts: [
          {
            ...{
              key: 'copies',
              name: 'copies',
              email: 'aws+copies@example.com',
              unit: 'Security',
              owner: 'backups@example.com',
            },
            ...{
              budget: { usd: 1, actual: [], forecast: [], addresses: [] },
              tags: {},
              state: 'active',
              stack: 'Accounts',
            },
            ...{
              accountId: '444444444444',
              hasBaseline: true,
              at: { file: 'accounts/copies.yaml', line: 1, column: 1 },
            },
          },
        ],
      },
    },
    {
      name: 'with cold storage',
      parameters: {
        plans: {
          yearly: {
            schedule: 'cron(0 5 1 1 ? *)',
            tagValues: ['yearly'],
            retentionDays: 3650,
            coldStorageAfterDays: 30,
          },
        },
      },
    },
  ],
  effects: (parameters, organization) =>
    Object.entries(parameters.plans).flatMap(([name, one]) => effectsOf(name, one, parameters, organization)),
});

function effectsOf(
  name: string,
  { schedule, tagValues, retentionDays, coldStorageAfterDays }: BackupPlan,
  { tag, regions, copyTo }: Parameters,
  { governedRegions, accounts }: OrganizationFacts,
): readonly Effect[] {
  const plan = ['plans', `rampart-${name}`];
  const rule = [...plan, 'rules', 'backup'];
  const selection = [...plan, 'selections', 'tags', 'tagged'];
  const number = accounts.find(({ key }) => key === copyTo?.account)?.accountId;
  const copy = copyTo && `arn:aws:backup:${copyTo.region}:${number ?? ''}:backup-vault:rampart-backup-copies`;
  const coldStorage = (what: string, path: readonly string[]): Effect => ({
    name: `${what} ${coldStorageAfterDays === undefined ? 'never moves' : 'moves'} to cold storage`,
    path: [...path, 'lifecycle', 'move_to_cold_storage_after_days'],
    ...(coldStorageAfterDays !== undefined && { value: String(coldStorageAfterDays) }),
  });
  return [
    {
      name: `${name} covers these Regions`,
      path: [...plan, 'regions'],
      value: [...(regions ?? governedRegions)].sort(),
    },
    { name: `${name} starts at this time`, path: [...rule, 'schedule_expression'], value: schedule },
    { name: `${name} starts within an hour`, path: [...rule, 'start_backup_window_minutes'], value: '60' },
    { name: `${name} ends within half a day`, path: [...rule, 'complete_backup_window_minutes'], value: '720' },
    { name: `${name} writes to this vault`, path: [...rule, 'target_backup_vault_name'], value: 'rampart-backup' },
    coldStorage(name, rule),
    {
      name: `${name} is kept for this time`,
      path: [...rule, 'lifecycle', 'delete_after_days'],
      value: String(retentionDays),
    },
    {
      name: `${name} runs as this role`,
      path: [...selection, 'iam_role_arn'],
      value: 'arn:aws:iam::$account:role/platform/backup',
    },
    { name: `${name} uses this tag`, path: [...selection, 'tag_key'], value: tag },
    { name: `${name} selects resources with these values`, path: [...selection, 'tag_value'], value: tagValues },
    ...(copy === undefined
      ? []
      : [
          {
            name: `${name} is copied to this vault`,
            path: [...rule, 'copy_actions', copy, 'target_backup_vault_arn'],
            value: copy,
          },
          coldStorage(`the copy of ${name}`, [...rule, 'copy_actions', copy]),
          {
            name: `the copy of ${name} is kept for this time`,
            path: [...rule, 'copy_actions', copy, 'lifecycle', 'delete_after_days'],
            value: String(retentionDays),
          },
        ]),
  ];
}
