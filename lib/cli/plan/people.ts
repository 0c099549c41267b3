import { groupBy } from '../../model/group-by';
import type { Organization } from '../../model/organization';
import { applicationsWithPeople, knownGroups, permissionSetName, placedAssignments } from '../../model/people';
import { PERMISSION_SET_DEFAULTS, PERMISSION_SET_IDS } from '../../model/permission-sets';
import {
  paragraph,
  toned,
  type Entries,
  type Entry,
  type Paragraph,
  type Section,
  type Table,
} from '../../report/report';
import { counted, formatNumber } from '../../report/words';

/** A permission set, and where people have it. */
interface PermissionSetUse {
  readonly name: string;
  /** Work that is more than everyday. */
  readonly isElevated: boolean;
  /** Of one group in one account each, as far as the ids of groups are known. */
  readonly assignments: number;
  /** How many accounts have it. */
  readonly accounts: number;
}

/** Who signs in, and what they may do where. */
export interface PeopleSummary {
  /** The ARN of the instance of Identity Center; null: it is not known, and nothing of it is deployed. */
  readonly instance: string | null;
  /** The account that administers Identity Center besides the management account; null: none. */
  readonly delegatedAdministrator: string | null;
  readonly permissionSets: readonly PermissionSetUse[];
  readonly permissionSetsQuota: number;
  /** The account with the most permission sets; null: no account has one. */
  readonly fullestAccount: { readonly account: string; readonly permissionSets: number } | null;
  readonly permissionSetsPerAccountQuota: number;
  /** The groups whose ids are not known, with the number of their assignments: these are left out. */
  readonly leftOut: readonly { readonly group: string; readonly assignments: number }[];
}

/** Null: nobody signs in by Identity Center, as far as the configuration knows. */
export function summarizePeople(organization: Organization): PeopleSummary | null {
  const { identity, quotas } = organization;
  if (identity === null) return null;
  const known = knownGroups(organization);
  const placed = placedAssignments(organization);
  const made = placed.filter(({ group }) => known.has(group));
  const byName = groupBy(made, ({ permissionSet }) => permissionSetName(permissionSet));
  const accountsOf = (name: string): number => new Set(byName.get(name)?.map(({ account }) => account)).size;
  const useOf = (name: string, isElevated: boolean): PermissionSetUse => ({
    name,
    isElevated,
    assignments: byName.get(name)?.length ?? 0,
    accounts: accountsOf(name),
  });
  const inAccounts = [...groupBy(made, ({ account }) => account)].map(([account, there]) => ({
    account,
    permissionSets: new Set(there.map(({ permissionSet }) => permissionSetName(permissionSet))).size,
  }));
  return {
    instance: identity.instance?.arn ?? null,
    delegatedAdministrator: identity.delegatedAdministrator,
    permissionSets: [
      ...PERMISSION_SET_IDS.map((id) => useOf(id, PERMISSION_SET_DEFAULTS[id].isElevated)),
      ...applicationsWithPeople(organization).map(({ key: application }) =>
        useOf(permissionSetName({ kind: 'application', application }), false),
      ),
    ],
    permissionSetsQuota: quotas.permissionSets.value,
    fullestAccount: inAccounts.sort((one, other) => other.permissionSets - one.permissionSets)[0] ?? null,
    permissionSetsPerAccountQuota: quotas.permissionSetsPerAccount.value,
    leftOut: [...groupBy(placed, ({ group }) => group)]
      .filter(([group]) => !known.has(group))
      .map(([group, there]) => ({ group, assignments: there.length })),
  };
}

/** People, for people: what is deployed of it, and what nobody but a person can do. Nothing without a section `identity`. */
export function peopleSections(people: PeopleSummary | null, homeRegion: string): readonly Section[] {
  if (people === null) return [];
  return [
    { blocks: [useTable(people), paragraph(sumOf(people)), ...leftOut(people)] },
    {
      title: 'Done once, by hand, in the console of IAM Identity Center: no template can',
      blocks: [byHand(people, homeRegion)],
    },
  ];
}

