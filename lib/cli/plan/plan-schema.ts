import { z } from 'zod';
import { accessEditsSchema } from '../../analysis/difference/access-edit';
import { STEP_KINDS, STEP_STACKS } from '../../analysis/deployment/steps';
import { IMPOSSIBLE_EDITS, NOT_COMPARED } from '../../model/impossible-edit';
import { COVERAGE_PARTS } from '../../analysis/coverage/coverage';
import { exemptionsOutputSchema } from '../check/check-output';
import { costEstimateSchema } from '../costs/costs-schema';
import { backups } from './backups-schema';
import { proofSummarySchema } from './read-assembly';
import { count, names } from './schema-parts';

/** The format of `rampart plan --json`, for other programs. */

const target = z.strictObject({
  id: z.string().describe('`root`, the path of a unit or the key of an account'),
  kind: z.enum(['root', 'unit', 'account', 'management-account']),
  parent: z.string().optional(),
  state: z.enum(['active', 'suspended', 'closed']).optional(),
  name: z.string().describe('The name that AWS shows'),
  guardrails: z.array(
    z.strictObject({
      id: z.string(),
      alreadyInForceFrom: z.string().nullable().describe('The target above with the same statements; null: none'),
    }),
  ),
  policies: z.array(
    z.strictObject({
      type: z.string(),
      attached: count.describe('With the policies that AWS attaches and those reserved for others'),
      attachedQuota: count,
      characters: z.array(count).describe('Of each of our documents'),
      charactersQuota: count,
    }),
  ),
});

const step = z.strictObject({
  stack: z.enum(STEP_STACKS),
  kind: z.enum(STEP_KINDS),
  subject: z.string(),
  target: z.string(),
});

const opening = z.union([
  z.strictObject({ kind: z.literal('request'), witness: z.record(z.string(), z.unknown()) }),
  z.strictObject({ kind: z.literal('setting'), path: z.string() }),
  z.strictObject({ kind: z.literal('undecided'), reason: z.string() }),
]);

const order = z.strictObject({
  from: z.string().describe('The name of the deployed state'),
  steps: z.array(step),
  openMoments: z.array(z.strictObject({ step: count, accounts: names, opening })),
  impossible: z
    .array(
      z.strictObject({
        code: z.enum(IMPOSSIBLE_EDITS),
        target: z.string().describe('The unit or account; empty: the organization'),
        message: z.string(),
        allowed: z.string(),
        fix: z.string(),
      }),
    )
    .describe('Edits that no deployment can make, or not in one step: the plan fails for each of them'),
  notCompared: z.array(z.enum(NOT_COMPARED)).describe('Facts that one of the states does not have'),
  access: accessEditsSchema,
  remedies: z.array(z.strictObject({ first: z.string(), reason: z.string() })),
});

const statements = z.array(z.strictObject({ document: z.string(), statement: z.string() }));

const packing = z.strictObject({
  lock: z.string().describe('The path of packing.lock.json'),
  state: z.enum(['current', 'renewed', 'outdated']),
  added: statements,
  removed: statements,
  rewritten: z.array(
    z.strictObject({
      document: z.string(),
      merged: z.array(names),
      covered: z.array(z.strictObject({ statement: z.string(), by: z.string() })),
      withoutSid: count,
    }),
  ),
});

const finding = z.strictObject({ rule: z.string(), description: z.string(), constructs: names });

const nag = z.strictObject({
  gate: z.array(
    z.strictObject({
      pack: z.string(),
      findings: z.array(finding),
      acknowledged: z.array(finding.extend({ reason: z.string() })),
    }),
  ),
  report: z.array(z.strictObject({ pack: z.string(), findings: z.array(finding) })),
});

const stackSet = z.strictObject({
  name: z.string(),
  stack: z.string().describe('The stack that has it'),
  units: names
    .nullable()
    .describe('Ids of units: each account below, and each that joins one later; null: of no units'),
  accounts: names
    .nullable()
    .describe(
      'Keys of accounts; null: each member account, below the units if there are some, and each that joins later',
    ),
  excludedAccounts: names.describe('Keys of accounts that get nothing although it is for each'),
  regions: names,
  templateBytes: count,
  resources: z
    .array(
      z.strictObject({
        id: z.string(),
        type: z.string(),
        condition: z.string().nullable().describe('A condition of the template; null: each account and Region has it'),
      }),
    )
    .describe('By logical id'),
});

