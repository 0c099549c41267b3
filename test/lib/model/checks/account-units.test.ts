import type { Files } from '../../../support/organization-folder';
import { describeFiles, lines, withAccount } from '../../../support/organization-folder';

const ALLOWED = '    allowed: `Workloads`, `Workloads/Production`, `Sandbox`';

function inUnit(unit: string, more = ''): Files {
  return withAccount(['unit: Workloads/Production', `unit: ${unit}${more}`]);
}

describe('the unit of an account', () => {
  test.each([
    ['Sandbx', 'did you mean `Sandbox`?'],
    ['Workloads/Prodution', 'did you mean `Workloads/Production`?'],
    ['Production', 'write its path: `Workloads/Production`'],
    ['Workloads/Sandbox', 'write its path: `Sandbox`'],
    ['Nowhere', undefined],
    ['root', undefined],
  ])('fails when it is %s', (unit, fix) => {
    const problem = [`organization/accounts/shop.yaml:2:7: unknown unit \`${unit}\``, ALLOWED];
    expect(describeFiles(inUnit(unit))).toBe(lines(...problem, ...(fix === undefined ? [] : [`    fix: ${fix}`])));
  });

  test('fails for a suspended account, which is still a member', () => {
    expect(describeFiles(inUnit('Nowhere', '\nstate: suspended'))).toContain('unknown unit `Nowhere`');
  });

  test('may be gone for a closed account', () => {
    expect(describeFiles(inUnit('Nowhere', '\nstate: closed'))).toBe('');
  });
});
