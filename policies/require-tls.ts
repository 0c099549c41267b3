import { z } from 'zod';
import { guardrail } from './core/guardrail';
import { denied, developer, possible } from './core/probe';
import { platformRoles } from './core/role-samples';
import { denyResource } from './core/statements';
import { PERIMETER_SERVICES } from './data/perimeter-services';
import { callsInside, roleIn } from './probes/perimeter';

export const requireTls = guardrail({
  id: 'require-tls',
  type: 'RESOURCE_CONTROL_POLICY',
  summary: 'Data, keys and credentials can be accessed only over TLS',
  rationale:
    'S3, DynamoDB and SQS still accept plain HTTP. One client with the wrong URL, or one redirect, exposes data and signed ' +
    'requests on the network.',
  foundBy: ['S3_BUCKET_SSL_REQUESTS_ONLY'],
  references: [
    'CIS AWS Foundations Benchmark v5.0.0, 2.1.1; v3.0.0, 2.1.1',
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/security-best-practices.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-securetransport',
    'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_examples.html',
  ],
  // Nobody needs plain HTTP, and a pattern of role ARNs would exempt the role of that name in every account of AWS.
  exempt: 'nobody',
  parameters: z.strictObject({}).prefault({}),
  statements: () => [
    denyResource({
      Action: [...PERIMETER_SERVICES.actions, 'sts:*'],
      Resource: '*',
      // Not `BoolIfExists`: a call inside of AWS without the key must stay possible.
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    }),
  ],
  probes: (_, place) => {
    const principals = {
      'a role of the account': developer(place),
      'a role of another account': `arn:aws:iam::${place.sibling}:role/developer`,
      'a stranger': `arn:aws:iam::${place.outsider}:role/developer`,
      'an anonymous caller': '*',
      'an AWS service': 'service:logging.s3.amazonaws.com',
    };
    const federation = ['AssumeRoleWithWebIdentity', 'AssumeRoleWithSAML', 'TagSession', 'FutureThing'].map(
      (action) => ({
        action: `sts:${action}`,
        resource: roleIn(place.account),
        resourceAccount: place.account,
      }),
    );
    return [
      ...[...callsInside(place), ...federation].flatMap((call) =>
        Object.entries(principals).flatMap(([who, principal]) => [
          denied(`${who} calls ${call.action} over HTTP`, {
            ...call,
            principal,
            context: { 'aws:SecureTransport': 'false' },
          }),
          possible(`${who} calls ${call.action} over TLS`, {
            ...call,
            principal,
            context: { 'aws:SecureTransport': 'true' },
          }),
          possible(`${who} calls ${call.action} without the key`, { ...call, principal }),
        ]),
      ),
      ...platformRoles(place).map((principal) =>
        denied(`${principal} reads an object over HTTP`, {
          principal,
          action: 's3:GetObject',
          resource: 'arn:aws:s3:::orders/2026.csv',
          context: { 'aws:SecureTransport': 'false' },
        }),
      ),
      possible('a browser requests a page of an application over HTTP', {
        principal: '*',
        action: 'cloudfront:GetDistribution',
        resourceAccount: place.account,
        context: { 'aws:SecureTransport': 'false' },
      }),
    ];
  },
});
