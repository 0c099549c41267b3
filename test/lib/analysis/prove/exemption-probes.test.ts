import { exemptionProbes } from '../../../../lib/analysis/prove/exemption-probes';
import type { ExemptPrincipal } from '../../../../policies/core/exemptions';
import { denied, type ProbePlace } from '../../../../policies/core/probe';
import { deny } from '../../../../policies/core/statements';
import { anOrganization, NO_PRINCIPALS } from '../../../support/an-organization';
import { denies } from '../../../policies/judge';

const ACCOUNT = '222222222222';
const MARCH = '2027-03-31T00:00:00Z';
const JUNE = '2027-06-30T00:00:00Z';

const GUARDRAIL = { id: 'protect-trails', exempt: 'platform' } as const;

/** @param bound platform principals that are exempt from another guardrail only */
function aPlace(principals: readonly string[] = [], bound: readonly string[] = []): ProbePlace {
  return {
    organization: anOrganization({
      platform: {
        organizationAccessRoleName: 'access',
        principals: { ...NO_PRINCIPALS, deployment: principals, breakGlass: bound },
        exemptFrom: { ...anOrganization().platform.exemptFrom, breakGlass: ['deny-other'] },
      },
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
function attempts(
  exemptions: readonly ExemptPrincipal[],
  platform: readonly string[] = [],
  bound: readonly string[] = [],
): readonly string[] {
  return exemptionProbes(GUARDRAIL, [STOP], exemptions, aPlace(platform, bound)).map(({ expect: expected, request }) =>
    [expected, request.principal.split(':').at(-1), request.context?.['aws:CurrentTime']].filter(Boolean).join(' '),
  );
}

describe('an exempt principal', () => {
  test('without an end is exempt, and nobody with a similar name', () => {
    expect(attempts([{ principal: 'arn:*:iam::*:role/ci/publisher', expires: null }])).toEqual([
      'possible role/ci/publisher',
      'possible role/ci/publisher 9999-12-31T23:59:59Z',
      'denied role/ci/publishersample',
      'denied user/ci/publisher',
      'denied role/sample/publisher',
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

  test('is a platform principal only if the guardrail is one of those that it is exempt from', () => {
    expect(attempts([], [], ['arn:*:iam::*:role/bound'])).toEqual(['denied role/bound']);
    expect(attempts([], ['arn:*:iam::*:role/b*'], ['arn:*:iam::*:role/bound'])).toContain('possible role/bound');
    const elsewhere = attempts([], [], ['arn:*:iam::333333333333:role/bound']);
    expect(elsewhere).toEqual([]);
  });

  test('of one account is tried there, and is not exempt elsewhere', () => {
    const exemptions = [{ principal: 'arn:*:iam::333333333333:role/x', expires: null }];
    const tried = exemptionProbes(GUARDRAIL, [STOP], exemptions, aPlace()).map((probe) => [
      probe.expect,
      probe.request.principal,
    ]);
    expect(tried).toContainEqual(['possible', 'arn:aws:iam::333333333333:role/x']);
    expect(tried).toContainEqual(['denied', `arn:aws:iam::${ACCOUNT}:role/x`]);
  });

  test('is tried where it overlaps with one that is exempt for longer, and where a wider one would', () => {
    const exemptions = [
      { principal: 'arn:*:iam::*:role/a/*', expires: MARCH },
      { principal: 'arn:*:iam::*:role/*/ci', expires: JUNE },
    ];
    expect(attempts(exemptions)).toContain(`denied role/a/ci ${JUNE}`);
    expect(attempts(exemptions)).toContainEqual(expect.stringMatching(`^denied role/a/.*ci.+ ${MARCH}$`));
  });

  test('is a user as well as a role, in whatever words a pattern has its stars', () => {
    const tried = attempts([{ principal: 'arn:*:iam::*:user/legacy/*', expires: null }]);
    expect(tried).toContain('possible user/legacy/sample');
    expect(tried.some((attempt) => attempt.startsWith('denied role/legacy/'))).toBe(true);
    const sso = 'role/aws-reserved/sso.amazonaws.com/*/AWSReservedSSO_BreakGlass_*';
    const near = attempts([{ principal: `arn:*:iam::*:${sso}`, expires: null }]);
    expect(near.filter((attempt) => attempt.startsWith('denied')).length).toBeGreaterThan(3);
  });

  test('fails a probe if a statement does not exempt it', () => {
    const statement = deny({ Action: 'cloudtrail:StopLogging', Resource: '*' });
    const auditor = { principal: 'arn:*:iam::*:role/auditor', expires: null };
    const wrong = exemptionProbes(GUARDRAIL, [STOP], [auditor], aPlace()).filter(
      ({ expect: expected, request }) => denies([statement], { ...request, context: {} }) !== (expected === 'denied'),
    );
    expect(wrong.map(({ request }) => request.principal)).toContain(`arn:aws:iam::${ACCOUNT}:role/auditor`);
  });
});
