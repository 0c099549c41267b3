import { checkAgainstBase } from '../../../lib/model/base';
import { describeProblem } from '../../../lib/model/problem';
import { landingZone, lines, requireOrganization } from '../../support/organization-folder';

const before = requireOrganization(landingZone());

function describeMoves(...edits: readonly (readonly [string, string])[]): string {
  const organization = requireOrganization(landingZone(...edits));
  const text = checkAgainstBase(organization, before.units).map(describeProblem).join('\n');
  return text.replaceAll(/^.*(?=landing-zone\.yaml:)/gm, '');
}

describe('a unit, compared with an earlier revision', () => {
  test('stays below its parent', () => {
    expect(describeMoves()).toBe('');
  });

  test('may get another name, be new or be gone', () => {
    expect(
      describeMoves(
        ['  Sandbox: {}', '  Play: { parent: Workloads }'],
        ['parent: Workloads', 'parent: Workloads\n    name: Live'],
      ),
    ).toBe('');
  });

  test('fails to move below another unit', () => {
    expect(describeMoves(['    parent: Workloads', '    parent: Sandbox'])).toBe(
      lines(
        'landing-zone.yaml:12:13: the unit `Production` moves from `Workloads` to `Sandbox`',
        '    allowed: `Workloads`, as before: AWS cannot move a unit',
        '    fix: add a new unit below `Sandbox`, move the accounts there, then remove `Production`',
      ),
    );
  });

  test('fails to move to the root', () => {
    expect(describeMoves(['  Production:\n    parent: Workloads', '  Production: {}'])).toBe(
      lines(
        'landing-zone.yaml:11:3: the unit `Production` moves from `Workloads` to the root',
        '    allowed: `Workloads`, as before: AWS cannot move a unit',
        '    fix: add a new unit below the root, move the accounts there, then remove `Production`',
      ),
    );
  });

  test('fails once when units below it move along', () => {
    const text = describeMoves(
      ['  Workloads: {}', '  Workloads: { parent: Sandbox }'],
      ['  Workloads:\n    limit', '  Sandbox/Workloads:\n    limit'],
    );
    expect(text).toBe(
      lines(
        'landing-zone.yaml:10:24: the unit `Workloads` moves from the root to `Sandbox`',
        '    allowed: the root, as before: AWS cannot move a unit',
        '    fix: add a new unit below `Sandbox`, move the accounts there, then remove `Workloads`',
      ),
    );
  });
});
