import { judgeMutants } from '../../../lib/analysis/prove/mutants/judge-mutants';
import { equivalenceJudge } from '../../../lib/analysis/prove/mutants/equivalence';
import { describeSurvivor } from '../../../lib/analysis/prove/mutants/report';
import { deployer } from '../../../policies/identity/deployer';
import { theExample } from '../../support/the-example';

const { organization: example, assembly } = theExample();
const withoutPipeline = { ...example, vending: null };

test('without a pipeline, people who deploy assume the roles of the bootstrap, and nothing else', () => {
  expect(deployer.document(withoutPipeline)).toEqual({
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'Allowed',
        Effect: 'Allow',
        Action: [
          'cloudformation:Describe*',
          'cloudformation:GetTemplate',
          'cloudformation:List*',
          'identitystore:Describe*',
          'identitystore:Get*',
          'identitystore:List*',
          'organizations:Describe*',
          'organizations:List*',
          'sso:Describe*',
          'sso:GetInlinePolicyForPermissionSet',
          'sso:List*',
          'sts:AssumeRole',
          'sts:DecodeAuthorizationMessage',
        ],
        Resource: '*',
      },
      {
        Sid: 'Roles',
        Effect: 'Deny',
        Action: 'sts:AssumeRole',
        NotResource: ['deploy', 'file-publishing', 'lookup'].map(
          (role) => `arn:*:iam::111111111111:role/cdk-rampart-${role}-role-*`,
        ),
      },
    ],
  });
});

test('a section without a pipeline changes nothing', () => {
  const vending = { emailPattern: 'aws+{name}@example.com', pipeline: null };
  expect(deployer.document({ ...example, vending })).toEqual(deployer.document(withoutPipeline));
});

test('without a pipeline, no mutant of what they may survives', () => {
  const { managementAccount } = withoutPipeline;
  const isEquivalent = equivalenceJudge(managementAccount.accountId);
  const { mutants, survivors } = judgeMutants(deployer.proved, withoutPipeline, assembly, isEquivalent);
  expect(mutants).toBeGreaterThan(50);
  expect(survivors.map(describeSurvivor)).toEqual([]);
});

test('with a pipeline, they assume the roles of its bootstrap, too, and decide on what waits in it alone', () => {
  const [, ...denials] = deployer.document(example).Statement;
  const pipeline = 'arn:*:codepipeline:eu-central-1:111111111111:rampart-vending';
  expect(denials.map(({ Sid, NotResource }) => [Sid, NotResource])).toEqual([
    [
      'Roles',
      ['rampart', 'rampvend'].flatMap((qualifier) =>
        ['deploy', 'file-publishing', 'lookup'].map(
          (role) => `arn:*:iam::111111111111:role/cdk-${qualifier}-${role}-role-*`,
        ),
      ),
    ],
    ['Pipeline', pipeline],
    ['Approve', `${pipeline}/Approve/Approve`],
    ['Retry', `${pipeline}/*`],
    ['Logs', 'arn:*:logs:eu-central-1:111111111111:log-group:rampart-vending-*'],
  ]);
});
