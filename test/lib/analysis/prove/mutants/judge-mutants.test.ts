import { assemble } from '../../../../../lib/analysis/assemble/assemble';
import { equivalenceJudge } from '../../../../../lib/analysis/prove/mutants/equivalence';
import { judgeMutants } from '../../../../../lib/analysis/prove/mutants/judge-mutants';
import { killerFinder } from '../../../../../lib/analysis/prove/mutants/kill';
import { mutantsOf } from '../../../../../lib/analysis/prove/mutants/mutant';
import { describeSurvivor, type MutantReport } from '../../../../../lib/analysis/prove/mutants/report';
import { prepareScenario } from '../../../../../lib/analysis/prove/prepared-scenario';
import { scenariosOf } from '../../../../../lib/analysis/prove/scenario';
import type { Organization } from '../../../../../lib/model/organization';
import type { Guardrail } from '../../../../../policies/core/guardrail';
import { denied, developer, possible } from '../../../../../policies/core/probe';
import { deny } from '../../../../../policies/core/statements';
import { anOrganization } from '../../../../support/an-organization';
import { aCatalogue, valueOf } from '../../builders';
import { aTrailGuardrail, PROTECT_TRAILS } from '../a-proof';

function reportOf(guardrail: Guardrail, overrides: Partial<Organization> = {}): MutantReport {
  const organization = anOrganization(overrides);
  return judgeMutants(
    guardrail,
    organization,
    valueOf(assemble(organization, aCatalogue())),
    equivalenceJudge(organization.managementAccount.accountId),
  );
}

test('no mutant survives if the probes cover everything', () => {
  const { mutants, killed, equivalent, survivors } = reportOf(PROTECT_TRAILS);
  expect(survivors.map(describeSurvivor)).toEqual([]);
  expect(killed).toBeGreaterThan(50);
  // Such as an exemption in a copy that only denies those whose exemption has ended.
  expect(equivalent).toBeGreaterThan(0);
  expect(killed + equivalent).toBe(mutants);
});

test('exempting a platform principal that the guardrail binds does not survive, without a probe of its own', () => {
  const { platform } = anOrganization();
  const bound = { ...platform, exemptFrom: { ...platform.exemptFrom, breakGlass: ['protect-another-thing'] } };
  expect(reportOf(PROTECT_TRAILS, { platform: bound }).survivors.map(describeSurvivor)).toEqual([]);
  const prepared = scenariosOf(PROTECT_TRAILS, anOrganization({ platform: bound }), { compiled: [] }).map((scenario) =>
    prepareScenario(scenario, valueOf(assemble(anOrganization(), aCatalogue())).file),
  );
  const exempting = prepared.flatMap((one) =>
    mutantsOf(one, { actionsMatching: () => [] })
      .filter(({ change }) => change === 'exempts arn:*:iam::*:role/platform/break-glass')
      .map((mutant) => killerFinder(one)(mutant.group, one.compile(mutant.deployed()))?.probe.request.principal),
  );
  expect(exempting).toEqual([expect.stringMatching(/:role\/platform\/break-glass$/)]);
});

test('dropping an action without a probe survives, with a request that shows the difference', () => {
  const statements = () => [
    deny({ Action: ['cloudtrail:DeleteTrail', 'cloudtrail:StopLogging', 'cloudtrail:UpdateTrail'], Resource: '*' }),
  ];
  const [survivor, ...others] = reportOf(aTrailGuardrail({ statements })).survivors;
  expect(others).toEqual([]);
  expect(survivor).toMatchObject({
    scenario: 'defaults',
    operator: 'drop-action',
    change: 'drops cloudtrail:UpdateTrail from Action',
    difference: { answer: 'no', difference: { witness: { action: 'cloudtrail:UpdateTrail' } } },
  });
});

test('dropping a condition that all probes meet survives', () => {
  const encrypted = aTrailGuardrail({
    statements: () => [
      deny({ Action: 'ec2:CreateVolume', Resource: '*', Condition: { Bool: { 'ec2:Encrypted': 'false' } } }),
    ],
    probes: (_, place) => [
      denied('a plain volume is created', {
        principal: developer(place),
        action: 'ec2:CreateVolume',
        context: { 'ec2:Encrypted': 'false' },
      }),
      possible('a volume is deleted', { principal: developer(place), action: 'ec2:DeleteVolume' }),
    ],
  });
  expect(reportOf(encrypted).survivors.map(({ operator }) => operator)).toEqual(['drop-condition', 'toggle-if-exists']);
});

test('IfExists on a key that AWS always sends is proved to be equivalent', () => {
  const regions = aTrailGuardrail({
    exempt: 'nobody',
    statements: () => [
      deny({ Action: 'ec2:CreateVolume', Resource: '*', Condition: { StringEquals: { 'aws:RequestedRegion': 'x' } } }),
    ],
    probes: (_, place) => [
      ...['x', 'y'].map((region) =>
        (region === 'x' ? denied : possible)(`a volume is created in ${region}`, {
          principal: developer(place),
          action: 'ec2:CreateVolume',
          context: { 'aws:RequestedRegion': region },
        }),
      ),
      possible('a volume is deleted', {
        principal: developer(place),
        action: 'ec2:DeleteVolume',
        context: { 'aws:RequestedRegion': 'x' },
      }),
    ],
  });
  const { survivors, equivalent } = reportOf(regions);
  expect(survivors.map(describeSurvivor)).toEqual([]);
  expect(equivalent).toBeGreaterThanOrEqual(1);
});
