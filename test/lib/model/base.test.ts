import { checkAgainstBase, statedIn } from '../../../lib/model/base';
import type { Configuration } from '../../../lib/model/configuration';
import { describeProblem } from '../../../lib/model/problem';
import { readConfiguration } from '../../../lib/model/read-configuration';
import { APPLICATION, APPLICATIONS, APPLICATIONS_ZONE, accountFile } from '../../support/application-folder';
import { PEOPLE_ZONE } from '../../support/people-folder';
import { edit, inFolder, landingZone, lines, withAccount, type Files } from '../../support/organization-folder';

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
    .replaceAll(
      /^\S*\/(?=(?:accounts\/\w+\.yaml|applications\/\w+\.yaml|accounts|applications|landing-zone\.yaml):)/gm,
      '',
    );
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

describe('an account, compared with an earlier revision', () => {
  const shop = (more: string): Files => withAccount(['budget: 100', `budget: 100${more}`]);

  test('keeps its file until it is closed', () => {
    expect(describeEdits(withAccount(), landingZone())).toBe(
      lines(
        'accounts:1:1: the file of the account `shop` is gone, but the account was not closed',
        '    allowed: the removal of a file that was deployed with `state: closed`: deleting a file closes nothing. The account would leave its stack and stay open at AWS, with nothing that guards or reports it by its name',
        '    fix: bring `accounts/shop.yaml` back, under this name; to close the account, write `state: suspended` to it, deploy, then run `npx rampart vend --close shop`. If its file was never deployed, compare with the deployed revision, which does not have it',
      ),
    );
    expect(describeEdits(shop('\nstate: suspended'), landingZone())).toContain(
      'to close the account, run `npx rampart vend --close shop`. ',
    );
    expect(describeEdits(shop('\nstate: closed'), landingZone())).toBe('');
  });

  test('is not gone if its file or the folder cannot be read', () => {
    expect(describeEdits(withAccount(), { ...landingZone(), 'accounts/shop.yaml': 'email: [' })).toBe('');
    expect(describeEdits(withAccount(), { ...landingZone(), accounts: 'no folder' })).toBe('');
  });

  test('is suspended before it is closed', () => {
    expect(describeEdits(withAccount(), shop('\nstate: closed'))).toBe(
      lines(
        'accounts/shop.yaml:5:8: the account `shop` is closed, but was not suspended before',
        '    allowed: `closed` after a deployment with `state: suspended`, so that whoever needs the account notices before it leaves its stack',
        '    fix: first write `state: suspended`, and deploy; then run `npx rampart vend --close shop`',
      ),
    );
    expect(describeEdits(shop('\nstate: suspended'), shop('\nstate: closed'))).toBe('');
  });

  test('stays closed', () => {
    expect(describeEdits(shop('\nstate: closed'), withAccount())).toBe(
      lines(
        'accounts/shop.yaml:1:1: the account `shop` was closed, and is active again',
        '    allowed: `closed`, as before: only AWS Support can reopen an account, for 90 days, and CloudFormation would create another one with the same address, which AWS refuses',
        '    fix: write `state: closed` again; a new account needs another file, and an address that was never used. If AWS Support has reopened this one, a person imports it into its stack: `npx rampart recover` says how',
      ),
    );
  });

  test('is in no known state while that is a mistake', () => {
    expect(describeEdits(shop('\nstate: closed'), shop('\nstate: shut'))).toBe('');
    expect(describeEdits(shop('\nstate: actve'), shop('\nstate: closed'))).toBe('');
  });

  test('tells each mistake of one that is moved and renamed at once, at its line', () => {
    const after = withAccount(
      ['email: shop@', 'email: other@'],
      ['unit: Workloads/Production', 'unit: Sandbox'],
      ['budget: 100', 'budget: 100\nname: Store'],
    );
    expect(describeEdits(withAccount(), after).match(/^\S+: the .*|fix: .*$/gm)).toEqual([
      'accounts/shop.yaml:1:8: the e-mail address of the account `shop` changes from `shop@example.com` to `other@example.com`',
      'fix: write `shop@example.com` again; its move to `Sandbox` is possible',
      'accounts/shop.yaml:5:7: the name of the account `shop` changes from `shop` to `Store`',
      'fix: write `shop` again; its move to `Sandbox` is possible',
    ]);
  });
});

