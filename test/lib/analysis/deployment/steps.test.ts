import { deploymentSteps } from '../../../../lib/analysis/deployment/steps';
import type { GuardrailsFile, GuardrailsTarget } from '../../../../lib/model/guardrails-file';
import { anOrganization } from './an-organization';

function stepsOf(before: GuardrailsFile, after: GuardrailsFile): readonly string[] {
  return deploymentSteps(before, after).map(
    ({ stack, kind, subject, target }) => `${stack}: ${kind} ${subject} on ${target}`,
  );
}

describe('the steps of a deployment', () => {
  const base = anOrganization({ shop: 'A' }, [
    ['root-1', 'root', ['s3:*']],
    ['a-1', 'A', ['sqs:*']],
    ['shop-1', 'shop', ['sns:*']],
  ]);

  test('are none when nothing changes', () => {
    expect(deploymentSteps(base, base)).toEqual([]);
  });

  test('write new and changed policies before deleting any, and delete the last one first', () => {
    const after = anOrganization({ shop: 'A' }, [
      ['root-2', 'root', ['kms:*']],
      ['b-1', 'B', ['sqs:*']],
      ['shop-1', 'shop', ['sns:*']],
    ]);
    expect(stepsOf(base, after)).toEqual([
      'Guardrails: attach root-2 on root',
      'Guardrails: attach b-1 on B',
      'Guardrails: detach a-1 on A',
      'Guardrails: detach root-1 on root',
    ]);
  });

  test('move accounts after the policies of units, and before those of accounts', () => {
    const after = anOrganization({ shop: 'B' }, [
      ['root-1', 'root', ['s3:*']],
      ['a-1', 'A', ['sqs:SendMessage']],
      ['shop-1', 'shop', ['sns:Publish']],
    ]);
    expect(stepsOf(base, after)).toEqual([
      'Guardrails: update a-1 on A',
      'Accounts: move shop on B',
      'AccountGuardrails: update shop-1 on shop',
    ]);
  });

  test('create an account in the root and then move it', () => {
    const after = anOrganization({ bank: 'B', shop: 'A' }, [
      ['root-1', 'root', ['s3:*']],
      ['a-1', 'A', ['sqs:*']],
      ['shop-1', 'shop', ['sns:*']],
    ]);
    expect(stepsOf(base, after)).toEqual(['Accounts: create bank on root', 'Accounts: move bank on B']);
    expect(deploymentSteps(base, after)[0]?.state.targets).toContainEqual({
      id: 'bank',
      kind: 'account',
      parent: 'root',
    });
  });

  test('keep a removed unit until its accounts have moved', () => {
    const [before, after] = ['Old', 'B'].map((unit) => anOrganization({ shop: unit }, []));
    const old = { id: 'Old', kind: 'unit' as const, parent: 'root' };
    if (before === undefined || after === undefined) throw new Error('two organizations');
    const [step] = deploymentSteps({ ...before, targets: [...before.targets, old] }, after);
    expect(step).toMatchObject({ kind: 'move', subject: 'shop', target: 'B' });
    expect(step?.state.targets).toContainEqual(old);
  });

  test('end at the configured state', () => {
    const after = anOrganization({ shop: 'B' }, [
      ['root-2', 'root', ['kms:*']],
      ['shop-1', 'shop', ['sns:Publish']],
    ]);
    const last = deploymentSteps(base, after).at(-1);
    const sorted = ({ documents }: GuardrailsFile): readonly string[] => documents.map(({ name }) => name).sort();
    expect(sorted(last?.state ?? base)).toEqual(sorted(after));
    expect(last?.state.targets).toEqual(expect.arrayContaining([...after.targets]));
  });
});

describe('the log archive and the trail', () => {
  const base = anOrganization({ logs: 'A' }, []);
  const withOrganization = (overrides: Partial<GuardrailsFile['organization']>, policies = [...base.documents]) => ({
    ...base,
    organization: { ...base.organization, ...overrides },
    documents: policies,
  });
  const archive = { account: 'logs', lockDays: 365, trailDays: 365, otherDays: 365 };
  const trail = { logGroupDays: 365, alarms: {}, subscriptions: [], keyArn: null };

  test('come before and after the policies that protect the archive', () => {
    const { documents } = anOrganization({ logs: 'A' }, [['logs-1', 'logs', ['s3:*']]]);
    expect(stepsOf(base, withOrganization({ logArchive: archive, trail }, [...documents]))).toEqual([
      'LogArchive: archive log archive on logs',
      'AccountGuardrails: attach logs-1 on logs',
      'Audit: trail trail on logs',
    ]);
  });

  test('are no step when they stay as they are', () => {
    const same = withOrganization({ logArchive: archive, trail });
    expect(stepsOf(same, same)).toEqual([]);
  });

  test.each([{ lockDays: 30 }, { trailDays: 400 }])('are a step of their own when the bucket changes: %j', (change) => {
    const before = withOrganization({ logArchive: archive, trail });
    const after = withOrganization({ logArchive: { ...archive, ...change }, trail });
    expect(stepsOf(before, after)).toEqual(["LogArchive: unlock trail's bucket on logs"]);
  });
});

describe('the baseline and the standards', () => {
  const organization = anOrganization({ shop: 'A' }, []);
  const management: GuardrailsTarget = { id: 'management', kind: 'management-account', parent: 'root' };
  const base = { ...organization, targets: [...organization.targets, management] };
  const baseline = {
    auditAccount: 'audit',
    recorder: { frequency: 'continuous' as const, records: 'all' as const, types: [] },
    guardDutyFrom: null,
    unusedAccessDays: null,
    skippedAccounts: [],
  };
  const standard = { periodicRules: 'home' as const, rules: {}, excludedAccounts: [] };
  const withOrganization = (overrides: Partial<GuardrailsFile['organization']>): GuardrailsFile => ({
    ...base,
    organization: { ...base.organization, ...overrides },
  });
  const measured = withOrganization({ baseline, compliance: { 'pci-dss': standard } });

  test('begin with the delegation, and end with what measures', () => {
    const steps = [
      'Delegations: delegate AWS Config and Access Analyzer on audit',
      'Baseline: record member accounts on root',
      'Regional: record management account on management',
      'Regional: measure pci-dss on root',
    ];
    expect(stepsOf(withOrganization({ baseline: null, compliance: {} }), measured)).toEqual(steps);
    expect(stepsOf(base, measured)).toEqual(steps);
  });

  test('are no step when they stay, and none when they go', () => {
    expect(stepsOf(measured, measured)).toEqual([]);
    expect(stepsOf(measured, withOrganization({ baseline: null, compliance: {} }))).toEqual([]);
  });

  test('are a step for each new standard, and for another audit account', () => {
    const after = withOrganization({
      baseline: { ...baseline, auditAccount: 'shop' },
      compliance: { 'pci-dss': standard, 'rampart-mirror': standard },
    });
    expect(stepsOf(measured, after)).toEqual([
      'Delegations: delegate AWS Config and Access Analyzer on shop',
      'Regional: measure rampart-mirror on root',
    ]);
  });
});
