import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { differenceSchema } from '../../../../lib/analysis/difference/difference-file';
import { aFolder, rampart } from '../an-io';
import { aRepository, aSmallOrganization } from '../input/states/a-repository';

const ACCOUNT = `email: play@example.com
unit: Sandbox
owner: play@example.com
budget: 10
id: '222222222222'
`;

/** A state of the small organization as a file, which is fastest to read. */
async function aState(...edits: readonly (readonly [from: string, to: string])[]): Promise<string> {
  const organization = aSmallOrganization(aFolder(), ...edits);
  mkdirSync(join(organization, 'accounts'));
  writeFileSync(join(organization, 'accounts/play.yaml'), ACCOUNT);
  const { out } = await rampart(['guardrails', '--organization', organization]);
  const file = join(aFolder(), 'guardrails.json');
  writeFileSync(file, out);
  return file;
}

const UNIT = ['  Sandbox: {}\n', '  Sandbox: {}\n  Workloads: {}\n'] as const;
const OPENED = ['    deny-leaving-organization:\n', ''] as const;

let before: string;
let opened: string;

beforeAll(async () => {
  before = await aState();
  opened = await aState(OPENED);
});

describe('what diff finds', () => {
  test('is an opening where a guardrail goes, with the call that was denied', async () => {
    const { exitCode, out } = await rampart(['diff', before, opened]);
    expect(exitCode).toBe(1);
    expect(out).toMatch(/^Guardrails: 1 opening\n/);
    expect(out).toContain('organizations:LeaveOrganization');
    expect(out).toContain('denied by deny-leaving-organization before, permitted now');
  });

  test('is a tightening in the other direction, which only some values of --fail-on reject', async () => {
    const exits = ['opened', 'tightened', 'any'].map(async (what) => {
      const { exitCode } = await rampart(['diff', opened, before, '--fail-on', what]);
      return exitCode;
    });
    expect(await Promise.all(exits)).toEqual([0, 1, 1]);
  });

  test('is nothing between equal states', async () => {
    const { exitCode, out } = await rampart(['diff', before, before]);
    expect(exitCode).toBe(0);
    expect(out).toContain('Guardrails: nothing changed');
  });

  test('is what the format says, with a request that a change covers and one that none does', async () => {
    const requests = join(aFolder(), 'requests.jsonl');
    const call = { account: 'play', principal: 'arn:aws:iam::222222222222:role/developer', resource: '*' };
    const lines = [
      { id: 'leave', ...call, action: 'organizations:LeaveOrganization' },
      { id: 'list', ...call, action: 'iam:ListUsers' },
    ];
    writeFileSync(requests, lines.map((line) => JSON.stringify(line)).join('\n'));
    const { out } = await rampart(['diff', before, opened, '--requests', requests, '--json']);
    const found = differenceSchema.parse(JSON.parse(out));
    expect(found.changes.map(({ kind }) => kind)).toEqual(['permitted']);
    expect(found.requests).toEqual({ leave: [0], list: [] });
  });

  test('is only the unit that was added, where nothing else changed', async () => {
    const { exitCode, out } = await rampart(['diff', before, await aState(UNIT), '--markdown']);
    expect(exitCode).toBe(1);
    expect(out).toMatch(/^## Guardrails: 1 change to accounts and units\n/);
    expect(out).toContain('Every request is proved to be decided as before.');
  });

  test('compares a working tree with the commit where its branch left the default branch', async () => {
    const root = aFolder();
    const organization = aSmallOrganization(root);
    aRepository(root);
    aSmallOrganization(root, OPENED);
    const { exitCode, out } = await rampart(['diff', '--organization', organization]);
    expect(exitCode).toBe(1);
    expect(out).toMatch(/^Guardrails: 1 opening\nCompared: [0-9a-f]{12} \(where the current branch left main\) with /);
  });
});

describe('diff fails, without a stack trace,', () => {
  test.each([
    [
      'a policy instead of a guardrails.json',
      '{"Version":"2012-10-17","Statement":[]}',
      /:1:1: `\/documents` is missing/,
    ],
    [
      'a document that is not a policy',
      '{"formatVersion":1,"organization":{"id":null,"managementAccount":"111111111111"},"targets":[{"id":"root","kind":"root"}],"documents":[{"name":"d","type":"SERVICE_CONTROL_POLICY","targets":["root"],"content":{"hello":1}}]}',
      /`\/documents\/0\/content\/Statement` is missing/,
    ],
  ])('for %s', async (_name, text, message) => {
    const foreign = join(aFolder(), 'foreign.json');
    writeFileSync(foreign, text);
    const { exitCode, out, err } = await rampart(['diff', before, foreign]);
    expect([exitCode, out]).toEqual([2, '']);
    expect(err).toMatch(message);
    expect(err).not.toMatch(/^ +at /m);
  });

  test('for a revision that Git does not know', async () => {
    const root = aFolder();
    const organization = aSmallOrganization(root);
    aRepository(root);
    const { exitCode, err } = await rampart(['diff', 'nonsense', '--organization', organization]);
    expect(exitCode).toBe(2);
    expect(err).toMatch(/^error: `nonsense` is not a folder .* and not a known Git revision/);
  });
});
