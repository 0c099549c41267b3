import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseOrganization } from '../../../lib/model/parse';
import type { Problem } from '../../../lib/model/problem';
import { DEFAULT_QUOTAS } from '../../../lib/model/quotas';
import { catalogue } from '../../../policies/catalogue';
import { APPLICATION } from '../../support/application-folder';
import type { Files } from '../../support/organization-folder';
import {
  ACCOUNT,
  CATALOGUE,
  LANDING_ZONE,
  describeFiles,
  inFolder,
  landingZone,
  parseFiles,
  requireOrganization,
  withAccount,
} from '../../support/organization-folder';
import { fc } from '../../seeded-fast-check';

const root = join(__dirname, '../../..');

function account(name: string): string {
  return ACCOUNT.replace('shop@', `${name}@`);
}

describe('the example organization', () => {
  const outcome = parseOrganization(join(root, 'organization'), catalogue);
  if (outcome.kind === 'problems') throw new Error(JSON.stringify(outcome.problems));
  const organization = outcome.value;

  test('has the units of a landing zone', () => {
    expect(organization.units.map(({ id }) => id)).toEqual([
      'Security',
      'Infrastructure',
      'Workloads',
      'Workloads/Production',
      'Workloads/Development',
      'Sandbox',
      'Suspended',
    ]);
  });

  test('fits into a new organization, which may have ten accounts', () => {
    expect(organization.accounts.map(({ key, unit }) => [key, unit])).toEqual([
      ['audit', 'Security'],
      ['data-production', 'Workloads/Production'],
      ['log-archive', 'Security'],
      ['network', 'Infrastructure'],
      ['sandbox-one', 'Sandbox'],
      ['shared-services', 'Infrastructure'],
      ['shop-development', 'Workloads/Development'],
      ['shop-production', 'Workloads/Production'],
    ]);
    // The management account is one more. The example states its quota, since one vended account reaches the default.
    expect(organization.accounts.length + 1).toBeLessThan(DEFAULT_QUOTAS.accounts.value);
    expect(organization.quotas).toEqual({
      ...DEFAULT_QUOTAS,
      accounts: { ...DEFAULT_QUOTAS.accounts, value: 50, asOf: '2026-11-30' },
    });
  });

  test('is deployed from one Region and governs three', () => {
    expect(organization).toMatchObject({
      id: null,
      adopted: false,
      managementAccount: { key: 'management', accountId: '111111111111', hasBaseline: true },
      homeRegion: 'eu-central-1',
      governedRegions: ['eu-central-1', 'eu-west-1', 'us-east-1'],
    });
  });

  test('knows the position of its parts', () => {
    const file = expect.stringMatching(/organization\/landing-zone\.yaml$/) as string;
    expect(organization.locate(['regions', 'governed', 1])).toEqual({ file, line: 13, column: 28 });
    expect(organization.units[0]?.at).toMatchObject({ file, column: 3 });
  });
});

