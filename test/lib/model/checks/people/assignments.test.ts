import { accountFile } from '../../../../support/application-folder';
import { lines } from '../../../../support/organization-folder';
import { describePeople, problemsOfPeople } from '../../../../support/people-folder';

const FIRST = 'permissionSet: developer, to: [Workloads, Sandbox] }';
const IN_MANAGEMENT = 'permissionSet: finance, to: [management], managementAccount: true }';
const IN_QUARANTINE = 'permissionSet: read-only, to: [Suspended], quarantined: true }';
const FILE = 'organization/landing-zone.yaml';

test('people in which nothing is wrong have no problems', () => {
  expect(describePeople([])).toBe('');
});

describe('the group of an assignment', () => {
  test('is one of identity.groups', () => {
    expect(
      describePeople([['group: analysts, permissionSet: finance', 'group: analyst, permissionSet: finance']]),
    ).toMatch(/: unknown group `analyst`\n {4}allowed: `developers`, `analysts`\n {4}fix: did you mean `analysts`\?$/);
  });
});

describe('a target of an assignment', () => {
  test('is the root, a unit or an account', () => {
    const text = describePeople([
      [FIRST, 'permissionSet: developer, to: [Production, Sandbx, shopp, managment, 11] }'],
    ]);
    expect(text.match(/unknown target.*|fix: .*|is a number.*/g)).toEqual([
      'unknown target `Production`',
      'fix: write its path: `Workloads/Production`',
      'unknown target `Sandbx`',
      'fix: did you mean `Sandbox`?',
      'unknown target `shopp`',
      'fix: did you mean `shop`?',
      'unknown target `managment`',
      'fix: did you mean `management`?',
      'is a number: `11`',
      "fix: put it in quotes: `'11'`",
    ]);
  });

  test('is not a closed account', () => {
    expect(
      problemsOfPeople([[FIRST, 'permissionSet: developer, to: [shop-test, data] }']], {
        'accounts/shop-test.yaml': accountFile('shop-test', 'state: closed\n'),
      }),
    ).toEqual(['the account `shop-test` is closed, so that nobody works there']);
  });

  test('is unknown, and not wrong, if its file cannot be read', () => {
    const text = describePeople([[FIRST, 'permissionSet: developer, to: [data] }']], { 'accounts/data.yaml': '{' });
    expect(text.match(/^organization\/landing.*/gm)).toBeNull();
  });
});

describe('the management account', () => {
  test('is named on purpose', () => {
    expect(describePeople([[', managementAccount: true', '']])).toBe(
      lines(
        `${FILE}:49:55: \`management\` is the management account, which no guardrail binds`,
        '    allowed: units and member accounts, unless the assignment says `managementAccount: true`',
        '    fix: write `managementAccount: true` if these people work there on purpose, or else remove it',
      ),
    );
  });

  test('is named if the assignment says so', () => {
    expect(
      problemsOfPeople([[IN_MANAGEMENT, 'permissionSet: finance, to: [root], managementAccount: true }']]),
    ).toEqual(['`managementAccount` is `true`, but `to` does not name `management`']);
  });

  test('is not missed if it may be the misspelled target', () => {
    expect(
      problemsOfPeople([[IN_MANAGEMENT, 'permissionSet: finance, to: [managment], managementAccount: true }']]),
    ).toEqual(['unknown target `managment`']);
  });

  test.each(['operator', 'developer', 'network', 'backup-operator', 'administrator'])('never has %s', (set) => {
    expect(problemsOfPeople([['permissionSet: finance, to', `permissionSet: ${set}, to`]])).toEqual([
      `\`${set}\` is never assigned in the management account, \`management\`, which no guardrail binds`,
    ]);
  });

  test('is the only place of deployer', () => {
    const deployer = (to: string): readonly string[] =>
      problemsOfPeople([[IN_MANAGEMENT, `permissionSet: deployer, to: [${to}], managementAccount: true }`]]);
    expect(deployer('management')).toEqual([]);
    expect(deployer('management, shop')).toEqual([
      '`deployer` works only in the management account, and not in `shop`',
    ]);
    expect(deployer('root')).toEqual(['`deployer` works only in the management account, and not in `root`']);
  });
});

