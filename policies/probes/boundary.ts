import { arnMatches } from '../../lib/iam/patterns/glob';
import { platformPatterns } from '../../lib/model/platform';
import { denied, developer, possible } from '../core/probe';
import type { Probe, ProbePlace } from '../core/probe';
import { platformRoles } from '../core/role-samples';
import { boundaryAlwaysProbes } from './boundary-always';
import { arnElsewhere, arnsAround, sampleArn } from './sample-arn';

/** Requests for the permissions boundary, by a developer who has it. */
export function permissionsBoundaryProbes(place: ProbePlace): readonly Probe[] {
  return [
    ...grantProbes(place),
    ...roleProbes(place),
    ...policyProbes(place),
    ...stackProbes(place),
    ...providerProbes(place),
    ...boundaryAlwaysProbes(place),
    ...developmentProbes(place),
    ...platformRoles(place).map((principal) =>
      denied(`${principal} creates a role without the boundary, if it had the boundary itself`, {
        principal,
        action: 'iam:CreateRole',
        resource: `arn:aws:iam::${place.account}:role/shop/worker`,
      }),
    ),
  ];
}

/** Whatever grants something to a role, by the boundary that the role has or gets. */
function grantProbes(place: ProbePlace): readonly Probe[] {
  const principal = developer(place);
  const iam = `arn:aws:iam::${place.account}`;
  const resource = `${iam}:role/shop/worker`;
  const right = `${iam}:policy/platform/boundary`;
  const wrong = [
    'arn:aws:iam::aws:policy/AdministratorAccess',
    `${right}-2`,
    `${iam}:policy/platform/boundar`,
    `${iam}:policy/boundary`,
    `${iam}:policy/a:policy/platform/boundary`,
    `${iam}:policy/platform/event-forwarder`,
  ];
  const calls = ['AttachRolePolicy', 'CreateRole', 'DeleteRolePolicy', 'DetachRolePolicy', 'PutRolePolicy'];
  const call = (name: string, boundary?: string) => ({
    principal,
    action: `iam:${name}`,
    resource,
    ...(boundary !== undefined && { context: { 'iam:PermissionsBoundary': boundary } }),
  });
  return [
    ...[...calls, 'PutRolePermissionsBoundary', 'UpdateAssumeRolePolicy'].flatMap((name) => [
      denied(`a developer calls ${name} for a role without a boundary`, call(name)),
      ...wrong.map((arn) => denied(`a developer calls ${name} for a role with ${arn}`, call(name, arn))),
      possible(`a developer calls ${name} for a role with the boundary`, call(name, right)),
      possible(
        `a developer calls ${name} for a role with the boundary of another partition`,
        call(name, `arn:aws-cn:iam::${place.sibling}:policy/platform/boundary`),
      ),
    ]),
    denied('a developer removes the boundary of a role', call('DeleteRolePermissionsBoundary', right)),
    denied('a developer removes another boundary of a role', call('DeleteRolePermissionsBoundary', wrong[0])),
  ];
}

/** The platform's roles, and those of Identity Center. */
function roleProbes(place: ProbePlace): readonly Probe[] {
  const principal = developer(place);
  const right = `arn:aws:iam::${place.account}:policy/platform/boundary`;
  const patterns = [
    ...platformPatterns(place.organization.platform),
    'arn:*:iam::*:role/platform/*',
    'arn:*:iam::*:role/rampart-*',
    'arn:*:iam::*:role/cdk-rampart-*',
    'arn:*:iam::*:role/aws-reserved/*',
  ];
  const calls = [
    ...['AttachRolePolicy', 'CreateRole', 'DeleteRole', 'DeleteRolePermissionsBoundary', 'DeleteRolePolicy'],
    ...['DetachRolePolicy', 'PassRole', 'PutRolePermissionsBoundary', 'PutRolePolicy', 'TagRole', 'UntagRole'],
    ...['UpdateAssumeRolePolicy', 'UpdateRole', 'UpdateRoleDescription'],
  ].map((name) => `iam:${name}`);
  const call = (action: string, resource: string) => ({
    principal,
    action,
    resource,
    context: { 'iam:PermissionsBoundary': right },
  });
  const permissionSet = `arn:aws:iam::${place.account}:role/aws-reserved/sso.amazonaws.com/eu-central-1/AWSReservedSSO_Admin_0123456789abcdef`;
  return [
    ...[...calls, 'sts:AssumeRole'].flatMap((action) =>
      [permissionSet, sampleArn('arn:*:iam::*:role/platform/*', place)].map((arn) =>
        denied(`a developer calls ${action} on ${arn}`, call(action, arn)),
      ),
    ),
    ...patterns.flatMap((pattern) =>
      [sampleArn(pattern, place), arnElsewhere(pattern, place)].map((arn) =>
        denied(`a developer assumes ${arn}`, call('sts:AssumeRole', arn)),
      ),
    ),
    ...arnsAround(patterns, place).map((arn) =>
      patterns.some((pattern) => arnMatches(pattern, arn))
        ? denied(`a developer passes ${arn}`, call('iam:PassRole', arn))
        : possible(`a developer passes ${arn}, which is not protected`, call('iam:PassRole', arn)),
    ),
    possible('somebody with a token of another provider assumes a role, as far as the boundary of a caller matters', {
      principal,
      action: 'sts:AssumeRoleWithWebIdentity',
      resource: sampleArn('arn:*:iam::*:role/rampart-*', place),
    }),
    possible('a developer reads a role of the platform', {
      principal,
      action: 'iam:GetRole',
      resource: sampleArn('arn:*:iam::*:role/platform/*', place),
    }),
  ];
}

