import { findDifference } from '../../../lib/analysis/difference/difference';
import type { GuardrailsFile } from '../../../lib/model/guardrails-file';
import type { Application } from '../../../lib/model/organization';
import { commentOf, LABEL, verdictOn, type Examined, type Verdict } from '../../../tools/review/comment';
import { BEFORE, configured } from '../../lib/analysis/difference/golden-edits';

const AT = { file: 'a.yaml', line: 1, column: 1 };

/** The example with an edited application. */
function withApplication(key: string, edit: (application: Application) => Application): GuardrailsFile {
  return configured((organization) => ({
    ...organization,
    applications: organization.applications.map((each) => (each.key === key ? edit(each) : each)),
  }));
}

function examine(after: GuardrailsFile, before: GuardrailsFile = BEFORE): Examined {
  const difference = findDifference(before, after);
  return { kind: 'compared', base: 'main', difference, fingerprint: '', judgeFiles: [] };
}

/** An application of the example that anybody may read from one more place. */
const granted = withApplication('billing', (each) => ({
  ...each,
  stores: each.stores.map((store) => ({
    ...store,
    readers: [
      ...store.readers,
      { kind: 'application', application: 'shop', from: [], in: ['shop-production'], at: AT } as const,
    ],
  })),
}));

/** Without what some people may do, and without what others may not. */
const fewer = configured((organization) => ({
  ...organization,
  identity: organization.identity && {
    ...organization.identity,
    assignments: organization.identity.assignments.filter(({ permissionSet }) => permissionSet !== 'network'),
  },
}));
const withoutPartners = configured((organization) => ({ ...organization, partners: [] }));

test.each<[string, GuardrailsFile, says: string]>([
  ['gives people a permission set', fewer, '- Grants: the people of `network` get `network` in `network`.'],
  ['admits a partner', withoutPartners, '- Grants: the partner `observability` ('],
])('a proposal that %s needs the label, and the comment says so', (_what, before, says) => {
  const examined = examine(BEFORE, before);
  const verdict = verdictOn(examined, false);
  expect(verdict.isPassed).toBe(false);
  expect(commentOf(examined, verdict, 'abc', 0)).toContain(says);
  expect(verdictOn(examine(before), false).description).not.toContain('grant');
});

describe('a proposal needs the label', () => {
  test.each<[string, GuardrailsFile, says: string]>([
    ['that grants access', granted, '1 grant of access'],
    [
      'that lets workflows act as an application',
      withApplication('billing', (each) => ({
        ...each,
        runsOn: { ...each.runsOn, github: ['repo:evil/x:ref:refs/heads/main'] },
      })),
      '1 grant of access',
    ],
    [
      'that says who a group is',
      configured((organization) => ({
        ...organization,
        groups: organization.groups.map((group) =>
          group.id === null ? { ...group, id: '11111111-1111-1111-1111-111111111111' } : group,
        ),
      })),
      '1 grant of access',
    ],
    [
      'that brings a retired application back',
      withApplication('newsletter', (each) => ({
        ...each,
        state: 'active',
        accounts: each.retiredIn,
        retiredIn: [],
      })),
      '2 grants of access',
    ],
  ])('%s', (_what, after, says) => {
    const examined = examine(after);
    expect(verdictOn(examined, false)).toEqual({
      isPassed: false,
      description: `Fails: ${says} without the label "${LABEL}"`,
    } satisfies Verdict);
    expect(verdictOn(examined, true)).toMatchObject({ isPassed: true });
  });
});

describe('a proposal passes', () => {
  test.each<[string, GuardrailsFile, GuardrailsFile]>([
    ['that takes a grant away', granted, BEFORE],
    [
      'that retires an application',
      BEFORE,
      withApplication('billing', (each) => ({ ...each, state: 'retired', accounts: [], retiredIn: each.accounts })),
    ],
    ['that changes an owner', BEFORE, withApplication('billing', (each) => ({ ...each, owner: 'new@example.com' }))],
  ])('%s', (_what, before, after) => {
    expect(verdictOn(examine(after, before), false)).toMatchObject({ isPassed: true });
  });
});

test('the comment has a section that says who newly reaches what', () => {
  const examined = examine(granted);
  const comment = commentOf(examined, verdictOn(examined, false), 'abc', 0);
  expect(comment).toContain('### Access: who reaches data, what may become a role, and what people may do (1)');
  expect(comment).toContain('- Grants: `shop` may read `billing/invoices` in `shop-production`.');
  expect(comment).toContain('By the guardrails, every request is proved to be decided as before.');
});

test('the comment says that a state without these facts is not compared', () => {
  const { access, ...organization } = BEFORE.organization;
  expect(access).toBeDefined();
  const examined = examine(granted, { ...BEFORE, organization });
  expect(commentOf(examined, verdictOn(examined, false), 'abc', 0)).toContain(
    'Not compared, because one of the states does not have them: who reaches data.',
  );
});
