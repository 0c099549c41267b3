import { denied, type Probe, type ProbePlace } from '../../core/probe';
import { assumeProbes } from './assume-probes';
import { callProbes } from './calls';
import { person } from './people-calls';

export function deployerProbes(place: ProbePlace): readonly Probe[] {
  const { accountId } = place.organization.managementAccount;
  const roles = ['deploy', 'file-publishing', 'lookup'].map(
    (name) => `arn:*:iam::${accountId}:role/cdk-rampart-${name}-role-*`,
  );
  return [
    ...callProbes('deployer', { may: MAY, mayNot: MAY_NOT, readsConfiguration: false }, place),
    ...assumeProbes('deployer', roles, place),
    // Only CloudFormation acts as this one, and it may do what no person may.
    denied('deployer assumes the role of CloudFormation', {
      principal: person('deployer', place),
      action: 'sts:AssumeRole',
      resource: `arn:aws:iam::${accountId}:role/cdk-rampart-cfn-exec-role-${accountId}-eu-central-1`,
    }),
  ];
}

const MAY = {
  cloudformation: 'DescribeStackEvents DescribeStacks GetTemplate ListStackInstances ListStackSetOperations',
  identitystore: 'DescribeGroup GetGroupId ListGroups',
  organizations: 'DescribeOrganization ListAccounts',
  sso: 'DescribePermissionSet GetInlinePolicyForPermissionSet ListInstances',
  sts: 'DecodeAuthorizationMessage',
};

/** Whatever a deployment does itself: the roles of the bootstrap do it. */
const MAY_NOT = {
  cloudformation: 'CreateChangeSet ExecuteChangeSet GetStackPolicy GetTemplateSummary UpdateStackInstances',
  ec2: 'DescribeInstances',
  iam: 'ListRoles',
  identitystore: 'CreateGroup IsMemberInGroups',
  organizations: 'CreateAccount CreatePolicy UpdatePolicy',
  s3: 'GetBucketPolicy ListAllMyBuckets',
  sso: 'CreateInstance GetPermissionSet UpdateInstance',
  sts: 'AssumeRoleWithSAML',
};
