import type { PolicyDocument } from '../../lib/iam/statement';
import { testWithOracle, useOracle } from '../oracle/with-oracle';
import { drop, statement, type Statement } from './edit-template';
import { factsIn, HELD_BY_GUARDRAILS, WORKERS, type WorkerId } from './people-facts';
import { openPaths, refusedTo, whichOf, type Question } from './people-judging';
import { peopleWorld } from './people-world';

/*
 * Policies of people with one mistake each. The facts about who may do what must notice it, or the paths of escalation,
 * without the guardrails, because they would hide it. That nothing is noticed of the policies as they are, people-access.test.ts
 * shows.
 */

const oracle = useOracle();
const world = peopleWorld();

interface Sabotage {
  readonly name: string;
  readonly id: WorkerId;
  readonly change: (statements: Statement[]) => void;
  /** A fact, or a path, that notices. */
  readonly noticedBy: string;
}

/** Of the list of what is allowed. */
function allow(statements: Statement[], action: string): void {
  const own = statement(statements, 'Allowed');
  own.Action = [own.Action ?? [], action].flat();
}

function forbid(statements: Statement[], action: string): void {
  const own = statement(statements, 'Allowed');
  const actions = [own.Action ?? []].flat();
  if (!actions.includes(action)) throw new Error(`${action} is not on the list`);
  own.Action = actions.filter((one) => one !== action);
}

