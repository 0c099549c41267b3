import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { decisionSchema } from '../../../../lib/analysis/evaluate/request-line';
import { aFolder, EXAMPLE, rampart, REPOSITORY } from '../an-io';

function aRequest(id: string, more: Readonly<Record<string, unknown>> = {}) {
  return {
    id,
    account: 'shop-production',
    principal: 'arn:aws:iam::{account:shop-production}:role/developer',
    action: 's3:PutObject',
    resource: 'arn:aws:s3:::orders/1',
    context: { 'aws:RequestedRegion': 'eu-central-1' },
    ...more,
  };
}

const leave = { action: 'organizations:LeaveOrganization', resource: '*' };

function aFile(...lines: readonly (string | object)[]): string {
  const file = join(aFolder(), 'requests.jsonl');
  writeFileSync(file, lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'));
  return file;
}

const explain = (file: string, ...args: readonly string[]) =>
  rampart(['explain', '--organization', EXAMPLE, '--requests', file, ...args]);

describe('explain --requests', () => {
  test('decides one request a line, in the order of the file', async () => {
    const file = aFile(aRequest('b'), '', aRequest('a', leave), aRequest('c', { context: {}, unknown: ['*'] }));
    const { exitCode, out, err } = await explain(file, '--json');
    expect([exitCode, err]).toEqual([1, '']);
    const decisions = out.split('\n').map((line) => decisionSchema.parse(JSON.parse(line)));
    expect(decisions.map(({ id, decision }) => [id, decision])).toEqual([
      ['b', 'permitted'],
      ['a', 'denied'],
      ['c', 'undecided'],
    ]);
  });

  test('tells people who denies, and how many were denied', async () => {
    const { exitCode, out } = await explain(aFile(aRequest('r1'), aRequest('r2', leave)));
    expect(exitCode).toBe(1);
    expect(out).toBe(
      'r1: permitted\nr2: denied: deny-leaving-organization at root\n2 requests: 1 denied, 0 undecided, 1 permitted',
    );
  });

  test('succeeds when all are permitted', async () => {
    expect((await explain(aFile(aRequest('r1'), aRequest('r2')))).exitCode).toBe(0);
  });

  test('takes the instant of --at for requests that tell none', async () => {
    const expansion = {
      principal: 'arn:aws:iam::{account:shop-production}:role/network/expansion',
      context: { 'aws:RequestedRegion': 'eu-north-1' },
    };
    const file = aFile(
      aRequest('open', expansion),
      aRequest('timed', { ...expansion, context: { ...expansion.context, 'aws:CurrentTime': '2026-01-01T00:00:00Z' } }),
    );
    const { out } = await explain(file, '--at', '2027-03-31T00:00:00Z');
    expect(out).toMatch(/^open: denied: deny-unapproved-regions at root\ntimed: permitted\n/);
  });

  test('tells all that is wrong in all lines, with the place, and decides nothing', async () => {
    const file = aFile(
      aRequest('r1'),
      '{"id": "r2"',
      aRequest('r1'),
      aRequest('r4', { account: 'shop-prod' }),
      aRequest('r5', { action: 'PutObject' }),
      aRequest('r6', { account: undefined }),
    );
    const { exitCode, out, err } = await explain(file);
    expect([exitCode, out]).toEqual([2, '']);
    for (const place of ['2:12: ', '3:7: ', '4:22: ', '5:', '6:']) expect(err).toContain(`requests.jsonl:${place}`);
    expect(err).toContain('`r1` is the id of the request in line 1, too');
    expect(err).toContain('`PutObject` is no action');
    expect(err).toContain('the request has no `account`');
    expect(err).toMatch(/\n5 problems$/);
  });

  test('reads lines of any length and any letters, wherever they fall in the file', async () => {
    const wide = { context: { 'aws:RequestedRegion': 'eu-central-1', 's3:prefix': 'ÄöÜ😀'.repeat(30_000) } };
    const file = aFile(aRequest('r1', wide), aRequest('r2', wide), `${JSON.stringify(aRequest('r3'))}\r`, '');
    const { exitCode, out } = await explain(file);
    expect(exitCode).toBe(0);
    expect(out).toContain('\nr3: permitted\n3 requests');
  });

  test('fails for a file that is not there', async () => {
    const { exitCode, err } = await explain('/nowhere.jsonl');
    expect(exitCode).toBe(2);
    expect(err).toContain('error: --requests: `/nowhere.jsonl` cannot be read');
  });

  test('reads standard input as well', () => {
    const { status, stdout } = spawnSync(
      process.execPath,
      [join(REPOSITORY, 'bin/rampart.js'), 'explain', '--requests', '-'],
      { cwd: REPOSITORY, encoding: 'utf8', input: `${JSON.stringify(aRequest('r1', leave))}\n` },
    );
    expect([status, stdout.split('\n')[0]]).toEqual([1, 'r1: denied: deny-leaving-organization at root']);
  });

  test('writes while it reads, so that no file fills the memory', async () => {
    const requests = Array.from({ length: 2_000 }, (_, index) => aRequest(`r${index}`));
    const written: number[] = [];
    const { exitCode } = await rampart(
      ['explain', '--organization', EXAMPLE, '--requests', aFile(...requests), '--json'],
      { out: (lines) => void written.push(lines.split('\n').length) },
    );
    expect(exitCode).toBe(0);
    expect(written).toEqual([500, 500, 500, 500]);
  });
});
