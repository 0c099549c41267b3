import { z } from 'zod';
import { accountBudgetSchema } from './budgets';
import type { IssueExplanation } from './text';
import { accountIdSchema, accountNameSchema, emailSchema, filledText, text } from './text';

/** AWS allows 50 on an account, and `owner` is one of them. */
const MAX_TAGS = 49;

const tooManyTags: IssueExplanation = {
  code: 'too-many-tags',
  message: (tags) => `\`tags\` has ${Object.keys(tags as object).length} tags`,
};

/**
 * What AWS allows in an account's tags; `owner` is set from the field of that name.
 *
 * Source: https://docs.aws.amazon.com/organizations/latest/APIReference/API_Tag.html
 */
const CHARACTERS = 'letters, digits, spaces and `_.:/=+-@`';
const tagKey = text(
  `1 to 128 ${CHARACTERS}, not \`owner\` and not starting with \`aws:\``,
  /^(?![Aa][Ww][Ss]:)(?!owner$)[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,128}$/u,
);
const tagValue = text(`text of at most 256 ${CHARACTERS}`, /^[\p{L}\p{Z}\p{N}_.:/=+\-@]{0,256}$/u);

/** `accounts/<key>.yaml`: one account. The file's name is the account's key, which never changes. */
export const accountFileSchema = z
  .strictObject({
    name: accountNameSchema
      .optional()
      .describe('The name that AWS shows; default: the name of the file. It cannot be changed later'),
    email: emailSchema.describe("The e-mail address of the account's root user, which no other AWS account uses"),
    unit: filledText("a unit's path, such as `Workloads/Production`").meta({
      description:
        'The path of the unit of the account: the keys of the units above it and its own, such as `Workloads/Production`',
      examples: ['Security', 'Workloads/Production'],
    }),
    owner: text(
      `who is responsible for the account, in at most 256 ${CHARACTERS}`,
      /^(?=.*\S)[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,256}$/u,
    ).describe('Who is responsible for the account; AWS shows it as the tag `owner`'),
    budget: accountBudgetSchema.optional(),
    tags: z
      .record(tagKey, tagValue, { error: 'tags and their values' })
      .refine((tags) => Object.keys(tags).length <= MAX_TAGS, {
        error: `at most ${MAX_TAGS} tags`,
        params: { explanation: tooManyTags },
      })
      .meta({ maxProperties: MAX_TAGS })
      .default({})
      .describe('Tags of the account'),
    state: z
      .enum(['active', 'suspended', 'closed'])
      .meta({ title: 'state' })
      .default('active')
      .describe('`suspended`: quarantined, but still a member; `closed`: closed at AWS, and in no stack'),
    id: accountIdSchema.optional().describe("The account's number, in quotes, once it exists"),
    baseline: z
      .enum(['deploy', 'skip'])
      .meta({ title: 'baseline' })
      .optional()
      .describe(
        '`skip`: the account keeps the recorder and the detectors that it has; `deploy`: it has none. Required for accounts of ' +
          'an adopted organization; default: `deploy`',
      ),
    stack: text('1 to 32 letters and digits', /^[A-Za-z0-9]{1,32}$/)
      .optional()
      .describe(
        'The suffix of the stack `Accounts-<suffix>` that holds the account; default: `Accounts`. It never changes',
      ),
  })
  .meta({ title: 'Account', description: 'One account of the organization; its key is the name of the file' });

export type AccountFileInput = z.input<typeof accountFileSchema>;
export type AccountFile = z.output<typeof accountFileSchema>;
