import { isDeepStrictEqual } from 'node:util';
import { tiersOf } from '../../lib/analysis/assemble/permission-sets';
import type { Organization } from '../../lib/model/organization';
import { applicationsWithPeople, permissionSetName, placedAssignments } from '../../lib/model/people';
import { APPLICATION_SESSION_HOURS } from '../../lib/model/permission-sets';
import type { RehearsalClients } from '../aws/clients';
import { send } from '../aws/send';
import { findingsOf } from '../evidence/step';
import { referencesFor } from '../verify/verify';
import type { NotRehearsed } from '../verify/verification-tally';
import { carryOutIdentity, instanceOf } from './carry-out-identity';
import { PERMISSION_SET } from './identity-template';
import type { PeopleStep } from './stage';

const GAPS: readonly NotRehearsed[] = [
  {
    what: 'permission sets and assignments as CloudFormation makes them',
    why: 'the emulator accepts them in a template, but creates nothing; the rehearsal makes them by the API, from the template',
  },
  {
    what: 'the roles of permission sets in accounts',
    why: 'the emulator keeps assignments, but provisions no role; nobody signs in there',
  },
];

/** What the template says about people, asked from Identity Center. */
export const permissionSets: PeopleStep = {
  title:
    'Identity Center has each permission set with its proved policy, and each assignment of the configuration, and no other',
  async run({ deployed: { version }, organization, site: { clients, management } }) {
    const stacks = version.copy.stacks.filter(({ template }) =>
      Object.values(template.Resources).some(({ Type }) => Type === PERMISSION_SET),
    );
    if (stacks.length === 0)
      return findingsOf([], [{ what: 'permission sets', why: 'the configuration does not name its instance' }]);
    const instance = await instanceOf(clients);
    await carryOutIdentity(stacks, instance, clients, await referencesFor(version, management));
    const found = await readSets(instance, clients);
    // As configured: the template has no other ids.
    const sets = compareSets(expectedSets(version.organization), found);
    const assignments = await readAssignments(found, organization, instance, clients);
    return findingsOf([...sets, ...compareAssignments(expectedAssignments(organization), assignments)], GAPS);
  },
};

/** A permission set as Identity Center has it. */
export interface ReadPermissionSet {
  readonly arn: string;
  readonly name: string;
  readonly duration: string;
  readonly policy: unknown;
}

async function readSets(
  InstanceArn: string,
  clients: Pick<RehearsalClients, 'ssoAdmin'>,
): Promise<readonly ReadPermissionSet[]> {
  const found: ReadPermissionSet[] = [];
  let NextToken: string | undefined;
  do {
    const page = await send(clients, 'ssoAdmin:ListPermissionSets', { InstanceArn, NextToken, MaxResults: 100 });
    for (const arn of page.PermissionSets ?? []) found.push(await readSet(arn, InstanceArn, clients));
    ({ NextToken } = page);
  } while (NextToken !== undefined);
  return found;
}

async function readSet(
  PermissionSetArn: string,
  InstanceArn: string,
  clients: Pick<RehearsalClients, 'ssoAdmin'>,
): Promise<ReadPermissionSet> {
  const { PermissionSet } = await send(clients, 'ssoAdmin:DescribePermissionSet', { InstanceArn, PermissionSetArn });
  const { InlinePolicy = '' } = await send(clients, 'ssoAdmin:GetInlinePolicyForPermissionSet', {
    InstanceArn,
    PermissionSetArn,
  });
  const { Name: name = '', SessionDuration: duration = '' } = PermissionSet ?? {};
  return { arn: PermissionSetArn, name, duration, policy: InlinePolicy === '' ? null : JSON.parse(InlinePolicy) };
}

/** What the configuration promises. `policy` is undefined if it is that of an application, which only the template has. */
export interface ExpectedPermissionSet {
  readonly name: string;
  readonly duration: string;
  readonly policy: unknown;
}

export function expectedSets(organization: Organization): readonly ExpectedPermissionSet[] {
  return [
    ...tiersOf(organization).map(({ id, hours, document }) => ({
      ...{ name: id, duration: `PT${hours}H` },
      // JSON has no undefined properties.
      policy: JSON.parse(JSON.stringify(document)) as unknown,
    })),
    ...applicationsWithPeople(organization).map(({ key }) => ({
      name: permissionSetName({ kind: 'application', application: key }),
      duration: `PT${APPLICATION_SESSION_HOURS}H`,
      policy: undefined,
    })),
  ];
}

export function compareSets(
  expected: readonly ExpectedPermissionSet[],
  found: readonly Omit<ReadPermissionSet, 'arn'>[],
): readonly (string | null)[] {
  const strays = found.filter(({ name }) => !expected.some((one) => one.name === name));
  return [
    ...expected.flatMap(({ name, duration, policy }) => {
      const set = found.find((one) => one.name === name);
      if (set === undefined) return [`Identity Center has no permission set ${name}`];
      return [
        set.duration === duration ? null : `permission set ${name}: a session lasts ${set.duration}, not ${duration}`,
        policy === undefined || isDeepStrictEqual(set.policy, policy)
          ? null
          : `permission set ${name}: its policy is not the one that is proved`,
      ];
    }),
    ...strays.map(({ name }) => `Identity Center has an unexpected permission set ${name}`),
  ];
}

/** `read-only in 222222222222 for 93a4…`, as text. */
function describeAssignment(set: string, number: string, group: string): string {
  return `${set} in ${number} for ${group}`;
}

/** Those whose group has an id. */
export function expectedAssignments(organization: Organization): readonly string[] {
  const { accounts, managementAccount, groups } = organization;
  const numbers = new Map([...accounts, managementAccount].map(({ key, accountId }) => [key, accountId]));
  return placedAssignments(organization).flatMap(({ permissionSet, group, account }) => {
    const id = groups.find(({ name }) => name === group)?.id ?? null;
    const number = numbers.get(account) ?? null;
    return id === null || number === null ? [] : [describeAssignment(permissionSetName(permissionSet), number, id)];
  });
}

async function readAssignments(
  sets: readonly ReadPermissionSet[],
  { accounts, managementAccount }: Organization,
  InstanceArn: string,
  clients: Pick<RehearsalClients, 'ssoAdmin'>,
): Promise<readonly string[]> {
  const found: string[] = [];
  for (const { arn: PermissionSetArn, name } of sets)
    for (const { accountId } of [...accounts, managementAccount]) {
      if (accountId === null) continue;
      const request = { InstanceArn, PermissionSetArn, AccountId: accountId, MaxResults: 100 };
      const { AccountAssignments = [] } = await send(clients, 'ssoAdmin:ListAccountAssignments', request);
      found.push(...AccountAssignments.map(({ PrincipalId = '' }) => describeAssignment(name, accountId, PrincipalId)));
    }
  return found;
}

export function compareAssignments(expected: readonly string[], found: readonly string[]): readonly (string | null)[] {
  return [
    ...expected.map((one) => (found.includes(one) ? null : `Identity Center has no assignment of ${one}`)),
    ...found
      .filter((one) => !expected.includes(one))
      .map((one) => `Identity Center has an unexpected assignment of ${one}`),
  ];
}