const coverage = z.strictObject({
  regions: names.describe('The governed Regions, and us-east-1 if something is there'),
  governedRegions: names,
  rows: z.array(
    z.strictObject({
      account: z.string().describe('Its key'),
      kind: z.enum(['management-account', 'member']),
      hasBaseline: z.boolean().describe('False: the account keeps the recorder that it has, or there is no baseline'),
      cells: z
        .array(
          z.strictObject({
            region: z.string(),
            parts: z.array(z.enum(COVERAGE_PARTS)).describe('What is there'),
            packs: names.describe('The conformance packs that measure it'),
          }),
        )
        .describe('One for each of the Regions'),
    }),
  ),
  nowhere: names.describe('Conformance packs whose Config rules AWS offers in no governed Region'),
});

const evidence = z.strictObject({
  logArchive: z
    .strictObject({
      account: z.string(),
      lockDays: count.describe('For how many days nobody can delete a log of the trail'),
      trailDays: count.describe("For how many days the trail's logs are kept"),
      otherDays: count.describe('For how many days all other logs are kept'),
    })
    .nullable()
    .describe('Null: there is no log archive'),
  audit: z
    .strictObject({
      account: z.string(),
      logGroupDays: count.describe("For how many days the trail's log group keeps events"),
    })
    .nullable()
    .describe('Null: no trail records calls'),
});

const budgets = z.strictObject({
  accounts: count.describe('How many accounts have a budget: those that are not closed'),
  accountsUsd: z.number().describe('What they may spend together, in USD a month'),
  organizationUsd: z.number().nullable().describe('Of all accounts together; null: there is no such budget'),
  anomaliesFromUsd: z.number().nullable().describe('The impact from which unusual spending is told; null: it is not'),
  unheard: names.describe('The keys of accounts whose budget tells nobody'),
});

const people = z.strictObject({
  instance: z
    .string()
    .nullable()
    .describe('The ARN of the instance of Identity Center; null: nothing of it is deployed'),
  delegatedAdministrator: z.string().nullable().describe('An account that administers Identity Center, too'),
  permissionSets: z.array(
    z.strictObject({
      name: z.string(),
      isElevated: z.boolean(),
      assignments: count.describe('Of one group in one account each, as far as the ids of groups are known'),
      accounts: count,
    }),
  ),
  permissionSetsQuota: count,
  fullestAccount: z
    .strictObject({ account: z.string(), permissionSets: count })
    .nullable()
    .describe('The account with the most permission sets'),
  permissionSetsPerAccountQuota: count,
  leftOut: z
    .array(z.strictObject({ group: z.string(), assignments: count }))
    .describe('Groups whose ids are not known: their assignments are not deployed'),
});

const applicationState = z.enum(['active', 'retired']);

const application = z.strictObject({
  application: z.string().describe('Its key'),
  state: applicationState,
  accounts: names.describe('The keys of the accounts in which it runs'),
  retiredIn: names.describe('The keys of the accounts in which only its closed stores are left'),
  role: z.string().nullable().describe('Path and name; null: it is retired'),
  stores: z.array(z.strictObject({ name: z.string(), state: applicationState })),
  people: z.string().nullable().describe('The group of its people; null: nobody'),
  grants: count.describe('How many grants reach its stores from elsewhere, in all accounts together'),
});

const plan = z.strictObject({
  formatVersion: z.literal(1),
  problems: z.array(z.never()),
  organization: z.strictObject({
    id: z.string().nullable(),
    homeRegion: z.string(),
    governedRegions: names,
    units: count,
    accounts: count,
    guardrails: count,
    placements: count,
  }),
  folder: z.string().describe('The folder that was read'),
  targets: z.array(target),
  stacks: z.array(z.strictObject({ id: z.string(), resources: count, templateBytes: count })),
  stackSets: z.array(stackSet).describe('What StackSets bring to member accounts'),
  coverage: coverage.describe('What watches which account in which Region'),
  evidence,
  budgets,
  backups: backups.nullable().describe('What is backed up; null: nothing'),
  people: people.nullable().describe('Who signs in, and what they may do where; null: the configuration does not say'),
  applications: z.array(application).describe('What is deployed of each application'),
  costs: costEstimateSchema.describe('What Rampart costs, without workloads: docs/costs.md'),
  proof: proofSummarySchema,
  order: order.nullable().describe('The steps from what is deployed; null: without --deployed'),
  packing,
  exemptions: exemptionsOutputSchema,
  nag,
  files: z.strictObject({ assembly: z.string(), guardrails: z.string(), nag: z.string() }),
  seconds: z.number(),
});

/** After a synth that found something, which standard error tells. */
const failed = plan.pick({ formatVersion: true, problems: true, nag: true });

export const planSchema = z.union([plan, failed]);
