import { checkAgainstBase, statedIn } from '../../../lib/model/base';
import type { Configuration } from '../../../lib/model/configuration';
import { describeProblem } from '../../../lib/model/problem';
import { readConfiguration } from '../../../lib/model/read-configuration';
import { inFolder, landingZone, lines, withAccount, type Files } from '../../support/organization-folder';

function configurationOf(files: Files): Configuration {
  const read = inFolder(files, readConfiguration);
  if (read.kind === 'problems') throw new Error(read.problems.map(describeProblem).join('\n'));
  return read.value.configuration;
}

function describeEdits(before: Files, after: Files): string {
  const problems = checkAgainstBase(configurationOf(after), statedIn(configurationOf(before)));
  return problems
    .map(describeProblem)
    .join('\n')
    .replaceAll(/^\S*\/(?=(?:accounts\/\w+|landing-zone)\.yaml:)/gm, '');
}

function describeMoves(...edits: readonly (readonly [string, string])[]): string {
  return describeEdits(landingZone(), landingZone(...edits));
}

describe('a unit, compared with an earlier revision', () => {
  test('stays below its parent', () => {
    expect(describeMoves()).toBe('');
  });

  test('may get another name, be new, or be gone once it is empty', () => {
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

describe('an edit that no deployment can make', () => {
  test('is a problem at its line: of an account, in its file', () => {
    expect(describeEdits(withAccount(), withAccount(['email: shop@', 'email: other@']))).toBe(
      lines(
        'accounts/shop.yaml:1:8: the e-mail address of the account `shop` changes from `shop@example.com` to `other@example.com`',
        '    allowed: `shop@example.com`, as before: CloudFormation cannot change it, and the deployment fails without a way back',
        '    fix: write `shop@example.com` again',
      ),
    );
  });

  test('is a problem at its line: of the organization', () => {
    expect(describeMoves(['home: eu-central-1', 'home: us-east-1'])).toMatch(
      /^landing-zone\.yaml:7:9: the home Region changes from `eu-central-1` to `us-east-1`\n/,
    );
  });

  test('is the removal of a unit that has guardrails', () => {
    const text = describeMoves(
      ['  Workloads: {}\n  Production:\n    parent: Workloads\n', ''],
      ['  Workloads:\n    limit-types:\n      allowed: [t3]\n', ''],
    );
    expect(text).toMatch(/^landing-zone\.yaml:10:3: the unit `Workloads` is removed in one step .*: its guardrails\n/);
  });
});
