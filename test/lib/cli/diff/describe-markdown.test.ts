import type { Difference } from '../../../../lib/analysis/difference/difference-file';
import { describeMarkdown, MOST_BYTES } from '../../../../lib/cli/diff/markdown/describe-markdown';
import { aDifference, anOpening, aTightening, anUndecided, everything } from './a-difference';
import { tagsOf, tokensOf } from './a-page';

const describe_ = (difference: Difference): string =>
  describeMarkdown(difference, { before: 'main', after: 'organization' });

const headings = (markdown: string): readonly string[] =>
  [...markdown.matchAll(/^#+ (.+)$/gm)].map(([, text = '']) => text);

const many = (number: number): readonly string[] => Array.from({ length: number }, (_, index) => `account-${index}`);

describe('the Markdown of a difference', () => {
  test('begins with the verdict, tells openings before tightenings, and ends with the quotas', () => {
    const titles = headings(describe_(everything()));
    expect(titles[0]).toBe('Guardrails: 1 opening, 1 tightening, 1 undecided');
    expect(titles.slice(1).map((title) => title.split(/[:(]/)[0]?.trim())).toEqual([
      'Opened',
      'Tightened',
      'Undecided',
      'Settings',
      'Exemptions',
      'Accounts and units',
      'Same meaning',
      'Quotas after the change',
    ]);
  });

  test('says that text changed and meaning did not', () => {
    const { sameMeaning } = everything();
    const markdown = describe_(aDifference({ sameMeaning }));
    expect(headings(markdown)[0]).toBe('Guardrails: same meaning');
    expect(markdown).toContain('Every request is proved to be decided as before.');
    expect(markdown).toContain('deny-root-user is written otherwise and means the same');
  });

  test('says that nothing changed', () => {
    expect(headings(describe_(aDifference()))).toEqual(['Guardrails: nothing changed']);
  });

  test('never says that the rest is proved while something is undecided', () => {
    expect(describe_(aDifference({ undecided: [anUndecided()] }))).not.toContain('is proved to be');
  });

  test('folds examples and lists, and leaves the sentences open', () => {
    const open = describe_(everything()).replace(/<details>[^]*?<\/details>/g, '');
    expect(open).toContain('may now call `iam:CreateUser`');
    expect(open).toContain('nobody may call `ec2:CreateVolume` any more');
    for (const folded of ['"witness"', 'Accounts:', 'Actions:']) {
      expect(open).not.toContain(folded);
      expect(describe_(everything())).toContain(folded);
    }
  });

  test('shows five of each kind and folds the others, so that tightenings are seen below many openings', () => {
    const changes = [...Array.from({ length: 12 }, () => anOpening()), aTightening()];
    const markdown = describe_(aDifference({ changes }));
    expect(markdown).toContain('<summary>7 more</summary>');
    expect(markdown.indexOf('Tightened')).toBeGreaterThan(markdown.indexOf('7 more'));
  });

  test('counts the accounts that something changes for', () => {
    expect(describe_(aDifference({ changes: [anOpening(), aTightening()] }))).toContain('3 accounts affected.');
  });

  test('closes every tag that it opens', () => {
    const tags = tagsOf(describe_(everything()));
    for (const name of ['details', 'summary', 'sub']) {
      const count = (tag: string): number => tags.filter((one) => one === tag).length;
      expect(count(`<${name}>`)).toBe(count(`</${name}>`));
      expect(count(`<${name}>`)).toBeGreaterThan(0);
    }
    expect(tags.filter((tag) => !/^<\/?(?:details|summary|sub)>$/.test(tag))).toEqual([]);
  });
});

describe('a difference too long for a comment', () => {
  const evil = '<details><!-- `@everyone` ```😀'.repeat(100);
  const hostile = {
    targets: [evil],
    guardrails: [evil],
    accounts: many(100).map((name) => name + evil),
    summary: evil,
  };

  test.each<[string, Difference]>([
    ['many accounts', aDifference({ changes: [anOpening({ accounts: many(50_000) })] })],
    ['many changes', aDifference({ changes: Array.from({ length: 5_000 }, () => aTightening()) })],
    [
      'long sentences',
      aDifference({ changes: Array.from({ length: 500 }, () => anOpening({ summary: 'x'.repeat(100_000) })) }),
    ],
    ['hostile names', aDifference({ changes: Array.from({ length: 300 }, () => anOpening(hostile)) })],
    [
      'a hostile witness',
      aDifference({
        changes: Array.from({ length: 300 }, () =>
          anOpening({
            witness: {
              id: evil,
              account: evil,
              principal: evil,
              action: evil,
              context: Object.fromEntries(many(50).map((key) => [key, evil])),
            },
          }),
        ),
      }),
    ],
    ['many undecided', aDifference({ undecided: Array.from({ length: 3_000 }, () => anUndecided({ reason: evil })) })],
    [
      'many quotas',
      aDifference({
        quota: Array.from({ length: 20_000 }, (_, index) => ({
          target: `${evil}${index}`,
          type: 'S3_POLICY' as const,
          documents: { before: 1, after: 2, allowed: 3 },
          characters: { before: 1, after: 2, allowed: 3 },
        })),
      }),
    ],
    [
      'many of everything',
      {
        ...everything(),
        moves: Array.from({ length: 9_000 }, (_, index) => ({
          kind: 'account-added' as const,
          id: `${index}`,
          before: null,
          after: 'root',
          summary: evil,
        })),
      },
    ],
  ])('fits with %s, and says what was left out', (_name, difference) => {
    const markdown = describe_(difference);
    expect(Buffer.byteLength(markdown)).toBeLessThanOrEqual(MOST_BYTES);
    expect(markdown).toContain('**This comment is shortened.**');
    expect(markdown).toContain('`rampart diff --json` tells all of it.');
    expect(headings(markdown)[0]).toMatch(/^Guardrails: /);
    expect(tokensOf(markdown).map(({ type }) => type)).not.toContain('link_open');
  });

  test('says how many are left out', () => {
    const changes = Array.from({ length: 5_000 }, () => aTightening());
    expect(describe_(aDifference({ changes }))).toMatch(/_4,\d\d\d more left out here\._/);
  });

  test('fits however little room there is', () => {
    const markdown = describeMarkdown(everything(), { before: 'a', after: 'b' }, 2_000);
    expect(Buffer.byteLength(markdown)).toBeLessThanOrEqual(2_000);
    expect(headings(markdown)[0]).toBe('Guardrails: 1 opening, 1 tightening, 1 undecided');
  });
});
