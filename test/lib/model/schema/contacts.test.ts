import { describeFolder } from '../../../support/organization-folder';
import { catalogue } from '../../../../policies/catalogue';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const EXAMPLE = join(__dirname, '../../../../organization');
const FILE = 'organization/landing-zone.yaml';
const PHONE = '    allowed: 1 to 25 digits, spaces and `()+-`, such as `+49 30 1234567`';
const EMAIL = '    allowed: an e-mail address such as `security@example.com`, of letters, digits and `+=.#|!&_-`';

/** The problems of the example with another section `contacts`, with the number of its first line. */
function describeContacts(...lines: readonly string[]): { readonly problems: string; readonly line: number } {
  const folder = mkdtempSync(join(tmpdir(), 'rampart-'));
  try {
    cpSync(EXAMPLE, folder, { recursive: true });
    const text = readFileSync(join(folder, 'landing-zone.yaml'), 'utf8');
    const [before = '', contacts] = text.split(/^(?= {2}contacts:\n)/m);
    if (contacts === undefined) throw new Error('the example has no contacts');
    const after = contacts.replace(/^ {2}contacts:\n(?: {4}.*\n)+/, lines.map((line) => `${line}\n`).join(''));
    writeFileSync(join(folder, 'landing-zone.yaml'), `${before}${after}`);
    return { problems: describeFolder(folder, catalogue), line: before.split('\n').length };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const person = (fields: string): readonly string[] => ['  contacts:', `    security: { ${fields} }`];

test('contacts may be given, some of them, or none', () => {
  expect(describeContacts(...person("name: A, title: B, email: a@example.com, phone: '1'")).problems).toBe('');
  expect(describeContacts().problems).toBe('');
});

test('a contact without a telephone number is refused: AWS takes none', () => {
  const { problems, line } = describeContacts(...person('name: A, title: B, email: a@example.com'));
  expect(problems).toBe(`${FILE}:${line + 1}:5: missing field \`phone\`\n${PHONE}`);
});

test.each([
  ["name: A, title: B, email: a@example.com, phone: '+49 30 12 ext 5'", 'phone', "`'+49 30 12 ext 5'`", PHONE],
  ["name: A, title: B, email: a@example.com, phone: '()'", 'phone', "`'()'`", PHONE],
  ["name: A, title: B, email: a@example.com, phone: '12345678901234567890123456'", 'phone', "`'1234", PHONE],
  ["name: A, title: B, email: o'neil@example.com, phone: '1'", 'email', "`o'neil@example.com`", EMAIL],
  ["name: A, title: B, email: a@localhost, phone: '1'", 'email', '`a@localhost`', EMAIL],
  ["name: ' ', title: B, email: a@example.com, phone: '1'", 'name', "`' '`", '    allowed: 1 to 64 characters'],
  [
    `name: A, title: ${'B'.repeat(51)}, email: a@example.com, phone: '1'`,
    'title',
    '`BBB',
    '    allowed: 1 to 50 characters',
  ],
])('%s: %s is refused where it stands', (fields, name, value, allowed) => {
  const { problems, line } = describeContacts(...person(fields));
  const [at, ...rest] = problems.split('\n');
  const column = '    security: { '.length + fields.indexOf(`${name}:`) + `${name}: `.length + 1;
  expect(at).toMatch(new RegExp(`^${FILE}:${line + 1}:${column}: `));
  expect(at).toContain(`\`${name}\` cannot be ${value}`);
  expect(rest).toEqual([allowed]);
});

test('a number without quotes, another kind of contact and another field are all told at once, with the fix', () => {
  const { problems, line } = describeContacts(
    '  contacts:',
    '    security: { name: A, title: B, email: a@example.com, phone: 4930123456789, fax: 1 }',
    '    sales: {}',
    '  defaultVpcs: delete',
    '  defaultSecurityGroups: [keep]',
  );
  expect(problems.split('\n')).toEqual([
    `${FILE}:${line + 1}:65: \`phone\` is a number: \`4930123456789\``,
    PHONE,
    "    fix: put it in quotes: `'4930123456789'`",
    `${FILE}:${line + 1}:80: unknown field \`fax\``,
    '    allowed: `name`, `title`, `email`, `phone`',
    `${FILE}:${line + 2}:5: unknown field \`sales\``,
    '    allowed: `security`, `operations`, `billing`',
    `${FILE}:${line + 3}:16: unknown default VPCs \`delete\``,
    '    allowed: `remove`, `keep`',
    `${FILE}:${line + 4}:26: unknown default security groups \`[keep]\``,
    '    allowed: `empty`, `keep`',
    '    fix: did you mean `keep`?',
  ]);
});
