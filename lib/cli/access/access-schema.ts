import { z } from 'zod';
import { actorSchema, granteeSchema } from '../../model/access-facts';
import { principalSchema } from '../report/access-review-schema';

/** The format of `rampart access --json`, for other programs. */

const line = z.strictObject({ file: z.string(), line: z.int().positive() });
const by = z.array(line).describe('The lines of the configuration that say so');
const application = z.string().describe("The application's key");
const account = z.string().describe("The account's key");

const reading = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.enum(['application', 'permission-set']),
    application,
    account: account.nullable().describe("The account's key; null: any"),
  }),
  z.strictObject({ kind: z.literal('group'), group: z.string() }),
  z.strictObject({
    kind: z.literal('partner'),
    account: z.string().describe("The account's number"),
    role: z.string().nullable().describe('Path and name; null: any'),
  }),
  z.strictObject({ kind: z.literal('tier'), tier: z.string(), account: account.nullable() }),
  z.strictObject({ kind: z.literal('partner-role'), partner: z.string(), account: account.nullable() }),
  z.strictObject({
    kind: z.literal('platform'),
    name: z.string().describe('As in `principals`'),
    account: account.nullable(),
  }),
]);

export const accessOutputSchema = z.strictObject({
  formatVersion: z.literal(1),
  problems: z.array(z.never()),
  question: z
    .strictObject({
      application: application.nullable(),
      store: z.strictObject({ application: application.nullable(), name: z.string() }).nullable(),
      principal: z
        .strictObject({
          given: z.string(),
          readings: z.array(reading).describe('What it may stand for; empty: no grant can be about it'),
          notes: z.array(z.string()).describe('What was assumed, or why it stands for nobody'),
        })
        .nullable(),
      account: account.nullable(),
    })
    .describe('What was asked; null: anything'),
  access: z
    .array(
      z.strictObject({
        store: z.strictObject({ application, name: z.string(), account, region: z.string() }),
        who: granteeSchema,
        mayRead: z.boolean(),
        mayWrite: z.boolean(),
        by,
      }),
    )
    .describe('Who reaches which store; nobody else is granted anything'),
  roles: z
    .array(
      z.strictObject({
        application,
        account,
        role: z.string().describe('Path and name'),
        actors: z.array(actorSchema).describe('What may become the role'),
        by,
      }),
    )
    .describe('The roles of applications'),
  retired: z
    .array(
      z.strictObject({
        application,
        account,
        stores: z.array(z.string()),
        isWhole: z.boolean().describe('true: the whole application is retired there, and has no role'),
        by,
      }),
    )
    .describe('Stores that nobody reaches, whose data stays'),
  principals: z
    .array(principalSchema)
    .describe(
      'What the principal of the question may do where, from what may most; empty: nothing, or none was asked for',
    ),
  notKnown: z.array(z.string()).describe('What grants do not say'),
});
