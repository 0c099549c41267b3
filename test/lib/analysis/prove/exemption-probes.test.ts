import { exemptionProbes } from '../../../../lib/analysis/prove/exemption-probes';
import type { ExemptPrincipal } from '../../../../policies/core/exemptions';
import { denied, type ProbePlace } from '../../../../policies/core/probe';
import { deny } from '../../../../policies/core/statements';
import { anOrganization } from '../../../support/an-organization';
import { denies } from '../../../policies/judge';

const ACCOUNT = '222222222222';
const MARCH = '2027-03-31T00:00:00Z';
const JUNE = '2027-06-30T00:00:00Z';

function aPlace(principals: readonly string[] = []): ProbePlace {
  return {
    organization: anOrganization({
      platform: { organizationAccessRoleName: 'access', principals: { some: principals } },
    }),
    account: ACCOUNT,
    sibling: '333333333333',
    outsider: '999999999999',
    organizationId: 'o-exampleorg1',
  };
}

const STOP = denied('a trail is stopped', {
  principal: `arn:aws:iam::${ACCOUNT}:role/developer`,
  action: 'cloudtrail:StopLogging',
});

/** The principals that are tried, when, and the expected result. */
function attempts(exemptions: readonly ExemptPrincipal[], platform: readonly string[] = []): readonly string[] {
  return exemptionProbes([STOP], exemptions, aPlace(platform)).map(({ expect: expected, request }) =>
    [expected, request.principal.split(':').at(-1), request.context?.['aws:CurrentTime']].filter(Boolean).join(' '),
  );
}

describe('an exempt principal', () => {
  test('without an end is exempt, and nobody with a similar name', () => {
    expect(attempts([{ principal: 'arn:*:iam::*:role/ci/publisher', expires: null }])).toEqual([
      'possible role/ci/publisher',
      'possible role/ci/publisher 9999-12-31T23:59:59Z',
      'denied role/ci/publisherx',
      'denied role/other/publisher',
      'denied role/ci/other',
      'denied user/ci/publisher',
    ]);
  });

  test('with an end is exempt until the second before it, and not from then on', () => {
    expect(attempts([{ principal: 'arn:*:iam::*:role/auditor', expires: MARCH }]).slice(0, 3)).toEqual([
      'possible role/auditor 2027-03-30T23:59:59Z',
      `denied role/auditor ${MARCH}`,
      'denied role/auditor 2027-03-31T00:00:01Z',
    ]);
  });

  test('with two ends is exempt until the later one', () => {
    const exemptions = [
      { principal: 'arn:*:iam::*:role/auditor', expires: MARCH },
      { principal: 'arn:*:iam::*:role/audit*', expires: JUNE },
    ];
    expect(attempts(exemptions)).toContain(`denied role/auditor ${JUNE}`);
    expect(attempts(exemptions)).not.toContain(`denied role/auditor ${MARCH}`);
  });

  test('may be a platform principal', () => {
    expect(attempts([], ['arn:*:iam::*:role/deployment'])).toContain('possible role/deployment');
  });

  test('of another account of the organization is tried there, and not elsewhere', () => {
    expect(
      exemptionProbes([STOP], [{ principal: 'arn:*:iam::333333333333:role/x', expires: null }], aPlace()).map(
        ({ request }) => request.principal,
      ),
    ).toContain('arn:aws:iam::333333333333:role/x');
    expect(attempts([{ principal: 'arn:*:iam::999999999999:role/x', expires: null }])).toEqual([]);
  });

  test('fails a probe if a statement does not exempt it', () => {
    const statement = deny({ Action: 'cloudtrail:StopLogging', Resource: '*' });
    const wrong = exemptionProbes([STOP], [{ principal: 'arn:*:iam::*:role/auditor', expires: null }], aPlace()).filter(
      ({ expect: expected, request }) => denies([statement], { ...request, context: {} }) !== (expected === 'denied'),
    );
    expect(wrong.map(({ request }) => request.principal)).toContain(`arn:aws:iam::${ACCOUNT}:role/auditor`);
  });
});
