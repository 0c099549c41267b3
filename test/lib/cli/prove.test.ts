import { proofSchema } from '../../../lib/cli/prove/proof-schema';
import { aFolder, copyExample, rampart } from './an-io';

interface Proof {
  readonly guardrails: readonly {
    readonly id: string;
    readonly kind: string;
    readonly denied: number;
    readonly effects: number;
    readonly failures: number;
    readonly runs: readonly { readonly name: string; readonly probes?: readonly { readonly expect: string }[] }[];
    readonly warnings: readonly { readonly target: string }[];
  }[];
  readonly failures: readonly unknown[];
}

describe('rampart prove', () => {
  test('proves the whole catalogue with the example, and shows it in a table', async () => {
    const { exitCode, out, err, progress } = await rampart(['prove']);
    expect([exitCode, err]).toEqual([0, '']);
    expect(out).toMatch(/^Guardrail +Runs +Denied +Possible +Effects +Shadowed +Failures$/m);
    expect(out).toMatch(/^protect-cloudtrail +\d+ +\d+ +\d+ +0 +\d+ +0$/m);
    expect(out).toMatch(
      /^Proved: \d+ guardrails, 1 boundary, 9 permission sets, [\d,]+ denied, [\d,]+ possible, \d+ effects, \d+ expectations, 0 failures$/m,
    );
    expect(progress).toContain('proving protect-cloudtrail');
    expect(progress.at(-1)).toBeNull();
  });

  test('shows each probe of one guardrail, with its action', async () => {
    const { exitCode, out } = await rampart(['prove', '--guardrail', 'protect-cloudtrail']);
    expect(exitCode).toBe(0);
    expect(out).toMatch(/^alone, with creation denied$/m);
    expect(out).toMatch(/^ {2}denied +cloudtrail:StopLogging +a developer stops a trail$/m);
    expect(out).toMatch(/^ {2}possible +cloudtrail:StartLogging +a developer starts a trail$/m);
    expect(out).toMatch(/^Proved: 1 guardrail, /m);
  });

  test('writes JSON, with the probes of a single guardrail', async () => {
    const all = JSON.parse((await rampart(['prove', '--json'])).out) as Proof;
    const one = JSON.parse((await rampart(['prove', '--json', '--guardrail', 'deny-root-user'])).out) as Proof;
    for (const proof of [all, one]) expect(() => proofSchema.parse(proof)).not.toThrow();
    expect(all.guardrails.map(({ id }) => id)).toContain('deny-root-user');
    expect(all.guardrails.every(({ failures, denied, effects }) => failures === 0 && denied + effects > 0)).toBe(true);
    expect(all.guardrails[0]?.runs[0]?.probes).toBeUndefined();
    expect(one.guardrails.map(({ id }) => id)).toEqual(['deny-root-user']);
    expect(one.guardrails[0]?.runs[0]?.probes?.map((probe) => probe.expect)).toContain('denied');
  });

  test('proves one permission set, and calls it what it is', async () => {
    const { exitCode, out } = await rampart(['prove', '--guardrail', 'read-only']);
    expect(exitCode).toBe(0);
    expect(out).toMatch(/^read-only \(permission set\) +2 +\d+ +\d+ +0 +0 +0$/m);
    expect(out).toMatch(/^ {2}denied +kms:Decrypt +read-only calls kms:Decrypt$/m);
    expect(out).toMatch(/^Proved: 1 permission set, /m);
    const { guardrails } = JSON.parse((await rampart(['prove', '--json', '--guardrail', 'read-only'])).out) as Proof;
    expect(guardrails.map(({ id, kind }) => [id, kind])).toEqual([['read-only', 'permission set']]);
  });

  test('judges mutants with --mutants', async () => {
    const { exitCode, out } = await rampart(['prove', '--mutants', '--guardrail', 'protect-guardduty']);
    expect(exitCode).toBe(0);
    expect(out).toMatch(/Failures +Mutants +Killed +Equivalent +Survivors$/m);
    expect(out).toMatch(/^Mutants: \d+, \d+ killed, \d+ equivalent, 0 survivors$/m);
  });

  test('notices every mistake in the revocation of a role of one account, alone and next to one of all accounts', async () => {
    const times = ["    issuedBefore: '2026-11-22T10:30:00Z'", "    until: '2026-11-22T22:30:00Z'"];
    const why = ['    owner: security@example.com', '    reason: A token was published'];
    const entry = (role: string): string => ['  - role: ' + role, ...times, ...why, ''].join('\n');
    const one = entry('arn:aws:iam::222222222222:role/aws-reserved/sso.amazonaws.com/*AWSReservedSSO_developer_*');
    for (const entries of [one, `${one}${entry('arn:*:iam::*:role/ci/publisher')}`]) {
      const organization = copyExample(aFolder(), ['\nrevocations:\n', `\nrevocations:\n${entries}`]);
      const run = ['prove', '--mutants', '--guardrail', 'revoke-sessions', '--organization', organization];
      const { exitCode, out } = await rampart(run);
      expect([exitCode, /, (\d+) survivors$/m.exec(out)?.[1]]).toEqual([0, '0']);
    }
  });

  test('warns about a guardrail at a target without accounts', async () => {
    const organization = copyExample(
      aFolder(),
      ['\nunits:\n', '\nunits:\n  Laboratory: {}\n'],
      ['\nguardrails:\n', '\nguardrails:\n  Laboratory:\n    protect-kms-keys:\n'],
    );
    const { exitCode, out } = await rampart(['prove', '--organization', organization]);
    expect(exitCode).toBe(0);
    expect(out).toMatch(/^warning: protect-kms-keys at Laboratory: there is no account at or below this target yet$/m);
    const json = await rampart(['prove', '--json', '--organization', organization]);
    const proof = JSON.parse(json.out) as Proof;
    expect(proof.guardrails.flatMap(({ warnings }) => warnings.map(({ target }) => target))).toContain('Laboratory');
  });

  test('fails if a guardrail stops work that an expectation needs, and names both', async () => {
    const organization = copyExample(aFolder(), [
      '\n  log-archive:\n',
      '\n  sandbox-one:\n    quarantine:\n  log-archive:\n',
    ]);
    const { exitCode, out } = await rampart(['prove', '--organization', organization, '--guardrail', 'quarantine']);
    expect(exitCode).toBe(1);
    expect(out).toMatch(
      /expectations\.jsonl:\d+:1: must be permitted: launch-in-sandbox: .* denied by quarantine \(statement Quarantine/,
    );
  });

  test('fails with 2 on a guardrail that does not exist, and suggests one that does', async () => {
    const { exitCode, out, err } = await rampart(['prove', '--guardrail', 'protect-cloudtrial']);
    expect([exitCode, out]).toEqual([2, '']);
    expect(err).toContain(
      'there is no guardrail or permission set `protect-cloudtrial`; did you mean `protect-cloudtrail`?',
    );
  });

  test('fails with 2 on a broken configuration', async () => {
    const organization = copyExample(aFolder(), ['protect-cloudtrail:', 'protect-cloudtrial:']);
    const { exitCode, err } = await rampart(['prove', '--organization', organization]);
    expect(exitCode).toBe(2);
    expect(err).toContain('protect-cloudtrial');
  });
});
