/*
 * The roles of people and partners in a member account, as the baseline deploys them, and who tries to assume them. Tests hold
 * these attempts to the trust policies, the guardrails and an independent evaluator.
 */

import type { Organization, PartnerRole } from '../../lib/model/organization';
import { STACK_SETS } from '../../lib/model/names';
import { BaselineStack } from '../../lib/stacks/baseline-stack';
import type { OracleRequest } from '../../tools/oracle/client';
import { stackSet } from '../support/a-baseline';
import { anApp, resourcesOf, type TemplateJson } from '../support/synthesize';
import type { FoundRole } from './application-stores';
import { resolveReferences } from './resolve-template';
import type { World } from './world';

/** Of the example. */
export const SHOP = 'shop-production';

/** The roles in an account, by their names. */
export type PeopleRoles = Readonly<Record<string, FoundRole>>;

/** The stack of the baseline, with the numbers of accounts. */
export function baselineOf(organization: Organization, world: World): TemplateJson {
  const { baseline, logArchive, audit } = organization;
  if (baseline === null || logArchive === null || audit === null) throw new Error('the organization has no baseline');
  const app = anApp();
  const stack = new BaselineStack(app, 'Baseline', {
    ...{ organization, baseline, logArchive, audit },
    ids: {
      organizationId: 'o-exampleorgid',
      rootId: 'r-exam',
      unitId: (unit) => `ou-exam-${unit}`,
      accountId: (key) => world.account(key).number,
    },
  });
  return app.synth({ skipValidation: true }).getStackByName(stack.stackName).template as TemplateJson;
}

/** The roles of the baseline and of partners in the account of the shop, which the stack gives the numbers of other accounts. */
export function peopleRoles(organization: Organization, world: World): PeopleRoles {
  const template = baselineOf(organization, world);
  const names = [STACK_SETS.account, ...organization.partners.map(({ key }) => STACK_SETS.partner(key))];
  return Object.fromEntries(names.flatMap((name) => rolesIn(stackSet(template, name), world.account(SHOP).number)));
}

interface Parameter {
  readonly ParameterKey: string;
  readonly ParameterValue: string;
}

function rolesIn(
  { TemplateBody, Parameters = [] }: Readonly<Record<string, unknown>>,
  account: string,
): readonly (readonly [string, FoundRole])[] {
  const known = Object.fromEntries(
    (Parameters as readonly Parameter[]).map(({ ParameterKey, ParameterValue }) => [ParameterKey, ParameterValue]),
  );
  const template = JSON.parse(String(TemplateBody)) as TemplateJson;
  return resourcesOf(template, 'AWS::IAM::Role')
    .filter(([, { Properties }]) => Properties?.['Policies'] !== undefined)
    .map(([, { Properties }]) => {
      const role = resolveReferences(Properties, { ...known, 'AWS::AccountId': account }) as {
        readonly Path: string;
        readonly RoleName: string;
        readonly AssumeRolePolicyDocument: object;
        readonly Policies: readonly { readonly PolicyDocument: object }[];
        readonly PermissionsBoundary?: string;
      };
      const [policy] = role.Policies;
      return [
        role.RoleName,
        {
          arn: `arn:aws:iam::${account}:role${role.Path}${role.RoleName}`,
          permissions: policy?.PolicyDocument ?? null,
          trustPolicy: role.AssumeRolePolicyDocument,
          boundary: role.PermissionsBoundary ?? '',
        },
      ];
    });
}

/** Somebody who asks STS for a session of a role. Everybody's own policies allow everything. */
export interface RoleAttempt {
  readonly what: string;
  /** The key of the account; a number: outside of the organization. */
  readonly from: string;
  /** The end of the ARN. */
  readonly principal: string;
  /** Besides those of every call. */
  readonly keys?: Readonly<Record<string, string>>;
}

export function assumeRequest(
  { from, principal, keys = {} }: RoleAttempt,
  { arn, trustPolicy }: FoundRole,
  world: World,
): OracleRequest {
  const isMember = !/^\d{12}$/.test(from);
  const number = isMember ? numberOf(from, world) : from;
  const account = world.account(SHOP).number;
  const caller = `arn:aws:iam::${number}:${principal}`;
  return {
    principal: caller,
    action: 'sts:AssumeRole',
    resource: arn,
    account,
    resourcePolicy: trustPolicy,
    context: {
      'aws:PrincipalArn': caller,
      'aws:PrincipalAccount': number,
      'aws:PrincipalIsAWSService': 'false',
      ...(isMember ? { 'aws:PrincipalOrgID': world.organization } : {}),
      'aws:SecureTransport': 'true',
      'aws:RequestedRegion': world.homeRegion,
      'aws:CurrentTime': '2026-11-30T00:00:00Z',
      'aws:ResourceAccount': account,
      'aws:ResourceOrgID': world.organization,
      ...keys,
    },
  };
}

function numberOf(account: string, world: World): string {
  return account === 'management' ? world.managementAccount : world.account(account).number;
}

const SIGNS = '0123456789abcdef';
const RESERVED = 'role/aws-reserved/sso.amazonaws.com/eu-central-1/AWSReservedSSO_';

