import { controlsOf, type AssessedControl } from '../../../../lib/analysis/controls/assess';
import type { ConfigRules } from '../../../../lib/analysis/controls/config-rule-mechanisms';
import type { ControlStandard } from '../../../../lib/analysis/controls/control';
import { CONTROL_LISTS } from '../../../../lib/analysis/controls/control-lists';
import { packsOf } from '../../../../lib/model/config-rules/packs';
import { CONFIG_RULES } from '../../../../lib/model/config-rules/table';
import type { Baseline } from '../../../../lib/model/baseline';
import type { Audit, ChosenStandard, Compliance, LogArchive, Organization } from '../../../../lib/model/organization';
import { theExample } from '../../../support/the-example';

const { organization: example } = theExample();
const CIS = 'cis-aws-foundations';

function allIn(organization: Organization, standard?: ControlStandard): readonly AssessedControl[] {
  const { compliance } = organization;
  const configRules: ConfigRules = {
    rules: CONFIG_RULES,
    packs: compliance === null ? [] : packsOf(compliance, new Set()),
  };
  return CONTROL_LISTS.filter((list) => standard === undefined || list.standard === standard).flatMap((list) =>
    controlsOf(list, organization, configRules).flatMap(({ controls }) => controls),
  );
}

function assessed(organization: Organization, number: string, standard: ControlStandard = CIS): AssessedControl {
  const found = allIn(organization, standard).find(({ control }) => control.number === number);
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

function withBaseline(change: Partial<Baseline>): Organization {
  return { ...example, baseline: { ...required(example.baseline), ...change } };
}

/** The accounts keep their own recorders and detectors. */
function leftAlone(...keys: readonly string[]): Organization {
  return {
    ...example,
    accounts: example.accounts.map((account) => ({ ...account, hasBaseline: !keys.includes(account.key) })),
  };
}

function withPci(): Organization {
  const { standards } = required<Compliance>(example.compliance);
  const pci: ChosenStandard = { ...required(standards[0] ?? null), id: 'pci-dss' };
  return { ...example, compliance: { standards: [...standards, pci] } };
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

  test('is lost by every control that names it when it is removed', () => {
    const placed = [...new Set(example.placements.map(({ guardrail }) => guardrail))];
    const named = placed.map((guardrail) => {
      const before = allIn(example).filter((control) => namesIn(control).includes(guardrail));
      const after = allIn(without(guardrail));
      expect(after.filter((control) => namesIn(control).includes(guardrail))).toEqual([]);
      for (const { control } of before)
        expect(after.filter((one) => one.control === control).map((one) => whyNot(one, guardrail))).toEqual([
          'it is attached nowhere',
        ]);
      return before.length;
    });
    expect(named.filter((count) => count > 0).length).toBeGreaterThan(20);
  });

  test('at units covers those only, and says so', () => {
    const control = assessed(movedTo('require-rds-encryption', 'Workloads', 'Sandbox'), '2.2.1');
    expect(reachOf(control, 'require-rds-encryption')).toBe('Workloads, Sandbox');
    expect(control.gaps).toEqual(['`require-rds-encryption` is not in force everywhere, but here: Workloads, Sandbox']);
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

describe('what the finisher sets', () => {
  const withBaseline = (overrides: Partial<Baseline>): Organization => ({
    ...example,
    baseline: example.baseline === null ? null : { ...example.baseline, ...overrides },
  });

  test.each([
    ['1.2', 'security-contact'],
    ['1.7', 'password-policy'],
    ['1.8', 'password-policy'],
  ])('meets control %s by %s, where there is a baseline', (number, setting) => {
    expect(namesIn(assessed(example, number))).toContain(setting);
    expect(assessed(example, number).status).toBe('covered');
    expect(whyNot(assessed({ ...example, baseline: null }, number), setting)).toBe('there is no section `baseline`');
    expect(assessed({ ...example, baseline: null }, number).status).not.toBe('covered');
  });

  test('is missing where it is not configured', () => {
    expect(whyNot(assessed(withBaseline({ contacts: {} }), '1.2'), 'security-contact')).toBe(
      '`baseline.contacts` has no `security`',
    );
    const kept = withBaseline({ emptiesDefaultSecurityGroups: false, removesDefaultVpcs: false });
    expect(whyNot(assessed(kept, '5.5'), 'default-security-groups')).toBe('`baseline.defaultSecurityGroups` is `keep`');
    expect(whyNot(assessed(kept, '5.5'), 'default-vpcs')).toBe('`baseline.defaultVpcs` is `keep`');
    expect(namesIn(assessed(example, '5.5'))).toEqual(
      expect.arrayContaining(['default-security-groups', 'default-vpcs']),
    );
  });

  test('leaves out accounts that keep what they have', () => {
    const skipping = {
      ...example,
      managementAccount: { ...example.managementAccount, hasBaseline: false },
      accounts: example.accounts.map((one) => (one.key === 'network' ? { ...one, hasBaseline: false } : one)),
    };
    expect(reachOf(assessed(skipping, '1.7'), 'password-policy')).toBe('every account, but not in management, network');
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

  test('that runs on a change sees only the types that are recorded', () => {
    const recorder = { frequency: 'continuous', records: 'only', types: ['AWS::EC2::Instance'] } as const;
    const organization = withBaseline({ recorder });
    const control = assessed(organization, '2.2.1');
    expect(reachOf(control, 'RDS_STORAGE_ENCRYPTED')).toBe(
      'every account and governed Region, if the type is recorded',
    );
    expect(control.status).toBe('partly');
    expect(reachOf(assessed(organization, '1.3'), 'IAM_ROOT_ACCESS_KEY_CHECK')).toBe('every account');
    expect(assessed(organization, '3.3').status).toBe('partly');
  });

  test('that AWS offers in no governed Region covers nothing', () => {
    const cloudFront = assessed(
      { ...withPci(), homeRegion: 'eu-west-1', governedRegions: ['eu-west-1'] },
      '4.2.1',
      'pci-dss',
    );
    expect(whyNot(cloudFront, 'CLOUDFRONT_VIEWER_POLICY_HTTPS')).toBe(
      'AWS offers it in no governed Region where its pack is',
    );
    expect(namesIn(assessed(withPci(), '4.2.1', 'pci-dss'))).toContain('CLOUDFRONT_VIEWER_POLICY_HTTPS');
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

describe('the baseline', () => {
  test('records every account and governed Region, but for the accounts that it leaves alone', () => {
    expect(assessed(example, '3.3').status).toBe('covered');
    const control = assessed(leftAlone('network', 'audit'), '3.3');
    expect(reachOf(control, 'configuration-recorder')).toBe(
      'every account and governed Region, but not in audit, network',
    );
    expect(control.status).toBe('partly');
    expect(control.gaps).toEqual([
      '`configuration-recorder` is not in force everywhere, but here: every account and governed Region, but not in audit, network',
    ]);
  });

  test('leaves a management account out that keeps its recorder and detector, but forwards its events', () => {
    const management = { ...example.managementAccount, hasBaseline: false };
    const skipping = { ...withBaseline({ guardDuty: { forwardFrom: 7 } }), managementAccount: management };
    const where = 'every account and governed Region';
    expect(reachOf(assessed(skipping, '3.3'), 'configuration-recorder')).toBe(`${where}, but not in management`);
    expect(reachOf(assessed(skipping, '11.5.1', 'pci-dss'), 'threat-detector')).toBe(`${where}, but not in management`);
    const everywhere = allIn(skipping).flatMap(({ inForce }) => inForce);
    const reaches = (id: string): readonly string[] => [
      ...new Set(everywhere.filter((one) => one.id === id).map(({ reach }) => reach.text)),
    ];
    expect(reaches('forwarded-events')).toEqual(['every account']);
  });

  test('has an analyzer of external access, and one of unused access by choice', () => {
    expect(assessed(example, '1.19').status).toBe('covered');
    expect(whyNot(assessed(example, '1.11'), 'unused-access-analyzer')).toBe('`baseline.unusedAccess` is off');
    expect(namesIn(assessed(withBaseline({ unusedAccessDays: 90 }), '1.11'))).toContain('unused-access-analyzer');
  });

  test('has a detector by choice, and without it there is nothing to protect', () => {
    const number = '11.5.1';
    const control = assessed(example, number, 'pci-dss');
    expect(whyNot(control, 'threat-detector')).toBe('`baseline.guardDuty` is off');
    expect(control.status).toBe('not-covered');
    const detected = assessed(withBaseline({ guardDuty: { forwardFrom: 7 } }), number, 'pci-dss');
    expect(namesIn(detected)).toEqual(['threat-detector', 'protect-guardduty']);
  });

  test('covers nothing if there is no section', () => {
    const bare = { ...example, baseline: null, compliance: null };
    for (const number of ['3.3', '1.19']) expect(assessed(bare, number).status).not.toBe('covered');
    expect(whyNot(assessed(bare, '3.3'), 'configuration-recorder')).toBe('there is no section `baseline`');
    expect(whyNot(assessed(bare, '11.5.1', 'pci-dss'), 'threat-detector')).toBe('there is no section `baseline`');
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
