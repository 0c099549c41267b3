import { boundaryOf } from '../../lib/analysis/assemble/boundary';
import type { PartnerRole } from '../../lib/model/organization';
import type { PermissionSetId } from '../../lib/model/permission-sets';
import type { OraclePolicies, OracleRequest } from '../../tools/oracle/client';
import { testWithOracle, useOracle } from '../oracle/with-oracle';
import { theExample } from '../support/the-example';
import type { FoundRole } from './application-stores';
import {
  assumeRequest,
  peopleRoles,
  rightfulForPartner,
  rightfulInAudit,
  SHOP,
  wrongfulForPartner,
  wrongfulInAudit,
  type PeopleRoles,
  type RoleAttempt,
} from './people-roles';
import { buildWorld } from './world';

/*
 * Who becomes the auditor, the backup operator and a partner in an account of the shipped organization, and what ends with a
 * partner's time: the templates as they are deployed, asked of an independent evaluator. Then the same with one mistake in
 * each, which must be noticed.
 */

const oracle = useOracle();
const { organization, assembly } = theExample();
const world = buildWorld(organization, assembly);

const [example] = organization.partners;
if (example === undefined) throw new Error('the example has no partner');
/** Whose people come from any role, with MFA. */
const surveyor: PartnerRole = { ...example, key: 'surveyor', role: null, mfa: true };
/** Who may do the most that a partner may. */
const builder: PartnerRole = { ...example, key: 'builder', permissionSet: 'administrator' };
const roles = peopleRoles({ ...organization, partners: [example, surveyor, builder] }, world);

const NO_GUARDRAILS: OraclePolicies = { serviceControlPolicies: [], resourceControlPolicies: [] };

interface Case {
  readonly rightful: readonly RoleAttempt[];
  readonly wrongful: readonly RoleAttempt[];
}

/** By the name of the role. */
const CASES: Readonly<Record<string, Case>> = {
  audit: ofAudit('security'),
  'backup-operator': ofAudit('backup-operator'),
  [example.key]: ofPartner(example),
  [surveyor.key]: ofPartner(surveyor),
};

function ofAudit(permissionSet: PermissionSetId): Case {
  return { rightful: rightfulInAudit(permissionSet), wrongful: wrongfulInAudit(permissionSet) };
}

function ofPartner(partner: PartnerRole): Case {
  return { rightful: rightfulForPartner(partner), wrongful: wrongfulForPartner(partner) };
}

function roleNamed(name: string, among: PeopleRoles = roles): FoundRole {
  const role = among[name];
  if (role === undefined) throw new Error(`no role ${name}, only ${Object.keys(among).join(', ')}`);
  return role;
}

async function possible(
  attempts: readonly RoleAttempt[],
  role: FoundRole,
  policies: OraclePolicies = NO_GUARDRAILS,
): Promise<readonly string[]> {
  const requests = attempts.map((attempt) => assumeRequest(attempt, role, world));
  const { answers } = await oracle().ask(policies, requests);
  return attempts.filter((_, index) => answers[index] === 'Allowed').map(({ what }) => what);
}

describe.each(Object.entries(CASES))('the role %s', (name, { rightful, wrongful }) => {
  testWithOracle('is assumed by whom it is for', async () => {
    expect(await possible(rightful, roleNamed(name))).toEqual(rightful.map(({ what }) => what));
  });

  testWithOracle('is assumed by nobody else, even without guardrails', async () => {
    expect(wrongful.length).toBeGreaterThan(10);
    expect(await possible(wrongful, roleNamed(name))).toEqual([]);
  });
});

testWithOracle.each(['audit', 'backup-operator', example.key])(
  'the guardrails of the example let those assume the role %s for whom it is',
  async (name) => {
    const { rightful = [] } = CASES[name] ?? {};
    const caller = name === example.key ? null : 'audit';
    const policies = world.guardrails(caller, SHOP, ['sts']);
    expect(await possible(rightful, roleNamed(name), policies)).toEqual(rightful.map(({ what }) => what));
  },
);