describe('parsing', () => {
  test('reports all problems, in the order of files and lines', () => {
    const files = {
      ...landingZone(
        ['home: eu-central-1', 'home: eu-centrl-1'],
        ['  Sandbox: {}', '  Sandbox: { parent: Werkloads }'],
        ['    deny-leaving:', '    deny-leavng:'],
        ['    owner: ci@example.com\n', ''],
      ),
      'accounts/bad.yaml': 'email: [\n',
      'accounts/legacy.yml': ACCOUNT,
      'accounts/shop.yaml': ACCOUNT.replace('unit: Workloads/Production', 'unit: Workload/Prod'),
      'accounts/twin.yaml': account('SHOP').replace('budget: 100', 'budget: much\ncolor: red'),
      'accounts/utf16.yaml': Buffer.from(ACCOUNT, 'utf16le'),
    };
    expect(describeFiles(files).match(/^organization.*$/gm)).toEqual([
      'organization/accounts/bad.yaml:2:1: YAML: flow sequence in block collection must be sufficiently indented and end with a ]',
      'organization/accounts/legacy.yml:1:1: `organization/accounts/legacy.yml` is not read: its name does not end in `.yaml`',
      'organization/accounts/shop.yaml:2:7: unknown unit `Workload/Prod`',
      'organization/accounts/twin.yaml:1:8: the e-mail address `SHOP@example.com` is already used by account `shop` (organization/accounts/shop.yaml:1:8)',
      'organization/accounts/twin.yaml:4:9: `budget` is text: `much`',
      'organization/accounts/twin.yaml:5:1: unknown field `color`',
      'organization/accounts/utf16.yaml:1:2: YAML: the control character U+0000',
      'organization/landing-zone.yaml:7:9: unknown Region `eu-centrl-1`',
      'organization/landing-zone.yaml:13:22: unknown unit `Werkloads`',
      'organization/landing-zone.yaml:16:5: unknown guardrail `deny-leavng`',
      'organization/landing-zone.yaml:21:5: missing field `owner`',
    ]);
  });

  test('checks accounts by themselves if landing-zone.yaml is not YAML', () => {
    const files = { 'landing-zone.yaml': '{', 'accounts/a.yaml': account('x'), 'accounts/b.yaml': account('X') };
    expect(describeFiles(files).match(/^organization[^`]*/gm)).toEqual([
      'organization/accounts/b.yaml:1:8: the e-mail address ',
      'organization/landing-zone.yaml:1:2: YAML: flow map must end with a }: ',
    ]);
  });

  test('reports a mistake that an alias repeats once', () => {
    const files = landingZone(
      ['      allowed: [t3]', '      allowed: &types [tea]'],
      ['exemptions:', '  Sandbox:\n    limit-types:\n      allowed: *types\nexemptions:'],
    );
    expect(describeFiles(files)).toBe(
      'organization/landing-zone.yaml:19:24: item 1 of `allowed` cannot be `tea`\n    allowed: a type such as `t3`',
    );
  });

  test('reads files with a byte order mark and with Windows line ends', () => {
    const text = `\uFEFF${LANDING_ZONE}`.replaceAll('\n', '\r\n');
    expect(JSON.stringify(requireOrganization({ 'landing-zone.yaml': text }).units)).toContain('Workloads/Production');
    expect(describeFiles({ 'landing-zone.yaml': text.replace('home: eu-central-1', 'home: eu-centrl-1') })).toContain(
      'landing-zone.yaml:7:9: unknown Region `eu-centrl-1`',
    );
  });

  test('gives equal organizations for equal files, regardless of the order in which they were written', () => {
    const names = ['a', 'b', 'c', 'd-e', 'd', 'F'];
    const files: Files = {
      'landing-zone.yaml': LANDING_ZONE,
      ...Object.fromEntries(names.map((name) => [`accounts/${name}.yaml`, account(name)])),
    };
    const folder = mkdtempSync(join(tmpdir(), 'rampart-'));
    const write = (paths: readonly string[]): string => {
      rmSync(folder, { recursive: true });
      for (const path of paths) {
        mkdirSync(dirname(join(folder, path)), { recursive: true });
        writeFileSync(join(folder, path), files[path] ?? '');
      }
      return JSON.stringify(parseOrganization(folder, CATALOGUE));
    };
    const paths = Object.keys(files);
    const expected = write(paths);
    expect(expected).toContain('"kind":"ok"');
    fc.assert(
      fc.property(fc.shuffledSubarray(paths, { minLength: paths.length }), (shuffled) => {
        expect(write(shuffled)).toBe(expected);
      }),
      { numRuns: 20 },
    );
    rmSync(folder, { recursive: true });
  });

  test('gives accounts in the order of their keys, not of their file names', () => {
    const files = {
      'accounts/a.yaml': account('a'),
      'accounts/a-b.yaml': account('b'),
      'accounts/B.yaml': account('c'),
    };
    expect(requireOrganization({ ...landingZone(), ...files }).accounts.map(({ key }) => key)).toEqual([
      'B',
      'a',
      'a-b',
    ]);
  });

  test('gives the same result twice for any change of the text, with positions that exist', () => {
    const sound = { ...withAccount(), 'applications/shop.yaml': APPLICATION };
    const edits = fc.array(
      fc.record({
        file: fc.constantFrom(...Object.keys(sound)),
        at: fc.double({ min: 0, max: 1, noNaN: true }),
        drop: fc.nat(30),
        put: fc.oneof(
          fc.constantFrom(
            ...['\n', ': ', '- ', '&a ', '*a', '{', ']', '"', '#', '!', '1', '~', '---\n', '? ', '| ', '\t'],
          ),
          fc.string({ maxLength: 5 }),
        ),
      }),
      { minLength: 1, maxLength: 4 },
    );
    fc.assert(
      fc.property(edits, (all) => {
        const files = { ...sound } as Record<string, string>;
        for (const { file, at, drop, put } of all) {
          const text = files[file] ?? '';
          const index = Math.floor(at * text.length);
          files[file] = text.slice(0, index) + put + text.slice(index + drop);
        }
        inFolder(files, (folder) => {
          const outcome = parseOrganization(folder, CATALOGUE);
          expect(JSON.stringify(parseOrganization(folder, CATALOGUE))).toBe(JSON.stringify(outcome));
          const problems: readonly Problem[] = outcome.kind === 'ok' ? [] : outcome.problems;
          for (const { at } of problems) {
            const lines = files[at.file.slice(folder.length + 1)]?.split('\n') ?? [];
            expect(at.line).toBeLessThanOrEqual(lines.length);
            expect(at.column).toBeLessThanOrEqual((lines[at.line - 1] ?? '').length + 1);
          }
        });
      }),
      { numRuns: 300 },
    );
  });

  test('has a problem or an organization, never neither', () => {
    const outcome = parseFiles({ 'landing-zone.yaml': '- nothing\n' });
    expect(outcome.kind === 'problems' && outcome.problems.length).toBeGreaterThan(0);
  });
});