/** People of the audit account with the permission set. */
export function rightfulInAudit(permissionSet: string): readonly RoleAttempt[] {
  return [
    { what: 'a person of the audit account', from: 'audit', principal: `${RESERVED}${permissionSet}_${SIGNS}` },
    {
      what: 'a person of the audit account, with Identity Center in us-east-1',
      from: 'audit',
      principal: `role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_${permissionSet}_${SIGNS}`,
    },
  ];
}

/** Whoever comes close, and whoever has power elsewhere. */
export function wrongfulInAudit(permissionSet: string): readonly RoleAttempt[] {
  const own = `${RESERVED}${permissionSet}_${SIGNS}`;
  const inAudit = Object.entries({
    'another permission set': `${RESERVED}read-only_${SIGNS}`,
    'the administrator': `${RESERVED}administrator_${SIGNS}`,
    'a permission set whose name begins so': `${RESERVED}${permissionSet}_admins_${SIGNS}`,
    'a permission set whose name ends so': `${RESERVED}app-${permissionSet}_${SIGNS}`,
    'an imitation with fifteen signs': `${RESERVED}${permissionSet}_${SIGNS.slice(1)}`,
    'an imitation with seventeen signs': `${RESERVED}${permissionSet}_${SIGNS}0`,
    'an imitation outside of the reserved path': `role/AWSReservedSSO_${permissionSet}_${SIGNS}`,
    'an imitation in a path that ends so': `role/my/aws-reserved/sso.amazonaws.com/AWSReservedSSO_${permissionSet}_${SIGNS}`,
    'an imitation by a user': `user/aws-reserved/sso.amazonaws.com/AWSReservedSSO_${permissionSet}_${SIGNS}`,
    'a role of a team': 'role/admin',
    'the break-glass role': 'role/platform/break-glass',
    'the role of the same name': 'role/platform/audit',
    'the root user': 'root',
  }).map(([what, principal]) => ({ what: `${what} in the audit account`, from: 'audit', principal }));
  return [
    ...inAudit,
    ...['management', 'log-archive', SHOP, '999999999999'].map((from) => ({
      ...{ what: `the same permission set in ${from}`, from, principal: own },
    })),
    { what: 'an administrator of the account itself', from: SHOP, principal: 'role/admin' },
    { what: 'an administrator of management', from: 'management', principal: 'role/admin' },
  ];
}

/** What the partner sends. */
export function rightfulForPartner({ account, role, externalId, mfa }: PartnerRole): readonly RoleAttempt[] {
  const keys = { 'sts:ExternalId': externalId, ...(mfa ? { 'aws:MultiFactorAuthPresent': 'true' } : {}) };
  const named = { from: account, principal: `role/${role ?? 'anybody'}`, keys };
  return [
    { what: 'the partner', ...named },
    {
      what: 'the partner, a second before the end',
      ...named,
      keys: { ...keys, 'aws:CurrentTime': '2027-06-29T23:59:59Z' },
    },
    ...(role === null ? [{ what: 'a user of the partner', ...named, principal: 'user/anybody' }] : []),
  ];
}

export function wrongfulForPartner(partner: PartnerRole): readonly RoleAttempt[] {
  const { account, role, externalId, mfa, expires } = partner;
  const [rightful] = rightfulForPartner(partner);
  if (rightful === undefined) throw new Error('a partner has somebody');
  const { keys = {} } = rightful;
  const but = (what: string, change: Partial<RoleAttempt>): RoleAttempt => ({ ...rightful, what, ...change });
  const without = (key: string): Readonly<Record<string, string>> =>
    Object.fromEntries(Object.entries(keys).filter(([name]) => name !== key));
  return [
    but('another account', { from: '888877776666' }),
    but('an account of the organization', { from: SHOP }),
    but('an administrator of management', { from: 'management', principal: 'role/admin' }),
    but('somebody without the external id', { keys: without('sts:ExternalId') }),
    but('somebody with another external id', { keys: { ...keys, 'sts:ExternalId': 'rampart-example-00000000' } }),
    but('somebody with an external id in capitals', { keys: { ...keys, 'sts:ExternalId': externalId.toUpperCase() } }),
    but('somebody with a longer external id', { keys: { ...keys, 'sts:ExternalId': `${externalId}0` } }),
    but('the partner at the end', { keys: { ...keys, 'aws:CurrentTime': expires } }),
    but('the partner after the end', { keys: { ...keys, 'aws:CurrentTime': '2028-01-01T00:00:00Z' } }),
    ...(role === null
      ? []
      : [
          but('another role of the partner', { principal: 'role/deployer' }),
          but('a role of the partner whose name begins so', { principal: `role/${role}-2` }),
          but('a role of the same name in another path', { principal: `role/other/${role}` }),
          but('a user of the same name', { principal: `user/${role}` }),
          but("the root user of the partner's account", { principal: 'root' }),
          but('the same role in another account', { from: account.replace(/^./, '1') }),
        ]),
    ...(mfa
      ? [
          but('somebody without MFA', { keys: without('aws:MultiFactorAuthPresent') }),
          but('somebody whose session says that there was none', {
            keys: { ...keys, 'aws:MultiFactorAuthPresent': 'false' },
          }),
        ]
      : []),
  ];
}