/** What a session of a partner's role may do, within the boundary. */
async function allowed(role: FoundRole, calls: readonly Pick<OracleRequest, 'action' | 'resource'>[], time: string) {
  const account = world.account(SHOP).number;
  const { answers } = await oracle().ask(
    NO_GUARDRAILS,
    calls.map((call) => ({
      ...call,
      principal: role.arn,
      account,
      identityPolicy: role.permissions,
      permissionsBoundary: boundaryOf(organization),
      context: {
        'aws:PrincipalArn': role.arn,
        'aws:PrincipalAccount': account,
        'aws:PrincipalIsAWSService': 'false',
        'aws:RequestedRegion': world.homeRegion,
        'aws:CurrentTime': time,
        'aws:ResourceAccount': account,
        'iam:PermissionsBoundary': role.boundary,
      },
    })),
  );
  return calls.filter((_, index) => answers[index] === 'Allowed').map(({ action }) => action);
}

const BEFORE = '2027-06-29T23:59:59Z';
const AT_THE_END = '2027-06-30T00:00:00Z';

const EVERYDAY = [
  { action: 'ec2:DescribeInstances', resource: '*' },
  { action: 'cloudwatch:DescribeAlarms', resource: '*' },
  { action: 'lambda:ListFunctions', resource: '*' },
];

/** None of it, whatever its permission set. */
const NEVER = [
  { action: 'sts:AssumeRole', resource: 'arn:aws:iam::222222222222:role/app/shop' },
  { action: 'sts:AssumeRole', resource: 'arn:aws:iam::999988887777:role/collector' },
  { action: 'iam:CreateRole', resource: 'arn:aws:iam::222222222222:role/mine' },
  { action: 'iam:UpdateAssumeRolePolicy', resource: 'arn:aws:iam::222222222222:role/app/shop' },
  { action: 'iam:PutRolePolicy', resource: 'arn:aws:iam::222222222222:role/app/shop' },
  { action: 'iam:AttachRolePolicy', resource: 'arn:aws:iam::222222222222:role/app/shop' },
  { action: 'iam:CreateUser', resource: 'arn:aws:iam::222222222222:user/mine' },
  { action: 'iam:CreateAccessKey', resource: 'arn:aws:iam::222222222222:user/mine' },
  { action: 'iam:CreatePolicyVersion', resource: 'arn:aws:iam::222222222222:policy/mine' },
  { action: 'iam:DeleteRolePermissionsBoundary', resource: 'arn:aws:iam::222222222222:role/app/shop' },
  { action: 'cloudtrail:LookupEvents', resource: '*' },
  { action: 'cloudtrail:StopLogging', resource: 'arn:aws:cloudtrail:eu-central-1:111111111111:trail/rampart' },
  { action: 'cloudtrail:CreateTrail', resource: 'arn:aws:cloudtrail:eu-central-1:222222222222:trail/mine' },
  { action: 's3:GetObject', resource: 'arn:aws:s3:::rampart-trail-444444444444-eu-central-1-an/AWSLogs/a' },
  { action: 's3:ListBucket', resource: 'arn:aws:s3:::rampart-trail-444444444444-eu-central-1-an' },
  { action: 's3:GetObject', resource: 'arn:aws:s3:::rampart-config-444444444444-eu-central-1-an/a' },
];

describe.each([example.key, builder.key])('a session of the partner %s', (name) => {
  testWithOracle('works until the end and not from then on, however long it would last', async () => {
    const all = EVERYDAY.map(({ action }) => action);
    expect(await allowed(roleNamed(name), EVERYDAY, BEFORE)).toEqual(all);
    expect(await allowed(roleNamed(name), EVERYDAY, AT_THE_END)).toEqual([]);
  });

  testWithOracle('never works as somebody else, makes somebody, or reaches what the trail records', async () => {
    expect(await allowed(roleNamed(name), NEVER, BEFORE)).toEqual([]);
  });
});

testWithOracle('a partner with the most that there is changes what is its work', async () => {
  const work = [
    { action: 'ec2:RunInstances', resource: 'arn:aws:ec2:eu-central-1:222222222222:instance/*' },
    { action: 's3:CreateBucket', resource: 'arn:aws:s3:::its-bucket' },
  ];
  expect(await allowed(roleNamed(builder.key), work, BEFORE)).toEqual(['ec2:RunInstances', 's3:CreateBucket']);
  expect(await allowed(roleNamed(example.key), work, BEFORE)).toEqual([]);
});

