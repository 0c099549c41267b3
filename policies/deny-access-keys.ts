import { z } from 'zod';
import { probeUserPaths, userPathVariants } from './core/exempt-user-probes';
import {
  denyOnOtherUsers,
  findCoveredPaths,
  findIneffectivePaths,
  periodsOf,
  userPathsSchema,
} from './core/exempt-users';
import type { Period } from './core/exempt-users';
import { guardrail } from './core/guardrail';
import { denied, developer, possible } from './core/probe';
import { deny, oneOrMany, pascalCase } from './core/statements';

const schema = z.strictObject({
  users: userPathsSchema.describe('Users who may have long-lived credentials, by path; they can rotate them'),
});

/**
 * Actions that create long-lived credentials. Deactivating (`UpdateAccessKey`) and deleting stay possible, because
 * incident response needs them. Long-lived Bedrock API keys are service-specific credentials of a user.
 */
const CREATION = [
  'iam:CreateAccessKey',
  'iam:CreateServiceSpecificCredential',
  'iam:ResetServiceSpecificCredential',
  'iam:UploadSSHPublicKey',
  'iam:UploadSigningCertificate',
];

/** Bedrock's services distinguish long-lived API keys from short-lived tokens, so that existing keys can be denied. */
const BEDROCK = ['bedrock', 'bedrock-mantle'];

/** Using a token does not act on a user, so exempt users are exempt as callers here. */
function denyUse(service: string, { suffix, since, arns }: Period) {
  return deny({
    Sid: `${pascalCase(service)}Token${suffix}`,
    Action: `${service}:CallWithBearerToken`,
    Resource: '*',
    Condition: {
      StringEquals: { [`${service}:BearerTokenType`]: 'LONG_TERM' },
      ...(arns.length > 0 ? { ArnNotLike: { 'aws:PrincipalArn': oneOrMany(arns) } } : {}),
      ...since,
    },
  });
}

export const denyAccessKeys = guardrail({
  id: 'deny-access-keys',
  type: 'SERVICE_CONTROL_POLICY',
  summary: 'Nobody can create long-lived credentials or use long-lived API keys of Bedrock',
  rationale:
    'Access keys leak into repositories, images, laptops and chats. Then they work from anywhere, without a second factor, ' +
    'until someone notices. Roles and Identity Center provide credentials that expire.',
  foundBy: ['ACCESS_KEYS_ROTATED', 'IAM_USER_UNUSED_CREDENTIALS_CHECK'],
  references: [
    'CIS AWS Foundations Benchmark v5.0.0, 1.3 and 1.13; v3.0.0, 1.4 and 1.14',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html',
    'https://docs.aws.amazon.com/bedrock/latest/userguide/api-keys-permissions.html',
    'https://docs.aws.amazon.com/ses/latest/dg/smtp-credentials.html',
  ],
  exempt: 'platform',
  parameters: schema.prefault({}),
  statements: ({ users }) => [
    ...denyOnOtherUsers('Creation', CREATION, users),
    ...BEDROCK.flatMap((service) => periodsOf(users).map((period) => denyUse(service, period))),
  ],
  check: ({ users }) => findCoveredPaths(users),
  conflicts: ({ users }, neighbors) => findIneffectivePaths('deny-access-keys', users, neighbors),
  variants: userPathVariants,
  probes: ({ users }, place) => {
    const principal = developer(place);
    const alice = `arn:aws:iam::${place.account}:user/alice`;
    const creation = [
      'iam:CreateAccessKey',
      'iam:CreateServiceSpecificCredential',
      'iam:ResetServiceSpecificCredential',
      'iam:UploadSSHPublicKey',
      'iam:UploadSigningCertificate',
    ];
    const services = ['bedrock', 'bedrock-mantle'];
    const use = (service: string, caller: string, type?: string) => ({
      principal: caller,
      action: `${service}:CallWithBearerToken`,
      ...(type !== undefined && { context: { [`${service}:BearerTokenType`]: type } }),
    });
    const at = (time: string, request: ReturnType<typeof use>) => ({
      ...request,
      context: { ...request.context, 'aws:CurrentTime': time },
    });
    const afterwards = [
      ...['UpdateAccessKey', 'DeleteAccessKey', 'ListAccessKeys', 'UpdateServiceSpecificCredential'],
      ...['DeleteServiceSpecificCredential', 'DeleteSSHPublicKey', 'DeleteSigningCertificate'],
    ];
    return [
      ...creation.flatMap((action) => [
        ...probeUserPaths(`a developer calls ${action}`, (resource) => ({ principal, action, resource }), users, place),
        denied(`a user calls ${action} for themselves`, { principal: alice, action, resource: alice }),
      ]),
      ...users.map(({ path }) =>
        denied(`an exempt user creates a key for another user: ${path}`, {
          principal: `arn:aws:iam::${place.account}:user${path}robot`,
          action: 'iam:CreateAccessKey',
          resource: alice,
        }),
      ),
      ...services.flatMap((service) => [
        ...probeUserPaths(
          `a long-lived key of ${service} is used`,
          (user) => use(service, user, 'LONG_TERM'),
          users,
          place,
        ),
        ...[principal, `arn:aws:iam::${place.account}:root`].map((caller) =>
          denied(`a caller that is not a user uses a long-lived key of ${service}`, use(service, caller, 'LONG_TERM')),
        ),
        ...['2000-01-01T00:00:00Z', ...users.flatMap(({ expires }) => expires ?? [])].flatMap((time) => [
          possible(`a short-lived token of ${service} is used`, at(time, use(service, alice, 'SHORT_TERM'))),
          possible(`a token of ${service} has no type`, at(time, use(service, alice))),
        ]),
      ]),
      // The token has its own action; the call that it is used for is denied by other guardrails or not at all.
      ...['bedrock:InvokeModel', 'bedrock-mantle:CreateInference'].flatMap((action) => [
        possible(`a developer calls ${action} without a token`, { principal, action }),
        possible(`a user calls ${action} with a key`, {
          principal: alice,
          action,
          context: { 'bedrock:BearerTokenType': 'LONG_TERM', 'bedrock-mantle:BearerTokenType': 'LONG_TERM' },
        }),
      ]),
      ...afterwards.map((action) =>
        possible(`incident response calls ${action}`, { principal, action: `iam:${action}`, resource: alice }),
      ),
      possible('a developer assumes a role', {
        principal,
        action: 'sts:AssumeRole',
        resource: `arn:aws:iam::${place.account}:role/reader`,
      }),
    ];
  },
});
