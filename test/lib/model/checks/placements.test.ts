import type { Files } from '../../../support/organization-folder';
import {
  describeFiles,
  landingZone,
  lines,
  requireOrganization,
  withAccount,
} from '../../../support/organization-folder';

const FILE = 'organization/landing-zone.yaml';
const CATALOGUE = '    allowed: `bind-everyone`, `deny-leaving`, `limit-types`';
const TARGETS =
  "    allowed: `root`, a unit's path or an account's key: `root`, `Workloads`, `Workloads/Production`, `Sandbox`";

/** The landing zone with another target in place of `Workloads`, in line 17. */
function onTarget(target: string): Files {
  return landingZone(['  Workloads:\n    limit', `  ${target}:\n    limit`]);
}

/** The landing zone with other parameters of `limit-types`, from line 19 on. */
function withParameters(...parameters: readonly string[]): Files {
  return landingZone(['      allowed: [t3]\n', parameters.map((line) => `      ${line}\n`).join('')]);
}

describe('guardrails at targets', () => {
  test('give placements in the order of the file, with parsed parameters', () => {
    const files = landingZone([
      '      allowed: [t3]\n',
      '  Sandbox:\n    limit-types: { allowed: [t3, t4], most: 2 }\n',
    ]);
    expect(
      requireOrganization(files).placements.map(({ target, guardrail, parameters }) => [target, guardrail, parameters]),
    ).toEqual([
      ['root', 'deny-leaving', {}],
      ['Workloads', 'limit-types', { allowed: ['t2'] }],
      ['Sandbox', 'limit-types', { allowed: ['t3', 't4'], most: 2 }],
    ]);
  });

  test('are located at their key, their parameters where they are written, defaults at the key', () => {
    const [first, second] = requireOrganization(landingZone()).placements;
    expect(first?.at).toMatchObject({ line: 16, column: 5 });
    expect(first?.locate([])).toMatchObject({ line: 16, column: 5 });
    expect(first?.locate(['anything', 0])).toMatchObject({ line: 16, column: 5 });
    expect(second?.at).toMatchObject({ line: 18, column: 5 });
    expect(second?.locate(['allowed', 0])).toMatchObject({ line: 19, column: 17 });
    expect(second?.locate(['most'])).toMatchObject({ line: 18, column: 5 });
  });

  test('fail when unknown', () => {
    expect(describeFiles(landingZone(['    limit-types:', '    limit-type:']))).toBe(
      lines(`${FILE}:18:5: unknown guardrail \`limit-type\``, CATALOGUE, '    fix: did you mean `limit-types`?'),
    );
  });

  test('say for each entry of a parameter that they had once what to write instead', () => {
    const files = withParameters('denied: [t5,', '  t6]', 'allowed: [t3]', 'mots: 2');
    expect(describeFiles(files)).toBe(
      lines(
        `${FILE}:19:16: \`t5\` is denied by a list that is gone`,
        '    fix: write `allowed`',
        `${FILE}:20:9: \`t6\` is denied by a list that is gone`,
        '    fix: write `allowed`',
        `${FILE}:22:7: unknown parameter \`mots\``,
        '    allowed: `allowed`, `most`, `mode`',
        '    fix: did you mean `most`?',
      ),
    );
  });

  test('fail once when misspelt, though an exemption names them', () => {
    expect(describeFiles(landingZone(['    deny-leaving:', '    deny-leavng:']))).toBe(
      lines(`${FILE}:16:5: unknown guardrail \`deny-leavng\``, CATALOGUE, '    fix: did you mean `deny-leaving`?'),
    );
  });

  test('fail with unknown parameters', () => {
    expect(describeFiles(withParameters('alowed: [t3]', 'color: red'))).toBe(
      lines(
        `${FILE}:19:7: unknown parameter \`alowed\``,
        '    allowed: `allowed`, `most`, `mode`',
        '    fix: did you mean `allowed`?',
        `${FILE}:20:7: unknown parameter \`color\``,
        '    allowed: `allowed`, `most`, `mode`',
      ),
    );
  });

  test('fail with a parameter where there are none', () => {
    expect(describeFiles(landingZone(['    deny-leaving:\n', '    deny-leaving: { hard: true }\n']))).toBe(
      lines(`${FILE}:16:21: unknown parameter \`hard\``, '    allowed: no parameters'),
    );
  });

  test('fail with parameters that break their schema', () => {
    expect(describeFiles(withParameters('allowed: [t3, x, 4]', 'most: 11', 'mode: sft'))).toBe(
      lines(
        `${FILE}:19:21: item 2 of \`allowed\` cannot be \`x\``,
        '    allowed: a type such as `t3`',
        `${FILE}:19:24: item 3 of \`allowed\` is a number: \`4\``,
        '    allowed: text',
        "    fix: put it in quotes: `'4'`",
        `${FILE}:20:13: \`most\` cannot be \`11\``,
        '    allowed: at most 10',
        `${FILE}:21:13: unknown value of \`mode\`: \`sft\``,
        '    allowed: `soft`, `hard`',
        '    fix: did you mean `soft`?',
      ),
    );
  });

  test('fail with something else than parameters', () => {
    expect(describeFiles(landingZone(['    deny-leaving:\n', '    deny-leaving: yes\n']))).toBe(
      lines(`${FILE}:16:19: \`deny-leaving\` is text: \`yes\``, "    allowed: the guardrail's parameters, or nothing"),
    );
  });

  test.each([
    ['rot', 'did you mean `root`?'],
    ['Sandbx', 'did you mean `Sandbox`?'],
    ['Production', 'write its path: `Workloads/Production`'],
    ['Elsewhere', undefined],
  ])('fail on the unknown target %s', (target, fix) => {
    const problem = [`${FILE}:17:3: unknown target \`${target}\``, TARGETS];
    expect(describeFiles(onTarget(target))).toBe(lines(...problem, ...(fix === undefined ? [] : [`    fix: ${fix}`])));
  });

  test("fail on an account's name, where its key belongs", () => {
    const files = { ...withAccount(['budget: 100', 'budget: 100\nname: Live']), ...onTarget('Live') };
    expect(describeFiles(files)).toBe(
      lines(`${FILE}:17:3: unknown target \`Live\``, `${TARGETS}, \`shop\``, '    fix: write its key: `shop`'),
    );
  });

  test('fail on a closed account', () => {
    const files = { ...withAccount(['budget: 100', 'budget: 100\nstate: closed']), ...onTarget('shop') };
    expect(describeFiles(files)).toBe(
      lines(
        `${FILE}:17:3: the account \`shop\` is closed; guardrails no longer bind it`,
        '    allowed: the root, units and accounts that are not closed',
        '    fix: remove these guardrails',
      ),
    );
  });

  test.each(['', 'payer'])('fail on the management account, by default or by its name (%s)', (name) => {
    const target = name === '' ? 'management' : name;
    const zone = onTarget(target)['landing-zone.yaml'] as string;
    const named = name === '' ? zone : zone.replace("'111111111111'", `'111111111111', name: ${name}`);
    const text = describeFiles({
      'landing-zone.yaml': named.replace(
        /managementAccount:\n {4}(.*)\n {4}(.*)\n/,
        'managementAccount: { $1, $2 }\n\n\n',
      ),
    });
    expect(text).toBe(
      lines(
        `${FILE}:17:3: guardrails never bind the management account, \`${target}\``,
        '    allowed: the root, units and member accounts',
        '    fix: remove these guardrails, or place them on `root`',
      ),
    );
  });

  test('work on a unit by its path and on an account by its key', () => {
    expect(describeFiles(onTarget('Workloads/Production'))).toBe('');
    expect(describeFiles({ ...withAccount(), ...onTarget('shop') })).toBe('');
  });
});
