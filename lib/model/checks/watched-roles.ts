import type { Configuration } from '../configuration';
import { isWatchedPartner } from '../elevated-access';
import type { Position, Problem } from '../problem';

/**
 * How many characters the patterns of one list may take in the filter of its alarm. CloudWatch Logs takes 1024 in all.
 *
 * Source: https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutMetricFilter.html
 */
const BUDGET = 830;

/** A filter compares each role with two fields, whose names are of about this length together. */
const FIELDS = 42;

const DEPLOYMENT_ALARM = 'platform-role-assumed';

const ELEVATED_ALARM = 'elevated-access';

/** How many characters the roles of partners may take in the filter of their alarm, besides all else that it watches. */
const BUDGET_OF_PARTNERS = 650;

/** What the filter has of each partner besides its key. */
const AROUND_PARTNER = ' || $.requestParameters.roleArn = "*:role/partner/"'.length;

/** An alarm watches each list of platform roles with one filter, whose length AWS limits. */
export function findTooManyWatchedRoles({ landingZone: { yaml, draft } }: Configuration): readonly Problem[] {
  const { platform } = draft;
  if (draft.audit === undefined || platform === undefined || platform === null) return [];
  const access = `arn:*:iam::*:role/${platform.organizationAccessRoleName ?? 'OrganizationAccountAccessRole'}`;
  return [
    ...findTooLong(platform.deployment ?? [], BUDGET, (index) => yaml.locate(['platform', 'deployment', index])),
    // The same alarm watches the role that Organizations creates.
    ...findTooLong(platform.breakGlass ?? [], BUDGET - lengthOf(access), (index) =>
      yaml.locate(['platform', 'breakGlass', index]),
    ),
  ];
}

/** One alarm watches the roles of partners that people assume, or that have an elevated permission set. */
export function findTooManyWatchedPartners({ landingZone: { yaml, draft } }: Configuration): readonly Problem[] {
  if (draft.audit === undefined || draft.audit?.alarms?.[ELEVATED_ALARM] === false) return [];
  const watched = Object.entries(draft.partners ?? {}).flatMap(([key, partner]) => {
    if (partner === null || partner.permissionSet === null) return [];
    const { mfa, permissionSet } = partner;
    return isWatchedPartner({ mfa: mfa === true, permissionSet }) ? [key] : [];
  });
  let left = BUDGET_OF_PARTNERS;
  const tooMany = watched.find((key) => (left -= AROUND_PARTNER + key.length) < 0);
  if (tooMany === undefined) return [];
  return [
    {
      code: 'too-many-watched-partners',
      at: yaml.locate(['partners', tooMany]),
      message:
        `\`${tooMany}\` is one partner too many for the alarm \`${ELEVATED_ALARM}\`, which watches partners with \`mfa\` or ` +
        "with an elevated permission set: AWS limits the filter's length",
      allowed: `about ${Math.floor(BUDGET_OF_PARTNERS / (AROUND_PARTNER + 'observability'.length))} such partners`,
      fix: 'remove partners that have ended, or give partners that are one company one entry with all accounts',
    },
  ];
}

/** An alarm that nothing could set off would look like one that watches. */
export function findAlarmWithoutRoles({ landingZone: { yaml, draft } }: Configuration): readonly Problem[] {
  const { platform } = draft;
  const stated = draft.audit?.alarms?.[DEPLOYMENT_ALARM];
  if (stated === undefined || stated === null || stated === false) return [];
  if (platform === null || platform?.deployment === null || (platform?.deployment ?? []).length > 0) return [];
  return [
    {
      code: 'alarm-without-roles',
      at: yaml.locate(['audit', 'alarms', DEPLOYMENT_ALARM]),
      message: `the alarm \`${DEPLOYMENT_ALARM}\` watches the roles of \`platform.deployment\`, and there are none`,
      allowed: 'nothing, or `false`; without such roles there is no alarm',
      fix: 'remove it, or list the roles in `platform.deployment`',
    },
  ];
}

function findTooLong(
  roles: readonly (string | null)[],
  budget: number,
  locate: (index: number) => Position,
): readonly Problem[] {
  let left = budget;
  const index = roles.findIndex((role) => (left -= role === null ? 0 : lengthOf(role)) < 0);
  if (index === -1) return [];
  return [
    {
      code: 'too-many-watched-roles',
      at: locate(index),
      message: `\`${roles[index] ?? ''}\` is one role too many for the alarm on its list: AWS limits the filter's length`,
      allowed: `about ${Math.floor(budget / lengthOf('arn:*:iam::*:role/platform/deployment'))} roles with names of usual length`,
      fix: 'put a pattern with `*` in place of several roles, such as `arn:*:iam::*:role/platform/*`',
    },
  ];
}

function lengthOf(role: string): number {
  return 2 * role.length + FIELDS;
}
