import { z } from 'zod';
import { peopleFactsSchema } from './people-facts';

const account = z.string().describe('The id of the account');
const application = z.string().describe("The application's key");

/** Who reaches a store, in `guardrails.json` and in the output of `rampart access`. */
export const granteeSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('application'), application, account }).describe('The role of an application'),
  z
    .strictObject({ kind: z.literal('people'), application, group: z.string(), account })
    .describe('The people of a group, by the permission set of an application in an account'),
  z
    .strictObject({ kind: z.literal('backup'), application, account })
    .describe('AWS Backup, for the stores of an application in an account'),
  z
    .strictObject({
      kind: z.literal('partner'),
      account: z.string().describe('The number of an account outside of the organization'),
      role: z.string().describe("The role's path and name"),
      until: z
        .string()
        .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/, { error: 'a time in UTC to the second' })
        .nullable()
        .describe('When the grant ends by itself, such as `2027-03-31T00:00:00Z`; null: never'),
    })
    .describe('A role outside of the organization'),
]);

/** What may become an application's role, in `guardrails.json` and in the output of `rampart access`. */
export const actorSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.enum(['ec2', 'ecs', 'lambda']) }),
  z.strictObject({ kind: z.literal('pods'), cluster: z.string(), namespace: z.string(), serviceAccount: z.string() }),
  z
    .strictObject({ kind: z.literal('github'), subject: z.string().describe('The exact subject of a token') })
    .describe('Workflows of GitHub Actions'),
]);

const state = z.enum(['active', 'retired']);

const store = z.strictObject({
  name: z.string(),
  kind: z.enum(['bucket']),
  state: state.describe('`retired`: closed for everybody'),
  keepReplacedDays: z
    .number()
    .nullable()
    .describe('For how many days a version of an object is kept after another one has replaced it; null: for ever'),
  backup: z
    .enum(['daily', 'monthly'])
    .nullable()
    .optional()
    .describe('How often it is backed up; null: never; not stated: never, or the file is older than this field'),
  access: z
    .array(z.strictObject({ who: granteeSchema, mayRead: z.boolean(), mayWrite: z.boolean() }))
    .describe('Who reaches it; nobody else does'),
});

const place = z.strictObject({
  application,
  account,
  region: z.string().describe('Where its key and its stores are'),
  stack: z.string().describe('The stack that holds it'),
  owner: z.string().describe('Who is responsible for the application'),
  state: state.describe('`retired`: there is no role, and its stores are closed for everybody'),
  actors: z.array(actorSchema).describe('What may become its role'),
  stores: z.array(store),
});

/** Who reaches which data, what may become the role of an application, and what people may do: a part of `guardrails.json`. */
export const accessFactsSchema = z.strictObject({
  groups: z
    .record(z.string(), z.string().nullable())
    .describe('Groups of people, with their ids in the identity store; null: it is not known'),
  places: z.array(place).describe('Each application in each of its accounts that is not closed'),
  people: peopleFactsSchema
    .optional()
    .describe('Who signs in and may do what where; not stated: nobody, or the file is older than this field'),
});
