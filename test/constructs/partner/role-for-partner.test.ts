import { RoleForPartner } from '../../../constructs/partner/role-for-partner';
import type { PartnerRole } from '../../../lib/model/organization';
import { aPartner } from '../../support/a-partner';
import { aStack, resourcesOf, templateOf } from '../../support/synthesize';

function roleOf(partner: Partial<PartnerRole> = {}): Readonly<Record<string, unknown>> {
  const stack = aStack();
  new RoleForPartner(stack, 'Partner', {
    partner: aPartner(partner),
    role: { path: '/partner/', name: 'observability' },
    permissions: { name: 'read-only', document: { Version: '2012-10-17', Statement: [] } },
    boundary: { path: '/platform/', name: 'boundary' },
  });
  return resourcesOf(templateOf(stack), 'AWS::IAM::Role')[0]?.[1].Properties ?? {};
}

const conditionsOf = (partner: Partial<PartnerRole>): unknown => {
  const { Statement } = roleOf(partner)['AssumeRolePolicyDocument'] as {
    readonly Statement: readonly { readonly Condition: unknown }[];
  };
  return Statement.map(({ Condition }) => Condition);
};

const ALWAYS = {
  StringEquals: { 'sts:ExternalId': 'rampart-example-7f3a9c5e' },
  DateLessThan: { 'aws:CurrentTime': '2027-06-30T00:00:00Z' },
};

test('its role in its account assumes it, with the external id, until the end; the account is the principal', () => {
  expect(roleOf()['AssumeRolePolicyDocument']).toEqual({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { AWS: 'arn:aws:iam::999988887777:root' },
        Action: 'sts:AssumeRole',
        Condition: { ...ALWAYS, ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::999988887777:role/collector' } },
      },
    ],
  });
});

test('without a role, its account decides who assumes it', () => {
  expect(conditionsOf({ role: null })).toEqual([ALWAYS]);
});

test('people send the code of an MFA device', () => {
  expect(conditionsOf({ role: null, mfa: true })).toEqual([
    { ...ALWAYS, Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
  ]);
});

test('it has the boundary, and sessions of so many hours', () => {
  expect(roleOf({ hours: 2 })).toMatchObject({
    Path: '/partner/',
    RoleName: 'observability',
    MaxSessionDuration: 7200,
  });
  expect(JSON.stringify(roleOf()['PermissionsBoundary'])).toContain(':policy/platform/boundary');
});

test('nothing that a person wrote is in its description, which takes no more than Latin-1', () => {
  expect(roleOf({ reason: 'Überwacht → „alles“' })['Description']).toBe(
    'For the partner observability from the account 999988887777, until 2027-06-30T00:00:00Z',
  );
});
