import { controlsOf, type AssessedControl } from '../../../../lib/analysis/controls/assess';
import type { ConfigRules } from '../../../../lib/analysis/controls/config-rule-mechanisms';
import type { ControlStandard } from '../../../../lib/analysis/controls/control';
import { CONTROL_LISTS } from '../../../../lib/analysis/controls/control-lists';
import { packsOf } from '../../../../lib/model/config-rules/packs';
import { CONFIG_RULES } from '../../../../lib/model/config-rules/table';
import type { Audit, ChosenStandard, Compliance, LogArchive, Organization } from '../../../../lib/model/organization';
import { theExample } from '../../../support/the-example';

const { organization: example } = theExample();
const CIS = 'cis-aws-foundations';

function assessed(organization: Organization, number: string, standard: ControlStandard = CIS): AssessedControl {
  const list = CONTROL_LISTS.find((one) => one.standard === standard);
  const { compliance } = organization;
  const configRules: ConfigRules = {
    rules: CONFIG_RULES,
    packs: compliance === null ? [] : packsOf(compliance, new Set()),
  };
  const controls = list === undefined ? [] : controlsOf(list, organization, configRules);
  const found = controls.flatMap((chapter) => chapter.controls).find(({ control }) => control.number === number);
  if (found === undefined) throw new Error(`no control ${number}`);
  return found;
}

function namesIn({ inForce }: AssessedControl): readonly string[] {
  return inForce.map(({ id }) => id);
}

function reachOf({ inForce }: AssessedControl, id: string): string | undefined {
  return inForce.find((one) => one.id === id)?.reach.text;
}

function whyNot({ missing }: AssessedControl, id: string): string | undefined {
  return missing.find((one) => one.id === id)?.why;
}

function without(...guardrails: readonly string[]): Organization {
  return { ...example, placements: example.placements.filter(({ guardrail }) => !guardrails.includes(guardrail)) };
}

/** The guardrail at other targets only. */
function movedTo(guardrail: string, ...targets: readonly string[]): Organization {
  const placements = example.placements.flatMap((placement) =>
    placement.guardrail === guardrail ? targets.map((target) => ({ ...placement, target })) : [placement],
  );
  return { ...example, placements };
}

function withAudit(change: Partial<Audit>): Organization {
  return { ...example, audit: { ...required(example.audit), ...change } };
}

function withArchive(change: Partial<LogArchive>): Organization {
  return { ...example, logArchive: { ...required(example.logArchive), ...change } };
}

function withCis(change: Partial<ChosenStandard>): Organization {
  const { standards } = required<Compliance>(example.compliance);
  return {
    ...example,
    compliance: { standards: standards.map((one) => (one.id === CIS ? { ...one, ...change } : one)) },
  };
}

function required<Value>(value: Value | null): Value {
  if (value === null) throw new Error('the example has no such section');
  return value;
}

describe('a guardrail', () => {
  test('at the root covers every member account, and with a Config rule the control', () => {
    const control = assessed(example, '2.2.1');
    expect(reachOf(control, 'require-rds-encryption')).toBe('every member account');
    expect(reachOf(control, 'RDS_STORAGE_ENCRYPTED')).toBe('every account and governed Region');
    expect(control).toMatchObject({ status: 'covered', gaps: [], missing: [] });
  });

  test('that is attached nowhere covers nothing, and its control is measured only', () => {
    const control = assessed(without('require-rds-encryption'), '2.2.1');
    expect(namesIn(control)).toEqual(['RDS_STORAGE_ENCRYPTED']);
    expect(whyNot(control, 'require-rds-encryption')).toBe('it is attached nowhere');
    expect(control.status).toBe('measured');
  });

  test('takes itself from every control that it covers when it is removed', () => {
    for (const { guardrail } of example.placements)
      for (const { chapters, standard } of CONTROL_LISTS)
        for (const { number, metBy = [], helpedBy = [] } of chapters.flatMap(({ controls }) => controls))
          if ([...metBy, ...helpedBy].some(({ id }) => id === guardrail))
            expect([number, namesIn(assessed(without(guardrail), number, standard))]).not.toContainEqual(
              expect.arrayContaining([guardrail]),
            );
  });

  test('at units covers those only, and says so', () => {
    const control = assessed(movedTo('require-rds-encryption', 'Workloads', 'Sandbox'), '2.2.1');
    expect(reachOf(control, 'require-rds-encryption')).toBe('Workloads, Sandbox');
    expect(control.gaps).toEqual(['`require-rds-encryption` is in force in Workloads, Sandbox only']);
    expect(control.status).toBe('partly');
  });

  test('that is a management policy covers the management account and what exists, without a Config rule', () => {
    const control = assessed({ ...example, compliance: null }, '2.1.4');
    expect(reachOf(control, 'block-public-buckets')).toBe('every account');
    expect(control.status).toBe('covered');
  });

  test('that only protects something counts for nothing without it', () => {
    const control = assessed({ ...example, audit: null }, '3.1');
    expect(whyNot(control, 'protect-cloudtrail')).toBe('there is nothing that it could protect');
    expect(namesIn(assessed(example, '3.1'))).toContain('protect-cloudtrail');
  });
});

