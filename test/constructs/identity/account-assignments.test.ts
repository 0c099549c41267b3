import { CfnResource } from 'aws-cdk-lib';
import { AccountAssignments, type AccountAssignment } from '../../../constructs/identity/account-assignments';
import { aStack, resourcesOf, templateOf, type Resource } from '../../support/synthesize';

const INSTANCE = 'arn:aws:sso:::instance/ssoins-1111222233334444';
const GROUPS = ['93a4b8c2-7001-70d6-b5f8-2b1c5d6e7f80', '93a4b8c2-7002-70d6-b5f8-2b1c5d6e7f80'];
const SETS = ['read-only', 'operator'];

/** The assignments by their logical ids. */
function build(assignments: readonly AccountAssignment[]): ReadonlyMap<string, Resource> {
  const stack = aStack();
  const last = new CfnResource(stack, 'LastSet', { type: 'AWS::CloudFormation::WaitConditionHandle' });
  new AccountAssignments(stack, 'Assignments', { instanceArn: INSTANCE, assignments, after: [last] });
  return new Map(resourcesOf(templateOf(stack), 'AWS::SSO::Assignment'));
}

/** Two groups with two permission sets each in a number of accounts. */
function inAccounts(count: number): readonly AccountAssignment[] {
  return Array.from({ length: count }, (_, index) => `team-${index}`).flatMap((key, index) =>
    GROUPS.flatMap((groupId) =>
      SETS.map((name) => ({
        permissionSet: { name, arn: `arn:aws:sso:::permissionSet/ssoins-1111222233334444/ps-${name}` },
        groupId,
        account: { key, id: String(100_000_000_000 + index) },
      })),
    ),
  );
}

/** The account numbers of each chain: assignments that depend on each other, from the first one to the last. */
function chainsOf(resources: ReadonlyMap<string, Resource>): readonly (readonly unknown[])[] {
  const followers = new Map<string, string[]>();
  for (const [id, { DependsOn = [] }] of resources)
    for (const before of DependsOn) followers.set(before, [...(followers.get(before) ?? []), id]);
  const chain = (id: string): readonly unknown[] => {
    const next = followers.get(id) ?? [];
    expect(next.length).toBeLessThanOrEqual(1);
    return [resources.get(id)?.Properties?.['TargetId'], ...next.flatMap(chain)];
  };
  return (followers.get('LastSet') ?? []).map(chain);
}

const before = build(inAccounts(100));
const after = build(inAccounts(101));

test('says who has what where, as AWS knows them', () => {
  const [one] = inAccounts(1);
  expect([...build(one === undefined ? [] : [one]).values()].map(({ Properties }) => Properties)).toEqual([
    {
      InstanceArn: INSTANCE,
      PermissionSetArn: 'arn:aws:sso:::permissionSet/ssoins-1111222233334444/ps-read-only',
      PrincipalType: 'GROUP',
      PrincipalId: GROUPS[0],
      TargetType: 'AWS_ACCOUNT',
      TargetId: '100000000000',
    },
  ]);
});

test('puts every assignment into one of ten chains behind the last permission set, and each account into one chain', () => {
  const chains = chainsOf(before);
  expect(chains).toHaveLength(10);
  expect(chains.flat()).toHaveLength(400);
  const accounts = chains.flatMap((chain) => [...new Set(chain)]);
  expect(new Set(accounts).size).toBe(100);
  expect(accounts).toHaveLength(100);
});

test('fills the chains evenly enough: none has more than twice its share', () => {
  expect(Math.max(...chainsOf(before).map(({ length }) => length))).toBeLessThanOrEqual(2 * 40);
});

test('changes only the first assignment after it in its chain when an account is added', () => {
  const changed = [...before].filter(([id, { DependsOn }]) => after.get(id)?.DependsOn?.join() !== DependsOn?.join());
  expect(changed.length).toBeLessThanOrEqual(1);
  expect([...after.keys()].filter((id) => !before.has(id))).toHaveLength(4);
});

test('replaces nothing when an account is added: every assignment keeps its logical id and its properties', () => {
  for (const [id, { Properties }] of before) expect(after.get(id)?.Properties).toEqual(Properties);
});

test('keeps logical ids in any order', () => {
  const assignments = inAccounts(20);
  expect(build([...assignments].reverse())).toEqual(build(assignments));
});

test('tells sets, groups and accounts apart whose names differ by a hyphen alone', () => {
  const [one] = inAccounts(1);
  const names = ['a-b', 'ab', 'a'];
  const assignments = names.flatMap((name) =>
    names.map((key) => ({
      permissionSet: { name, arn: 'arn' },
      groupId: one?.groupId ?? '',
      account: { key, id: key },
    })),
  );
  expect(build(assignments).size).toBe(9);
});

test('has logical ids that never change: set, account and group, but not the name of the group', () => {
  expect([...build(inAccounts(1)).keys()]).toMatchInlineSnapshot(`
   [
     "Assignmentsteam0operator93a4b8c2700170d6b5f82b1c5d6e7f80CE717BCC",
     "Assignmentsteam0operator93a4b8c2700270d6b5f82b1c5d6e7f80BE72633A",
     "Assignmentsteam0readonly93a4b8c2700170d6b5f82b1c5d6e7f80137AF80E",
     "Assignmentsteam0readonly93a4b8c2700270d6b5f82b1c5d6e7f8040DB1BBE",
   ]
  `);
});
