import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { assemble } from '../../lib/analysis/assemble/assemble';
import { parseOrganization } from '../../lib/model/parse';
import type { Outcome } from '../../lib/model/problem';
import { catalogue } from '../../policies/catalogue';
import { synthesize, type Resource } from '../support/synthesize';
import { CALLS, UNFORESEEN } from './cloudformation-calls';

interface Statement {
  readonly Sid: string;
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

const root = join(__dirname, '../..');
const text = readFileSync(join(root, 'docs/bootstrap/execution-policy.json'), 'utf8');
const { Version, Statement: statements } = JSON.parse(text) as { Version: string; Statement: readonly Statement[] };
const granted = statements.flatMap(actionsOf);

/** What only a person does: docs/decisions/0002-what-outlives-its-stack.md. */
const NEVER = [
  'organizations:CloseAccount',
  'organizations:DeleteOrganization',
  'organizations:DeleteOrganizationalUnit',
  'organizations:DisablePolicyType',
  'organizations:LeaveOrganization',
  'organizations:RemoveAccountFromOrganization',
];

/** For the parameter with the bootstrap's version, which CloudFormation reads with the same role. */
const TO_READ_PARAMETERS = ['ssm:GetParameters'];

/** Reading, and actions for which AWS defines no resource, or does not know it yet when it decides. */
const WITHOUT_RESOURCE = [
  /^organizations:(Describe|List)[A-Za-z]+$/,
  /^organizations:Create(Account|Organization|Policy)$/,
  /^organizations:(Tag|Untag)Resource$/,
  /^logs:Describe[A-Za-z]+$/,
];

describe('the execution policy', () => {
  const organization = valueOf(parseOrganization(join(root, 'organization'), catalogue));
  const stacks = synthesize({ organization, assembly: valueOf(assemble(organization, catalogue)) });
  const resources = stacks.flatMap(({ template }) => Object.values(template.Resources));

  test('is short enough for a managed policy: 6,144 characters, white space not counted', () => {
    expect(Version).toBe('2012-10-17');
    expect(text.replace(/\s/g, '').length).toBeLessThanOrEqual(6144);
  });

  test('only allows, and names each action once and in full', () => {
    expect(statements.map(({ Effect }) => Effect)).toEqual(statements.map(() => 'Allow'));
    expect(granted.filter((action) => !/^[a-z0-9]+:[A-Z][A-Za-z]+$/.test(action))).toEqual([]);
    expect(granted.filter((action, index) => granted.indexOf(action) !== index)).toEqual([]);
  });

  test('names resources wherever AWS knows them', () => {
    const everywhere = statements.filter(({ Resource }) => [Resource].flat().includes('*')).flatMap(actionsOf);
    expect(everywhere.filter((action) => !WITHOUT_RESOURCE.some((pattern) => pattern.test(action)))).toEqual([]);
  });

  test('grants what CloudFormation calls for every resource of the example', () => {
    expect(resources.flatMap(callsFor).filter((action) => !granted.includes(action))).toEqual([]);
  });

  test('grants nothing else', () => {
    const called = [...resources.flatMap(callsFor), ...TO_READ_PARAMETERS];
    expect(granted.filter((action) => !called.includes(action))).toEqual([]);
  });

  test.each(NEVER)('does not grant %s', (action) => {
    expect(granted).not.toContain(action);
  });

  test('knows the example to set no property that makes CloudFormation call more', () => {
    const unforeseen = resources.flatMap(({ Type, Properties = {} }) =>
      Object.keys(Properties).filter((property) => UNFORESEEN[Type]?.includes(property)),
    );
    expect(unforeseen).toEqual([]);
  });

  test('reaches policies of the types that guardrails have, and of no other', () => {
    const types = [...catalogue.values()].map(({ type }) => type);
    const { Condition } = statementWith('organizations:CreatePolicy');
    expect([Condition?.['StringEquals']?.['organizations:PolicyType']].flat().sort()).toEqual(
      [...new Set(types)].sort(),
    );
    for (const action of ['Attach', 'Delete', 'Detach', 'Update']) {
      const reached = resourcesOf(statementWith(`organizations:${action}Policy`)).filter((arn) =>
        arn.includes(':policy/'),
      );
      expect(reached.sort()).toEqual([...new Set(types)].sort().map(arnOfPolicies));
    }
  });

  test('reaches the function, role, policy and log group by the names that CloudFormation makes', () => {
    const named = ['AWS::Lambda::Function', 'AWS::IAM::Role', 'AWS::IAM::ManagedPolicy', 'AWS::Logs::LogGroup'];
    const holders = stacks.filter(({ template }) =>
      Object.values(template.Resources).some(({ Type }) => named.includes(Type)),
    );
    // 64 characters at most, 13 of them random: CloudFormation keeps 24 of the stack's name.
    expect(holders.map(({ stackName }) => stackName.slice(0, 24))).toEqual(['Rampart-OrganizationSett']);
    for (const action of [
      'lambda:CreateFunction',
      'iam:CreateRole',
      'iam:PassRole',
      'iam:CreatePolicy',
      'logs:CreateLogGroup',
    ]) {
      expect(resourcesOf(statementWith(action))).toEqual([expect.stringMatching(/[:/]Rampart-OrganizationSett\*$/)]);
    }
  });

  test('attaches to the role nothing but the policy made for it', () => {
    const { Condition } = statementWith('iam:AttachRolePolicy');
    expect(Condition).toEqual({ ArnLike: { 'iam:PolicyARN': 'arn:aws:iam::*:policy/Rampart-OrganizationSett*' } });
  });
});

function callsFor({ Type, DeletionPolicy }: Resource): readonly string[] {
  const calls = CALLS[Type];
  if (calls === undefined) throw new Error(`say in cloudformation-calls.ts what ${Type} needs, and grant it`);
  return DeletionPolicy === 'Retain' ? calls.always : [...calls.always, ...calls.toDelete];
}

function arnOfPolicies(type: string): string {
  return `arn:aws:organizations::*:policy/o-*/${type.toLowerCase()}/*`;
}

function statementWith(action: string): Statement {
  const statement = statements.find((candidate) => actionsOf(candidate).includes(action));
  if (statement === undefined) throw new Error(`no statement grants ${action}`);
  return statement;
}

function actionsOf({ Action }: Statement): readonly string[] {
  return [Action].flat();
}

function resourcesOf({ Resource }: Statement): string[] {
  return [Resource].flat();
}

function valueOf<Value>(outcome: Outcome<Value>): Value {
  if (outcome.kind === 'problems') throw new Error(JSON.stringify(outcome.problems));
  return outcome.value;
}
