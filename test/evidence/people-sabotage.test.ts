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

type Change = Sabotage['change'];

/** The statement is gone. */
function without(sid: string): Change {
  return (statements) => {
    drop(statements, sid);
  };
}

/** One more on the list of what is allowed. */
function allowing(action: string): Change {
  return (statements) => {
    const own = statement(statements, 'Allowed');
    own.Action = [own.Action ?? [], action].flat();
  };
}

/** One less. */
function notAllowing(action: string): Change {
  return (statements) => {
    const own = statement(statements, 'Allowed');
    const actions = [own.Action ?? []].flat();
    if (!actions.includes(action)) throw new Error(`${action} is not on the list`);
    own.Action = actions.filter((one) => one !== action);
  };
}

const SABOTAGES: readonly Sabotage[] = [
  {
    name: 'policies of resources open data to people who only look',
    ...{ id: 'read-only', noticedBy: 'read an object' },
    change: without('Refused'),
  },
  {
    name: "people who only look see the keys of an API's customers",
    ...{ id: 'read-only', noticedBy: "read the keys of an API's customers" },
    change: without('ApiKeys'),
  },
  {
    name: 'people who only look read parameters',
    ...{ id: 'read-only', noticedBy: 'read a parameter' },
    change: (statements) => {
      drop(statements, 'Refused');
      allowing('ssm:Get*')(statements);
    },
  },
  {
    name: 'the list of what is read has a gap',
    ...{ id: 'read-only', noticedBy: 'see instances' },
    change: notAllowing('ec2:Describe*'),
  },
  {
    name: 'operators release other code',
    ...{ id: 'operator', noticedBy: 'release other code by restarting a service' },
    change: without('Release'),
  },
  {
    name: 'operators open shells',
    ...{ id: 'operator', noticedBy: 'open shells by restarting a service' },
    change: without('Shell'),
  },
  {
    name: 'operators change instances, and so their roles',
    ...{ id: 'operator', noticedBy: 'change the user data of an instance' },
    change: allowing('ec2:ModifyInstanceAttribute'),
  },
  {
    name: 'operators only look',
    ...{ id: 'operator', noticedBy: 'restart an instance' },
    change: notAllowing('ec2:RebootInstances'),
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
    change: without('Removal'),
  },
  {
    name: 'developers pass roles of the platform',
    ...{ id: 'developer', noticedBy: 'hand a role of the platform to a function' },
    change: without('Roles'),
  },
  {
    name: 'developers build networks, and delete keys and backups',
    ...{ id: 'developer', noticedBy: 'delete a recovery point' },
    change: without('Limits'),
  },
  {
    name: 'developers lock everybody out of a key',
    ...{ id: 'developer', noticedBy: 'lock everybody out of a key' },
    change: without('Lockout'),
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
    change: without('Always'),
  },
  {
    name: 'administrators stop the trail',
    ...{ id: 'administrator', noticedBy: 'stop a trail of the account' },
    change: without('Audit'),
  },
  {
    name: 'administrators delete stacks of the platform',
    ...{ id: 'administrator', noticedBy: 'delete a stack of the platform' },
    change: without('Stacks'),
  },
  {
    name: 'administrators rewrite the boundary',
    ...{ id: 'administrator', noticedBy: 'rewrite the boundary by CreatePolicyVersion' },
    change: without('Policies'),
  },
  {
    name: 'people of networks open VPCs to the Internet',
    ...{ id: 'network', noticedBy: 'open VPCs that are closed to the Internet' },
    change: without('PublicAccess'),
  },
  {
    name: 'people of networks tag instances',
    ...{ id: 'network', noticedBy: 'tag an instance' },
    change: without('Tags'),
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
    change: without('ServiceRoles'),
  },
  {
    name: 'people of security assume any role',
    ...{ id: 'security', noticedBy: 'assume the break-glass role' },
    change: without('Roles'),
  },
  {
    name: 'people of security switch off what watches',
    ...{ id: 'security', noticedBy: 'switch off Security Hub' },
    change: allowing('securityhub:*'),
  },
  {
    name: 'backup operators pass any role',
    ...{ id: 'backup-operator', noticedBy: 'hand another role to AWS Backup' },
    change: without('Pass'),
  },
  {
    name: 'backup operators pass the role of backups to any service',
    ...{ id: 'role backup-operator', noticedBy: 'hand the role of backups to an instance' },
    change: without('PassTo'),
  },
  {
    name: 'a vault lets backup operators delete',
    ...{ id: 'role backup-operator', noticedBy: 'delete a recovery point' },
    change: without('Refused'),
  },
  {
    name: 'finance buys',
    ...{ id: 'finance', noticedBy: 'buy a savings plan' },
    change: allowing('savingsplans:*'),
  },
  {
    name: 'budgets of finance act',
    ...{ id: 'finance', noticedBy: 'let a budget act' },
    change: allowing('budgets:*'),
  },
  {
    name: 'deployers assume any role',
    ...{ id: 'deployer', noticedBy: 'assume a role that can do more' },
    change: without('Roles'),
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
    change: without('Refused'),
  },
  {
    name: "a partner's sessions go on after its end",
    ...{ id: 'partner', noticedBy: 'see instances at its end' },
    change: without('Ended'),
  },
  {
    name: 'a partner reads the trail',
    ...{ id: 'partner', noticedBy: 'search what happened' },
    change: without('Trail'),
  },
  {
    name: 'a role that trusts a partner is assumed by it',
    ...{ id: 'partner', noticedBy: 'assume a role that trusts it' },
    change: without('Nobody'),
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