describe('an application, compared with an earlier revision', () => {
  const SHOP = 'applications/shop.yaml';
  const inTwo = edit(APPLICATION, ['[shop]', '[shop, shop-test]']);
  const without = Object.fromEntries(Object.entries(APPLICATIONS).filter(([path]) => path !== SHOP));
  const describeChange = (before: string, after: string, files: Files = {}): string =>
    describeEdits({ ...APPLICATIONS, [SHOP]: before }, { ...APPLICATIONS, [SHOP]: after, ...files });

  test('is retired before its file is deleted', () => {
    expect(describeEdits({ ...APPLICATIONS, [SHOP]: inTwo }, without)).toBe(
      lines(
        'applications:1:1: the application `shop` is removed, but was not retired: it runs in `shop` and 1 more',
        '    allowed: the removal of an application that was deployed with `state: retired`: what stays behind, such as buckets and keys, keeps the policies that were deployed last, which still let everybody in',
        '    fix: first write `state: retired` to `applications/shop.yaml`, and deploy; then delete the file. With another file name it is another application',
      ),
    );
  });

  test.each([
    ['as a whole', `${inTwo}state: retired\n`],
    ['in each of its accounts', edit(inTwo, ['accounts:', 'state: retired\nretiredIn:'])],
  ])('may be deleted after it was retired %s', (_how, before) => {
    expect(describeEdits({ ...APPLICATIONS, [SHOP]: before }, without)).toBe('');
  });

  test('is retired in an account before it leaves it', () => {
    const retired = edit(APPLICATION, ['[shop]', '[shop]\nretiredIn: [shop-test]']);
    expect(describeChange(inTwo, APPLICATION)).toBe(
      lines(
        'applications/shop.yaml:2:11: the application `shop` leaves the account `shop-test`, but was not retired there',
        '    allowed: the removal of an account that was deployed in `retiredIn`: what stays behind, such as buckets and keys, keeps the policies that were deployed last, which still let everybody in',
        '    fix: first move `shop-test` to `retiredIn`, and deploy; then remove it',
      ),
    );
    expect(describeChange(inTwo, retired)).toBe('');
    expect(describeChange(retired, APPLICATION)).toBe('');
  });

  test('does not leave an account in the deployment that retires it as a whole', () => {
    expect(describeChange(inTwo, `${APPLICATION}state: retired\n`)).toContain('leaves the account `shop-test`');
  });

  test('leaves a closed account, where nobody reaches anything', () => {
    const testIs = (state: string): Files => ({
      'accounts/shop-test.yaml': accountFile('shop-test', `state: ${state}\n`),
    });
    const before = { ...APPLICATIONS, [SHOP]: inTwo, ...testIs('suspended') };
    expect(describeEdits(before, { ...APPLICATIONS, ...testIs('closed') })).toBe('');
  });

  test('retires a store before it is removed', () => {
    const retired = edit(APPLICATION, ['  orders:', '  orders:\n    state: retired']);
    const renamed = edit(APPLICATION, ['  orders:', '  invoices:']);
    expect(describeChange(APPLICATION, renamed)).toBe(
      lines(
        'applications/shop.yaml:6:3: the store `orders` of the application `shop` is removed, but was not retired',
        '    allowed: the removal of a store that was deployed with `state: retired`: its bucket stays behind, under the policy that was deployed last, which still lets everybody in',
        '    fix: first write `state: retired` to `orders`, and deploy; then remove it. With another name it is another store',
      ),
    );
    expect(describeChange(retired, renamed)).toBe('');
    expect(describeChange(`${APPLICATION}state: retired\n`, renamed)).toBe('');
  });

  test('stays in its Region and in its stack', () => {
    expect(describeChange(APPLICATION, `${APPLICATION}region: us-east-1\nstack: two\n`)).toBe(
      lines(
        'applications/shop.yaml:9:9: the Region of the application `shop` changes from `eu-central-1` to `us-east-1`',
        '    allowed: `eu-central-1`, as before: its buckets and keys cannot move, and in another Region it is another application',
        '    fix: make it `eu-central-1` again',
        'applications/shop.yaml:10:8: the stack of the application `shop` changes from `Applications` to `Applications-two`',
        '    allowed: `Applications`, as before: an application cannot move between stacks, and two stacks cannot have StackSets of one name',
        '    fix: make it `Applications` again',
      ),
    );
    expect(describeChange(APPLICATION, `${APPLICATION}region: eu-central-1\n`)).toBe('');
  });

  test('is no second mistake if the home Region changes', () => {
    const moved = { 'landing-zone.yaml': edit(APPLICATIONS_ZONE, ['home: eu-central-1', 'home: us-east-1']) };
    expect(describeChange(APPLICATION, APPLICATION, moved).match(/^\S+/gm)).toEqual(['landing-zone.yaml:7:9:']);
  });

  test('is unknown, and not gone, if its file or a part of it cannot be read', () => {
    expect(describeChange(APPLICATION, '{')).toBe('');
    expect(describeChange(APPLICATION, edit(APPLICATION, ['[shop]', 'shop']))).toBe('');
    expect(
      describeEdits(APPLICATIONS, { ...without, 'applications/analytics.yaml': APPLICATION, [SHOP]: '' }),
    ).not.toContain('`shop` is removed');
    const others = Object.fromEntries(Object.entries(without).filter(([path]) => !path.startsWith('applications/')));
    expect(describeEdits(APPLICATIONS, { ...others, applications: 'no folder' })).toBe('');
  });

  test('may be active again, and begin to run in more accounts with more stores', () => {
    const retired = `${APPLICATION}state: retired\n`;
    expect(describeChange(retired, APPLICATION)).toBe('');
    expect(describeChange(APPLICATION, `${inTwo}  invoices: {}\n`)).toBe('');
    expect(describeEdits(without, APPLICATIONS)).toBe('');
  });
});

