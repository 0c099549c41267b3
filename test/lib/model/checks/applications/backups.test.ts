import { z } from 'zod';
import type { ParameterSchemas } from '../../../../../lib/model/configuration';
import {
  APPLICATION,
  APPLICATIONS,
  APPLICATIONS_CATALOGUE,
  APPLICATIONS_ZONE,
} from '../../../../support/application-folder';
import { describeFiles, edit, lines } from '../../../../support/organization-folder';

const CATALOGUE: ParameterSchemas = new Map([
  ...APPLICATIONS_CATALOGUE,
  [
    'organization-backups',
    {
      id: 'organization-backups',
      type: 'T',
      exempt: 'nobody',
      foundBy: { nothing: 'A test.' },
      parameters: z
        .strictObject({ tag: z.string().default('backup'), regions: z.array(z.string()).optional() })
        .prefault({}),
    },
  ],
]);

const BACKED_UP = edit(APPLICATION, ['  orders:\n', '  orders:\n    backup: daily\n']);

/** @param placed what is added to the guardrails */
function describePlan(placed: string, application = BACKED_UP): string {
  const zone = edit(APPLICATIONS_ZONE, ['exemptions:', `${placed}exemptions:`]);
  return describeFiles(
    { ...APPLICATIONS, 'landing-zone.yaml': zone, 'applications/shop.yaml': application },
    CATALOGUE,
  );
}

const ON_PRODUCTION = '  Workloads/Production:\n    organization-backups:\n';

describe('a store that is backed up', () => {
  test('needs a plan above each account of its application', () => {
    expect(describePlan('')).toBe(
      lines(
        'organization/applications/shop.yaml:7:13: `shop/orders` is to be backed up (`daily`), but no plan reaches the account `shop`: the guardrail `organization-backups` is on no target above it',
        '    allowed: the guardrail on `root`, `Workloads`, `Workloads/Production`',
        '    fix: add `organization-backups` to `guardrails`, below `Workloads/Production`, or remove `backup`',
      ),
    );
  });

  test('has one on its unit', () => {
    expect(describePlan(ON_PRODUCTION)).toBe('');
  });

  test('has none on another unit', () => {
    expect(describePlan('  Sandbox:\n    organization-backups:\n')).toContain('no plan reaches the account `shop`');
  });

  test('is in a Region of the plan', () => {
    expect(describePlan(`${ON_PRODUCTION}      regions: [us-east-1]\n`)).toBe(
      lines(
        'organization/applications/shop.yaml:7:13: `shop/orders` is to be backed up (`daily`), but it is in `eu-central-1`, where the plan of `Workloads/Production` backs up nothing in the account `shop`',
        '    allowed: `us-east-1`',
        '    fix: add `eu-central-1` to `regions` of `organization-backups` on `Workloads/Production`, or remove `backup`',
      ),
    );
    expect(describePlan(`${ON_PRODUCTION}      regions: [eu-central-1]\n`)).toBe('');
  });

  test('is not told to be in a Region that is not governed, and not told at all where no other is planned', () => {
    const mixed = describePlan(`${ON_PRODUCTION}      regions: [us-east-1, ap-south-1]\n`);
    expect(mixed).toContain('backs up nothing in the account `shop`\n    allowed: `us-east-1`\n');
    expect(describePlan(`${ON_PRODUCTION}      regions: [eu-centrl-1]\n`)).not.toContain('backs up nothing');
  });

  test('is told once that the guardrail is misspelled', () => {
    const problems = describePlan('  Workloads/Production:\n    organization-backup:\n');
    expect(problems).toContain('unknown guardrail `organization-backup`');
    expect(problems).not.toContain('no plan reaches');
  });

  test('is backed up daily or monthly', () => {
    expect(describePlan(ON_PRODUCTION, edit(BACKED_UP, ['daily', 'hourly']))).toContain(
      'organization/applications/shop.yaml:7:13: ',
    );
    expect(describePlan(ON_PRODUCTION, edit(BACKED_UP, ['daily', 'monthly']))).toBe('');
  });
});

test('a store that is retired needs no plan', () => {
  expect(describePlan('', edit(BACKED_UP, ['    backup: daily\n', '    backup: daily\n    state: retired\n']))).toBe(
    '',
  );
});
