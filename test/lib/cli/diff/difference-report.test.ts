import type { Difference } from '../../../../lib/analysis/difference/difference-file';
import { differenceComment, differenceReport } from '../../../../lib/cli/diff/difference-report';
import { MOST_BYTES } from '../../../../lib/report/markdown/render-markdown';
import { renderText } from '../../../../lib/report/text/render-text';
import { aDifference, anOpening, aTightening, anUndecided, everything } from './a-difference';
import { tagsOf, tokensOf } from '../../report/markdown/a-page';

const NAMES = { before: 'main', after: 'organization' };
const describe_ = (difference: Difference): string => differenceComment(difference, NAMES);

const headings = (markdown: string): readonly string[] =>
  [...markdown.matchAll(/^#+ (.+)$/gm)].map(([, text = '']) => text);

const many = (number: number): readonly string[] => Array.from({ length: number }, (_, index) => `account-${index}`);

describe('the comment about a difference', () => {
  test('begins with the verdict, shows openings above tightenings, and ends with the quotas', () => {
    const titles = headings(describe_(everything()));
    expect(titles[0]).toBe('Guardrails: 1 opening, 1 tightening, 1 undecided');
    expect(titles.slice(1).map((title) => title.split(/[:(]/)[0]?.trim())).toEqual([
      'Opened',
      'Tightened',
      'Undecided',
      'Settings',
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
    for (const folded of ['For example', 'Accounts:', 'Actions:']) {
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

  test('shows the first accounts of many', () => {
    const markdown = describe_(aDifference({ changes: [anOpening({ accounts: many(50_000) })] }));
    expect(markdown).toContain('`account-19` and 49,980 more');
    expect(markdown).not.toContain('shortened');
  });

  test('begins with what was edited: accounts, guardrails, principals, exemptions', () => {
    const { moves, exemptions } = everything();
    const edits = [
      {
        kind: 'guardrail-added' as const,
        guardrails: ['deny-iam-users'],
        targets: ['root'],
        parameters: {},
        summary: 'deny-iam-users is added to root.',
      },
    ];
    const markdown = describe_(aDifference({ changes: [anOpening()], edits, moves, exemptions }));
    const places = ['sandbox-one moves', 'is added to root', 'Moves the last users', '### Opened'];
    expect(places.map((place) => markdown.indexOf(place)).toSorted((a, b) => a - b)).toEqual(
      places.map((place) => markdown.indexOf(place)),
    );
    expect(markdown.indexOf('sandbox-one moves')).toBeGreaterThan(0);
  });

  test('counts changes of calls that AWS never makes, and shows them only in a line', () => {
    const changes = [anOpening({ isDocumented: false })];
    const markdown = describe_(aDifference({ changes }));
    expect(headings(markdown)).toEqual(['Guardrails: 1 change of calls that AWS never makes']);
    expect(markdown).toContain('1 change concerns calls that AWS, by its reference of 2026-11-01, never makes.');
    expect(markdown).not.toContain('may now call');
  });

  test('never says that every request is decided as before where settings changed', () => {
    const { effective } = everything();
    const markdown = describe_(aDifference({ effective }));
    expect(headings(markdown)[0]).toBe('Guardrails: 1 changed management policy');
    expect(markdown).not.toContain('Every request');
  });

  test('tells settings by guardrail and meaning, not one by one', () => {
    const [setting] = everything().effective;
    if (setting === undefined) throw new Error('there is a setting');
    const effective = ['a', 'b', 'c'].map((name) => ({ ...setting, path: [name], summary: `${name} is gone` }));
    const markdown = describe_(aDifference({ effective }));
    expect(markdown).toMatch(
      /In account shop-production, 3 settings of block-public-images-and-snapshots \(.+\) are no longer set\./,
    );
    expect(markdown).not.toContain('is gone');
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
  ])('fits with %s, and says what is omitted', (_name, difference) => {
    const markdown = describe_(difference);
    expect(Buffer.byteLength(markdown)).toBeLessThanOrEqual(MOST_BYTES);
    expect(markdown).toContain('**This comment is shortened.**');
    expect(markdown).toContain('`rampart diff --json` shows everything.');
    expect(headings(markdown)[0]).toMatch(/^Guardrails: /);
    expect(tokensOf(markdown).map(({ type }) => type)).not.toContain('link_open');
  });

  test('says how many are omitted', () => {
    const changes = Array.from({ length: 5_000 }, () => aTightening());
    expect(describe_(aDifference({ changes }))).toMatch(/_4,\d\d\d more omitted here\._/);
  });

  test('fits into very little space', () => {
    const markdown = differenceComment(everything(), { before: 'a', after: 'b' }, 2_000);
    expect(Buffer.byteLength(markdown)).toBeLessThanOrEqual(2_000);
    expect(headings(markdown)[0]).toBe('Guardrails: 1 opening, 1 tightening, 1 undecided');
  });
});

test('a terminal shows all of a difference, with a sign for each kind of change', () => {
  expect(renderText(differenceReport(everything(), NAMES), { hasColors: false })).toMatchInlineSnapshot(`
   [
     "Guardrails: 1 opening, 1 tightening, 1 undecided",
     "Compared: main with organization.",
     "~ sandbox-one moves from Sandbox to Suspended",
     "~ arn:*:iam::*:role/idp-* is exempt from deny-iam-users until 2027-03-31T00:00:00Z (owner identity@example.com, reason Moves the last users).",
     "Some changes could not be decided: treat what is undecided as changed. 3 accounts affected.",
     "",
     "Opened: denied before, possible now (1)",
     "  + In Sandbox (1 account), role/idp-* may now call \`iam:CreateUser\` and \`iam:CreateAccessKey\`",
     "      for example arn:aws:iam::{account:sandbox-one}:role/idp-admin in sandbox-one calls iam:CreateUser, with aws:RequestedRegion = us-east-1: denied by deny-iam-users before, permitted now",
     "      actions: iam:CreateUser, iam:CreateAccessKey",
     "",
     "Tightened: possible before, denied now (1)",
     "  - In Workloads/Production (2 accounts), nobody may call \`ec2:CreateVolume\` any more where \`ec2:Encrypted\` is absent",
     "      for example arn:aws:iam::{account:shop-production}:role/developer in shop-production calls ec2:CreateVolume on arn:aws:ec2:eu-central-1:{account:shop-production}:volume/*, with aws:RequestedRegion = eu-central-1: permitted before, denied by require-ebs-encryption now",
     "      accounts: shop-production, data-production",
     "      actions: ec2:CreateVolume",
     "",
     "Undecided: not proved to be decided as before (1)",
     "  ? Calls of \`s3:Get*\` may be decided otherwise",
     "      why: more than 16 patterns with stars inside",
     "      actions: s3:GetObject",
     "",
     "Settings: check which value is stricter (1)",
     "  ~ In account shop-production, 1 setting of block-public-images-and-snapshots (images and EBS snapshots cannot be made public, and access to the serial console is disabled) is no longer set.",
     "",
     "Same meaning: written differently, decided as before (1)",
     "  = deny-root-user is written otherwise and means the same",
     "      targets: root",
     "      documents: rampart-root-1",
     "",
     "Quotas after the change (1)",
     "  Workloads/Production: service control policies: 3 of 10 (before: 2); the longest has 5,120 of 10,240 characters (before: 4,987)",
   ]
  `);
});
