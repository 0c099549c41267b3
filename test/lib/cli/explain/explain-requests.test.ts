import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { decisionSchema } from '../../../../lib/analysis/evaluate/request-line';
import { printable } from '../../../../lib/report/rendered';
import { aFolder, EXAMPLE, rampart, REPOSITORY } from '../an-io';

function aRequest(id: string, more: Readonly<Record<string, unknown>> = {}) {
  return {
    id,
    account: 'shop-production',
    principal: 'arn:aws:iam::{account:shop-production}:role/developer',
    action: 's3:PutObject',
    resource: 'arn:aws:s3:::orders/1',
    context: { 'aws:RequestedRegion': 'eu-central-1', 'aws:SecureTransport': true },
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
  test('prints one decision per line, in the order of the file', async () => {
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

  test('shows the guardrails that deny, and how many requests are denied', async () => {
    const { exitCode, out } = await explain(aFile(aRequest('r1'), aRequest('r2', leave)));
    expect(exitCode).toBe(1);
    expect(out).toBe(
      'r1: permitted\nr2: denied: deny-leaving-organization at root\n2 requests: 1 denied, 0 undecided, 1 permitted',
    );
  });

  test('succeeds if all requests are permitted', async () => {
    expect((await explain(aFile(aRequest('r1'), aRequest('r2')))).exitCode).toBe(0);
  });

  test('uses the time of --at for requests without one', async () => {
    const expansion = {
      principal: 'arn:aws:iam::{account:shop-production}:role/network/expansion',
      context: { 'aws:RequestedRegion': 'eu-north-1', 'aws:SecureTransport': true },
    };
    const file = aFile(
      aRequest('open', expansion),
      aRequest('timed', { ...expansion, context: { ...expansion.context, 'aws:CurrentTime': '2026-01-01T00:00:00Z' } }),
    );
    const { out } = await explain(file, '--at', '2027-03-31T00:00:00Z');
    expect(out).toMatch(/^open: denied: deny-unapproved-regions at root\ntimed: permitted\n/);
  });

  test('takes the principals that --principal takes', async () => {
    const file = aFile(aRequest('role', { principal: 'role/developer' }), aRequest('root', { principal: 'root' }));
    expect((await explain(file)).out).toMatch(/^role: permitted\nroot: denied: deny-root-user at root\n/);
  });

  test('refuses names that AWS does not document, unless they may be newer', async () => {
    const file = aFile(
      aRequest('r1', { action: 's3:PutObjet' }),
      aRequest('r2', {
        context: { 'aws:RequestedRegion': 'eu-central-1', 'aws:SecureTransport': true, 's3:prefx': 'a' },
      }),
    );
    const { exitCode, err } = await explain(file);
    expect(exitCode).toBe(2);
    expect(err).toMatch(
      /requests\.jsonl:1:\d+: AWS documents no action `s3:PutObjet`\n.*\n {4}fix: did you mean `s3:PutObject`\?/,
    );
    expect(err).toMatch(
      /requests\.jsonl:2:\d+: AWS documents no condition key `s3:prefx`\n.*\n {4}fix: did you mean `s3:prefix`\?/,
    );
    expect((await explain(file, '--allow-unknown-actions')).exitCode).toBe(0);
  });

  test('shows the problems of all lines, with their positions, and decides nothing', async () => {
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
    expect(err).toContain('the request in line 1 has the id `r1` as well');
    expect(err).toContain('`PutObject` is not an action');
    expect(err).toContain('the request has no `account`');
    expect(err).toMatch(/\n5 problems$/);
  });

  test('reads long lines with characters of several bytes', async () => {
    const wide = {
      context: {
        'aws:RequestedRegion': 'eu-central-1',
        'aws:SecureTransport': true,
        's3:prefix': 'ÄöÜ😀'.repeat(30_000),
      },
    };
    const file = aFile(aRequest('r1', wide), aRequest('r2', wide), `${JSON.stringify(aRequest('r3'))}\r`, '');
    const { exitCode, out } = await explain(file);
    expect(exitCode).toBe(0);
    expect(out).toContain('\nr3: permitted\n3 requests');
  });

  test('fails for a missing file', async () => {
    const { exitCode, err } = await explain('/nowhere.jsonl');
    expect(exitCode).toBe(2);
    expect(err).toContain('error: --requests: `/nowhere.jsonl` cannot be read');
  });

  test('can read standard input', () => {
    const { status, stdout } = spawnSync(
      process.execPath,
      [join(REPOSITORY, 'bin/rampart.js'), 'explain', '--requests', '-'],
      { cwd: REPOSITORY, encoding: 'utf8', input: `${JSON.stringify(aRequest('r1', leave))}\n` },
    );
    expect([status, stdout.split('\n')[0]]).toEqual([1, 'r1: denied: deny-leaving-organization at root']);
  });

  test('writes while it reads, so that a large file does not fill the memory', async () => {
    const requests = Array.from({ length: 2_000 }, (_, index) => aRequest(`r${index}`));
    const written: number[] = [];
    const { exitCode } = await rampart(
      ['explain', '--organization', EXAMPLE, '--requests', aFile(...requests), '--json'],
      { out: (lines) => void written.push(printable(lines).split('\n').length) },
    );
    expect(exitCode).toBe(0);
    expect(written).toEqual([500, 500, 500, 500]);
  });
});
