import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseOrganization } from '../../../../lib/model/parse';
import { describeProblem } from '../../../../lib/model/problem';
import {
  ACCOUNT,
  CATALOGUE,
  LANDING_ZONE,
  describeFiles,
  describeFolder,
  inFolder,
  lines,
  requireOrganization,
} from '../../../support/organization-folder';

const SOUND = { 'landing-zone.yaml': LANDING_ZONE, 'accounts/shop.yaml': ACCOUNT };

/** The problems of a sound folder after something was done to it. */
function describeAfter(spoil: (folder: string) => void): string {
  return inFolder(SOUND, (folder) => {
    spoil(folder);
    return describeFolder(folder);
  });
}

describe('the folder of the configuration', () => {
  test('fails when there is none', () => {
    const outcome = parseOrganization('no-such-folder', CATALOGUE);
    expect(outcome.kind === 'problems' && outcome.problems.map(describeProblem)).toEqual([
      lines(
        'no-such-folder:1:1: the folder `no-such-folder` does not exist',
        '    fix: name the folder of the configuration with `--organization DIR`',
      ),
    ]);
  });

  test('fails when it is a file', () => {
    expect(inFolder(SOUND, (folder) => describeFolder(join(folder, 'landing-zone.yaml')))).toBe(
      lines(
        'organization:1:1: `organization` is not a folder',
        '    fix: name the folder of the configuration with `--organization DIR`',
      ),
    );
  });

  test('fails when it is empty', () => {
    expect(describeFiles({})).toBe(
      lines(
        'organization:1:1: the folder `organization` is empty',
        '    allowed: a folder with `landing-zone.yaml` and `accounts/`',
        '    fix: start from the example in the repository, or name the folder of the configuration with `--organization DIR`',
      ),
    );
  });

  test('fails when it is a link to itself', () => {
    const text = inFolder(SOUND, (folder) => {
      symlinkSync('loop', join(folder, 'loop'));
      return describeFolder(join(folder, 'loop'));
    });
    expect(text).toBe(
      lines(
        'organization:1:1: `organization` is a symbolic link that leads back to itself',
        '    fix: name the folder of the configuration with `--organization DIR`',
      ),
    );
  });

  test('fails without landing-zone.yaml, and still judges the accounts', () => {
    expect(describeFiles({ 'accounts/shop.yaml': 'emial: shop@example.com\n' + ACCOUNT })).toBe(
      lines(
        'organization/accounts/shop.yaml:1:1: unknown field `emial`',
        '    allowed: `name`, `email`, `unit`, `owner`, `budget`, `tags`, `state`, `id`, `baseline`, `stack`',
        'organization/landing-zone.yaml:1:1: `organization/landing-zone.yaml` is missing',
        '    allowed: a folder with `landing-zone.yaml` and `accounts/`',
        '    fix: create it, or name the folder of the configuration with `--organization DIR`',
      ),
    );
  });

  test('fails when landing-zone.yaml has another suffix', () => {
    expect(describeFiles({ 'landing-zone.yml': LANDING_ZONE })).toContain(
      '    fix: rename `landing-zone.yml` to `landing-zone.yaml`',
    );
  });

  test('may have no accounts', () => {
    expect(requireOrganization({ 'landing-zone.yaml': LANDING_ZONE }).accounts).toEqual([]);
  });

  test('may contain other files, and hidden files in the folder of the accounts', () => {
    const files = { ...SOUND, 'README.md': 'about us', 'accounts/.gitkeep': '', 'accounts/.shop.yaml.swp': '\0' };
    expect(requireOrganization(files).accounts.map(({ key }) => key)).toEqual(['shop']);
  });

  test('is named in problems as the caller gave it', () => {
    const outcome = inFolder(SOUND, (folder) => {
      rmSync(join(folder, 'landing-zone.yaml'));
      return parseOrganization(`${folder}/`, CATALOGUE);
    });
    expect(outcome.kind === 'problems' && outcome.problems.map(({ at }) => at.file)).toEqual([
      expect.stringMatching(/^\/[^/]+\/.*[^/]\/landing-zone\.yaml$/),
    ]);
  });
});

