import {
  AttachRolePolicyCommand,
  CreatePolicyCommand,
  CreatePolicyVersionCommand,
  CreateRoleCommand,
  DeleteRolePermissionsBoundaryCommand,
  DeleteRolePolicyCommand,
  GetRoleCommand,
  PutRolePolicyCommand,
  TagRoleCommand,
  UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { z } from 'zod';
import { EVERYTHING, pathOf, trusting, unlessItExists } from '../iam-documents';
import { BOUND, denied, permitted, type Attempt, type Expectation, type Table } from '../call';

export const platformRoles: Table = {
  guardrail: 'protect-platform-roles',
  gaps: [{ what: 'instance profiles and baseline policies', reason: 'the emulator leaves their paths out' }],
  calls: async (root, { account, platformRole, name }) => {
    if (platformRole === null) return [];
    const { name: RoleName, path: Path } = pathOf(platformRole);
    const own = name('own-role');
    await root.iam.send(new CreateRoleCommand({ RoleName: own, AssumeRolePolicyDocument: trusting(account) }));
    const onRole = (does: string, action: string, send: Attempt['send']): Attempt => ({
      does: `${does} of the platform`,
      action: `iam:${action}`,
      resource: platformRole,
      send,
    });
    const tag = (role: string): Attempt['send'] => {
      return (sdk) => sdk.iam.send(new TagRoleCommand({ RoleName: role, Tags: [{ Key: 'rehearsed', Value: 'yes' }] }));
    };
    const PolicyArn = 'arn:aws:iam::aws:policy/ReadOnlyAccess';
    return [
      denied(
        BOUND,
        onRole('attaches a policy to a role', 'AttachRolePolicy', (sdk) =>
          sdk.iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn })),
        ),
      ),
      denied(
        BOUND,
        onRole('changes the trust of a role', 'UpdateAssumeRolePolicy', (sdk) =>
          sdk.iam.send(new UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument: trusting(account) })),
        ),
      ),
      denied(
        ['developer'],
        onRole('makes a role', 'CreateRole', (sdk) =>
          sdk.iam.send(new CreateRoleCommand({ RoleName, Path, AssumeRolePolicyDocument: trusting(account) })),
        ),
      ),
      permitted(
        BOUND,
        onRole('reads a role', 'GetRole', (sdk) => sdk.iam.send(new GetRoleCommand({ RoleName }))),
      ),
      permitted(['platform'], onRole('tags a role', 'TagRole', tag(RoleName))),
      permitted(['developer'], {
        does: 'tags another role',
        action: 'iam:TagRole',
        resource: `arn:aws:iam::${account}:role/${own}`,
        send: tag(own),
      }),
    ];
  },
};

const boundaryParameters = z.object({ boundary: z.string(), creators: z.array(z.string()) });

export const permissionsBoundary: Table = {
  guardrail: 'require-permissions-boundary',
  gaps: [
    {
      what: 'making a role with the boundary, and changing one boundary for another',
      reason: 'the emulator does not fill in iam:PermissionsBoundary, so it denies these to everyone bound',
    },
  ],
  calls: async (root, { account, parameters, name }): Promise<readonly Expectation[]> => {
    const { boundary, creators } = boundaryParameters.parse(parameters);
    const boundaryArn = `arn:aws:iam::${account}:policy/${boundary}`;
    const { name: PolicyName, path: Path } = pathOf(boundaryArn);
    await root.iam
      .send(new CreatePolicyCommand({ PolicyName, Path, PolicyDocument: EVERYTHING }))
      .catch(unlessItExists);
    const RoleName = name('bounded');
    await root.iam.send(
      new CreateRoleCommand({
        RoleName,
        AssumeRolePolicyDocument: trusting(account),
        PermissionsBoundary: boundaryArn,
      }),
    );
    const role = `arn:aws:iam::${account}:role/${RoleName}`;
    const create = (newName: string): Attempt => ({
      does: 'makes a role without a boundary',
      action: 'iam:CreateRole',
      resource: `arn:aws:iam::${account}:role/${newName}`,
      send: (sdk) =>
        sdk.iam.send(new CreateRoleCommand({ RoleName: newName, AssumeRolePolicyDocument: trusting(account) })),
    });
    const onRole = (does: string, action: string, send: Attempt['send']): Attempt => ({
      does,
      action: `iam:${action}`,
      resource: role,
      send,
    });
    return [
      denied(BOUND, create(name('unbounded'))),
      denied(
        BOUND,
        onRole('removes a boundary', 'DeleteRolePermissionsBoundary', (sdk) =>
          sdk.iam.send(new DeleteRolePermissionsBoundaryCommand({ RoleName })),
        ),
      ),
      denied(['developer'], {
        does: 'changes the boundary itself',
        action: 'iam:CreatePolicyVersion',
        resource: boundaryArn,
        send: (sdk) =>
          sdk.iam.send(new CreatePolicyVersionCommand({ PolicyArn: boundaryArn, PolicyDocument: EVERYTHING })),
      }),
      permitted(['platform', 'exempt', { roles: creators }], create(name('unbounded'))),
      permitted(
        ['developer'],
        onRole('gives a role a policy', 'PutRolePolicy', (sdk) =>
          sdk.iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: 'all', PolicyDocument: EVERYTHING })),
        ),
      ),
      permitted(
        ['administrator'],
        onRole('takes a policy from a role', 'DeleteRolePolicy', (sdk) =>
          sdk.iam.send(new DeleteRolePolicyCommand({ RoleName, PolicyName: 'all' })),
        ),
      ),
    ];
  },
};
