import { z } from 'zod';
import { accessFactsSchema } from './access-facts';
import { statementSchema } from './statement-schema';

const target = z.strictObject({
  id: z.string().describe('Unique over the root, all units and all accounts'),
  kind: z.enum(['root', 'unit', 'account', 'management-account']),
  parent: z.string().optional().describe('The id of the parent; the root has none'),
  awsId: z.string().nullable().optional().describe("The root's or unit's id at AWS; null until it is known"),
  accountId: z.string().nullable().optional().describe("The account's number; null until it is known"),
  state: z
    .enum(['active', 'suspended', 'closed'])
    .optional()
    .describe('In a file with placements, the state that is intended; else the state at AWS'),
  fullAwsAccess: z.boolean().optional().describe('false: FullAWSAccess is not attached here; default: true'),
  name: z.string().optional().describe('The name that AWS shows, of a unit or an account'),
  email: z.string().optional().describe("An account's e-mail address"),
  stack: z.string().optional().describe('The stack that holds the account'),
  owner: z.string().optional().describe('Who is responsible for the account'),
  budget: z.number().optional().describe("An account's, in USD per month"),
  tags: z.record(z.string(), z.string()).optional().describe("An account's, without the tag of its owner"),
});

const attached = {
  targets: z.array(z.string()).describe('Ids of the targets that it is attached to'),
  awsId: z.string().nullable().optional(),
};

const guardrails = z
  .record(z.string(), z.array(z.string()))
  .optional()
  .describe('A JSON pointer into `content` → the guardrails that the part belongs to');

const document = z.strictObject({
  name: z.string(),
  type: z.enum(['SERVICE_CONTROL_POLICY', 'RESOURCE_CONTROL_POLICY']),
  ...attached,
  content: z.strictObject({
    Version: z.literal('2012-10-17'),
    Id: z.string().optional(),
    Statement: z
      .union([z.array(statementSchema), statementSchema.transform((alone) => [alone])])
      .describe('A list, or one statement alone: it counts as a list of one'),
  }),
  guardrails,
});

const managementPolicyDocument = z.strictObject({
  name: z.string(),
  type: z.enum(['AISERVICES_OPT_OUT_POLICY', 'BACKUP_POLICY', 'DECLARATIVE_POLICY_EC2', 'S3_POLICY', 'TAG_POLICY']),
  ...attached,
  content: z.record(z.string(), z.unknown()).describe('Settings below inheritance operators such as `@@assign`'),
  guardrails,
});

const exemption = z.strictObject({
  principal: z.string(),
  owner: z.string(),
  reason: z.string(),
  expires: z.string().optional(),
});

const placement = z.strictObject({
  guardrail: z.string(),
  target: z.string(),
  parameters: z.record(z.string(), z.unknown()),
  exemptions: z.array(exemption),
});

const baseline = z.strictObject({
  auditAccount: z.string().describe('The id of the account that sees what all accounts record'),
  recorder: z.strictObject({
    frequency: z.enum(['continuous', 'daily']),
    records: z.enum(['all', 'except', 'only']).describe('All resource types, all but `types`, or only `types`'),
    types: z.array(z.string()),
  }),
  guardDutyFrom: z
    .number()
    .nullable()
    .describe('The severity from which findings of GuardDuty are forwarded; null: GuardDuty is off'),
  unusedAccessDays: z
    .number()
    .nullable()
    .describe('After how many days without use an access is reported; null: unused access is not analyzed'),
  skippedAccounts: z.array(z.string()).describe('The ids of accounts that have no baseline'),
  finisher: z
    .strictObject({
      contacts: z.record(z.string(), z.string()).describe('The address of each alternate contact, by its kind'),
      defaultVpcs: z.enum(['remove', 'keep']),
      defaultSecurityGroups: z.enum(['empty', 'keep']),
    })
    .optional()
    .describe('What is set that no template can set; not stated: it is not known'),
  boundary: z
    .array(statementSchema)
    .optional()
    .describe('The permissions boundary of the roles that teams make; not stated: it is not known'),
});

const standard = z.strictObject({
  periodicRules: z.enum(['home', 'everywhere']).describe('Where its periodic Config rules run'),
  rules: z
    .record(z.string(), z.record(z.string(), z.string()))
    .describe('Its Config rules that are not left out, with their parameters'),
  excludedAccounts: z.array(z.string()).describe('The ids of accounts that are not measured'),
});

const alerts = {
  actual: z.array(z.number()).describe('In percent of the budget: what was spent'),
  forecast: z.array(z.number()).describe('In percent of the budget: what is expected to be spent'),
  addresses: z.array(z.string()).describe('Who is told, by e-mail'),
};