/** The policies of the platform, and those of teams. */
function policyProbes(place: ProbePlace): readonly Probe[] {
  const principal = developer(place);
  const call = (name: string, resource: string) => ({ principal, action: `iam:${name}`, resource });
  const calls = [
    'CreatePolicy',
    'CreatePolicyVersion',
    'DeletePolicy',
    'DeletePolicyVersion',
    'SetDefaultPolicyVersion',
  ];
  const pattern = 'arn:*:iam::*:policy/platform/*';
  const boundary = `arn:aws:iam::${place.account}:policy/platform/boundary`;
  return [
    ...calls.flatMap((name) => [
      denied(`a developer calls ${name} on the boundary`, call(name, boundary)),
      denied(
        `a developer calls ${name} on a policy of the platform elsewhere`,
        call(name, arnElsewhere(pattern, place)),
      ),
      possible(`a developer calls ${name} on an own policy`, call(name, `arn:aws:iam::${place.account}:policy/shop`)),
    ]),
    ...arnsAround([pattern], place).map((arn) =>
      (arnMatches(pattern, arn) ? denied : possible)(`a developer writes ${arn}`, call('CreatePolicyVersion', arn)),
    ),
    possible('a developer reads the boundary', call('GetPolicyVersion', boundary)),
  ];
}

/** Stacks that act as a role of the platform. */
function stackProbes(place: ProbePlace): readonly Probe[] {
  const principal = developer(place);
  const call = (name: string, resource: string) => ({ principal, action: `cloudformation:${name}`, resource });
  const calls = [
    ...['ContinueUpdateRollback', 'CreateChangeSet', 'CreateStackRefactor', 'DeleteStack', 'ExecuteChangeSet'],
    ...['ExecuteStackRefactor', 'RollbackStack', 'SetStackPolicy', 'UpdateStack'],
  ];
  const stack = (name: string) =>
    `arn:aws:cloudformation:eu-central-1:${place.account}:stack/${name}/11111111-2222-3333-4444-555555555555`;
  const patterns = ['arn:*:cloudformation:*:*:stack/StackSet-*', 'arn:*:cloudformation:*:*:stack/Rampart-*'];
  return [
    ...calls.flatMap((name) => [
      denied(`a developer calls ${name} on a stack of a StackSet`, call(name, stack('StackSet-rampart-account-1'))),
      possible(`a developer calls ${name} on an own stack`, call(name, stack('shop'))),
    ]),
    denied("a developer changes a stack of somebody else's StackSet", call('UpdateStack', stack('StackSet-x'))),
    denied('a developer changes a stack of the platform', call('UpdateStack', stack('Rampart-Baseline'))),
    ...patterns.flatMap((pattern) => [
      denied(`a developer changes ${pattern} elsewhere`, call('UpdateStack', arnElsewhere(pattern, place))),
    ]),
    ...arnsAround(patterns, place).map((arn) =>
      (patterns.some((pattern) => arnMatches(pattern, arn)) ? denied : possible)(
        `a developer changes ${arn}`,
        call('UpdateStack', arn),
      ),
    ),
    // Narrow on purpose: other actions and other things, which AWS may add.
    ...['DeleteStackThing', 'UpdateStackThing'].map((name) =>
      possible(`a developer calls ${name}, which AWS may add`, call(name, stack('StackSet-x'))),
    ),
    ...['StackSet-x', 'Rampart-x'].map((name) =>
      possible(
        `a developer changes the template ${name}`,
        call('UpdateStack', `arn:aws:cloudformation:eu-central-1:${place.account}:generatedTemplate/${name}`),
      ),
    ),
    possible('a developer reads a stack of the platform', call('DescribeStacks', stack('StackSet-rampart-account-1'))),
    possible('a developer lists the StackSets', { principal, action: 'cloudformation:ListStackSets' }),
  ];
}

