import { z } from 'zod';
import { send } from '../../aws/send';
import { BOUND, call, denied, permitted, type CallTable } from '../call';
import { EVERYTHING, pathOf, trusting, unlessItExists } from '../iam-documents';

export const platformRoles: CallTable = {
  guardrail: 'protect-platform-roles',
  gaps: [{ what: 'instance profiles and baseline policies', reason: 'the emulator omits their paths' }],
  calls: async (root, { account, platformRole, name }) => {
    if (platformRole === null) return [];
    const { name: RoleName, path: Path } = pathOf(platformRole);
    const trust = trusting(account);
    const own = name('own-role');
    await send(root, 'iam:CreateRole', { RoleName: own, AssumeRolePolicyDocument: trust });
    const ownArn = `arn:aws:iam::${account}:role/${own}`;
    const attachment = { RoleName, PolicyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' };
    const update = { RoleName, PolicyDocument: trust };
    const creation = { RoleName, Path, AssumeRolePolicyDocument: trust };
    const Tags = [{ Key: 'rehearsed', Value: 'yes' }];
    return [
      denied(
        BOUND,
        call('attaches a policy to a platform role', 'iam:AttachRolePolicy', platformRole, attachment),
        call('changes the trust of a platform role', 'iam:UpdateAssumeRolePolicy', platformRole, update),
      ),
      denied(['developer'], call('creates a platform role', 'iam:CreateRole', platformRole, creation)),
      permitted(BOUND, call('reads a platform role', 'iam:GetRole', platformRole, { RoleName })),
      permitted(['platform'], call('tags a platform role', 'iam:TagRole', platformRole, { RoleName, Tags })),
      permitted(['developer'], call('tags another role', 'iam:TagRole', ownArn, { RoleName: own, Tags })),
    ];
  },
};

const boundaryParameters = z.object({ boundary: z.string(), creators: z.array(z.string()) });

export const permissionsBoundary: CallTable = {
  guardrail: 'require-permissions-boundary',
  gaps: [
    {
      what: 'creating a role with the boundary, and replacing one boundary by another',
      reason: 'the emulator does not send iam:PermissionsBoundary, so the guardrail denies these too',
    },
  ],
  calls: async (root, { account, parameters, name }) => {
    const { boundary, creators } = boundaryParameters.parse(parameters);
    const boundaryArn = `arn:aws:iam::${account}:policy/${boundary}`;
    const { name: PolicyName, path: Path } = pathOf(boundaryArn);
    const policy = { PolicyName, Path, PolicyDocument: EVERYTHING };
    await send(root, 'iam:CreatePolicy', policy).catch(unlessItExists);
    const trust = { AssumeRolePolicyDocument: trusting(account) };
    const RoleName = name('bounded');
    await send(root, 'iam:CreateRole', { ...trust, RoleName, PermissionsBoundary: boundaryArn });
    const role = `arn:aws:iam::${account}:role/${RoleName}`;
    const unbounded = { ...trust, RoleName: name('unbounded') };
    const unboundedArn = `arn:aws:iam::${account}:role/${unbounded.RoleName}`;
    const create = call('creates a role without a boundary', 'iam:CreateRole', unboundedArn, unbounded);
    const version = { PolicyArn: boundaryArn, PolicyDocument: EVERYTHING };
    const inline = { RoleName, PolicyName: 'all' };
    const added = { ...inline, PolicyDocument: EVERYTHING };
    return [
      denied(BOUND, create, call('removes a boundary', 'iam:DeleteRolePermissionsBoundary', role, { RoleName })),
      denied(['developer'], call('changes the boundary itself', 'iam:CreatePolicyVersion', boundaryArn, version)),
      permitted(['platform', 'exempt', { roles: creators }], create),
      permitted(['developer'], call('adds a policy to a role', 'iam:PutRolePolicy', role, added)),
      permitted(['administrator'], call('removes a policy from a role', 'iam:DeleteRolePolicy', role, inline)),
    ];
  },
};
