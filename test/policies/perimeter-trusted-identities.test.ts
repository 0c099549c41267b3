import { assemble } from '../../lib/analysis/assemble/assemble';
import type { PartnerRole } from '../../lib/model/organization';
import { catalogue } from '../../policies/catalogue';
import { aPartner } from '../../policies/probes/sample-people';
import { theExample } from '../support/the-example';
import { compiled } from './judge';

const ID = 'perimeter-trusted-identities';
const DATA = ['dynamodb:*', 'ecr:*', 'kms:*', 'logs:*', 's3:*', 'secretsmanager:*', 'sqs:*'];
const OUTSIDE = {
  StringNotEquals: { 'aws:PrincipalOrgID': '{organization.id}' },
  BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' },
};
const TRUSTED = [{ account: '910000000001', owner: 'sales@example.com', reason: 'Collects the orders' }];

function statements(partners: readonly PartnerRole[], parameters: object = {}) {
  return compiled(ID, { parameters, organization: { partners } });
}

test('without roles of partners, the policy is what it was before there were any, byte for byte', () => {
  expect(JSON.stringify(statements([]))).toBe(
    JSON.stringify([
      {
        Sid: 'PerimeterTrustedIdentities',
        Effect: 'Deny',
        Principal: '*',
        Action: [...DATA, 'sts:AssumeRole'],
        Resource: '*',
        Condition: OUTSIDE,
      },
    ]),
  );
  expect(statements([], { partners: TRUSTED })).toMatchObject([
    {
      Action: [...DATA, 'sts:AssumeRole'],
      Resource: '*',
      Condition: { StringNotEquals: { 'aws:PrincipalAccount': '910000000001' } },
    },
  ]);
});

test('a partner opens one action on one role, for its account, until it expires', () => {
  const [data, roles, ...theirs] = statements([
    aPartner('etl', { account: '920000000001', expires: '2027-03-31T00:00:00Z' }),
  ]);
  expect(data).toMatchObject({ Action: DATA, Resource: '*', Condition: OUTSIDE });
  expect(roles).toMatchObject({
    Action: 'sts:AssumeRole',
    NotResource: 'arn:*:iam::*:role/partner/etl',
    Condition: OUTSIDE,
  });
  expect(theirs.map(({ Sid, Action, Resource, Condition }) => ({ Sid, Action, Resource, Condition }))).toEqual([
    {
      Sid: 'PerimeterTrustedIdentitiesPartnersOf920000000001',
      Action: 'sts:AssumeRole',
      Resource: 'arn:*:iam::*:role/partner/etl',
      Condition: {
        ...OUTSIDE,
        StringNotEquals: { ...OUTSIDE.StringNotEquals, 'aws:PrincipalAccount': '920000000001' },
      },
    },
    {
      Sid: 'PerimeterTrustedIdentitiesPartnersFrom20270331T000000Z',
      Action: 'sts:AssumeRole',
      Resource: 'arn:*:iam::*:role/partner/etl',
      Condition: { ...OUTSIDE, DateGreaterThanEquals: { 'aws:CurrentTime': '2027-03-31T00:00:00Z' } },
    },
  ]);
});

test('partners of one account, and partners that end together, share statements', () => {
  const sids = statements([
    aPartner('etl', { account: '920000000001', expires: '2027-03-31T00:00:00Z' }),
    aPartner('repair', { account: '920000000001', expires: '2027-06-30T00:00:00Z' }),
    aPartner('audit', { account: '920000000002', expires: '2027-03-31T00:00:00Z' }),
  ]).map(({ Sid }) => Sid?.replace('PerimeterTrustedIdentities', ''));
  expect(sids).toEqual([
    '',
    'Roles',
    'PartnersOf920000000001',
    'PartnersOf920000000002',
    'PartnersFrom20270331T000000Z',
    'PartnersFrom20270630T000000Z',
  ]);
});

describe('in the policies of the example, there is space', () => {
  const { organization } = theExample();

  /** Whether as many partners fit, each with an account of its own, and a name of some 14 characters. */
  function fits(number: number, endOf: (index: number) => string): boolean {
    const partners = Array.from({ length: number }, (_, index) =>
      aPartner(`observability${index}`, {
        account: String(930_000_000_000 + index),
        expires: endOf(index),
      }),
    );
    return assemble({ ...organization, partners }, catalogue).kind === 'ok';
  }

  test('for 20 partners that end at different times, and no more', () => {
    const endOf = (index: number) => `${2030 + index}-06-30T00:00:00Z`;
    expect([fits(20, endOf), fits(21, endOf)]).toEqual([true, false]);
  });

  test('for 34 partners that end together, and no more', () => {
    const endOf = () => '2027-06-30T00:00:00Z';
    expect([fits(34, endOf), fits(35, endOf)]).toEqual([true, false]);
  });
});
