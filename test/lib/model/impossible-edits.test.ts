import type { GuardrailsTarget } from '../../../lib/model/guardrails-file';
import type { StatedOrganization } from '../../../lib/model/impossible-edit';
import { findImpossibleEdits, findNotCompared } from '../../../lib/model/impossible-edits';

type Place = NonNullable<StatedOrganization['organization']['access']>['places'][number];

const NOBODY = { identity: null, permissionSets: {}, assignments: [], inherited: [], partners: {}, revocations: [] };

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
  const access = { groups: {}, places: [] };
  const spending = { accounts: {}, organization: null, anomalies: null };
  const organization = { homeRegion: 'eu-central-1', baseline: null, compliance: {}, spending, access };
  return { organization, targets: [root, ...targets], placements: [], ...more };
}

const [live, play] = [aUnit('Work'), aUnit('Play')];

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
    ['address', { email: 'aws+shop@example.com' }, []],
    ['address, in other letters', { email: 'AWS+shop@example.com' }, ['account-email-changed store']],
    ['number', { accountId: '222222222222', email: 'other@example.com' }, ['account-email-changed store']],
    [
      'number, and nothing else',
      { accountId: '222222222222', email: 'other@example.com', name: 'Shop', stack: 'Accounts-2', parent: 'Play' },
      ['account-email-changed store', 'account-name-changed store', 'account-stack-changed store'],
    ],
  ])('give an account another key: the same %s', (_what, changed, more) => {
    const before = anAccount('shop', { accountId: '222222222222' });
    expect(ofAccounts([before], [anAccount('store', changed)])).toEqual(['account-key-changed store', ...more]);
  });

  test('give a new account the address of a closed one', () => {
    const closed = anAccount('shop', { state: 'closed' });
    const reused = anAccount('store', { email: closed.email ?? '' });
    expect(ofAccounts([closed], [reused])).toEqual(['account-key-changed store']);
  });

  test('close an account in one step with its own guardrails', () => {
    const [suspended, closed] = [anAccount('shop', { state: 'suspended' }), anAccount('shop', { state: 'closed' })];
    expect(ofAccounts([suspended], [closed], 'shop')).toEqual(['account-in-use shop']);
    expect(ofAccounts([suspended], [closed])).toEqual([]);
  });

  test('close an account that was not suspended, which is told together with its own guardrails', () => {
    const closed = [anAccount('shop', { state: 'closed' })];
    expect(ofAccounts([anAccount('shop')], closed)).toEqual(['account-not-suspended shop']);
    expect(ofAccounts([anAccount('shop')], closed, 'shop')).toEqual([
      'account-not-suspended shop',
      'account-in-use shop',
    ]);
  });

  test.each<[string, Changed]>([
    ['with a number', { accountId: '222222222222' }],
    ['without a number, because it may exist all the same', {}],
    ['that is suspended', { state: 'suspended' }],
  ])('remove the file of an account %s', (_what, changed) => {
    expect(ofAccounts([anAccount('shop', changed)], [])).toEqual(['account-removed shop']);
    expect(ofAccounts([anAccount('shop', changed)], [], 'shop')).toEqual(['account-removed shop']);
  });

  test.each([
    ['active', true],
    ['suspended', false],
  ] as const)('remove the file of an %s account, and the fix says only what is left to do', (state, isToSuspend) => {
    const [edit] = findImpossibleEdits(aState([live, anAccount('shop', { state })]), aState([live]));
    expect(edit?.fix.includes('write `state: suspended` to it')).toBe(isToSuspend);
    expect(edit?.fix).toContain('run `npx rampart vend --close shop`');
  });

  test.each(['active', 'suspended'] as const)('make a closed account %s again', (state) => {
    const closed = anAccount('shop', { state: 'closed' });
    expect(ofAccounts([closed], [anAccount('shop', { state })])).toEqual(['account-reopened shop']);
    expect(ofAccounts([closed], [anAccount('shop', { state, email: 'other@example.com' })])).toEqual([
      'account-reopened shop',
      'account-email-changed shop',
    ]);
  });

  test('move and rename an account at once, and each message says that the move alone is possible', () => {
    const moved = anAccount('shop', { parent: 'Play', name: 'Store', email: 'other@example.com' });
    const edits = findImpossibleEdits(aState([live, anAccount('shop')]), aState([live, play, moved]));
    expect(edits.map(({ fix }) => fix)).toEqual([
      'write `aws+shop@example.com` again; its move to `Play` is possible',
      'write `shop` again; its move to `Play` is possible',
    ]);
    const [first] = findImpossibleEdits(
      aState([live, anAccount('shop')]),
      aState([live, play, anAccount('store', { parent: 'Play', email: 'aws+shop@example.com' })]),
    );
    expect(first?.fix).toContain('name its file `shop.yaml` again; its move to `Play` is possible');
  });

  test('rename an account and name a unit that does not exist: nothing says that it could move there', () => {
    const moved = anAccount('shop', { parent: 'Plya', name: 'Store' });
    const [edit] = findImpossibleEdits(aState([live, anAccount('shop')]), aState([live, play, moved]));
    expect(edit?.fix).toBe('write `shop` again');
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

function aPlace(account: string, changed: Partial<Place> = {}): Place {
  const known = { region: 'eu-central-1', stack: 'Applications', owner: 'a', state: 'active', actors: [] } as const;
  return { application: 'shop', account, ...known, stores: [aStore('orders')], ...changed };
}

function aStore(name: string, state: 'active' | 'retired' = 'active'): Place['stores'][number] {
  return { name, kind: 'bucket', state, keepReplacedDays: null, access: [] };
}

function withPlaces(...places: readonly Place[]): StatedOrganization {
  return aState([anAccount('one'), anAccount('two')], { organization: { access: { groups: {}, places } } });
}

describe('applications: no deployment can', () => {
  const both = [aPlace('one'), aPlace('two')];
  const retired = { state: 'retired' } as const;

  test.each<[string, readonly Place[], readonly Place[], readonly string[]]>([
    ['remove one that was not retired', both, [], ['application-in-use shop']],
    [
      'remove one that was retired in some accounts',
      [aPlace('one'), aPlace('two', retired)],
      [],
      ['application-in-use shop'],
    ],
    ['give one another key', [aPlace('one')], [aPlace('one', { application: 'store' })], ['application-in-use shop']],
    ['take one out of an account', both, [aPlace('one')], ['application-account-in-use shop']],
    ['remove a store', [aPlace('one')], [aPlace('one', { stores: [] })], ['application-store-in-use shop']],
    [
      'move one to another Region',
      [aPlace('one')],
      [aPlace('one', { region: 'eu-west-1' })],
      ['application-region-changed shop'],
    ],
    [
      'move one to another stack',
      [aPlace('one')],
      [aPlace('one', { stack: 'Applications-b' })],
      ['application-stack-changed shop'],
    ],
  ])('%s', (_what, before, after, codes) => {
    expect(codesOf(withPlaces(...before), withPlaces(...after))).toEqual(codes);
  });
});

describe('Identity Center: a deployment', () => {
  const inStacks = (identityStacks: Readonly<Record<string, number>>): StatedOrganization =>
    aState([], { organization: { identityStacks } });

  test.each<[string, Readonly<Record<string, number>>, Readonly<Record<string, number>>, readonly string[]]>([
    [
      'cannot leave it in a stack with a suffix',
      { Identity: 1, 'Identity-b': 1 },
      { Identity: 1 },
      ['identity-stack-in-use Identity-b'],
    ],
    ['can take every assignment away', { Identity: 2, 'Identity-b': 1 }, { Identity: 0, 'Identity-b': 0 }, []],
    ['can leave a stack that has no assignment', { Identity: 1, 'Identity-b': 0 }, { Identity: 1 }, []],
    ['that leaves the instance is told so, and no more', { Identity: 1, 'Identity-b': 1 }, {}, []],
    ['can add stacks', {}, { Identity: 2 }, []],
  ])('%s', (_what, before, after, codes) => {
    expect(codesOf(inStacks(before), inStacks(after))).toEqual(codes);
  });

  test('is judged by what a file of guardrails says of it', () => {
    const people = { ...NOBODY, stacks: { Identity: 1, 'Identity-b': 1 } };
    const before = aState([], { organization: { access: { groups: {}, places: [], people } } });
    expect(codesOf(before, inStacks({ Identity: 1 }))).toEqual(['identity-stack-in-use Identity-b']);
    expect(codesOf(before, aState([]))).toEqual([]);
  });
});

describe('applications: a deployment can', () => {
  const both = [aPlace('one'), aPlace('two')];
  const retired = { state: 'retired' } as const;

  test.each<[string, readonly Place[], readonly Place[]]>([
    ['remove one that was retired everywhere', [aPlace('one', retired), aPlace('two', retired)], []],
    ['retire one', both, [aPlace('one', retired), aPlace('two', retired)]],
    ['take one out of an account where it was retired', [aPlace('one'), aPlace('two', retired)], [aPlace('one')]],
    [
      'remove a store that was retired',
      [aPlace('one', { stores: [aStore('orders', 'retired')] })],
      [aPlace('one', { stores: [] })],
    ],
    ['bring one back', [aPlace('one', retired)], both],
  ])('%s', (_what, before, after) => {
    expect(codesOf(withPlaces(...before), withPlaces(...after))).toEqual([]);
  });

  test('leave an account that is closed with them', () => {
    const inState = (state: 'suspended' | 'closed', ...places: readonly Place[]): StatedOrganization =>
      aState([anAccount('one', { state })], { organization: { access: { groups: {}, places } } });
    expect(codesOf(inState('suspended', aPlace('one')), inState('closed'))).toEqual([]);
  });

  test('do anything with what one state says nothing of', () => {
    const silent = aState([anAccount('one'), anAccount('two')], { organization: {} });
    expect(codesOf(withPlaces(...both), silent)).toEqual([]);
    expect(findNotCompared(withPlaces(...both), silent)).toContain('access');
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

  test('close an account whose earlier state is not said', () => {
    const silent: GuardrailsTarget = { id: 'shop', kind: 'account', parent: 'Work' };
    expect(ofAccounts([silent], [anAccount('shop', { state: 'closed' })], 'shop')).toEqual([]);
  });

  test('make a suspended account active again, and forget a closed one', () => {
    const suspended = anAccount('shop', { state: 'suspended' });
    expect(ofAccounts([suspended], [anAccount('shop')])).toEqual([]);
    expect(ofAccounts([anAccount('shop', { state: 'closed' })], [])).toEqual([]);
  });
});

describe('an account whose file cannot be read', () => {
  test.each(['all', new Set(['shop'])] as const)('is not gone (%p)', (unreadableAccounts) => {
    expect(codesOf(aState([anAccount('shop')]), aState([], { unreadableAccounts }))).toEqual([]);
  });

  test('hides no other one that is gone', () => {
    const after = aState([], { unreadableAccounts: new Set(['shop']) });
    expect(codesOf(aState([anAccount('shop'), anAccount('other')]), after)).toEqual(['account-removed other']);
  });
});

test('20,000 accounts are compared in the time of a list, not of all pairs', () => {
  const accounts = Array.from({ length: 20_000 }, (_, index) => anAccount(`a-${index}`));
  const start = process.cpuUsage();
  expect(ofAccounts(accounts, accounts.slice(1))).toEqual(['account-removed a-0']);
  const { user } = process.cpuUsage(start);
  expect(user / 1e6).toBeLessThan(3);
});

describe('what one state does not have', () => {
  test('is not compared, and named', () => {
    const { id, kind, email = '', stack = '' } = anAccount('shop');
    const nameless = { id, kind, parent: 'Work', email, stack, owner: 'a', budget: 1, tags: {} };
    const before = aState([aUnit('Work'), nameless], { organization: {} });
    const after = aState([aUnit('Work'), anAccount('shop', { name: 'Shop' })]);
    expect(codesOf(before, after)).toEqual([]);
    expect(findNotCompared(before, after)).toEqual([
      'homeRegion',
      'name',
      'baseline',
      'compliance',
      'spending',
      'access',
    ]);
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

test('an account that gets another key is one mistake, whatever applications it has', () => {
  const renamed = [anAccount('new', { email: 'aws+one@example.com' }), anAccount('two')];
  const after = aState(renamed, { organization: { access: { groups: {}, places: [aPlace('new')] } } });
  expect(codesOf(withPlaces(aPlace('one')), after)).toEqual(['account-key-changed new']);
});

describe('the instance of Identity Center', () => {
  type People = NonNullable<NonNullable<StatedOrganization['organization']['access']>['people']>;
  const nobody = { permissionSets: {}, inherited: [], partners: {}, revocations: [] };
  const withInstance = (instance: string | null, assignments: People['assignments']): StatedOrganization => {
    const identity = { instance, identityStoreId: null, delegatedAdministrator: null };
    const people = { ...nobody, identity, assignments };
    return aState([], { organization: { access: { groups: {}, places: [], people } } });
  };
  const one = [{ permissionSet: 'read-only', group: 'developers', account: 'shop' }];

  test('stays while anybody has a permission set', () => {
    expect(codesOf(withInstance('a', one), withInstance('b', one))).toEqual(['identity-instance-changed']);
    expect(codesOf(withInstance('a', one), withInstance(null, []))).toEqual(['identity-instance-removed']);
    expect(codesOf(withInstance('a', []), withInstance('b', one))).toEqual([]);
    expect(codesOf(withInstance(null, one), withInstance('b', one))).toEqual([]);
    expect(codesOf(withInstance('a', one), aState([]))).toEqual([]);
  });
});
