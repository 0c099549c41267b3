import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { aFolder, rampart } from '../an-io';
import { aSmallOrganization, PROTECTED } from './states/a-repository';

const organization = aSmallOrganization(aFolder(), PROTECTED);
const REQUEST = '{"id":"a","account":null,"principal":"*","action":"s3:GetObject","resource":"*"}';

interface Located {
  readonly code: string;
  readonly line: number;
  readonly column: number;
}

/** How each command that reads such a file is told to. */
const READERS = {
  guardrails: [
    (file: string) => ['diff', organization, file],
    (file: string) => ['diff', file, organization],
    (file: string) => ['plan', '--output', aFolder(), '--deployed', file],
    (file: string) => [
      'explain',
      '--against',
      file,
      '--account',
      'null',
      '--principal',
      '*',
      '--action',
      's3:GetObject',
    ],
  ],
  requests: [
    (file: string) => ['explain', '--requests', file],
    (file: string) => ['diff', organization, organization, '--requests', file],
  ],
  policies: [(file: string) => ['check', '--policies', file]],
};

let guardrails = '';

beforeAll(async () => {
  guardrails = (await rampart(['guardrails', '--organization', organization])).out;
});

const twice = (text: string): string => text.replace('{', '{"a":1,"a":2,');
const reserved = (text: string): string => text.replace('{', '{"__proto__":{},');
const bytes = (text: string): Buffer => Buffer.concat([Buffer.from('{"'), Buffer.from([0xc3]), Buffer.from(text)]);

const MISTAKES: readonly (readonly [string, (text: string) => string | Buffer, Located])[] = [
  ['a key twice', twice, { code: 'duplicate-key', line: 1, column: 8 }],
  ['a key that stands for a prototype', reserved, { code: 'reserved-key', line: 1, column: 2 }],
  ['bytes that are no text', bytes, { code: 'not-utf-8', line: 1, column: 3 }],
];

describe.each(MISTAKES)('%s', (_name, edit, located) => {
  test.each([
    ['guardrails.json', READERS.guardrails, () => guardrails],
    ['requests', READERS.requests, () => REQUEST],
    ['a policy', READERS.policies, () => '{"Version":"2012-10-17"}'],
  ])('in %s is a problem with its place, for each command', async (_file, readers, text) => {
    const file = join(aFolder(), 'file.json');
    writeFileSync(file, edit(text()));
    for (const read of readers) {
      const { exitCode, out, err } = await rampart([...read(file), '--organization', organization, '--json']);
      const { problems } = JSON.parse(out) as { readonly problems: readonly Located[] };
      expect(problems).toContainEqual(expect.objectContaining({ ...located, file }));
      expect([exitCode, err]).toEqual([2, '']);
    }
  });
});

test('all mistakes of a guardrails.json are found at once, whatever their kind', async () => {
  const member = { id: 'm', kind: 'management-account', parent: 'root', accountId: '12345678901' };
  const written = JSON.parse(guardrails) as { organization: object; targets: object[]; extra?: number };
  written.organization = { id: 'o-1', managementAccount: 111111111111 };
  written.targets.push(member, member);
  written.extra = 1;
  const file = join(aFolder(), 'guardrails.json');
  writeFileSync(file, twice(JSON.stringify(written)));
  const { out, exitCode } = await rampart(['diff', organization, file, '--organization', organization, '--json']);
  const { problems } = JSON.parse(out) as { readonly problems: readonly { readonly code: string }[] };
  expect(exitCode).toBe(2);
  const codes = [
    'duplicate-key',
    'unknown-field',
    'invalid-value',
    'bad-id',
    'second-management-account',
    'repeated-id',
  ];
  expect([...new Set(problems.map(({ code }) => code))]).toEqual(expect.arrayContaining(codes));
});