function useTable({ permissionSets }: PeopleSummary): Table {
  return {
    kind: 'table',
    head: ['People', 'Assignments', 'Accounts'],
    rows: permissionSets.map(({ name, isElevated, assignments, accounts }) => [
      isElevated ? { lines: [name, toned('quiet', 'elevated')] } : name,
      formatNumber(assignments),
      formatNumber(accounts),
    ]),
  };
}

function sumOf(people: PeopleSummary): string {
  const { instance, permissionSets, permissionSetsQuota, fullestAccount, permissionSetsPerAccountQuota } = people;
  const assignments = permissionSets.reduce((sum, one) => sum + one.assignments, 0);
  const what =
    `${formatNumber(permissionSets.length)} of ${formatNumber(permissionSetsQuota)} permission sets, ` +
    counted(assignments, 'assignment');
  const where =
    fullestAccount === null
      ? ''
      : `; ${fullestAccount.account} has the most: ${formatNumber(fullestAccount.permissionSets)} of ` +
        `${formatNumber(permissionSetsPerAccountQuota)} permission sets`;
  return instance === null
    ? `Not deployed, because \`identity.instance\` is not known: ${what}${where}`
    : `${what}${where}`;
}

function leftOut(people: PeopleSummary): readonly Paragraph[] {
  const { leftOut: groups } = people;
  if (groups.length === 0) return [];
  const assignments = groups.reduce((sum, one) => sum + one.assignments, 0);
  return [
    paragraph(
      `Left out: ${counted(assignments, 'assignment')} of ${groups.map(({ group }) => `\`${group}\``).join(', ')}, ` +
        'because the configuration has no id of the group: `npx rampart groups` shows it, and `identity.groups` takes it',
    ),
  ];
}

/**
 * What no template can do, with the place in the console.
 *
 * Sources: https://docs.aws.amazon.com/singlesignon/latest/userguide/enable-identity-center.html,
 * https://docs.aws.amazon.com/singlesignon/latest/userguide/manage-your-identity-source-change.html,
 * https://docs.aws.amazon.com/singlesignon/latest/userguide/mfa-getting-started.html,
 * https://docs.aws.amazon.com/singlesignon/latest/userguide/how-to-configure-mfa-device-enforcement.html and
 * https://docs.aws.amazon.com/singlesignon/latest/userguide/configure-user-session.html
 */
function byHand({ instance }: PeopleSummary, homeRegion: string): Entries {
  const step = (summary: string, where: string, what: string): Entry => ({
    summary,
    facts: [
      { title: 'where', text: where },
      { title: 'what', text: what },
    ],
  });
  const firstSteps = [
    step(
      'Enable an organization instance',
      `In the management account, Region ${homeRegion}: Enable`,
      'Enable with AWS Organizations. To move it to another Region, it must be deleted',
    ),
    step(
      'Write down the ids of the instance',
      '`npx rampart groups` shows both; write them to `identity.instance`',
      'Until they are known and deployed, nobody has a permission set',
    ),
  ];
  return {
    kind: 'entries',
    entries: [
      ...(instance === null ? firstSteps : []),
      step(
        'Say where people and groups come from',
        'Settings > Identity source > Actions > Change identity source',
        'Before there are assignments: a change can remove all of them',
      ),
      step(
        'Demand MFA at every sign-in',
        'Settings > Authentication > Multi-factor authentication > Configure',
        'Every time they sign in (always-on). With an external identity provider: there',
      ),
      step(
        'Say what happens to people without an MFA device',
        'On the same page: If a user does not yet have a registered MFA device',
        'Require them to register an MFA device at sign in, or Block their sign-in',
      ),
      step(
        'Limit the session of the access portal',
        'Settings > Authentication > Session duration > Configure',
        '8 hours or less: whoever has it opens sessions in accounts without MFA',
      ),
    ],
  };
}
