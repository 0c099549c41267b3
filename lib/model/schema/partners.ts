import { z } from 'zod';
import { PERMISSION_SET_IDS } from '../permission-sets';
import { listValues } from '../suggest';
import { instantSchema } from './instant';
import { asConstruct, filledText, partnerAccountSchema, partnerRoleSchema, text, type IssueExplanation } from './text';

const hours = 'a whole number of hours, 1 to 12';

/**
 * AWS takes 2 to 1,224 characters. Shorter than 16 can be guessed.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html
 */
const externalId = text(
  '16 to 1,224 letters, digits and `_+=,.@:/-`, as the partner has made it for you',
  /^[\w+=,.@:/-]{16,1224}$/,
);

/** `administrator` included: the boundary and the guardrails hold for a partner, too. `deployer` works nowhere else. */
const PERMISSION_SETS_OF_PARTNERS = PERMISSION_SET_IDS.filter((id) => id !== 'deployer');

const onlyForManagement: IssueExplanation = {
  code: 'permission-set-misplaced',
  message: (id) => `\`${String(id)}\` works only in the management account, where no partner has a role`,
  fix: () => 'choose the one that allows what the partner does, and no more',
};

const partner = z
  .strictObject({
    account: partnerAccountSchema.describe(
      "The number of the partner's account, outside of the organization, in quotes",
    ),
    role: partnerRoleSchema
      .optional()
      .describe("The path and name of the partner's role; default: any principal that the partner's account lets"),
    accounts: z
      .array(filledText("an account's key"), { error: "a list of accounts' keys" })
      .min(1, { error: 'at least one account' })
      .describe('The accounts in which the partner has a role; never the log archive and the audit account'),
    permissionSet: z
      .enum(PERMISSION_SET_IDS)
      .refine((id) => id !== 'deployer', {
        error: listValues(PERMISSION_SETS_OF_PARTNERS),
        params: { explanation: onlyForManagement },
      })
      .meta({ title: 'permission set', enum: PERMISSION_SETS_OF_PARTNERS })
      .describe('What the partner may do there, within the permissions boundary'),
    externalId: externalId.describe('What the partner sends when it assumes the role. It is no secret'),
    mfa: z
      .boolean({ error: '`true` or `false`' })
      .default(false)
      .describe('true: people of the partner assume the role, each with a code of an MFA device; machines cannot'),
    hours: z
      .int({ error: hours })
      .min(1, { error: hours })
      .max(12, { error: hours })
      .default(1)
      .describe('How long a session lasts at most, in hours: 1 to 12, and no more than people may have it; default: 1'),
    owner: filledText('who is responsible for the partner').describe('Who is responsible for the partner'),
    reason: filledText('what the partner does here').describe('What the partner does here'),
    expires: instantSchema.describe('When the role and its sessions end, without a deployment'),
  })
  .describe('Somebody outside of the organization who has a role in some accounts');

/** A role's name has 64 characters, and a StackSet's name the key in it. */
export const partnerKeySchema = asConstruct(
  text(
    'a lower-case letter, then at most 31 lower-case letters, digits and hyphens, without a hyphen at the end',
    /^[a-z](?:[a-z0-9-]{0,30}[a-z0-9])?$/,
  ),
);

/** The section `partners` of `landing-zone.yaml`. */
export const partnersSchema = z
  .record(partnerKeySchema, partner, { error: 'partners by key' })
  .describe('Partners by key. Each has a role of that name, `/partner/<key>`, in the accounts that it lists');
