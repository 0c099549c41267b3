import { accountFile } from '../../../support/application-folder';
import { edit, lines, type Files } from '../../../support/organization-folder';
import { describePeople } from '../../../support/people-folder';

const inUnit = (unit: string, more = 'state: suspended\n'): Files => ({
  'accounts/shop.yaml': edit(accountFile('shop', more), ['Workloads/Production', unit]),
});

/** The problems of the state. */
function describeStates(files: Files, ...edits: readonly (readonly [string, string])[]): readonly string[] {
  return describePeople(edits, files).match(/^organization\/accounts\/.* is suspended, but .*$/gm) ?? [];
}

describe('a suspended account', () => {
  test('fails where nothing stops what runs in it', () => {
    expect(describePeople([], inUnit('Sandbox'))).toContain(
      lines(
        'organization/accounts/shop.yaml:5:8: the account `shop` is suspended, but its roles work as before: `quarantine` is neither on it nor above it',
        '    allowed: `suspended` below the guardrail `quarantine`',
        '    fix: move it to a unit with the guardrail: `unit: Suspended`',
      ),
    );
  });

  test('is told how to make such a unit if there is none', () => {
    const elsewhere = ['  Suspended:\n    quarantine:\n', '  data:\n    quarantine:\n'] as const;
    expect(describePeople([elsewhere], inUnit('Sandbox'))).toContain(
      '    fix: add a unit for such accounts with `quarantine` in `guardrails`, and move the account there',
    );
  });

  test.each<[string, string, readonly (readonly [string, string])[]]>([
    ['its unit', 'Suspended', []],
    ['a unit above', 'Workloads/Production', [['  Workloads:\n    limit', '  Workloads:\n    quarantine:\n    limit']]],
    ['the root', 'Sandbox', [['  root:\n', '  root:\n    quarantine:\n']]],
    ['itself', 'Sandbox', [['  Suspended:\n    quarantine:\n', '  shop:\n    quarantine:\n']]],
  ])('is fine with the guardrail on %s', (_where, unit, edits) => {
    expect(describeStates(inUnit(unit), ...edits)).toEqual([]);
  });

  test.each<[string, string, readonly (readonly [string, string])[]]>([
    ['the guardrail is misspelled', 'Suspended', [['    quarantine:\n', '    quarantin:\n']]],
    ['its unit does not exist', 'Suspendd', []],
    [
      'the guardrails of a target cannot be read',
      'Suspended',
      [['  Suspended:\n    quarantine:\n', '  Suspended: 1\n']],
    ],
  ])('has one problem, not two, if %s', (_what, unit, edits) => {
    expect(describeStates(inUnit(unit), ...edits)).toEqual([]);
  });
});

test.each(['active', 'closed'])('an account that is %s may be outside of the quarantine', (state) => {
  expect(describeStates(inUnit('Sandbox', `state: ${state}\n`))).toEqual([]);
});
