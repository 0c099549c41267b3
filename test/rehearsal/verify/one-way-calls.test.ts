import { describeDeployedCall, hasEffect, parseCall } from '../../../rehearsal/verify/one-way-calls';
import { aLiveOrganization } from './a-live-organization';

const live = { ...aLiveOrganization(), policyTypes: ['TAG_POLICY'], trustedServices: ['iam.amazonaws.com'] };
const effects = {
  live,
  settings: {
    ...{ rootFeatures: ['RootSessions'], stackSetsActivated: false },
    ...{ delegations: ['333333333333 config.amazonaws.com'], linkedServices: ['access-analyzer.amazonaws.com'] },
  },
};

function aCall(service: string, action: string, parameters?: Readonly<Record<string, string>>) {
  return parseCall(JSON.stringify({ service, action, parameters }));
}

function delegate(AccountId: string, ServicePrincipal: string) {
  return aCall('organizations', 'RegisterDelegatedAdministrator', { AccountId, ServicePrincipal });
}

describe('a call that a stack makes', () => {
  test.each([
    [aCall('organizations', 'EnablePolicyType', { PolicyType: 'TAG_POLICY' }), true],
    [aCall('organizations', 'EnablePolicyType', { PolicyType: 'BACKUP_POLICY' }), false],
    [aCall('organizations', 'EnableAWSServiceAccess', { ServicePrincipal: 'iam.amazonaws.com' }), true],
    [aCall('organizations', 'EnableAWSServiceAccess', { ServicePrincipal: 'ram.amazonaws.com' }), false],
    [aCall('iam', 'EnableOrganizationsRootSessions'), true],
    [aCall('iam', 'EnableOrganizationsRootCredentialsManagement'), false],
    [delegate('333333333333', 'config.amazonaws.com'), true],
    [delegate('222222222222', 'config.amazonaws.com'), false],
    [delegate('333333333333', 'access-analyzer.amazonaws.com'), false],
    [aCall('iam', 'CreateServiceLinkedRole', { AWSServiceName: 'access-analyzer.amazonaws.com' }), true],
    [aCall('iam', 'CreateServiceLinkedRole', { AWSServiceName: 'config.amazonaws.com' }), false],
    [aCall('cloudformation', 'ActivateOrganizationsAccess'), false],
    [aCall('ram', 'EnableSharingWithAwsOrganization'), undefined],
  ])('%j had its effect: %s', (call, expected) => {
    expect(hasEffect(call, effects)).toBe(expected);
  });

  test('is described without the id of the root, which differs in every rehearsal', () => {
    const call = aCall('organizations', 'EnablePolicyType', { RootId: 'r-ab12', PolicyType: 'TAG_POLICY' });
    expect(describeDeployedCall(call)).toBe('organizations:EnablePolicyType TAG_POLICY');
  });
});
