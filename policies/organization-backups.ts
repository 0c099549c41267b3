import { z } from 'zod';
import type { ManagementPolicy } from '../lib/iam/management-policies/management-policy';
import { BACKUP } from '../lib/model/names';
import type { ParameterProblem } from './core/guardrail';
import type { OrganizationFacts } from './core/organization-facts';
import { managementGuardrail } from './core/management-guardrail';

const vaultName = z
  .string()
  .regex(/^[A-Za-z0-9_-]{2,50}$/, { error: 'the name of a vault: 2 to 50 letters, digits, hyphens and underscores' });

const schema = z.strictObject({
  tag: z
    .string()
    .min(1)
    .max(128)
    .default('backup')
    .describe('The key of the tag that says how often a resource is backed up'),
  vault: vaultName.default(BACKUP.vault).describe('The vault in each account and Region; it must exist'),
  role: z
    .string()
    .regex(/^[\w+=,.@/-]{1,512}$/, { error: 'the name of a role, with its path' })
    .default(`${BACKUP.role.path.slice(1)}${BACKUP.role.name}`)
    .describe('The role, with its path, that AWS Backup assumes in each account; it must exist'),
  regions: z
    .array(z.string())
    .min(1)
    .optional()
    .describe('Regions whose resources are backed up; default: the governed Regions of the organization'),
  copyTo: z
    .strictObject({
      account: z
        .string()
        .regex(/^\d{12}$/, { error: 'an account number of twelve digits, in quotes' })
        .describe('The number of that account'),
      region: z.string().min(1).describe('The Region of the vault'),
      vault: vaultName.describe('The name of the vault'),
    })
    .optional()
    .describe('A vault in another account of the organization that receives a copy of each backup; default: none'),
  dailyRetentionDays: z.number().int().min(1).max(36_500).default(35).describe('How long daily backups are kept'),
  monthlyRetentionDays: z.number().int().min(1).max(36_500).default(365).describe('How long monthly backups are kept'),
});

type Parameters = z.output<typeof schema>;

interface Plan {
  readonly name: string;
  readonly schedule: string;
  readonly retentionDays: number;
  /** Values of the tag. */
  readonly for: readonly string[];
}

/** Early in the morning UTC. On the first of the month both run, an hour apart. */
function plansOf({ dailyRetentionDays, monthlyRetentionDays }: Parameters): readonly Plan[] {
  return [
    { name: 'rampart-daily', schedule: 'cron(0 3 ? * * *)', retentionDays: dailyRetentionDays, for: ['daily'] },
    {
      name: 'rampart-monthly',
      schedule: 'cron(0 4 1 * ? *)',
      retentionDays: monthlyRetentionDays,
      for: ['daily', 'monthly'],
    },
  ];
}

function planContent(plan: Plan, parameters: Parameters, { governedRegions }: OrganizationFacts): ManagementPolicy {
  const { tag, vault, role, regions = governedRegions, copyTo } = parameters;
  const lifecycle = { delete_after_days: { '@@assign': String(plan.retentionDays) } };
  const copy = copyTo && `arn:aws:backup:${copyTo.region}:${copyTo.account}:backup-vault:${copyTo.vault}`;
  return {
    regions: { '@@assign': [...regions].sort() },
    rules: {
      backup: {
        schedule_expression: { '@@assign': plan.schedule },
        start_backup_window_minutes: { '@@assign': '60' },
        complete_backup_window_minutes: { '@@assign': '720' },
        target_backup_vault_name: { '@@assign': vault },
        lifecycle,
        ...(copy !== undefined && {
          copy_actions: { [copy]: { target_backup_vault_arn: { '@@assign': copy }, lifecycle } },
        }),
      },
    },
    selections: {
      tags: {
        tagged: {
          iam_role_arn: { '@@assign': `arn:aws:iam::$account:role/${role}` },
          tag_key: { '@@assign': tag },
          tag_value: { '@@assign': plan.for },
        },
      },
    },
  };
}

