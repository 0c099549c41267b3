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
        at: { file: 'landing-zone.yaml', line: 7, column: 3 },
        subject: 'users.1 of deny-one on root',
        guardrails: ['deny-one'],
        owner: 'b@example.com',
        expires: '2027-01-01T00:00:00Z',
      },
    ]);
  });
});
