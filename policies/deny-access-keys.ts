import { z } from 'zod';
import type { ConditionBlock, Statement } from '../lib/iam/statement';
import { guardrail } from './form/guardrail';
import type { Neighbour, ParameterProblem } from './form/guardrail';
import { compactInstant, instantSchema } from './form/instant';
import { deny, oneOrMany, pascalCase } from './form/statements';

const userPath = z.strictObject({
  path: z
    .string()
    .regex(/^\/(?:[\w+=,.@-]+\/)+$/, { error: 'no path of users, such as `/ses-smtp/`' })
    .describe('The path of the users, such as `/ses-smtp/`; paths below it are included'),
  owner: z.string().min(1).describe('Who answers for these users'),
  reason: z.string().min(1).describe('Why they cannot do without long-lived credentials'),
  expires: instantSchema.optional().describe('When the exemption ends by itself; default: never'),
});

const schema = z.strictObject({
  users: z
    .array(userPath)
    .default([])
    .describe('Users who may have long-lived credentials, by path; rotating theirs stays possible'),
});

type UserPath = z.output<typeof userPath>;
type Parameters = z.output<typeof schema>;

/**
 * What makes a credential that lasts. Deactivating (`UpdateAccessKey`) and deleting stay possible: an incident needs
 * them. Bedrock API keys that last are service-specific credentials of a user.
 */
const CREATION = [
  'iam:CreateAccessKey',
  'iam:CreateServiceSpecificCredential',
  'iam:ResetServiceSpecificCredential',
  'iam:UploadSSHPublicKey',
  'iam:UploadSigningCertificate',
];

/** Bedrock's services tell a long-lived API key from a short-lived token, so that keys made before are worth nothing. */
const BEDROCK = ['bedrock', 'bedrock-mantle'];

/** From when (null: always) which users are exempt. */
interface Period {
  readonly from: string | null;
  readonly exempt: readonly UserPath[];
}

/**
 * The exemption of a path ends by itself: from each end on, only the users whose path is exempt for longer are left
 * out. A user below two paths is exempt until the later end.
 */
function periods(users: readonly UserPath[]): readonly Period[] {
  const ends = [...new Set(users.flatMap(({ expires }) => expires ?? []))].sort();
  return [
    { from: null, exempt: users },
    ...ends.map((end) => ({
      from: end,
      exempt: users.filter(({ expires }) => expires === undefined || expires > end),
    })),
  ];
}

function userArns(users: readonly UserPath[]): readonly string[] {
  return [...new Set(users.map(({ path }) => `arn:*:iam::*:user${path}*`))].sort();
}

/** A call that names no user acts on the caller, whose ARN is then the resource, so that one statement covers both. */
function denyCreation({ from, exempt }: Period): Statement {
  const arns = userArns(exempt);
  return deny({
    Sid: `Creation${suffix(from)}`,
    Action: CREATION,
    ...(arns.length > 0 ? { NotResource: oneOrMany(arns) } : { Resource: '*' }),
    ...(from === null ? {} : { Condition: since(from) }),
  });
}

/** Using a token acts on no user, so here exempt users are left out as callers. */
function denyUse(service: string, { from, exempt }: Period): Statement {
  const arns = userArns(exempt);
  return deny({
    Sid: `${pascalCase(service)}Token${suffix(from)}`,
    Action: `${service}:CallWithBearerToken`,
    Resource: '*',
    Condition: {
      StringEquals: { [`${service}:BearerTokenType`]: 'LONG_TERM' },
      ...(arns.length > 0 ? { ArnNotLike: { 'aws:PrincipalArn': oneOrMany(arns) } } : {}),
      ...(from === null ? {} : since(from)),
    },
  });
}

function since(instant: string): ConditionBlock {
  return { DateGreaterThanEquals: { 'aws:CurrentTime': instant } };
}

function suffix(instant: string | null): string {
  return instant === null ? '' : `From${compactInstant(instant)}`;
}

/** Whether everyone whom `user` exempts is exempt by `other` for as long at least. */
function isCovered(user: UserPath, other: UserPath): boolean {
  if (!user.path.startsWith(other.path)) return false;
  return other.expires === undefined || (user.expires !== undefined && user.expires <= other.expires);
}

function check({ users }: Parameters): readonly ParameterProblem[] {
  return users.flatMap((user, index) => {
    const covering = users.find(
      (other, at) => at !== index && isCovered(user, other) && (at < index || !isCovered(other, user)),
    );
    return covering === undefined
      ? []
      : [
          {
            path: ['users', index, 'path'],
            message: `\`${user.path}\` is exempt for as long by \`${covering.path}\` already`,
            fix: 'remove one of the two',
          },
        ];
  });
}

function conflicts({ users }: Parameters, neighbours: readonly Neighbour[]): readonly ParameterProblem[] {
  return neighbours.flatMap(({ guardrail: id, target, parameters }) => {
    if (id !== denyAccessKeys.id) return [];
    const theirs = schema.safeParse(parameters).data?.users ?? [];
    return users.flatMap((user, index) =>
      theirs.some((other) => isCovered(user, other))
        ? []
        : [
            {
              path: ['users', index, 'path'],
              message: `\`${user.path}\` is exempt here to no effect, since \`${target}\` above does not exempt it for as long`,
              fix: `exempt it at \`${target}\``,
            },
          ],
    );
  });
}

export const denyAccessKeys = guardrail({
  id: 'deny-access-keys',
  type: 'SERVICE_CONTROL_POLICY',
  summary: 'Nobody can make credentials that last, nor use long-lived API keys of Bedrock',
  rationale:
    'Access keys leak: into repositories, images, laptops, chats. Then they work from anywhere, without a second factor, ' +
    'until somebody notices. Roles and Identity Center give credentials that end by themselves.',
  references: [
    'CIS AWS Foundations Benchmark v5.0.0, 1.3 and 1.13; v3.0.0, 1.4 and 1.14',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html',
    'https://docs.aws.amazon.com/bedrock/latest/userguide/api-keys-permissions.html',
    'https://docs.aws.amazon.com/ses/latest/dg/smtp-credentials.html',
  ],
  exempt: 'platform',
  parameters: schema.prefault({}),
  statements: ({ users }) => {
    const all = periods(users);
    return [...all.map(denyCreation), ...BEDROCK.flatMap((service) => all.map((period) => denyUse(service, period)))];
  },
  check,
  conflicts,
});
