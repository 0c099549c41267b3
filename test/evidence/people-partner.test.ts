import type { OracleRequest } from '../../tools/oracle/client';
import { testWithOracle, useOracle } from '../oracle/with-oracle';
import { peopleWorld } from './people-world';

/*
 * The own principals of a partner, with permissions for everything in their account, call from there. Every resource lets
 * everybody in, so that only the perimeter is left to hold.
 */

const oracle = useOracle();
const { world, organization, deployed } = peopleWorld();
const partner = organization.partners.find(({ key }) => key === 'observability');
if (partner === undefined) throw new Error('the example has no partner');
const { account: theirs, externalId, expires } = partner;

const COLLECTOR = `arn:aws:iam::${theirs}:role/collector`;
const PRINCIPALS = [COLLECTOR, `arn:aws:iam::${theirs}:role/admin`, `arn:aws:iam::${theirs}:user/alice`];
const BEFORE = '2027-06-29T23:59:59Z';
const NO_GUARDRAILS = { serviceControlPolicies: [], resourceControlPolicies: [] };
const OPEN = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { AWS: '*' }, Action: '*', Resource: '*' }],
};

interface Call {
  readonly action: string;
  readonly on: string;
}

const CALLS: readonly Call[] = [
  { action: 's3:GetObject', on: 'arn:aws:s3:::orders/2026.csv' },
  { action: 's3:PutObject', on: 'arn:aws:s3:::orders/2026.csv' },
  { action: 's3:ListBucket', on: 'arn:aws:s3:::orders' },
  { action: 's3:PutBucketPolicy', on: 'arn:aws:s3:::orders' },
  { action: 'kms:Decrypt', on: 'arn:aws:kms:eu-central-1:{account}:key/11111111-2222-3333-4444-555555555555' },
  { action: 'kms:CreateGrant', on: 'arn:aws:kms:eu-central-1:{account}:key/11111111-2222-3333-4444-555555555555' },
  { action: 'sqs:ReceiveMessage', on: 'arn:aws:sqs:eu-central-1:{account}:orders' },
  { action: 'sqs:SendMessage', on: 'arn:aws:sqs:eu-central-1:{account}:orders' },
  {
    action: 'secretsmanager:GetSecretValue',
    on: 'arn:aws:secretsmanager:eu-central-1:{account}:secret:password-0a1b2c',
  },
  { action: 'dynamodb:GetItem', on: 'arn:aws:dynamodb:eu-central-1:{account}:table/orders' },
  { action: 'ecr:BatchGetImage', on: 'arn:aws:ecr:eu-central-1:{account}:repository/orders' },
  { action: 'sts:AssumeRole', on: 'arn:aws:iam::{account}:role/shop/worker' },
  { action: 'sts:AssumeRole', on: 'arn:aws:iam::{account}:role/platform/audit' },
  { action: 'sts:AssumeRole', on: 'arn:aws:iam::{account}:role/partner/another' },
  { action: 'sts:AssumeRole', on: 'arn:aws:iam::{account}:role/observability' },
];

interface Options {
  readonly principal?: string;
  readonly time?: string;
  readonly resourcePolicy?: object;
  readonly keys?: Readonly<Record<string, string>>;
}

function request({ action, on }: Call, account: string, options: Options = {}): OracleRequest {
  const { principal = COLLECTOR, time = BEFORE, resourcePolicy = OPEN, keys = {} } = options;
  const { number } = world.account(account);
  return {
    principal,
    action,
    resource: on.replace('{account}', number),
    account: number,
    context: {
      'aws:PrincipalArn': principal,
      'aws:PrincipalAccount': /\d{12}/.exec(principal)?.[0] ?? '',
      'aws:PrincipalOrgID': 'o-stranger00',
      'aws:PrincipalIsAWSService': 'false',
      'aws:PrincipalType': principal.includes(':user/') ? 'User' : 'AssumedRole',
      'aws:SecureTransport': 'true',
      'aws:RequestedRegion': 'eu-central-1',
      'aws:CurrentTime': time,
      'aws:ResourceAccount': number,
      'aws:ResourceOrgID': world.organization,
      'kms:ViaService': 'none',
      ...keys,
    },
    resourcePolicy,
  };
}

testWithOracle.each(organization.accounts.map(({ key }) => key))(
  'reach nothing directly in %s, although every policy there lets them in',
  async (account) => {
    const asked = PRINCIPALS.flatMap((principal) =>
      CALLS.map((call) => ({
        what: `${principal} ${call.action} ${call.on}`,
        request: request(call, account, { principal }),
      })),
    );
    const requests = asked.map((one) => one.request);
    const alone = await oracle().ask(NO_GUARDRAILS, requests);
    expect(alone.answers.filter((answer) => answer !== 'Allowed')).toEqual([]);
    const guarded = await oracle().ask(world.guardrails(null, account), requests);
    expect(asked.filter((_, index) => guarded.answers[index] === 'Allowed').map(({ what }) => what)).toEqual([]);
  },
);

const ASSUME: Call = { action: 'sts:AssumeRole', on: 'arn:aws:iam::{account}:role/partner/observability' };
const trustPolicy = deployed.get('partner')?.trustPolicy;

async function assumes(options: Options): Promise<boolean> {
  const own = { resourcePolicy: trustPolicy, keys: { 'sts:ExternalId': externalId }, ...options };
  const asked = [request(ASSUME, 'shop-production', own)];
  const { answers } = await oracle().ask(world.guardrails(null, 'shop-production'), asked);
  return answers[0] === 'Allowed';
}

testWithOracle('assume the role of the partner until the end, with the external id', async () => {
  expect(await assumes({})).toBe(true);
  expect(await assumes({ time: expires })).toBe(false);
  expect(await assumes({ keys: {} })).toBe(false);
  expect(await assumes({ keys: { 'sts:ExternalId': 'another' } })).toBe(false);
  for (const principal of PRINCIPALS.slice(1))
    expect([principal, await assumes({ principal })]).toEqual([principal, false]);
});

testWithOracle('of a role that trusts everybody, the perimeter still knows the account and the end', async () => {
  const open = { resourcePolicy: OPEN, keys: {} };
  expect(await assumes(open)).toBe(true);
  expect(await assumes({ ...open, time: expires })).toBe(false);
  expect(await assumes({ ...open, time: '2028-01-01T00:00:00Z' })).toBe(false);
  expect(await assumes({ ...open, principal: 'arn:aws:iam::999999999999:role/collector' })).toBe(false);
});
