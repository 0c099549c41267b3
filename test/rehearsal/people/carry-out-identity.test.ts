import type { AssemblyStack } from '../../../rehearsal/assembly/copy-assembly';
import { carryOutIdentity } from '../../../rehearsal/people/carry-out-identity';
import { aRecorder } from '../applications/a-recorder';

const INSTANCE = 'arn:aws:sso:::instance/ssoins-1';
const SET_ARN = 'arn:aws:sso:::permissionSet/ssoins-1/ps-1';
const references = { exports: { 'Accounts:audit': '222222222222' }, parameters: {}, pseudo: {} };

const assignment = (PermissionSetArn: object) => ({
  Type: 'AWS::SSO::Assignment',
  Properties: {
    ...{ InstanceArn: 'arn:aws:sso:::instance/ssoins-configured', PermissionSetArn },
    ...{ PrincipalType: 'GROUP', PrincipalId: 'g', TargetType: 'AWS_ACCOUNT' },
    TargetId: { 'Fn::ImportValue': 'Accounts:audit' },
  },
});

function aStack(name: string, template: object): AssemblyStack {
  return { id: name, name, region: 'eu-central-1', template: template as AssemblyStack['template'] };
}

const own = { 'Fn::GetAtt': ['Finance', 'PermissionSetArn'] };
const set = { Name: 'finance', Description: 'Reads', SessionDuration: 'PT8H', InlinePolicy: { Statement: [] } };
const first = aStack('Identity', {
  Resources: {
    Finance: { Type: 'AWS::SSO::PermissionSet', Properties: { ...set, InstanceArn: 'x' } },
    Own: assignment(own),
  },
  Outputs: { Export: { Value: own, Export: { Name: 'Identity:finance' } } },
});
const second = aStack('Identity-b', { Resources: { Other: assignment({ 'Fn::ImportValue': 'Identity:finance' }) } });

describe('carryOutIdentity', () => {
  test('creates the sets of all stacks and then their assignments, by the ARNs that the sets got', async () => {
    const { clients, calls } = aRecorder({ CreatePermissionSet: { PermissionSet: { PermissionSetArn: SET_ARN } } });
    await carryOutIdentity([first, second], INSTANCE, clients, () => references);
    expect(calls.map(({ operation }) => operation)).toEqual([
      ...[
        'CreatePermissionSet',
        'PutInlinePolicyToPermissionSet',
        'CreateAccountAssignment',
        'CreateAccountAssignment',
      ],
    ]);
    expect(calls[1]?.input).toMatchObject({ PermissionSetArn: SET_ARN, InlinePolicy: '{"Statement":[]}' });
    for (const { input } of calls.slice(2))
      expect(input).toMatchObject({ InstanceArn: INSTANCE, PermissionSetArn: SET_ARN, TargetId: '222222222222' });
  });

  test('refuses an assignment of a permission set that no stack has', async () => {
    const { clients } = aRecorder();
    await expect(carryOutIdentity([second], INSTANCE, clients, () => references)).rejects.toThrow('PermissionSetArn');
  });
});
