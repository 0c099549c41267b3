import { findExemptionEnds } from '../../../../lib/analysis/assemble/exemption-ends';
import { anOrganization } from '../../../support/an-organization';
import { anExemption, aPlacement } from '../builders';

const NOW = new Date('2027-03-31T00:00:00Z');
const DAYS = 14;

function endsOf(...expires: readonly (string | null)[]) {
  const exemptions = expires.map((end, index) =>
    anExemption(`arn:*:iam::*:role/${index}`, ['deny-one'], { expires: end }),
  );
  const { ended, endingSoon } = findExemptionEnds(anOrganization({ exemptions }), NOW, DAYS);
  return { ended: ended.map((end) => end.expires), endingSoon: endingSoon.map((end) => end.expires) };
}

describe('the ends of exemptions', () => {
  test.each([
    ['a second before its end, ends soon', '2027-03-31T00:00:01Z', 'endingSoon'],
    ['at its end, has ended', '2027-03-31T00:00:00Z', 'ended'],
    ['after its end, has ended', '2027-03-30T23:59:59Z', 'ended'],
    ['fourteen days before its end, ends soon', '2027-04-14T00:00:00Z', 'endingSoon'],
  ] as const)('an exemption, %s', (_name, expires, list) => {
    expect(endsOf(expires)).toEqual({ ended: [], endingSoon: [], [list]: [expires] });
  });

  test.each([
    ['more than fourteen days before its end', '2027-04-14T00:00:01Z'],
    ['that never ends', null],
  ])('an exemption %s is not reported', (_name, expires) => {
    expect(endsOf(expires)).toEqual({ ended: [], endingSoon: [] });
  });

  test('come the earliest first', () => {
    const [late, early] = ['2027-02-01T00:00:00Z', '2027-01-01T00:00:00Z'];
    expect(endsOf(late, early).ended).toEqual([early, late]);
  });

  test('are found among the parameters of guardrails, however deep', () => {
    const parameters = {
      users: [{ path: '/a/' }, { path: '/b/', owner: 'b@example.com', expires: '2027-01-01T00:00:00Z' }],
    };
    const organization = anOrganization({ placements: [aPlacement('deny-one', 'root', { line: 7, parameters })] });
    expect(findExemptionEnds(organization, NOW, DAYS).ended).toEqual([
      {
        kind: 'exemption',
        at: { file: 'landing-zone.yaml', line: 7, column: 3 },
        subject: 'users.1 of deny-one on root',
        guardrails: ['deny-one'],
        owner: 'b@example.com',
        expires: '2027-01-01T00:00:00Z',
      },
    ]);
  });

  test('are also those of partners and of revocations', () => {
    const at = { file: 'landing-zone.yaml', line: 9, column: 5 };
    const why = { owner: 's@example.com', reason: 'r', at, locate: () => at };
    const organization = anOrganization({
      partners: [
        {
          ...{ key: 'watcher', account: '999988887777', role: null, accounts: ['shop'], mfa: false, hours: 1 },
          permissionSet: 'read-only',
          externalId: 'rampart-example-0001',
          expires: '2027-04-01T00:00:00Z',
          ...why,
        },
      ],
      revocations: [
        { kind: 'person', person: '11111111-2222-3333-4444-555555555555', until: '2027-03-31T00:00:00Z', ...why },
        {
          kind: 'role',
          role: 'arn:*:iam::*:role/ci',
          issuedBefore: '2027-03-01T00:00:00Z',
          until: '2027-03-02T00:00:00Z',
          ...why,
        },
      ],
    });
    const end = { at, guardrails: [], owner: 's@example.com' };
    expect(findExemptionEnds(organization, NOW, DAYS)).toEqual({
      ended: [
        { ...end, kind: 'revocation', subject: 'arn:*:iam::*:role/ci', expires: '2027-03-02T00:00:00Z' },
        {
          ...{ ...end, kind: 'revocation', subject: '11111111-2222-3333-4444-555555555555' },
          expires: '2027-03-31T00:00:00Z',
        },
      ],
      endingSoon: [{ ...end, kind: 'partner', subject: 'watcher', expires: '2027-04-01T00:00:00Z' }],
    });
  });
});