/** What somebody could break in the trust of a role. */
const TRUST: Readonly<Record<string, readonly [role: string, from: string | RegExp, to: string]>> = {
  'everybody in the audit account audits': ['audit', /,"Condition":\{.*?\}\}/, ''],
  'fifteen signs': ['audit', /\?{16}/g, '?'.repeat(15)],
  'seventeen signs': ['audit', /\?{16}/g, '?'.repeat(17)],
  'any signs': ['audit', /_\?{16}/g, '_*'],
  'any permission set': ['audit', /AWSReservedSSO_security/g, 'AWSReservedSSO_*'],
  'any path': ['audit', /aws-reserved\/sso\.amazonaws\.com\/(?:\*\/)?/g, '*'],
  'only with a Region in the path': ['backup-operator', /"[^"]*\.com\/AWSReservedSSO_[^"]*",/, ''],
  'the wrong permission set': ['backup-operator', /AWSReservedSSO_backup-operator/g, 'AWSReservedSSO_security'],
  'another account than that of audit': ['backup-operator', /::\d{12}:/g, '::999999999999:'],
  'no external id': [example.key, '"StringEquals":{"sts:ExternalId":"rampart-example-7f3a9c5e"},', ''],
  'any case of the external id': [example.key, '"StringEquals"', '"StringEqualsIgnoreCase"'],
  'an external id only if there is one': [example.key, '"StringEquals"', '"StringEqualsIfExists"'],
  'no end': [example.key, /"DateLessThan":\{.*?\},?/, ''],
  'the end included': [example.key, '"DateLessThan"', '"DateLessThanEquals"'],
  'an end an hour early': [example.key, '2027-06-30T00:00:00Z', '2027-06-29T23:00:00Z'],
  'every role of the partner': [example.key, ':role/collector', ':role/*'],
  'the role in any path': [example.key, ':role/collector', ':role/*collector'],
  'another account of the partner': [example.key, /999988887777:root/, '888877776666:root'],
  'no MFA': [surveyor.key, /,?"Bool":\{.*?\}/, ''],
  'MFA only if the session says so': [surveyor.key, '"Bool"', '"BoolIfExists"'],
};

testWithOracle.each(Object.entries(TRUST))('%s: the attempts notice it', async (_, [name, from, to]) => {
  const role = roleNamed(name);
  const text = JSON.stringify(role.trustPolicy);
  const edited = text.replace(from, to);
  expect(edited).not.toBe(text);
  const { rightful, wrongful } = CASES[name] ?? ofAudit('security');
  const broken = { ...role, trustPolicy: JSON.parse(edited) as object };
  const found = await possible([...rightful, ...wrongful], broken);
  expect(found).not.toEqual(rightful.map(({ what }) => what));
});

/** What somebody could drop or change in what a partner may never do. */
const DENIALS: Readonly<Record<string, readonly [sid: string, change: (statement: Record<string, unknown>) => void]>> =
  {
    'nothing ends': ['Ended', (statement) => (statement['Effect'] = 'Allow')],
    'the end comes a second late': [
      'Ended',
      (statement) => (statement['Condition'] = { DateGreaterThan: { 'aws:CurrentTime': AT_THE_END } }),
    ],
    'only readings end': ['Ended', (statement) => (statement['Action'] = ['ec2:*', 'lambda:*'])],
    'other roles are open': ['Nobody', (statement) => (statement['Action'] = 'iam:*')],
    'roles can be made': ['Nobody', (statement) => (statement['Action'] = 'sts:Assume*')],
    'the trail can be read': ['Trail', (statement) => (statement['Action'] = 'cloudtrail:Stop*')],
    'the archive can be listed': [
      'Archive',
      (statement) => (statement['Resource'] = [statement['Resource']].flat().map((arn) => `${String(arn)}/*`)),
    ],
  };

testWithOracle.each(Object.entries(DENIALS))('%s: the calls notice it', async (_, [sid, change]) => {
  const role = roleNamed(builder.key);
  const permissions = structuredClone(role.permissions) as { readonly Statement: Record<string, unknown>[] };
  const statement = permissions.Statement.find(({ Sid }) => Sid === sid);
  if (statement === undefined) throw new Error(`no statement ${sid}`);
  change(statement);
  const broken = { ...role, permissions };
  const ended = await allowed(broken, EVERYDAY, AT_THE_END);
  expect([...ended, ...(await allowed(broken, NEVER, BEFORE))]).not.toEqual([]);
});