const spending = z.strictObject({
  accounts: z
    .record(z.string(), z.strictObject(alerts))
    .describe('By the ids of accounts that are not closed. What each may spend is its `budget`'),
  organization: z
    .strictObject({ usd: z.number().describe('In USD per month'), ...alerts })
    .nullable()
    .describe('The budget of all accounts together; null: none'),
  anomalies: z
    .strictObject({
      monitorArn: z.string().nullable().describe('The monitor that exists; null: one over `accounts`'),
      accounts: z.array(z.string()).describe('The ids of the accounts that the own monitor watches'),
      fromUsd: z.number().describe('The impact from which it is told'),
    })
    .nullable()
    .describe('Who is told of unusual spending; null: nobody'),
});

const backups = z.strictObject({
  lock: z.strictObject({
    minimumDays: z.number().describe('For how many days vaults keep backups at least'),
    maximumDays: z.number().nullable().describe('For how many days at most; null: no limit'),
    finalAfterDays: z.number().nullable().describe('After how many days nobody can loosen the lock; null: never'),
  }),
  resourceTypes: z.array(z.string()).describe('What is switched on, by the names of AWS Backup'),
});

/**
 * `guardrails.json`: which policies are attached where. Everything that can be written in this format (the working tree, a Git
 * revision, a running organization) can be explained, compared and replayed. Only the first four fields are required,
 * so that policies of other origin need no more.
 */
export const guardrailsFileSchema = z.strictObject({
  formatVersion: z.literal(1),
  organization: z.strictObject({
    id: z.string().nullable(),
    managementAccount: z.string().describe('Its number, or the id of a target that has a number'),
    homeRegion: z.string().optional().describe('The Region that holds the stacks'),
    governedRegions: z.array(z.string()).optional().describe('The Regions in which accounts may work'),
    logArchive: z
      .strictObject({
        account: z.string().describe('The id of the account'),
        lockDays: z.number().describe('For how many days nobody can delete a log of the trail'),
        trailDays: z.number().describe("For how many days the trail's logs are kept"),
        otherDays: z.number().describe('For how many days all other logs are kept'),
      })
      .optional()
      .describe('Where logs are kept; not stated: there is no log archive, or it is not known'),
    trail: z
      .strictObject({
        logGroupDays: z.number().describe('For how many days the log group keeps events'),
        alarms: z.record(z.string(), z.number()).describe('Those that are on, with the events that set each off'),
        subscriptions: z.array(z.string()).describe('Who hears the alarms'),
        keyArn: z
          .string()
          .nullable()
          .describe('The ARN of the key that encrypts the logs; null: the key is named by its alias'),
      })
      .optional()
      .describe("The organization's trail; not stated: there is none in a stack, or it is not known"),
    baseline: baseline.nullable().optional().describe('What accounts have; null: nothing; not stated: it is not known'),
    compliance: z
      .record(z.string(), standard)
      .optional()
      .describe('The standards against which accounts are measured; not stated: it is not known'),
    spending: spending.optional().describe('Who is told when of what is spent; not stated: it is not known'),
    backups: backups
      .optional()
      .describe('How the vaults keep backups; not stated: nothing is backed up, or it is not known'),
    access: accessFactsSchema
      .optional()
      .describe("Who reaches which application's data, and what may become its role; not stated: it is not known"),
  }),
  targets: z.array(target),
  documents: z.array(document).describe('Policies made of statements: they decide requests'),
  settings: z.array(managementPolicyDocument).optional().describe("Management policies: AWS's services enforce them"),
  placements: z.array(placement).optional().describe('Only configurations have them, not what was read from AWS'),
  quotas: z.record(z.string(), z.number()).optional(),
});

export type GuardrailsFile = Immutable<z.output<typeof guardrailsFileSchema>>;
export type GuardrailsTarget = GuardrailsFile['targets'][number];
export type GuardrailsDocument = GuardrailsFile['documents'][number];
export type GuardrailsManagementPolicy = NonNullable<GuardrailsFile['settings']>[number];
export type GuardrailsPeople = NonNullable<NonNullable<GuardrailsFile['organization']['access']>['people']>;
export type GuardrailsPlacement = NonNullable<GuardrailsFile['placements']>[number];

/** By type only: the schema's own `readonly` would freeze every object that is read. */
type Immutable<T> = T extends readonly (infer Item)[]
  ? readonly Immutable<Item>[]
  : T extends object
    ? { readonly [Name in keyof T]: Immutable<T[Name]> }
    : T;
