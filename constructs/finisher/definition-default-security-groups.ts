import { attempt, changed, left, merged } from './definition-outcome';
import {
  call,
  choose,
  filter,
  FIRST_PAGE,
  forEach,
  hasMore,
  inOrder,
  isPresent,
  type MachineStates,
} from './definition-states';

const WHAT = { what: 'default security group', 'id.$': '$.group' };

/** Takes all rules from default security groups that no network interface uses. The groups themselves cannot be deleted. */
export function emptyDefaultSecurityGroups(): MachineStates {
  return inOrder({
    FindDefaultSecurityGroups: call(
      'ec2:describeSecurityGroups',
      { Filters: [filter('group-name', 'default')] },
      { keep: { 'groups.$': '$.SecurityGroups[*].GroupId' } },
    ),
    EachDefaultSecurityGroup: forEach(
      { of: '$.groups', as: 'group', keep: merged() },
      {
        StartAt: 'DefaultSecurityGroup',
        States: attempt('DefaultSecurityGroup', { what: WHAT }, emptyGroup()),
      },
    ),
  });
}

function emptyGroup(): MachineStates {
  const ofGroup = { Filters: [filter('group-id', '$.group')] };
  return inOrder({
    FindInterfacesOfGroup: call(
      'ec2:describeNetworkInterfaces',
      { ...ofGroup, ...FIRST_PAGE.parameters },
      { keep: { 'ids.$': '$.NetworkInterfaces[*].NetworkInterfaceId', ...FIRST_PAGE.keep }, at: '$.interfaces' },
    ),
    IsGroupUsed: choose(
      [{ if: { Or: [isPresent('$.interfaces.ids[0]'), hasMore('$.interfaces')] }, next: 'GroupIsUsed' }],
      'FindRules',
    ),
    // If there are even more, they are for the next time.
    FindRules: call(
      'ec2:describeSecurityGroupRules',
      { ...ofGroup, MaxResults: 500 },
      { keep: { 'ingress.$': rulesWhere('false'), 'egress.$': rulesWhere('true') }, at: '$.rules' },
    ),
    HasIngress: choose([{ if: isPresent('$.rules.ingress[0]'), next: 'RevokeIngress' }], 'HasOnlyEgress'),
    HasOnlyEgress: choose([{ if: isPresent('$.rules.egress[0]'), next: 'RevokeEgress' }], 'GroupIsEmpty'),
    RevokeIngress: call(
      'ec2:revokeSecurityGroupIngress',
      { 'GroupId.$': '$.group', 'SecurityGroupRuleIds.$': '$.rules.ingress' },
      { at: null },
    ),
    HasAlsoEgress: choose([{ if: isPresent('$.rules.egress[0]'), next: 'RevokeEgress' }], 'GroupEmptied'),
    RevokeEgress: call(
      'ec2:revokeSecurityGroupEgress',
      { 'GroupId.$': '$.group', 'SecurityGroupRuleIds.$': '$.rules.egress' },
      { at: null },
    ),
    GroupEmptied: changed({ ...WHAT, 'rules.$': '$.rules' }),
    GroupIsEmpty: left({ ...WHAT, why: 'it has no rules' }),
    GroupIsUsed: left({ ...WHAT, why: 'network interfaces use it', 'found.$': '$.interfaces.ids' }),
  });
}

function rulesWhere(isEgress: 'true' | 'false'): string {
  return `$.SecurityGroupRules[?(@.IsEgress == ${isEgress})].SecurityGroupRuleId`;
}
