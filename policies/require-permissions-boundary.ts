import { z } from 'zod';
import { rolePatternSchema } from '../lib/model/schema/principal';
import { guardrail } from './core/guardrail';
import { deny, oneOrMany } from './core/statements';
import { POLICY_CHANGES } from './data/role-changes';
import { boundaryProbes, creatorProbes, upkeepProbes } from './probes/require-permissions-boundary';

const schema = z.strictObject({
  boundary: z
    .string()
    .regex(/^(?:[\w+=,.@-]+\/)*[\w+=,.@-]+$/, { error: 'a policy by its path and name, such as `platform/boundary`' })
    .default('platform/boundary')
    .describe('The path and name of the managed policy that is the boundary; each account has its own'),
  creators: z
    .array(rolePatternSchema)
    .default([])
    .describe(
      'Patterns of roles that may create roles and users without the boundary, such as the deployment role of the CDK: ' +
        '`arn:*:iam::*:role/cdk-*-cfn-exec-role-*`. Then only the platform can create such roles, and bootstrap',
    ),
});

type Parameters = z.output<typeof schema>;

/**
 * `ArnNotLike`, because a path may contain a colon: as text, `policy/a:policy/platform/boundary` looks like the boundary.
 * A request without a boundary has no such key and is denied.
 */
function withoutBoundary(boundary: string, creators: readonly string[]) {
  const principals = [...new Set(creators)].sort();
  return {
    ArnNotLike: {
      'iam:PermissionsBoundary': `arn:*:iam::*:policy/${boundary}`,
      ...(principals.length > 0 && { 'aws:PrincipalArn': oneOrMany(principals) }),
    },
  };
}

function statements({ boundary, creators }: Parameters) {
  return [
    deny({
      Sid: 'Creation',
      Action: ['iam:CreateRole', 'iam:CreateUser'],
      Resource: '*',
      Condition: withoutBoundary(boundary, creators),
    }),
    deny({
      Sid: 'Change',
      Action: ['iam:PutRolePermissionsBoundary', 'iam:PutUserPermissionsBoundary'],
      Resource: '*',
      Condition: withoutBoundary(boundary, []),
    }),
    deny({
      Sid: 'Removal',
      Action: ['iam:DeleteRolePermissionsBoundary', 'iam:DeleteUserPermissionsBoundary'],
      Resource: '*',
    }),
    // Changing the boundary would remove all limits.
    deny({
      Sid: 'Policy',
      Action: POLICY_CHANGES.actions,
      Resource: `arn:*:iam::*:policy/${boundary}`,
    }),
    // Exempt roles are protected. Passing them stays possible: deployments pass the role to CloudFormation.
    ...(creators.length > 0
      ? [
          deny({
            Sid: 'Creators',
            Action: ['iam:AttachRolePolicy', 'iam:CreateRole', 'iam:PutRolePolicy', 'iam:UpdateAssumeRolePolicy'],
            Resource: oneOrMany([...new Set(creators)].sort()),
          }),
        ]
      : []),
  ];
}

export const requirePermissionsBoundary = guardrail({
  id: 'require-permissions-boundary',
  type: 'SERVICE_CONTROL_POLICY',
  summary: 'Roles and users must be created with the permissions boundary, and keep it',
  rationale:
    'Anyone who can create a role can give it more permissions than their own. The boundary limits every role that a team ' +
    'creates, so that teams can create roles without a request. AWS creates service-linked roles and those of Identity ' +
    'Center, and no guardrail binds it.',
  foundBy: { nothing: 'No managed rule compares the boundary of a role or user with the one that it should have.' },
  references: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html',
    'https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html',
    'https://docs.aws.amazon.com/cdk/v2/guide/customize-permissions-boundaries.html',
  ],
  exempt: 'platform',
  parameters: schema.prefault({}),
  statements,
  variants: [
    { name: 'with CDK', parameters: { creators: ['arn:*:iam::*:role/cdk-*-cfn-exec-role-*'] } },
    {
      name: 'with another boundary and two creators',
      parameters: { boundary: 'limits', creators: ['arn:*:iam::*:role/ci/deployer', 'arn:*:iam::*:role/legacy-*'] },
    },
  ],
  probes: (parameters, place) => [
    ...boundaryProbes(parameters, place),
    ...upkeepProbes(parameters, place),
    ...creatorProbes(parameters, place),
  ],
});
