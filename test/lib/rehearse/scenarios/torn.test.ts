import type { LiveOrganization } from '../../../../lib/aws/read-organization';
import { isTorn } from '../../../../lib/rehearse/scenarios/torn';
import type { Version } from '../../../../lib/rehearse/versions';
import { theExample } from '../../../support/the-example';
import { aLiveOrganization } from '../verify/a-live-organization';

const NAME = 'rampart-Sandbox-scp-1';

const template = {
  Resources: {
    Policy: { Type: 'AWS::Organizations::Policy', Properties: { Name: NAME, Type: 'SERVICE_CONTROL_POLICY' } },
    Wait: { Type: 'AWS::CloudFormation::WaitConditionHandle', Properties: undefined },
  },
};
const recorded: unknown = JSON.parse(JSON.stringify(template));

function aVersion(): Version {
  const copy = { folder: '', stacks: [{ id: 'a', name: 'A', template }], removed: [], adapted: 0 };
  return { ...theExample(), copy };
}

function withContent(content: unknown): LiveOrganization {
  const live = aLiveOrganization();
  return { ...live, policies: live.policies.map((policy) => (policy.name === NAME ? { ...policy, content } : policy)) };
}

describe('what an emulator comes back with', () => {
  test('is whole when the policies are those of the recorded stack', () => {
    expect(isTorn(recorded, aVersion(), aLiveOrganization())).toBe(false);
  });

  test('is torn when the stack is recorded and a policy of it is missing or behind', () => {
    const live = aLiveOrganization();
    const without = { ...live, policies: live.policies.filter(({ name }) => name !== NAME) };
    expect(isTorn(recorded, aVersion(), without)).toBe(true);
    expect(isTorn(recorded, aVersion(), withContent({ Statement: [] }))).toBe(true);
  });

  test('is whole when neither the stack nor the policy was written down', () => {
    expect(isTorn({ Resources: {} }, aVersion(), withContent({ Statement: [] }))).toBe(false);
  });
});
