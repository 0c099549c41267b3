import { z } from 'zod';
import { futureActions } from './core/future-actions';
import { guardrail } from './core/guardrail';
import { denied, developer, possible } from './core/probe';
import { platformRoles } from './core/role-samples';
import { deny } from './core/statements';

export const denyRootUser = guardrail({
  id: 'deny-root-user',
  type: 'SERVICE_CONTROL_POLICY',
  summary: 'The root user of a member account can do nothing, except in a centralized root session',
  rationale:
    'No IAM policy limits the root user, several people share it, and the trail does not show who used it. Centralized root ' +
    'access repairs a locked bucket or queue in short, recorded sessions for one task each; these must stay possible.',
  foundBy: ['IAM_ROOT_ACCESS_KEY_CHECK', 'ROOT_ACCOUNT_MFA_ENABLED'],
  references: [
    'CIS AWS Foundations Benchmark v3.0.0, 1.4 and 1.7',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_root-enable-root-access.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-assumedroot',
  ],
  exempt: 'nobody',
  parameters: z.strictObject({}).prefault({}),
  statements: () => [
    deny({
      Action: '*',
      Resource: '*',
      Condition: {
        // The root user's ARN ends in `:root`; a role named root ends in `:role/root`.
        ArnLike: { 'aws:PrincipalArn': 'arn:*:iam::*:root' },
        // The key is part of the request only in sessions by sts:AssumeRoot.
        Null: { 'aws:AssumedRoot': 'true' },
      },
    }),
  ],
  probes: (_, place) => {
    const root = `arn:aws:iam::${place.account}:root`;
    const bucket = 'arn:aws:s3:::locked';
    return [
      denied('the root user creates an access key', { principal: root, action: 'iam:CreateAccessKey' }),
      denied('the root user reads', { principal: root, action: 's3:ListAllMyBuckets' }),
      ...futureActions().map((action) => denied(`the root user calls ${action}`, { principal: root, action })),
      denied('the root user of another partition reads', {
        principal: `arn:aws-cn:iam::${place.account}:root`,
        action: 's3:ListAllMyBuckets',
      }),
      denied('the root user repairs a bucket without a centralized session', {
        principal: root,
        action: 's3:DeleteBucketPolicy',
        resource: bucket,
      }),
      possible('a centralized root session repairs a bucket', {
        principal: root,
        action: 's3:DeleteBucketPolicy',
        resource: bucket,
        context: { 'aws:AssumedRoot': 'true' },
      }),
      ...[developer(place), ...platformRoles(place)].map((principal) =>
        possible(`${principal} reads`, { principal, action: 's3:ListAllMyBuckets' }),
      ),
      possible('a role named root reads', {
        principal: `arn:aws:iam::${place.account}:role/root`,
        action: 's3:ListAllMyBuckets',
      }),
      possible('a user named root reads', {
        principal: `arn:aws:iam::${place.account}:user/root`,
        action: 's3:ListAllMyBuckets',
      }),
    ];
  },
});