describe('the instance of Identity Center, compared with an earlier revision', () => {
  const [OLD, NEW] = [
    'arn:aws:sso:::instance/ssoins-1111222233334444',
    'arn:aws:sso:::instance/ssoins-5555666677778888',
  ];
  const ASSIGNED = '  assignments:\n    - { group: developers, permissionSet: read-only, to: [Workloads] }\n';
  const people = (arn: string | null, more: string): Files =>
    landingZone([
      'units:',
      `identity:\n  groups:\n    developers:\n${arn === null ? '' : `  instance: { arn: ${arn}, identityStoreId: d-1234567890 }\n`}${more}units:`,
    ]);

  test('fails to change while anybody has a permission set', () => {
    expect(describeEdits(people(OLD, ASSIGNED), people(NEW, ASSIGNED))).toBe(
      lines(
        `landing-zone.yaml:12:20: the instance of Identity Center changes from \`${OLD}\` to \`${NEW}\``,
        `    allowed: \`${OLD}\`, as before: with another one, every permission set is replaced, and everybody loses access`,
        `    fix: write \`${OLD}\` again; to change it, first remove all assignments and the people of applications, and deploy`,
      ),
    );
    expect(describeEdits(people(OLD, ''), people(NEW, ASSIGNED))).toBe('');
  });

  test('fails to be removed while anybody has a permission set', () => {
    expect(describeEdits(people(OLD, ASSIGNED), people(null, ''))).toContain(
      'is removed in one step with what people have',
    );
    expect(describeEdits(people(OLD, ASSIGNED), landingZone())).toContain(
      'is removed in one step with what people have',
    );
    expect(describeEdits(people(OLD, ''), landingZone())).toBe('');
  });

  test('may be added, and is not compared while it is a mistake', () => {
    expect(describeEdits(people(null, ASSIGNED), people(OLD, ASSIGNED))).toBe('');
    expect(describeEdits(people(OLD, ASSIGNED), people('none', ASSIGNED))).toBe('');
  });
});

describe('the stacks of Identity Center, compared with an earlier revision', () => {
  const INSTANCE =
    'identity:\n  instance: { arn: arn:aws:sso:::instance/ssoins-1111222233334444, identityStoreId: d-1234567890 }\n';
  const LATER = '    - { group: analysts, permissionSet: read-only, to: [Sandbox], stack: b }\npartners:\n';
  const WITHOUT = edit(
    PEOPLE_ZONE,
    ['    developers:\n', '    developers: 93a4b8c2-7005-70d6-b5f8-2b1c5d6e7f80\n'],
    ['    analysts:\n', '    analysts: 93a4b8c2-7006-70d6-b5f8-2b1c5d6e7f80\n'],
  );
  const FURTHER = '  stacks: [b]\n';
  const EMPTY = edit(WITHOUT, ['identity:\n', INSTANCE + FURTHER]);
  const ZONE = edit(EMPTY, ['partners:\n', LATER]);
  const describeZones = (before: string, after: string, files: Files = {}): string =>
    describeEdits(
      { ...APPLICATIONS, 'landing-zone.yaml': before },
      { ...APPLICATIONS, 'landing-zone.yaml': after, ...files },
    );
  const GONE = edit(EMPTY, [FURTHER, '']);

  test('stay while somebody has access by them', () => {
    expect(describeZones(ZONE, ZONE)).toBe('');
    expect(describeZones(ZONE, GONE)).toContain(
      'the stack `Identity-b` leaves the app in one step with its assignments',
    );
    expect(describeZones(ZONE, WITHOUT)).not.toContain('leaves the app');
  });

  test('go after their assignments did', () => {
    expect(describeZones(ZONE, EMPTY)).toBe('');
    expect(describeZones(EMPTY, GONE)).toBe('');
  });

  test('are unknown, and not gone, if a part that names them cannot be read', () => {
    expect(describeZones(ZONE, edit(ZONE, ['ssoins-1111222233334444', 'here']))).toBe('');
    expect(describeZones(ZONE, edit(EMPTY, [FURTHER, '  stacks: b\n']))).toBe('');
    expect(describeZones(ZONE, GONE, { 'applications/shop.yaml': '{' })).toBe('');
  });
});
