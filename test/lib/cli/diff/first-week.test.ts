import { findDifference } from '../../../../lib/analysis/difference/difference';
import { differenceComment } from '../../../../lib/cli/diff/difference-report';
import type { GuardrailsFile } from '../../../../lib/model/guardrails-file';
import type { Organization } from '../../../../lib/model/organization';
import {
  BEFORE,
  configured,
  isAt,
  withAccount,
  withExemption,
  withParameters,
  withPlacements,
} from '../../analysis/difference/golden-edits';

/** The edits of a team's first week, and what each comment must say first. */
const EDITS: readonly (readonly [what: string, after: () => GuardrailsFile, first: string])[] = [
  [
    'a Region is added',
    () => configured((one) => ({ ...one, governedRegions: [...one.governedRegions, 'eu-north-1'] })),
    'eu-north-1 is now a governed Region.',
  ],
  [
    'an exemption is added',
    () => withExemption('arn:*:iam::*:role/finance/buyer', ['deny-reserved-purchases'], '2027-06-30T00:00:00Z'),
    'arn:*:iam::*:role/finance/buyer becomes exempt from deny-reserved-purchases, until 2027-06-30T00:00:00Z',
  ],
  [
    'an account is moved',
    () => withAccount('shop-development', { unit: 'Workloads/Production' }),
    'Account shop-development moves from Workloads/Development to Workloads/Production.',
  ],
  [
    'the break-glass role is renamed',
    () =>
      configured(({ platform, ...one }) => ({
        ...one,
        platform: { ...platform, principals: { ...platform.principals, breakGlass: ['arn:*:iam::*:role/oncall/*'] } },
      })),
    'role/oncall/* replaces role/platform/break-glass as exempt from the 28 guardrails that exempt the platform.',
  ],
  [
    'a tag is dropped',
    () => withParameters('require-tags', 'Workloads', { tags: ['owner'] }),
    'require-tags on Workloads: tags no longer includes cost-center.',
  ],
  ['a unit is emptied', () => configured(emptied), 'Account sandbox-one moves from Sandbox to Workloads/Development.'],
  [
    'a guardrail is added to a unit',
    () =>
      withPlacements((placements) => [
        ...placements,
        ...placements
          .filter(isAt('deny-internet-access', 'Workloads/Production'))
          .map((one) => ({ ...one, target: 'Workloads/Development' })),
      ]),
    'deny-internet-access is added to Workloads/Development.',
  ],
  [
    'an account is added',
    () =>
      configured((one) => ({
        ...one,
        accounts: [
          ...one.accounts,
          ...one.accounts.slice(0, 1).map((account) => ({ ...account, key: 'blog', email: 'blog@example.com' })),
        ],
      })),
    'Account blog is added to',
  ],
  [
    'an account is renamed',
    () => withAccount('shop-production', { name: 'Shop' }),
    'The name of the account shop-production changes from shop-production to Shop.',
  ],
];

/** The first of the two steps in which a unit is removed. */
function emptied(organization: Organization): Organization {
  return {
    ...organization,
    placements: organization.placements.filter(({ target }) => target !== 'Sandbox'),
    accounts: organization.accounts.map((one) =>
      one.key === 'sandbox-one' ? { ...one, unit: 'Workloads/Development' } : one,
    ),
  };
}

/** What fits on a screen, and all lines together with those that are folded. */
const [MOST_OPEN, MOST_LINES] = [40, 64];

const plain = (markdown: string): string => markdown.replace(/[\\`]/g, '');

test.each(EDITS)('the comment fits on a screen, and begins with what happened: %s', (_what, after, first) => {
  const comment = differenceComment(findDifference(BEFORE, after()), { before: 'main', after: 'the proposal' });
  const lines = plain(comment).trimEnd().split('\n');
  expect(lines.find((line) => line.startsWith('- '))).toContain(first);
  const open = plain(comment.replace(/<details>[^]*?<\/details>/g, ''));
  expect(open.trimEnd().split('\n').length).toBeLessThanOrEqual(MOST_OPEN);
  expect(lines.length).toBeLessThanOrEqual(MOST_LINES);
  expect(comment).not.toContain('is shortened');
  expect(lines.join('\n')).toMatchSnapshot();
});
