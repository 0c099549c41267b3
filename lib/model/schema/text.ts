import { z } from 'zod';
import { ACCOUNT_ID, PARTNER_ACCOUNT_ID, type AwsId } from '../aws-ids';

/** What a check reports about a value, where the schema's own message would not help. */
export interface IssueExplanation {
  readonly code: string;
  message(given: unknown): string;
  fix?(given: unknown): string;
}

/** Text that matches a pattern. `allowed` describes what does. */
export function text(allowed: string, pattern: RegExp): z.ZodString {
  return z.string({ error: allowed }).regex(pattern, { error: allowed });
}

/** An id that AWS has assigned. */
export function awsId({ allowed, pattern }: AwsId): z.ZodString {
  return text(allowed, pattern);
}

/** Text that is not blank. */
export function filledText(allowed: string): z.ZodString {
  return text(allowed, /\S/);
}

/** A name without `/`, because paths of units are keys joined by `/`. */
export function name(allowed: string, fix: (given: string) => string): z.ZodString {
  const explanation: IssueExplanation = {
    code: 'slash-in-name',
    message: (given) => `\`${String(given)}\` contains a \`/\``,
    fix: (given) => fix(String(given)),
  };
  return z
    .string({ error: allowed })
    .refine((given) => !given.includes('/'), { abort: true, error: allowed, params: { explanation } });
}

/** A name for a construct: what every object has, such as `constructor`, the CDK takes for one that is there already. */
export function asConstruct(schema: z.ZodString): z.ZodString {
  return schema.refine((given) => !(given in Object.prototype), {
    error: ({ input }) => `any other name than \`${String(input)}\`, which means something else in JavaScript`,
  });
}

const KEY = /^[A-Za-z][A-Za-z0-9-]{0,63}$/;
const KEY_ALLOWED = 'a letter, then at most 63 letters, digits and hyphens';

/** The key of a unit. */
export const unitKeySchema = asConstruct(
  name(KEY_ALLOWED, (given) => {
    const [parent, key] = given.split('/').slice(-2);
    return `write \`${key ?? ''}\`, with \`parent: ${parent ?? ''}\` below it`;
  }).regex(KEY, { error: KEY_ALLOWED }),
);

/** The key of an account: the name of its file. */
export const accountKeySchema = asConstruct(text(KEY_ALLOWED, KEY));

/** The number of an account as text: a number would lose leading zeros. */
export const accountIdSchema = awsId(ACCOUNT_ID);

/** The number of an account outside of the organization. */
export const partnerAccountSchema = awsId(PARTNER_ACCOUNT_ID);

/**
 * A path of 512 characters, of which the first slash is not written, and a name of 64.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
const MAX_ROLE = 511 + 64;

/** The path and name of a role outside of the organization. */
export const partnerRoleSchema = text(
  "a role's path and name, such as `etl/reader`",
  /^(?:[\w+=,.@-]+\/)*[\w+=,.@-]{1,64}$/,
).max(MAX_ROLE, { error: `at most ${MAX_ROLE} characters` });

const EMAIL = /^(?!\.)[A-Za-z0-9!#$*+\-./=?^_`{}~]+@(?!-)[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+(?<!-)$/;
const EMAIL_ALLOWED = 'an e-mail address, such as `aws+shop@example.com`';

/**
 * The e-mail address of an account's root user, as CreateAccount accepts it.
 *
 * Source: https://docs.aws.amazon.com/organizations/latest/APIReference/API_CreateAccount.html
 */
export const emailSchema = z
  .string({ error: EMAIL_ALLOWED })
  .max(64, { error: 'at most 64 characters' })
  .regex(EMAIL, { error: EMAIL_ALLOWED });

/** The name of an account that AWS shows. */
export const accountNameSchema = name('at most 50 printable ASCII characters without `/`', (given) => {
  return `write \`${given.replaceAll('/', '-')}\``;
})
  .min(1, { error: 'at least one character' })
  .max(50, { error: 'at most 50 characters' })
  .regex(/^[ -.0-~]*$/, { error: 'printable ASCII characters without `/`' });