describe('what a guardrail does not govern', () => {
  test('is a gap if no Config rule measures it', () => {
    const control = assessed({ ...example, compliance: null }, '2.2.1');
    expect(control.status).toBe('partly');
    expect(control.gaps).toEqual([
      'no Config rule measures what existed before `require-rds-encryption` and the management account, which ' +
        '`require-rds-encryption` does not bind',
    ]);
  });

  test('is only the management account if the guardrail also governs what exists', () => {
    expect(assessed({ ...example, compliance: null }, '2.1.1').gaps).toEqual([
      'no Config rule measures the management account, which `require-tls` does not bind',
    ]);
  });

  test('is a gap if the Config rule runs in the home Region only', () => {
    const control = assessed(example, '5.1.1');
    expect(reachOf(control, 'EC2_EBS_ENCRYPTION_BY_DEFAULT')).toBe('every account in eu-central-1');
    expect(control.status).toBe('partly');
    expect(control.gaps.join()).toMatch(/: measured in every account in eu-central-1$/);
    expect(assessed(withCis({ periodicRules: 'everywhere' }), '5.1.1').status).toBe('covered');
  });
});

describe('a Config rule', () => {
  test('covers nothing if there is no section, and says so', () => {
    const control = assessed({ ...example, compliance: null }, '1.18');
    expect(whyNot(control, 'IAM_SERVER_CERTIFICATE_EXPIRATION_CHECK')).toBe('there is no section `compliance`');
    expect(control.status).toBe('not-covered');
  });

  test('covers nothing if its pack is off', () => {
    const { standards } = required<Compliance>(example.compliance);
    const off = { ...example, compliance: { standards: standards.filter(({ id }) => id !== CIS) } };
    expect(whyNot(assessed(off, '1.18'), 'IAM_SERVER_CERTIFICATE_EXPIRATION_CHECK')).toBe(
      'the pack of CIS AWS Foundations Benchmark 5.0 is off: `compliance.cis-aws-foundations`',
    );
    expect(assessed(off, '1.18').status).toBe('not-covered');
    expect(assessed(example, '1.18').status).toBe('measured');
  });

  test('covers nothing if it is left out', () => {
    const control = assessed(withCis({ withoutRules: ['IAM_SERVER_CERTIFICATE_EXPIRATION_CHECK'] }), '1.18');
    expect(whyNot(control, 'IAM_SERVER_CERTIFICATE_EXPIRATION_CHECK')).toBe(
      'left out: `compliance.cis-aws-foundations.withoutRules`',
    );
  });

  test('does not measure the accounts that its pack leaves out', () => {
    const control = assessed(withCis({ excludedAccounts: ['network'] }), '2.2.1');
    expect(reachOf(control, 'RDS_STORAGE_ENCRYPTED')).toBe('every account and governed Region, but not in network');
    expect(control.status).toBe('partly');
  });

  test('counts only by the pack of its own standard', () => {
    const control = assessed(example, '8.3.9', 'pci-dss');
    expect(whyNot(control, 'ACCESS_KEYS_ROTATED')).toBe('the pack of PCI DSS 4.0.1 is off: `compliance.pci-dss`');
    expect(namesIn(assessed(example, '1.13'))).toContain('ACCESS_KEYS_ROTATED');
  });
});

describe('an alarm', () => {
  test('covers the control that asks for it', () => {
    expect(assessed(example, '4.14')).toMatchObject({ status: 'covered', missing: [] });
  });

  test('that is off covers nothing', () => {
    const alarms = required(example.audit).alarms.filter(({ id }) => id !== 'vpc-changes');
    const control = assessed(withAudit({ alarms }), '4.14');
    expect(control).toMatchObject({ status: 'not-covered', inForce: [] });
    expect(whyNot(control, 'vpc-changes')).toBe('it is switched off: `audit.alarms.vpc-changes`');
  });

  test('tells only, where the control asks for more', () => {
    const control = assessed({ ...without('deny-iam-users'), compliance: null }, '1.14');
    expect(namesIn(control)).toEqual(['iam-changes']);
    expect(control.status).toBe('measured');
  });
});

describe('a setting of the stacks', () => {
  test('counts if its section is there', () => {
    expect(assessed(example, '3.5').status).toBe('covered');
    const control = assessed({ ...example, audit: null }, '3.5');
    expect(whyNot(control, 'trail-key')).toBe('there is no section `audit`');
    expect(control.status).not.toBe('covered');
  });

  test('that the configuration makes weaker than the control asks for does not count', () => {
    const number = '10.5.1';
    expect(namesIn(assessed(example, number, 'pci-dss'))).toContain('log-retention');
    expect(whyNot(assessed(withArchive({ trailDays: 364 }), number, 'pci-dss'), 'log-retention')).toBe(
      'logs of the trail are kept for 364 days, not 365: `logArchive`',
    );
    expect(whyNot(assessed(withAudit({ logGroupDays: 60 }), number, 'pci-dss'), 'log-retention')).toBe(
      'logs can be searched for 60 days, not 90: `audit.logGroup`',
    );
  });
});

test('an organization without guardrails and sections covers no control', () => {
  const bare = { ...example, placements: [], logArchive: null, audit: null, baseline: null, compliance: null };
  for (const list of CONTROL_LISTS)
    for (const { controls } of controlsOf(list, bare, { rules: CONFIG_RULES, packs: [] }))
      for (const control of controls) {
        // The stacks centralize root access in every organization.
        const others = namesIn(control).filter((id) => id !== 'central-root-access');
        expect([control.control.number, others]).toEqual([control.control.number, []]);
      }
});
