import type { LiveOrganization } from '../../../lib/aws/read-organization';
import type { ConfigurationVersion } from '../../../rehearsal/configuration/versions';
import { hasLostPolicies } from '../../../rehearsal/scenarios/lost-policies';
import { theExample } from '../../support/the-example';
import { aLiveOrganization } from '../verify/a-live-organization';

const NAME = 'rampart-Sandbox-scp-1';

const template = {
  Resources: {
    Policy: { Type: 'AWS::Organizations::Policy', Properties: { Name: NAME, Type: 'SERVICE_CONTROL_POLICY' } },
    Wait: { Type: 'AWS::CloudFormation::WaitConditionHandle', Properties: undefined },
  },
};
const recorded: unknown = JSON.parse(JSON.stringify(template));

function aVersion(): ConfigurationVersion {
  const copy = {
    folder: '',
    stacks: [{ id: 'a', name: 'A', region: 'eu-central-1', template }],
    removed: [],
    adapted: 0,
    flattened: 0,
  };
  return { folder: '', ...theExample(), copy };
}

function withContent(content: unknown): LiveOrganization {
  const live = aLiveOrganization();
  return { ...live, policies: live.policies.map((policy) => (policy.name === NAME ? { ...policy, content } : policy)) };
}

describe('an emulator that was killed', () => {
  test('has lost nothing if the policies match the recorded stack', () => {
    expect(hasLostPolicies(recorded, aVersion(), aLiveOrganization())).toBe(false);
  });

  test('has lost policies if the stack is recorded and one of its policies is missing or outdated', () => {
    const live = aLiveOrganization();
    const without = { ...live, policies: live.policies.filter(({ name }) => name !== NAME) };
    expect(hasLostPolicies(recorded, aVersion(), without)).toBe(true);
    expect(hasLostPolicies(recorded, aVersion(), withContent({ Statement: [] }))).toBe(true);
  });

  test('has lost nothing if neither the stack nor the policy was saved', () => {
    expect(hasLostPolicies({ Resources: {} }, aVersion(), withContent({ Statement: [] }))).toBe(false);
  });
});
