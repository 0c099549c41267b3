import { assemble } from '../../../../lib/analysis/assemble/assemble';
import { describeFailure } from '../../../../lib/analysis/prove/failure';
import { NO_ANSWERS } from '../../../../lib/analysis/prove/mutants/answers';
import { judgeDeployed } from '../../../../lib/analysis/prove/mutants/judge-deployed';
import { countMutants, describeSurvivor } from '../../../../lib/analysis/prove/mutants/report';
import { failuresOf } from '../../../../lib/analysis/prove/proof';
import { proveDeployed } from '../../../../lib/analysis/prove/prove';
import type { Exemption, Organization } from '../../../../lib/model/organization';
import { catalogue } from '../../../../policies/catalogue';
import { theExample } from '../../../support/the-example';
import { anExemption, valueOf } from '../builders';

/** A guardrail of each kind: of users, of what exempt principals are, of all calls, with principals of its own, and of root. */
const PLACED = [
  ...['deny-iam-users', 'protect-platform-roles', 'quarantine', 'require-permissions-boundary', 'protect-cloudtrail'],
  'deny-root-user',
];
const FROM = ['deny-iam-users', 'protect-platform-roles', 'quarantine'];
const SSO = 'role/aws-reserved/sso.amazonaws.com/*/AWSReservedSSO';

/** Patterns of every form, some of which overlap and end at different times. */
const EXEMPTIONS: readonly Exemption[] = [
  anExemption('arn:*:iam::*:user/legacy/*', FROM, { expires: '2027-06-01T00:00:00Z' }),
  anExemption('arn:*:iam::*:user/robot', ['deny-iam-users']),
  anExemption('arn:*:iam::333333333333:user/*-ci', FROM),
  anExemption('arn:*:iam::222222222222:role/finance', FROM, { expires: '2027-06-01T00:00:00Z' }),
  anExemption('arn:*:iam::*:role/ci/*', ['protect-platform-roles'], { expires: '2027-06-01T00:00:00Z' }),
  anExemption('arn:*:iam::*:role/*/publisher', ['protect-platform-roles']),
  anExemption('arn:*:iam::*:role/team-?', ['require-permissions-boundary'], { expires: '2028-01-01T00:00:00Z' }),
  anExemption(`arn:*:iam::*:${SSO}_Finance_*`, ['quarantine'], { expires: '2028-01-01T00:00:00Z' }),
  // No service control policy binds it, so this has no effect.
  anExemption(`arn:*:iam::${theExample().organization.managementAccount.accountId}:role/admin`, FROM),
  // The role of most probes.
  anExemption('arn:*:iam::*:role/dev*', ['protect-cloudtrail'], { expires: '2028-01-01T00:00:00Z' }),
];

function configured(): Organization {
  const { organization } = theExample();
  return {
    ...organization,
    packing: { formatVersion: 1, documents: {} },
    exemptions: EXEMPTIONS,
    platform: {
      ...organization.platform,
      principals: {
        ...organization.platform.principals,
        deployment: ['arn:*:iam::*:role/platform/deployment', 'arn:*:iam::222222222222:role/pipeline'],
        breakGlass: [`arn:aws:iam::*:${SSO}_BreakGlass_*`],
      },
    },
    placements: organization.placements.filter(({ guardrail }) => PLACED.includes(guardrail)),
  };
}

test('every form of an exemption is proved, and no mutant survives, without help', () => {
  const organization = configured();
  const assembly = valueOf(assemble(organization, catalogue));
  expect(failuresOf(proveDeployed(organization, assembly)).map(describeFailure)).toEqual([]);
  const reports = judgeDeployed(organization, assembly, NO_ANSWERS);
  expect(reports.flatMap(({ survivors }) => survivors.map(describeSurvivor))).toEqual([]);
  expect(countMutants(reports).killed).toBeGreaterThan(1_000);
});
