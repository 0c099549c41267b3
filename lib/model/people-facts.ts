import { z } from 'zod';
import { statementSchema } from './statement-schema';

const account = z.string().describe('The id of the account');
const group = z.string().describe('The group whose people have it');
const permissionSet = z.string().describe('Its name in Identity Center');
const owner = z.string().describe('Who answers for it');
const reason = z.string();
const hours = z.number().describe('How long a session lasts at most');
const instant = z.string().describe('A time in UTC to the second');

const identity = z.strictObject({
  instance: z.string().nullable().describe('The ARN of the instance; null: it is not known, and nobody signs in by it'),
  identityStoreId: z.string().nullable(),
  startUrl: z
    .string()
    .nullable()
    .optional()
    .describe('The address at which people are told to sign in; null: none; not stated: it is not known'),
  delegatedAdministrator: z
    .string()
    .nullable()
    .describe('The id of the account that administers Identity Center besides the management account; null: none'),
});

const tier = z.strictObject({
  hours,
  policy: z.array(statementSchema).describe('What its people may do: the statements of its inline policy'),
});

const partner = z.strictObject({
  account: z.string().describe('The number of an account outside of the organization'),
  role: z.string().nullable().describe("The path and name of the partner's role; null: any principal of its account"),
  accounts: z.array(account).describe('Where it has a role'),
  permissionSet,
  externalId: z.string(),
  mfa: z.boolean().describe('Whether it must send the code of an MFA device'),
  hours,
  owner,
  reason,
  expires: instant.describe('When the role ends by itself: a time in UTC to the second'),
});

const ending = { until: instant.describe('When it ends by itself: a time in UTC to the second'), owner, reason };

const revocation = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('person'),
    person: z.string().describe('The id of a user in Identity Center'),
    ...ending,
  }),
  z.strictObject({
    kind: z.literal('role'),
    role: z.string().describe('A pattern of `aws:PrincipalArn`'),
    issuedBefore: instant.describe('Sessions from before can do nothing: a time in UTC to the second'),
    ...ending,
  }),
]);

/** Who signs in and may do what where, who comes from outside, and whose sessions are revoked. */
export const peopleFactsSchema = z.strictObject({
  identity: identity.nullable().describe('Identity Center; null: nobody signs in by it'),
  permissionSets: z.record(z.string(), tier).describe('The tiers by name'),
  assignments: z
    .array(z.strictObject({ permissionSet, group, account }))
    .describe('Who has which permission set in which account; nobody else has one'),
  stacks: z
    .record(z.string(), z.number())
    .optional()
    .describe('The stacks of Identity Center by name, with how many assignments each has; not stated: it is not known'),
  inherited: z
    .array(z.strictObject({ permissionSet, group, target: z.string().describe('The root, or the id of a unit') }))
    .describe('Whose permission sets reach every account below a target, also one that comes later'),
  partners: z.record(z.string(), partner).describe('Roles for partners, by key'),
  revocations: z.array(revocation),
});