function check(
  { regions = [], copyTo }: Parameters,
  { governedRegions }: OrganizationFacts,
): readonly ParameterProblem[] {
  const given = [
    ...regions.map((region, index) => ({ region, at: ['regions', index] })),
    ...(copyTo === undefined ? [] : [{ region: copyTo.region, at: ['copyTo', 'region'] }]),
  ];
  return given.flatMap(({ region, at }) =>
    governedRegions.includes(region)
      ? []
      : [
          {
            at,
            message: `\`${region}\` is not a governed Region, so it has no vault`,
            allowed: governedRegions.join(', '),
          },
        ],
  );
}

export const organizationBackups = managementGuardrail({
  id: 'organization-backups',
  type: 'BACKUP_POLICY',
  summary: 'Tagged resources are backed up daily and monthly, with plans of the organization',
  rationale:
    'If every team sets up its own backups, they are missing where they are needed. Here, a team only adds a tag; plans, ' +
    'retention and the copy in another account come from the organization.',
  foundBy: {
    nothing:
      'It backs up what is tagged, and the rules about backup plans judge every resource: they are in `pci-dss`.',
  },
  references: [
    'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_backup.html',
    'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_backup_syntax.html',
    'https://docs.aws.amazon.com/aws-backup/latest/devguide/create-cross-account-backup.html',
  ],
  parameters: schema.prefault({}),
  content: (parameters, organization) => ({
    plans: Object.fromEntries(
      plansOf(parameters).map((plan): [string, ManagementPolicy] => [
        plan.name,
        planContent(plan, parameters, organization),
      ]),
    ),
  }),
  check,
  variants: [
    {
      name: 'with a copy in another account',
      parameters: {
        regions: ['eu-central-1'],
        copyTo: { account: '444444444444', region: 'eu-central-1', vault: 'copies' },
        dailyRetentionDays: 7,
        monthlyRetentionDays: 3650,
      },
    },
  ],
  effects: (parameters, { governedRegions }) => {
    const { tag, vault, role, regions, copyTo, dailyRetentionDays, monthlyRetentionDays } = parameters;
    const copy = copyTo && `arn:aws:backup:${copyTo.region}:${copyTo.account}:backup-vault:${copyTo.vault}`;
    const effectsOf = (name: string, schedule: string, days: number, values: readonly string[]) => {
      const plan = ['plans', name];
      const rule = [...plan, 'rules', 'backup'];
      const selection = [...plan, 'selections', 'tags', 'tagged'];
      return [
        {
          name: `${name} covers these Regions`,
          path: [...plan, 'regions'],
          value: [...(regions ?? governedRegions)].sort(),
        },
        { name: `${name} starts at this time`, path: [...rule, 'schedule_expression'], value: schedule },
        { name: `${name} starts within an hour`, path: [...rule, 'start_backup_window_minutes'], value: '60' },
        { name: `${name} ends within half a day`, path: [...rule, 'complete_backup_window_minutes'], value: '720' },
        { name: `${name} writes to this vault`, path: [...rule, 'target_backup_vault_name'], value: vault },
        {
          name: `${name} is kept for this time`,
          path: [...rule, 'lifecycle', 'delete_after_days'],
          value: String(days),
        },
        {
          name: `${name} runs as this role`,
          path: [...selection, 'iam_role_arn'],
          value: `arn:aws:iam::$account:role/${role}`,
        },
        { name: `${name} uses this tag`, path: [...selection, 'tag_key'], value: tag },
        { name: `${name} selects resources with these values`, path: [...selection, 'tag_value'], value: values },
        ...(copy === undefined
          ? []
          : [
              {
                name: `${name} is copied to this vault`,
                path: [...rule, 'copy_actions', copy, 'target_backup_vault_arn'],
                value: copy,
              },
              {
                name: `the copy of ${name} is kept for this time`,
                path: [...rule, 'copy_actions', copy, 'lifecycle', 'delete_after_days'],
                value: String(days),
              },
            ]),
      ];
    };
    return [
      ...effectsOf('rampart-daily', 'cron(0 3 ? * * *)', dailyRetentionDays, ['daily']),
      ...effectsOf('rampart-monthly', 'cron(0 4 1 * ? *)', monthlyRetentionDays, ['daily', 'monthly']),
    ];
  },
});