const SABOTAGES: readonly Sabotage[] = [
  {
    name: 'policies of resources open data to people who only look',
    ...{ id: 'read-only', noticedBy: 'read an object' },
    change: (statements) => drop(statements, 'Refused'),
  },
  {
    name: "people who only look see the keys of an API's customers",
    ...{ id: 'read-only', noticedBy: "read the keys of an API's customers" },
    change: (statements) => drop(statements, 'ApiKeys'),
  },
  {
    name: 'people who only look read parameters',
    ...{ id: 'read-only', noticedBy: 'read a parameter' },
    change: (statements) => {
      drop(statements, 'Refused');
      allow(statements, 'ssm:Get*');
    },
  },
  {
    name: 'the list of what is read has a gap',
    ...{ id: 'read-only', noticedBy: 'see instances' },
    change: (statements) => forbid(statements, 'ec2:Describe*'),
  },
  {
    name: 'operators release other code',
    ...{ id: 'operator', noticedBy: 'release other code by restarting a service' },
    change: (statements) => drop(statements, 'Release'),
  },
  {
    name: 'operators open shells',
    ...{ id: 'operator', noticedBy: 'open shells by restarting a service' },
    change: (statements) => drop(statements, 'Shell'),
  },
  {
    name: 'operators change instances, and so their roles',
    ...{ id: 'operator', noticedBy: 'change the user data of an instance' },
    change: (statements) => allow(statements, 'ec2:ModifyInstanceAttribute'),
  },
  {
    name: 'operators only look',
    ...{ id: 'operator', noticedBy: 'restart an instance' },
    change: (statements) => forbid(statements, 'ec2:RebootInstances'),
  },
  {
    name: 'a role without a boundary passes, by `IfExists`',
    ...{ id: 'developer', noticedBy: 'make a role without the boundary' },
    change: (statements) => {
      const { Condition = {} } = statement(statements, 'Grants');
      Condition['ArnNotLikeIfExists'] = Condition['ArnNotLike'] ?? {};
      Condition['Null'] = { 'iam:PermissionsBoundary': 'false' };
      delete Condition['ArnNotLike'];
    },
  },
  {
    name: 'developers remove the boundary',
    ...{ id: 'developer', noticedBy: 'take the boundary off a role' },
    change: (statements) => drop(statements, 'Removal'),
  },
  {
    name: 'developers pass roles of the platform',
    ...{ id: 'developer', noticedBy: 'hand a role of the platform to a function' },
    change: (statements) => drop(statements, 'Roles'),
  },
  {
    name: 'developers build networks, and delete keys and backups',
    ...{ id: 'developer', noticedBy: 'delete a recovery point' },
    change: (statements) => drop(statements, 'Limits'),
  },
  {
    name: 'developers lock everybody out of a key',
    ...{ id: 'developer', noticedBy: 'lock everybody out of a key' },
    change: (statements) => drop(statements, 'Lockout'),
  },
  {
    name: 'developers make no roles at all',
    ...{ id: 'developer', noticedBy: 'make a role with the boundary' },
    change: (statements) => {
      delete statement(statements, 'Grants').Condition;
    },
  },
  {
    name: 'developers replace the identity provider of Identity Center, leave, and assign permission sets',
    ...{ id: 'developer', noticedBy: 'assign themselves a permission set' },
    change: (statements) => drop(statements, 'Always'),
  },
  {
    name: 'administrators stop the trail',
    ...{ id: 'administrator', noticedBy: 'stop a trail of the account' },
    change: (statements) => drop(statements, 'Audit'),
  },
  {
    name: 'administrators delete stacks of the platform',
    ...{ id: 'administrator', noticedBy: 'delete a stack of the platform' },
    change: (statements) => drop(statements, 'Stacks'),
  },
  {
    name: 'administrators rewrite the boundary',
    ...{ id: 'administrator', noticedBy: 'rewrite the boundary by CreatePolicyVersion' },
    change: (statements) => drop(statements, 'Policies'),
  },
  {
    name: 'people of networks open VPCs to the Internet',
    ...{ id: 'network', noticedBy: 'open VPCs that are closed to the Internet' },
    change: (statements) => drop(statements, 'PublicAccess'),
  },
  {
    name: 'people of networks tag instances',
    ...{ id: 'network', noticedBy: 'tag an instance' },
    change: (statements) => drop(statements, 'Tags'),
  },
  {
    name: 'people of networks tag nothing',
    ...{ id: 'network', noticedBy: 'tag a VPC' },
    change: (statements) => {
      statement(statements, 'Tags').Resource = '*';
    },
  },
  {
    name: 'people of networks make roles of any service',
    ...{ id: 'network', noticedBy: "make another service's role" },
    change: (statements) => drop(statements, 'ServiceRoles'),
  },
  {
    name: 'people of security assume any role',
    ...{ id: 'security', noticedBy: 'assume the break-glass role' },
    change: (statements) => drop(statements, 'Roles'),
  },
  {
    name: 'people of security switch off what watches',
    ...{ id: 'security', noticedBy: 'switch off Security Hub' },
    change: (statements) => allow(statements, 'securityhub:*'),
  },
  {
    name: 'backup operators pass any role',
    ...{ id: 'backup-operator', noticedBy: 'hand another role to AWS Backup' },
    change: (statements) => drop(statements, 'Pass'),
  },
  {
    name: 'backup operators pass the role of backups to any service',
    ...{ id: 'role backup-operator', noticedBy: 'hand the role of backups to an instance' },
    change: (statements) => drop(statements, 'PassTo'),
  },
  {
    name: 'a vault lets backup operators delete',
    ...{ id: 'role backup-operator', noticedBy: 'delete a recovery point' },
    change: (statements) => drop(statements, 'Refused'),
  },
  {
    name: 'finance buys',
    ...{ id: 'finance', noticedBy: 'buy a savings plan' },
    change: (statements) => allow(statements, 'savingsplans:*'),
  },
  {
    name: 'budgets of finance act',
    ...{ id: 'finance', noticedBy: 'let a budget act' },
    change: (statements) => allow(statements, 'budgets:*'),
  },
  {
    name: 'deployers assume any role',
    ...{ id: 'deployer', noticedBy: 'assume a role that can do more' },
    change: (statements) => drop(statements, 'Roles'),
  },
  {
    name: 'deployers assume any role of the bootstrap',
    ...{ id: 'deployer', noticedBy: 'assume a role of CloudFormation' },
    change: (statements) => {
      statement(statements, 'Roles')['NotResource' as 'Resource'] = 'arn:*:iam::*:role/cdk-rampart-*';
    },
  },
  {
    name: 'the auditor reads data',
    ...{ id: 'role audit', noticedBy: 'read a secret' },
    change: (statements) => drop(statements, 'Refused'),
  },
  {
    name: "a partner's sessions go on after its end",
    ...{ id: 'partner', noticedBy: 'see instances at its end' },
    change: (statements) => drop(statements, 'Ended'),
  },
  {
    name: 'a partner reads the trail',
    ...{ id: 'partner', noticedBy: 'search what happened' },
    change: (statements) => drop(statements, 'Trail'),
  },
  {
    name: 'a role that trusts a partner is assumed by it',
    ...{ id: 'partner', noticedBy: 'assume a role that trusts it' },
    change: (statements) => drop(statements, 'Nobody'),
  },
];

/** Everything that would turn a test red: facts and paths that are otherwise than they should be, without guardrails. */
async function differences({ id, ...rest }: Pick<Question, 'id' | 'permissions'>): Promise<readonly string[]> {
  const question: Question = { id, ...rest, with: 'permissions alone' };
  const held = refusedTo(id).filter(({ what }) => !HELD_BY_GUARDRAILS.includes(`${id}: ${what}`));
  return [
    ...(await whichOf(oracle(), world, question, factsIn(WORKERS[id].may), 'impossible')),
    ...(await whichOf(oracle(), world, question, held, 'possible')),
    ...(await openPaths(oracle(), world, question)),
  ];
}

testWithOracle.each(SABOTAGES)('is noticed: $name', async ({ id, change, noticedBy }) => {
  const permissions = world.deployed.get(id);
  if (permissions === undefined) throw new Error(`nothing is deployed for ${id}`);
  const document = structuredClone(permissions.document);
  change(document.Statement as unknown as Statement[]);
  expect(document).not.toEqual(permissions.document satisfies PolicyDocument);
  expect(await differences({ id, permissions: { ...permissions, document } })).toContain(noticedBy);
});
