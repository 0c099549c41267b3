import type { OracleRequest } from '../../tools/oracle/client';
import { testWithOracle, useOracle } from './with-oracle';

const oracle = useOracle();

const NONE = { serviceControlPolicies: [], resourceControlPolicies: [] };
const SESSION = 'arn:aws:sts::111111111111:assumed-role/developer/alice';
const BUCKET = 'arn:aws:s3:::orders';

const allow = (Action: string) => ({ Effect: 'Allow', Action, Resource: '*' });
const deny = (Action: string) => ({ Effect: 'Deny', Action, Resource: '*' });
const policy = (...Statement: readonly object[]) => ({ Version: '2012-10-17', Statement });

/** A policy of the bucket that grants to the session itself, not to its role. */
const GRANT = policy({
  Effect: 'Allow',
  Principal: { AWS: SESSION },
  Action: 's3:*',
  Resource: [BUCKET, `${BUCKET}/*`],
});

function request(permissionsBoundary: object | undefined, resourcePolicy?: object): OracleRequest {
  return {
    principal: SESSION,
    action: 's3:GetObject',
    resource: `${BUCKET}/1.csv`,
    account: '111111111111',
    context: { 'aws:PrincipalArn': 'arn:aws:iam::111111111111:role/developer' },
    ...(permissionsBoundary === undefined ? {} : { permissionsBoundary }),
    ...(resourcePolicy === undefined ? {} : { resourcePolicy }),
  };
}

/*
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html#access_policies_boundaries-eval-logic
 */
testWithOracle('a boundary limits what policies of the role grant, and grants nothing itself', async () => {
  const { answers } = await oracle().ask(NONE, [
    request(undefined),
    request(policy(allow('s3:*'))),
    request(policy(allow('ec2:*'))),
    request(policy(allow('*'), deny('s3:GetObject'))),
    { ...request(policy(allow('*'))), identityPolicy: policy(allow('ec2:*')) },
  ]);
  expect(answers).toEqual(['Allowed', 'Allowed', 'ImplicitlyDenied', 'ExplicitlyDenied', 'ImplicitlyDenied']);
});

testWithOracle(
  'a policy of a resource that names the session lifts an implicit deny, and never an explicit one',
  async () => {
    const { answers } = await oracle().ask(NONE, [
      request(policy(allow('ec2:*')), GRANT),
      request(policy(allow('*'), deny('s3:GetObject')), GRANT),
    ]);
    expect(answers).toEqual(['Allowed', 'ExplicitlyDenied']);
  },
);
