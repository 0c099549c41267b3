import { z } from 'zod';
import { GROUP_ID } from '../aws-ids';
import { PERMISSION_SET_DEFAULTS, PERMISSION_SET_IDS, type PermissionSetId } from '../permission-sets';
import { awsId, filledText, text } from './text';

const groupNameSchema = text(
  'a letter or digit, then at most 63 letters, digits, spaces and `_.-`',
  /^[A-Za-z0-9][A-Za-z0-9 _.-]{0,63}$/,
);

/** https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_InstanceMetadata.html */
const instance = z
  .strictObject({
    arn: text(
      "the instance's ARN, such as `arn:aws:sso:::instance/ssoins-1111222233334444`",
      /^arn:aws:sso:::instance\/(?:sso)?ins-[a-zA-Z0-9.-]{16}$/,
    ).describe('The ARN of the organization instance'),
    identityStoreId: text("the identity store's id, such as `d-1234567890`", /^d-[0-9a-f]{10}$/).describe(
      'The id of its identity store',
    ),
    startUrl: text(
      'the address of the access portal, such as `https://d-1234567890.awsapps.com/start`',
      /^https:\/\/[A-Za-z0-9.-]+\/[\w./-]*$/,
    )
      .optional()
      .describe('The address of the access portal, with which `rampart assume` signs in'),
  })
  .describe('The instance of Identity Center, once somebody has enabled it: `npx rampart groups` shows both ids');

const hoursOf = (id: PermissionSetId) => {
  const { hours, maximumHours } = PERMISSION_SET_DEFAULTS[id];
  const allowed = `a whole number of hours, 1 to ${maximumHours} for \`${id}\``;
  return z
    .int({ error: allowed })
    .min(1, { error: allowed })
    .max(maximumHours, { error: allowed })
    .default(hours)
    .describe(`How long a session lasts, in hours, 1 to ${maximumHours}; default: ${hours}`);
};

/** Each tier with its own limit. */
const permissionSets = z
  .strictObject(
    Object.fromEntries(
      PERMISSION_SET_IDS.map((id) => [
        id,
        z
          .strictObject({ hours: hoursOf(id) })
          .optional()
          .describe(PERMISSION_SET_DEFAULTS[id].summary),
      ]),
    ) as Record<PermissionSetId, z.ZodOptional<z.ZodObject<{ hours: ReturnType<typeof hoursOf> }>>>,
  )
  .describe('How long sessions of permission sets last, where that differs from the defaults');

const stackSuffix = text('1 to 32 letters and digits', /^[A-Za-z0-9]{1,32}$/);

const flag = (what: string) => z.boolean({ error: '`true` or `false`' }).default(false).describe(what);

const assignment = z
  .strictObject({
    group: filledText("a group's name").describe('One of `identity.groups`'),
    permissionSet: z
      .enum(PERMISSION_SET_IDS)
      .meta({ title: 'permission set' })
      .describe('What the people of the group may do there'),
    to: z
      .array(filledText('`root`, a unit or an account'), { error: 'a list of units and accounts' })
      .min(1, { error: 'at least one unit or account' })
      .describe("Where: `root`, units' paths, or accounts' keys. Accounts that come into a unit later are included"),
    managementAccount: flag('true: `to` names the management account on purpose, which no guardrail binds'),
    quarantined: flag(
      'true: accounts in quarantine are included on purpose; `to` names one, a unit in quarantine, or a unit with one below it',
    ),
    stack: stackSuffix
      .optional()
      .describe(
        'One of `identity.stacks`: the suffix of the stack `Identity-<suffix>` that holds the assignment; default: `Identity`',
      ),
  })
  .describe('That the people of a group have a permission set in accounts');

/** The section `identity` of `landing-zone.yaml`. */
export const identitySchema = z
  .strictObject({
    instance: instance.optional(),
    delegatedAdministrator: filledText("an account's key")
      .optional()
      .describe(
        'The account that administers Identity Center besides the management account; default: none. It never administers what is assigned in the management account',
      ),
    groups: z
      .record(groupNameSchema, awsId(GROUP_ID).nullable(), { error: 'groups and their ids' })
      .default({})
      .describe(
        "Groups of people, by the names that other files use, each with the group's id, or empty until it is known",
      ),
    permissionSets: permissionSets.prefault({}),
    stacks: z
      .array(stackSuffix, { error: "a list of stacks' suffixes" })
      .default([])
      .describe(
        'The suffixes of further stacks for assignments, `Identity-<suffix>`. Each stays until it has been deployed empty',
      ),
    assignments: z.array(assignment, { error: 'a list of assignments' }).default([]).describe('Who may do what where'),
  })
  .describe('People, who sign in by Identity Center');
