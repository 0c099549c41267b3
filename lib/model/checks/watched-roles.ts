import type { Configuration } from '../configuration';
import type { Position, Problem } from '../problem';

/**
 * How many characters the patterns of one list may take in the filter of its alarm. CloudWatch Logs takes 1024 in all.
 *
 * Source: https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutMetricFilter.html
 */
const BUDGET = 830;

/** A filter compares each role with two fields, whose names are of about this length together. */
const FIELDS = 42;

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
