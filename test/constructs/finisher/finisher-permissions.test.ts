import { finisherActions } from '../../../constructs/finisher/definition';
import { finisherStatements } from '../../../constructs/finisher/finisher-permissions';
import { arnMatches } from '../../../lib/iam/patterns/glob';
import { loadServiceReference } from '../../../lib/iam/service-reference/load';
import { definitionOf } from '../../../lib/stacks/finisher-parts';
import { aBaseline } from '../../support/a-baseline';
import { anOrganization } from '../../support/an-organization';

const CONTACT = { name: 'Security', title: 'Security', email: 'security@example.com', phone: '+49 30 1234567' };
const FULL = aBaseline({ contacts: { security: CONTACT } });

const PLACE = { account: '222222222222', ebsKeyAlias: 'alias/rampart-ebs' };

const actionsOf = (baseline = FULL): readonly string[] => finisherActions(definitionOf(anOrganization(), baseline));
const statements = finisherStatements(actionsOf(), PLACE);

const allows = (action: string, resource: string): boolean =>
  statements.some(
    ({ actions = [], resources = [] }) =>
      actions.includes(action) && resources.some((one) => one === '*' || arnMatches(one, resource)),
  );

test('the finisher may call what its state machine calls, and nothing else', () => {
  expect(statements.flatMap(({ actions = [] }) => actions).sort()).toEqual([...actionsOf()].sort());
});

test('every action has a resource where AWS defines one', () => {
  const reference = loadServiceReference();
  const unlimited = statements
    .filter(({ resources }) => resources?.includes('*'))
    .flatMap(({ actions = [] }) => actions);
  expect(unlimited.filter((action) => (reference.action(action)?.resources.length ?? 1) > 0)).toEqual([]);
});

test.each([
  ['ec2:DeleteVpc', 'arn:aws:ec2:eu-west-1:222222222222:vpc/vpc-1', 'arn:aws:ec2:eu-west-1:333333333333:vpc/vpc-1'],
  [
    'ec2:DeleteSubnet',
    'arn:aws:ec2:eu-west-1:222222222222:subnet/subnet-1',
    'arn:aws:ec2:eu-west-1:222222222222:vpc/vpc-1',
  ],
  [
    'ec2:RevokeSecurityGroupIngress',
    'arn:aws:ec2:eu-west-1:222222222222:security-group/sg-1',
    'arn:aws:ec2:eu-west-1:333333333333:security-group/sg-1',
  ],
  [
    'account:PutAlternateContact',
    'arn:aws:account::222222222222:account',
    'arn:aws:account::222222222222:account/o-exampleorg1/333333333333',
  ],
])('%s reaches this account, and nothing else', (action, own, foreign) => {
  expect([allows(action, own), allows(action, foreign)]).toEqual([true, false]);
});

test('the finisher looks at the key for EBS by its alias, and at no other', () => {
  const [describing] = statements.filter(({ actions }) => actions?.includes('kms:DescribeKey'));
  expect(describing).toEqual({
    actions: ['kms:DescribeKey'],
    resources: ['arn:aws:kms:*:222222222222:key/*'],
    conditions: { StringEquals: { 'kms:RequestAlias': 'alias/rampart-ebs' } },
  });
});

test('what is not done is not permitted: default VPCs and groups that are kept, contacts that nobody gave', () => {
  const kept = actionsOf(aBaseline({ removesDefaultVpcs: false, emptiesDefaultSecurityGroups: false, contacts: {} }));
  expect(kept.filter((action) => /:(?:Delete|Detach|Revoke|PutAlternate)/.test(action))).toEqual([]);
  expect(kept).toContain('ec2:EnableEbsEncryptionByDefault');
});

test('a call that nobody has thought about is refused', () => {
  for (const action of [
    'ec2:TerminateInstances',
    'iam:CreateUser',
    's3:GetObject',
    'iam:GetAccountAuthorizationDetails',
  ])
    expect(() => finisherStatements([action], PLACE)).toThrow(`on what the finisher may call ${action}`);
});
