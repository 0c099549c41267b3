import type { GuardrailsTarget } from '../../../lib/model/guardrails-file';
import { findImpossibleEdits, findNotCompared, type StatedOrganization } from '../../../lib/model/impossible-edits';

type Changed = Partial<Omit<GuardrailsTarget, 'kind'>>;

function anAccount(id: string, changed: Changed = {}): GuardrailsTarget {
  const known = { name: id, email: `aws+${id}@example.com`, stack: 'Accounts', owner: 'a', budget: 1, tags: {} };
  return { id, kind: 'account', parent: 'Work', state: 'active', ...known, ...changed };
}

function aUnit(id: string, changed: Changed = {}): GuardrailsTarget {
  const keys = id.split('/');
  const parent = keys.slice(0, -1).join('/') || 'root';
  return { id, kind: 'unit', parent, name: keys.at(-1) ?? id, ...changed };
}

function aState(targets: readonly GuardrailsTarget[], more: Partial<StatedOrganization> = {}): StatedOrganization {
  const root: GuardrailsTarget = { id: 'root', kind: 'root' };
  const organization = { homeRegion: 'eu-central-1', baseline: null, compliance: {} };
  return { organization, targets: [root, ...targets], placements: [], ...more };
}

const codesOf = (before: StatedOrganization, after: StatedOrganization): readonly string[] =>
  findImpossibleEdits(before, after).map(({ code, target }) => `${code} ${target}`.trim());

const ofAccounts = (
  before: readonly GuardrailsTarget[],
  after: readonly GuardrailsTarget[],
  ...guarded: readonly string[]
): readonly string[] => {
  const placements = guarded.map((target) => ({ target }));
  return codesOf(aState([aUnit('Work'), ...before], { placements }), aState([aUnit('Work'), ...after]));
};

describe('no deployment can', () => {
  test('change the home Region', () => {
    expect(codesOf(aState([]), aState([], { organization: { homeRegion: 'eu-west-1' } }))).toEqual(['home-changed']);
  });

  test('move the log archive', () => {
    const [was, is] = ['logs', 'audit'].map((account) => aState([], { organization: { logArchive: { account } } }));
    expect(codesOf(was ?? aState([]), is ?? aState([]))).toEqual(['archive-moved']);
    expect(codesOf(was ?? aState([]), aState([]))).toEqual([]);
  });

  test.each([
    ['e-mail address', { email: 'other@example.com' }, 'account-email-changed'],
    ['name', { name: 'Shop' }, 'account-name-changed'],
    ['stack', { stack: 'Accounts-2' }, 'account-stack-changed'],
  ])('change the %s of an account', (_what, changed, code) => {
    expect(ofAccounts([anAccount('shop')], [anAccount('shop', changed)])).toEqual([`${code} shop`]);
  });

  test.each([
    ['address, in other letters', { email: 'AWS+shop@example.com' }],
    ['number', { accountId: '222222222222', email: 'other@example.com' }],
  ])('give an account another key: the same %s', (_what, changed) => {
    const before = anAccount('shop', { accountId: '222222222222' });
    expect(ofAccounts([before], [anAccount('store', changed)])).toEqual(['account-key-changed store']);
  });

  test('give a new account the address of a closed one', () => {
    const closed = anAccount('shop', { state: 'closed' });
    const reused = anAccount('store', { email: closed.email ?? '' });
    expect(ofAccounts([closed], [reused])).toEqual(['account-key-changed store']);
  });

  test.each([
    ['close', [anAccount('shop', { state: 'closed' })]],
    ['remove', []],
  ])('%s an account in one step with its own guardrails', (_what, after) => {
    expect(ofAccounts([anAccount('shop')], after, 'shop')).toEqual(['account-in-use shop']);
    expect(ofAccounts([anAccount('shop')], after)).toEqual([]);
  });

  test('move a unit, which is one mistake where units below it move along', () => {
    const before = aState([aUnit('Work'), aUnit('Work/Live'), aUnit('Play')]);
    const after = aState([aUnit('Play'), aUnit('Play/Work'), aUnit('Play/Work/Live')]);
    expect(codesOf(before, after)).toEqual(['parent-changed Play/Work']);
  });

  test.each([
    ['id', { awsId: 'ou-1' }, { awsId: 'ou-1', name: 'New' }],
    ['name', { name: 'Play area' }, { name: 'Play area' }],
  ])('give a unit another key: the same %s', (_what, was, is) => {
    const before = aState([aUnit('Play', was), aUnit('Play/Inner')]);
    expect(codesOf(before, aState([aUnit('Game', is), aUnit('Game/Inner')]))).toEqual(['unit-key-changed Game']);
  });

  test.each<[string, readonly GuardrailsTarget[], readonly string[], boolean]>([
    ['an account', [anAccount('shop')], [], true],
    ['guardrails', [], ['Work'], true],
    ['only a closed account', [anAccount('shop', { state: 'closed' })], [], false],
    ['nothing', [], [], false],
  ])('remove a unit in one step with what it has: %s', (_what, accounts, guarded, isRefused) => {
    const placements = guarded.map((target) => ({ target }));
    const before = aState([aUnit('Work'), aUnit('Play'), ...accounts], { placements });
    const after = aState([aUnit('Play'), ...accounts.map((account) => ({ ...account, parent: 'Play' }))]);
    expect(codesOf(before, after)).toEqual(isRefused ? ['unit-in-use Work'] : []);
  });
});

describe('a deployment can', () => {
  test('rename a unit, move an account, change its owner, budget and tags, and add accounts and units', () => {
    const before = aState([aUnit('Work'), anAccount('shop')]);
    const changed = { parent: 'Play', owner: 'b', budget: 2, tags: { team: 'a' }, state: 'suspended' } as const;
    const after = aState([
      aUnit('Work', { name: 'Live' }),
      aUnit('Play'),
      anAccount('shop', changed),
      anAccount('new'),
    ]);
    expect(codesOf(before, after)).toEqual([]);
  });
});

describe('what one state does not have', () => {
  test('is not compared, and named', () => {
    const { id, kind, email = '', stack = '' } = anAccount('shop');
    const nameless = { id, kind, parent: 'Work', email, stack, owner: 'a', budget: 1, tags: {} };
    const before = aState([aUnit('Work'), nameless], { organization: {} });
    const after = aState([aUnit('Work'), anAccount('shop', { name: 'Shop' })]);
    expect(codesOf(before, after)).toEqual([]);
    expect(findNotCompared(before, after)).toEqual(['homeRegion', 'name', 'baseline', 'compliance']);
    expect(findNotCompared(after, after)).toEqual([]);
  });

  test('is all of it where a state was read from AWS, which does not know the stacks', () => {
    const { organization, targets } = aState([aUnit('Work'), anAccount('shop')]);
    const live = { organization, targets };
    const after = aState([aUnit('Work'), anAccount('shop', { email: 'other@example.com' })]);
    expect(codesOf(live, after)).toEqual([]);
    expect(findNotCompared(live, after)).toContain('email');
  });
});
