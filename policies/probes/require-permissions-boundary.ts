import { arnMatches } from '../../lib/iam/patterns/glob';
import { platformExemptFrom } from '../../lib/model/platform';
import { denied, developer, possible } from '../core/probe';
import type { Probe, ProbePlace } from '../core/probe';
import { callersAround } from '../core/role-samples';
import { arnElsewhere, arnsAround, sampleArn } from './sample-arn';

interface BoundaryProbeInput {
  /** The path and name of the policy. */
  readonly boundary: string;
  readonly creators: readonly string[];
}

/** Each call without the boundary, with it, and with similar policies. */
export function boundaryProbes({ boundary }: BoundaryProbeInput, place: ProbePlace): readonly Probe[] {
  const principal = developer(place);
  const iam = `arn:aws:iam::${place.account}`;
  const right = `${iam}:policy/${boundary}`;
  const wrong = [
    'arn:aws:iam::aws:policy/AdministratorAccess',
    `${iam}:policy/${boundary}-2`,
    `${iam}:policy/other/${boundary}`,
    `${iam}:policy/other:policy/${boundary}`,
    `${iam}:policy/${boundary.slice(0, -1)}`,
  ];
  const calls = [
    { action: 'iam:CreateRole', resource: `${iam}:role/shop/worker` },
    { action: 'iam:CreateUser', resource: `${iam}:user/ses-smtp/mailer` },
    { action: 'iam:PutRolePermissionsBoundary', resource: `${iam}:role/shop/worker` },
    { action: 'iam:PutUserPermissionsBoundary', resource: `${iam}:user/ses-smtp/mailer` },
  ];
  const under = (arn: string) => ({ principal, context: { 'iam:PermissionsBoundary': arn } });
  return [
    ...calls.flatMap((call) => [
      denied(`a developer calls ${call.action} without a boundary`, { principal, ...call }),
      possible(`a developer calls ${call.action} with the boundary`, { ...under(right), ...call }),
      possible(`a developer calls ${call.action} with the boundary of another partition`, {
        ...under(`arn:aws-cn:iam::${place.sibling}:policy/${boundary}`),
        ...call,
      }),
      ...wrong.map((arn) => denied(`a developer calls ${call.action} with ${arn}`, { ...under(arn), ...call })),
    ]),
  ];
}

/** The boundary cannot be removed or changed; all other changes stay possible. */
export function upkeepProbes({ boundary }: BoundaryProbeInput, place: ProbePlace): readonly Probe[] {
  const principal = developer(place);
  const iam = `arn:aws:iam::${place.account}`;
  const right = `${iam}:policy/${boundary}`;
  const context = { 'iam:PermissionsBoundary': right };
  return [
    ...['role', 'user'].map((kind) =>
      denied(`a developer removes the boundary of a ${kind}`, {
        principal,
        context,
        action: kind === 'role' ? 'iam:DeleteRolePermissionsBoundary' : 'iam:DeleteUserPermissionsBoundary',
        resource: `${iam}:${kind}/shop`,
      }),
    ),
    ...['CreatePolicy', 'CreatePolicyVersion', 'SetDefaultPolicyVersion', 'DeletePolicyVersion', 'DeletePolicy'].map(
      (name) =>
        denied(`a developer calls ${name} on the boundary`, { principal, action: `iam:${name}`, resource: right }),
    ),
    denied('a developer changes the boundary of another partition', {
      principal,
      action: 'iam:CreatePolicyVersion',
      resource: `arn:aws-cn:iam::${place.sibling}:policy/${boundary}`,
    }),
    ...[`${boundary}-2`, `other/${boundary}`].map((name) =>
      possible(`a developer writes the policy ${name}`, {
        principal,
        action: 'iam:CreatePolicyVersion',
        resource: `${iam}:policy/${name}`,
      }),
    ),
    possible('a developer reads the boundary', { principal, action: 'iam:GetPolicyVersion', resource: right }),
    possible('a developer adds a policy to a role', {
      principal,
      context,
      action: 'iam:PutRolePolicy',
      resource: `${iam}:role/shop/worker`,
    }),
    possible('a developer deletes a role', {
      principal,
      context,
      action: 'iam:DeleteRole',
      resource: `${iam}:role/shop`,
    }),
    possible('a developer tags a user', { principal, action: 'iam:TagUser', resource: `${iam}:user/shop` }),
    possible('a developer creates a service-linked role', {
      principal,
      action: 'iam:CreateServiceLinkedRole',
      resource: `${iam}:role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS`,
    }),
    possible('Identity Center creates the role of a permission set', {
      principal: `${iam}:role/aws-service-role/sso.amazonaws.com/AWSServiceRoleForSSO`,
      action: 'iam:CreateRole',
      resource: `${iam}:role/aws-reserved/sso.amazonaws.com/eu-central-1/AWSReservedSSO_Reader_0123456789abcdef`,
    }),
  ];
}

/** What exempt creators may do, and what others may do to them. */
export function creatorProbes({ boundary, creators }: BoundaryProbeInput, place: ProbePlace): readonly Probe[] {
  const principal = developer(place);
  const iam = `arn:aws:iam::${place.account}`;
  const call = (action: string, resource: string) => ({ principal, action: `iam:${action}`, resource });
  const isCreator = (arn: string) => creators.some((pattern) => arnMatches(pattern, arn));
  const exempt = platformExemptFrom(place.organization.platform, {
    id: 'require-permissions-boundary',
    exempt: 'platform',
  });
  const callers = callersAround({ patterns: creators, outside: exempt }, place);
  return [
    ...[...new Set(creators)].flatMap((pattern) => {
      const creator = sampleArn(pattern, place);
      const own = { principal: creator, resource: `${iam}:role/shop/worker` };
      return [
        ...[creator, arnElsewhere(pattern, place)].flatMap((arn) => [
          possible(`${arn} creates a role without a boundary`, { ...own, principal: arn, action: 'iam:CreateRole' }),
          denied(`a developer creates ${arn}`, {
            ...call('CreateRole', arn),
            context: { 'iam:PermissionsBoundary': `${iam}:policy/${boundary}` },
          }),
        ]),
        denied(`${creator} removes the boundary of a role`, { ...own, action: 'iam:DeleteRolePermissionsBoundary' }),
        denied(`${creator} replaces the boundary of a role`, {
          ...own,
          action: 'iam:PutRolePermissionsBoundary',
          context: { 'iam:PermissionsBoundary': 'arn:aws:iam::aws:policy/AdministratorAccess' },
        }),
        denied(`a developer changes the trust policy of ${creator}`, call('UpdateAssumeRolePolicy', creator)),
        denied(`a developer attaches a policy to ${creator}`, call('AttachRolePolicy', creator)),
        denied(`a developer adds an inline policy to ${creator}`, call('PutRolePolicy', creator)),
        possible(`a deployment passes ${creator}`, call('PassRole', creator)),
        possible(`a developer reads ${creator}`, call('GetRole', creator)),
      ];
    }),
    denied('the root user creates a role without a boundary', {
      ...call('CreateRole', `${iam}:role/shop/worker`),
      principal: `${iam}:root`,
    }),
    ...callers.map((arn) =>
      (isCreator(arn) ? possible : denied)(`${arn} creates a role without a boundary`, {
        principal: arn,
        action: 'iam:CreateRole',
        resource: `${iam}:role/shop/worker`,
      }),
    ),
    ...arnsAround(creators, place).map((arn) =>
      (isCreator(arn) ? denied : possible)(
        `a developer changes the trust policy of ${arn}`,
        call('UpdateAssumeRolePolicy', arn),
      ),
    ),
  ];
}
