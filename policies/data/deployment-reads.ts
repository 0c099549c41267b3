import type { ActionGroup } from '../core/action-group';

/** What the commands of Rampart ask in the management account: how far a deployment is, and which groups there are. */
export const DEPLOYMENT_READS: readonly ActionGroup[] = [
  {
    name: 'deployment',
    reason: 'stacks and StackSets, to wait for them',
    asOf: '2026-11-30',
    source: 'https://docs.aws.amazon.com/service-authorization/latest/reference/list_awscloudformation.html',
    actions: [
      'cloudformation:Describe*',
      'cloudformation:GetTemplate',
      'cloudformation:List*',
      'organizations:Describe*',
      'organizations:List*',
    ],
  },
  {
    name: 'people',
    reason: 'groups and permission sets, to write their ids into the configuration',
    asOf: '2026-11-30',
    source:
      'https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsiamidentitycentersuccessortoawssinglesign-on.html',
    actions: [
      'identitystore:Describe*',
      'identitystore:Get*',
      'identitystore:List*',
      'sso:Describe*',
      'sso:GetInlinePolicyForPermissionSet',
      'sso:List*',
    ],
  },
  {
    name: 'roles',
    reason: 'the roles of the bootstrap, which do the work',
    asOf: '2026-11-30',
    source: 'https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecuritytokenservice.html',
    actions: ['sts:AssumeRole', 'sts:DecodeAuthorizationMessage'],
  },
];
