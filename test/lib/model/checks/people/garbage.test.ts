import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeProblem } from '../../../../../lib/model/problem';
import { parseOrganization } from '../../../../../lib/model/parse';
import { APPLICATIONS } from '../../../../support/application-folder';
import { inFolder, type Files } from '../../../../support/organization-folder';
import { describePeople, PEOPLE_CATALOGUE, PEOPLE_ZONE } from '../../../../support/people-folder';
import { fc } from '../../../../seeded-fast-check';

const EXAMPLE = readFileSync(join(__dirname, '../../../../../organization/landing-zone.yaml'), 'utf8');

/** The texts of all problems of a folder; each has a place that exists, and none is there twice. */
function problemsIn(files: Files): readonly string[] {
  return inFolder(files, (folder) => {
    const outcome = parseOrganization(folder, PEOPLE_CATALOGUE);
    const problems = outcome.kind === 'ok' ? [] : outcome.problems;
    for (const { at } of problems) {
      const written = String(files[at.file.slice(folder.length + 1)]).split('\n');
      expect(at.line).toBeLessThanOrEqual(written.length);
      expect(at.column).toBeLessThanOrEqual((written[at.line - 1] ?? '').length + 1);
    }
    return problems.map(describeProblem);
  });
}

const withZone = (text: string): Files => ({ ...APPLICATIONS, 'landing-zone.yaml': text });

test('forty mistakes in the sections of people are told at once, none twice', () => {
  const partner = (key: string, fields: string): string =>
    `  ${key}:\n    owner: a\n    reason: b\n${fields
      .split('; ')
      .map((field) => `    ${field}\n`)
      .join('')}`;
  const end = "expires: '2027-06-30T00:00:00Z'";
  const text = describePeople([
    [
      '  groups:\n',
      '  delegatedAdministrator: nobody\n  permissionSets: { administrator: { hours: 12 } }\n  groups:\n',
    ],
    ['    analysts:\n', '    analysts: Analysts\n'],
    [
      '  assignments:\n',
      `  assignments:
    - { group: nobody, permissionSet: finance, to: [Sandbx, Production, nothing-like-it, shop] }
    - { group: developers, permissionSet: readonly, to: [] }
    - { group: developers, permissionSet: operator, to: [Suspended, management, Workloads, shop, Workloads] }
    - { group: developers, permissionSet: deployer, to: [Workloads, root] }
    - { group: developers, permissionSet: security, to: [management] }
    - { group: developers, permissionSet: network, to: [shop], quarantined: true, managementAccount: true }
    - { group: developers, permissionSet: network, to: [shop], managementAccount: yes, stack: b_ }
    - { permissionSet: finance, to: shop, groups: analysts }
`,
    ],
    [
      'revocations:\n',
      [
        partner(
          'security',
          `account: '111111111111'; accounts: [logs, shop, shop]; permissionSet: deployer; externalId: short; ${end}`,
        ),
        partner(
          'break-glass',
          `account: 999999999999; accounts: [management, Sandbox]; permissionSet: readonly; hours: 13; expires: 2027-02-30T00:00:00Z`,
        ),
        partner(
          'shop',
          `account: '999999999999'; accounts: [security, nobody, shop]; permissionSet: finance; externalId: watcher-0123456789; ${end}`,
        ),
        'revocations:\n',
        '  - { person: jane@example.com, until: 2027-03-31, owner: a, reason: b }\n',
        "  - { role: 'arn:aws:iam::111111111111:role/x', until: '2027-03-31T00:00:00Z', issuedBefore: now, owner: a, reason: b }\n",
        "  - { role: role/ci, until: '2027-03-31T00:00:00Z', owner: '', reason: b }\n",
        '  - jane\n',
      ].join(''),
    ],
    ['    revoke-sessions:\n', ''],
  ]);
  const heads = text.match(/^organization.*$/gm) ?? [];
  expect(new Set(heads).size).toBe(heads.length);
  expect(heads.length).toBeGreaterThanOrEqual(45);
  // No place has two problems, except a map that lacks several fields.
  const places = heads.filter((head) => !head.includes('missing field')).map((head) => head.split(': ')[0]);
  expect(places.filter((place, index) => places.indexOf(place) !== index)).toEqual([]);
});

test.each([
  ['the example', EXAMPLE],
  ['a small landing zone', PEOPLE_ZONE],
])('any truncation of %s has problems or makes an organization', (_, text) => {
  fc.assert(
    fc.property(fc.nat(text.length), (length) => {
      problemsIn(withZone(text.slice(0, length)));
    }),
    { numRuns: 60 },
  );
});

/** What may stand in place of a value. */
const values = fc.constantFrom(
  ...[
    'null',
    '',
    '{}',
    '[]',
    '[null]',
    'true',
    '7',
    '~',
    'constructor',
    'root',
    'Workloads',
    'management',
    'shop',
    '*',
  ],
  ...["'2027-02-30T00:00:00Z'", '{ a: [b] }', '[[x]]', 'toString', '&a [*a]'],
);

test.each([
  ['the example', EXAMPLE],
  ['a small landing zone', PEOPLE_ZONE],
])('%s with any values replaced, or lines gone, has problems or makes an organization', (_, text) => {
  const start = text.split('\n').findIndex((line) => line.startsWith('identity:'));
  const count = text.split('\n').length;
  const edit = fc.record({ line: fc.integer({ min: start, max: count - 1 }), value: fc.option(values) });
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 4 }), (edits) => {
      const written: (string | undefined)[] = text.split('\n');
      for (const { line, value } of edits)
        written[line] =
          value === null ? undefined : written[line]?.replace(/(: |- |\[)[^,:]*(?=[,}\]]|$)/, `$1${value}`);
      problemsIn(withZone(written.filter((line) => line !== undefined).join('\n')));
    }),
    { numRuns: 80 },
  );
});
