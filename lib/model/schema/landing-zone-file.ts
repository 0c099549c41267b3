import { z } from 'zod';
import { ORGANIZATION_ID, ROOT_ID, UNIT_ID } from '../aws-ids';
import type { QuotaName } from '../quotas';
import { DEFAULT_QUOTAS } from '../quotas';
import { REGIONS } from '../regions';
import { auditSchema } from './audit';
import { backupsSchema } from './backups';
import { baselineSchema } from './baseline';
import { budgetsSchema } from './budgets';
import { complianceSchema } from './compliance';
import { identitySchema } from './identity';
import { instantSchema } from './instant';
import { logArchiveSchema } from './log-archive';
import { partnersSchema } from './partners';
import { principalPatternSchema, rolePatternSchema } from './principal';
import { revocationsSchema } from './revocations';
import { accountIdSchema, accountNameSchema, awsId, emailSchema, filledText, name, text, unitKeySchema } from './text';
import { vendingSchema } from './vending';

const organization = z
  .strictObject({
    id: awsId(ORGANIZATION_ID).optional().describe("The organization's id at AWS, once it is known"),
    rootId: awsId(ROOT_ID).optional().describe("The root's id at AWS, once it is known"),
    adopted: z
      .boolean({ error: '`true` or `false`' })
      .default(false)
      .describe('true: the organization already exists, and no stack creates it. Requires `id` and `rootId`'),
    managementAccount: z
      .strictObject({
        name: accountNameSchema.default('management').describe('The name in reports'),
        id: accountIdSchema.describe("The account's number, in quotes"),
        email: emailSchema.optional().describe("The e-mail address of the account's root user"),
        baseline: z
          .enum(['deploy', 'skip'])
          .meta({ title: 'baseline' })
          .optional()
          .describe(
            '`skip`: the account keeps the recorder and the detectors that it has, and forwards events all the same; ' +
              '`deploy`: it has none. Required in an adopted organization with a baseline; default: `deploy`',
          ),
      })
      .describe('The account that owns the organization. Service control policies never bind it'),
  })
  .describe('The organization at AWS');

const region = z.enum(REGIONS).meta({ title: 'Region' });

const regions = z
  .strictObject({
    home: region.describe('Where the stacks are deployed'),
    governed: z
      .array(region, { error: 'a list of Regions' })
      .min(1, { error: 'at least the home Region' })
      .describe('The Regions that accounts may use, including the home Region'),
  })
  .describe('Regions of the partition `aws`');

const exemptFrom = z
  .union(
    [z.literal('all'), z.array(filledText("a guardrail's id"), { error: "`all`, or a list of guardrails' ids" })],
    { error: "`all`, or a list of guardrails' ids" },
  )
  .default('all');

const platform = z
  .strictObject({
    organizationAccessRoleName: text('1 to 64 letters, digits and `+=,.@_-`', /^[\w+=,.@-]{1,64}$/)
      .default('OrganizationAccountAccessRole')
      .describe('The role that Organizations creates in each account, for the management account to assume'),
    deployment: z
      .array(rolePatternSchema, { error: 'a list of role ARNs' })
      .default([])
      .describe(
        'The roles that deploy into member accounts for the platform, such as `arn:*:iam::*:role/platform/deployment`; ' +
          'default: none, since StackSets deploy',
      ),
    breakGlass: z
      .array(rolePatternSchema, { error: 'a list of role ARNs' })
      .default(['arn:*:iam::*:role/platform/break-glass'])
      .describe('The roles for emergencies'),
    exemptFrom: z
      .strictObject({
        deployment: exemptFrom.describe('The guardrails that do not bind the roles that deploy; default: all'),
        breakGlass: exemptFrom.describe('The guardrails that do not bind the roles for emergencies; default: all'),
      })
      .prefault({})
      .describe(
        'Which guardrails do not bind these roles: `all` (those that exempt anybody), or the ids of some. Whatever they ' +
          'are exempt from, others can neither create nor change them',
      ),
  })
  .describe('The principals in member accounts for deployments and emergencies, and which guardrails exempt them');