describe('a file', () => {
  test('fails when it is a link to itself, and hides nothing else', () => {
    const text = describeAfter((folder) => {
      symlinkSync('loop.yaml', join(folder, 'accounts/loop.yaml'));
      writeFileSync(join(folder, 'accounts/shop.yaml'), ACCOUNT.replace('budget: 100', 'budget: 0'));
    });
    expect(text).toBe(
      lines(
        'organization/accounts/loop.yaml:1:1: `organization/accounts/loop.yaml` is a symbolic link that leads back to itself',
        '    fix: remove it, or replace it with the file',
        'organization/accounts/shop.yaml:4:9: `budget` cannot be `0`',
        '    allowed: a number above 0, in USD per month',
      ),
    );
  });

  test('fails when it is a link to nothing', () => {
    const text = describeAfter((folder) => {
      symlinkSync('gone.yaml', join(folder, 'accounts/new.yaml'));
    });
    expect(text).toBe(
      lines(
        'organization/accounts/new.yaml:1:1: `organization/accounts/new.yaml` is a symbolic link to nothing',
        '    fix: remove it, or replace it with the file',
      ),
    );
  });

  test('may be a link to another file', () => {
    const text = describeAfter((folder) => {
      writeFileSync(join(folder, 'elsewhere'), ACCOUNT.replace('shop@', 'other@'));
      symlinkSync('../elsewhere', join(folder, 'accounts/other.yaml'));
    });
    expect(text).toBe('');
  });

  test('fails when it is a folder', () => {
    const text = describeAfter((folder) => {
      mkdirSync(join(folder, 'accounts/team.yaml'));
    });
    expect(text).toBe(
      lines(
        'organization/accounts/team.yaml:1:1: `organization/accounts/team.yaml` is a folder',
        '    allowed: a YAML file',
        '    fix: rename it or move it away',
      ),
    );
  });

  test('fails when it is a device', () => {
    const text = describeAfter((folder) => {
      symlinkSync('/dev/null', join(folder, 'accounts/null.yaml'));
    });
    expect(text).toContain('`organization/accounts/null.yaml` is not a regular file');
  });

  test('fails when it has 8 MB, unread, with a single problem', () => {
    expect(describeFiles({ ...SOUND, 'accounts/big.yaml': Buffer.alloc(8 * 1024 * 1024, 0xff) })).toBe(
      lines(
        'organization/accounts/big.yaml:1:1: `organization/accounts/big.yaml` is not read: it has 8,388,608 bytes',
        '    allowed: at most 1,048,576 bytes',
        '    fix: check that it is the right file',
      ),
    );
  });

  test('fails among the accounts when its suffix is another', () => {
    expect(describeFiles({ ...SOUND, 'accounts/new.yml': ACCOUNT, 'accounts/notes.txt': 'x' })).toBe(
      lines(
        'organization/accounts/new.yml:1:1: `organization/accounts/new.yml` is not read: its name does not end in `.yaml`',
        '    allowed: files named `<account>.yaml`, one for each account',
        '    fix: rename it to `organization/accounts/new.yaml`',
        'organization/accounts/notes.txt:1:1: `organization/accounts/notes.txt` is not read: its name does not end in `.yaml`',
        '    allowed: files named `<account>.yaml`, one for each account',
        '    fix: move it out of `accounts/`',
      ),
    );
  });

  test('fails when reading it fails', () => {
    const text = describeAfter((folder) => {
      symlinkSync('/proc/self/mem', join(folder, 'accounts/memory.yaml'));
    });
    // Without /proc, the link has no target.
    expect(text).toMatch(
      /`organization\/accounts\/memory\.yaml` (cannot be read \(E[A-Z]+\)|is a symbolic link to nothing)/,
    );
  });

  test('that cannot be read is still an account to place guardrails on', () => {
    const zone = LANDING_ZONE.replace('  Workloads:\n    limit', '  big:\n    limit');
    const text = describeFiles({ 'landing-zone.yaml': zone, 'accounts/big.yaml': Buffer.alloc(2_000_000) });
    expect(text.match(/^organization.*$/gm)).toEqual([expect.stringContaining('is not read')]);
  });

  test('named accounts may be a file: then targets are not checked', () => {
    const zone = LANDING_ZONE.replace('  Workloads:\n    limit', '  shop:\n    limit');
    expect(describeFiles({ 'landing-zone.yaml': zone, accounts: 'x' })).toBe(
      lines(
        'organization/accounts:1:1: `organization/accounts` is not a folder',
        '    fix: replace it with a folder with the accounts',
      ),
    );
  });
});