/** The provider of GitHub Actions that the platform makes, and those of teams. */
function providerProbes(place: ProbePlace): readonly Probe[] {
  const principal = developer(place);
  const call = (name: string, resource: string) => ({ principal, action: `iam:${name}`, resource });
  const provider = (name: string, account = place.account, partition = 'aws') =>
    `arn:${partition}:iam::${account}:oidc-provider/${name}`;
  const github = 'token.actions.githubusercontent.com';
  const calls = [
    ...['AddClientIDToOpenIDConnectProvider', 'CreateOpenIDConnectProvider', 'DeleteOpenIDConnectProvider'],
    ...['RemoveClientIDFromOpenIDConnectProvider', 'UpdateOpenIDConnectProviderThumbprint'],
  ];
  return [
    ...calls.map((name) => denied(`a developer calls ${name} on GitHub's`, call(name, provider(github)))),
    denied("a developer changes GitHub's elsewhere", call(calls[0] ?? '', provider(github, place.sibling, 'aws-cn'))),
    possible(
      'a developer trusts the cluster that they run',
      call(calls[1] ?? '', provider('oidc.eks.eu-central-1.amazonaws.com/id/0123')),
    ),
    possible('a developer trusts another provider', call(calls[1] ?? '', provider(`${github}/x`))),
    possible(
      'a developer calls it on something else of that name',
      call(calls[0] ?? '', `arn:aws:iam::${place.account}:saml-provider/${github}`),
    ),
    possible("a developer reads GitHub's", call('GetOpenIDConnectProvider', provider(github))),
  ];
}

/** Ordinary development, and whatever only reads or takes away. */
function developmentProbes(place: ProbePlace): readonly Probe[] {
  const principal = developer(place);
  const iam = `arn:aws:iam::${place.account}`;
  const worker = `${iam}:role/shop/worker`;
  const call = (action: string, resource = '*') => ({ principal, action, resource });
  const others = [
    ...['organizations:DescribeOrganization', 'organizations:ListAccounts', 'account:GetContactInformation'],
    ...['account:ListRegions', 'aws-portal:ViewBilling', 'billing:GetBillingData', 'ce:GetCostAndUsage'],
    ...['identitystore:DescribeUser', 'sso:ListInstances', 'sso:CreateApplication', 'sts:GetCallerIdentity'],
    ...['sso:CreateInstanceAccessControlAttributeConfiguration'],
    ...['iam:ListUsers', 'iam:CreateServiceLinkedRole', 'iam:GetAccountSummary', 'iam:ListOrganizationsFeatures'],
    ...[
      'ec2:RunInstances',
      'lambda:CreateFunction',
      'cloudformation:CreateStack',
      's3:CreateBucket',
      'eks:CreateCluster',
    ],
  ];
  return [
    possible('a developer passes an own role', call('iam:PassRole', worker)),
    possible('a developer assumes an own role', call('sts:AssumeRole', worker)),
    possible('a developer deletes an own role', call('iam:DeleteRole', worker)),
    possible('a developer tags an own role', call('iam:TagRole', worker)),
    possible(
      'a developer adds a role to an instance profile',
      call('iam:AddRoleToInstanceProfile', `${iam}:instance-profile/shop`),
    ),
    possible(
      'a developer assumes a role of the CDK',
      call('sts:AssumeRole', `${iam}:role/cdk-hnb659fds-deploy-role-x`),
    ),
    possible(
      'a developer passes a service-linked role',
      call('iam:PassRole', `${iam}:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling_x`),
    ),
    possible('a developer deletes a user', call('iam:DeleteUser', `${iam}:user/alice`)),
    possible('a developer deletes an access key', call('iam:DeleteAccessKey', `${iam}:user/alice`)),
    ...others.map((action) => possible(`a developer calls ${action}`, call(action))),
  ];
}