const unit = z
  .strictObject({
    name: name('1 to 128 characters without `/`', (given) => `write \`${given.replaceAll('/', '-')}\``)
      .min(1, { error: 'at least one character' })
      .max(128, { error: 'at most 128 characters' })
      .regex(/^[^/]*$/, { error: 'characters without `/`' })
      .optional()
      .describe('The name that AWS shows; default: the key. It may change at any time'),
    parent: filledText('the key of a unit')
      .optional()
      .describe('The key of the parent unit; default: the root. It never changes'),
    id: awsId(UNIT_ID).optional().describe("The unit's id at AWS, once it is known"),
  })
  .describe('An organizational unit');

const parameters = z
  .record(z.string(), z.unknown(), { error: "the guardrail's parameters, or nothing" })
  .nullable()
  .describe("The guardrail's parameters; if empty, its defaults");

const guardrails = z
  .record(z.string(), z.record(z.string(), parameters, { error: 'guardrails and their parameters' }), {
    error: 'targets and their guardrails',
  })
  .default({})
  .describe("Guardrails by target: `root`, a unit's path or an account's key");

const exemption = z
  .strictObject({
    principal: principalPatternSchema.describe(
      'A pattern of `aws:PrincipalArn`, such as `arn:*:iam::*:role/ci/publisher`',
    ),
    guardrails: z
      .array(filledText("a guardrail's id"), { error: "a list of guardrails' ids" })
      .min(1, { error: 'at least one guardrail' })
      .describe('The ids of the guardrails that do not bind the principal'),
    owner: filledText('who is responsible for the exemption').describe('Who is responsible for the exemption'),
    reason: filledText('why the principal is exempt').describe('Why the principal is exempt'),
    expires: instantSchema
      .optional()
      .describe('When the exemption expires: a time in UTC, to the second. No deployment is needed. Default: never'),
  })
  .describe('A principal that some guardrails do not bind');

const quota = z.strictObject({
  value: z
    .int({ error: 'a whole number, 0 or more' })
    .nonnegative({ error: 'a whole number, 0 or more' })
    .describe('The limit'),
  asOf: z.iso.date({ error: 'a day, such as `2026-11-21`' }).describe('The day on which this was the limit'),
});

const quotas = z
  .strictObject(
    Object.fromEntries(
      Object.entries(DEFAULT_QUOTAS).map(([quotaName, { value, counts }]) => [
        quotaName,
        quota.optional().describe(`${counts}; default: ${value}`),
      ]),
    ) as Record<QuotaName, z.ZodOptional<typeof quota>>,
  )
  .describe("AWS's quotas where they differ from the defaults");

/** `landing-zone.yaml`: everything except the accounts and the applications. */
export const landingZoneFileSchema = z
  .strictObject({
    formatVersion: z.literal(1).meta({ title: 'format version' }).describe('The version of this format'),
    organization,
    regions,
    platform: platform.prefault({}),
    units: z
      .record(unitKeySchema, unit, { error: 'units by key' })
      .default({})
      .describe('Units by key. The key identifies a unit and never changes'),
    guardrails,
    exemptions: z
      .array(exemption, { error: 'a list of exemptions' })
      .default([])
      .describe('Which principals are exempt from which guardrails'),
    quotas: quotas.default({}),
    logArchive: logArchiveSchema.optional(),
    audit: auditSchema.optional(),
    baseline: baselineSchema.optional(),
    compliance: complianceSchema.optional(),
    identity: identitySchema.optional(),
    partners: partnersSchema.default({}),
    revocations: revocationsSchema.default([]),
    vending: vendingSchema.optional(),
    budgets: budgetsSchema.optional(),
    backups: backupsSchema.prefault({}),
  })
  .meta({
    title: 'Landing zone',
    description: 'The organization, its units, guardrails and exemptions, and what records its calls',
  });

export type LandingZoneFileInput = z.input<typeof landingZoneFileSchema>;
export type LandingZoneFile = z.output<typeof landingZoneFileSchema>;