describe('a target in quarantine', () => {
  test('is named on purpose, whether it is a unit or in one', () => {
    const moved = { 'accounts/data.yaml': accountFile('data').replace('Workloads/Production', 'Suspended') };
    expect(problemsOfPeople([[FIRST, 'permissionSet: developer, to: [Suspended, data] }']], moved)).toEqual([
      '`Suspended` is in quarantine: the guardrail `quarantine` is on `Suspended`',
      '`data` is in quarantine: the guardrail `quarantine` is on `Suspended`',
      '`developers` has `developer` in `data` already, by `Suspended` (48:59)',
    ]);
  });

  test('is named on purpose if it is suspended', () => {
    const suspended = { 'accounts/data.yaml': accountFile('data', 'state: suspended\n') };
    const itself =
      'organization/accounts/data.yaml:5:8: the account `data` is suspended, but its roles work as before: `quarantine` is neither on it nor above it';
    expect(problemsOfPeople([[FIRST, 'permissionSet: developer, to: [data] }']], suspended)).toEqual([
      itself,
      '`data` is in quarantine: the account is suspended',
    ]);
    expect(problemsOfPeople([[FIRST, 'permissionSet: developer, to: [data], quarantined: true }']], suspended)).toEqual(
      [itself],
    );
  });

  test('is there if the assignment says so, itself or below', () => {
    expect(problemsOfPeople([[IN_QUARANTINE, 'permissionSet: read-only, to: [root], quarantined: true }']])).toEqual(
      [],
    );
    expect(problemsOfPeople([[IN_QUARANTINE, 'permissionSet: read-only, to: [shop], quarantined: true }']])).toEqual([
      '`quarantined` is `true`, but nothing that `to` names is in quarantine, or has something in quarantine below it',
    ]);
  });

  test('is unknown while guardrails are a mistake', () => {
    const text = problemsOfPeople([
      ['    quarantine:\n', '    quarantin:\n'],
      [IN_QUARANTINE, 'permissionSet: read-only, to: [Suspended] }'],
    ]);
    expect(text).toEqual([
      'unknown guardrail `quarantin`',
      '`Suspended` is in quarantine: the guardrail `quarantine` is on `Suspended`',
    ]);
  });
});

describe('an assignment that another one includes', () => {
  const both = (one: string, two: string): readonly string[] =>
    problemsOfPeople([
      [FIRST, `permissionSet: developer, ${one} }\n    - { group: developers, permissionSet: developer, ${two} }`],
    ]);

  test('is a repetition, also if a unit above includes it', () => {
    expect(both('to: [Workloads, shop, Workloads]', 'to: [Workloads/Production, Sandbox]')).toEqual([
      '`developers` has `developer` in `shop` already, by `Workloads/Production` (49:59)',
      '`developers` has `developer` in `Workloads` already (48:59)',
      '`developers` has `developer` in `Workloads/Production` already, by `Workloads` (48:59)',
    ]);
  });

  test('is a repetition only if it includes accounts in quarantine, too', () => {
    expect(both('to: [root]', 'to: [Suspended], quarantined: true')).toEqual([]);
    expect(both('to: [root], quarantined: true', 'to: [Suspended], quarantined: true')).toHaveLength(1);
    expect(both('to: [root]', 'to: [root], quarantined: true')).toEqual([
      '`developers` has `developer` in `root` already (49:59)',
    ]);
  });

  test('is none for another group or permission set', () => {
    expect(problemsOfPeople([[IN_QUARANTINE, 'permissionSet: developer, to: [Workloads] }']])).toEqual([]);
  });
});

describe('the delegated administrator', () => {
  const named = (key: string, files = {}): readonly string[] =>
    problemsOfPeople([['  groups:\n', `  delegatedAdministrator: ${key}\n  groups:\n`]], files);

  test('is a member account that is open, works, and holds no logs', () => {
    expect(named('security')).toEqual([]);
    expect(named('nobody')).toEqual(['unknown account `nobody`']);
    expect(named('Sandbox')).toEqual(['`Sandbox` is a unit']);
    expect(named('management')).toEqual([
      '`management` is the management account, which administers Identity Center anyway',
    ]);
    expect(named('logs')).toEqual(['`logs` is the account of the log archive, which holds nothing else']);
    expect(named('shop-test', { 'accounts/shop-test.yaml': accountFile('shop-test', 'state: closed\n') })).toEqual([
      'the account `shop-test` is closed',
    ]);
    expect(named('data', { 'accounts/data.yaml': accountFile('data', 'state: suspended\n') })).toContain(
      'the account `data` is in quarantine: the account is suspended',
    );
  });
});
