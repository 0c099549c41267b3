import { findAccessEdits } from '../../../../lib/analysis/difference/access-edits';
import { findDifference } from '../../../../lib/analysis/difference/difference';
import { matchTargets } from '../../../../lib/analysis/evaluate/match-targets';
import type { GuardrailsFile } from '../../../../lib/model/guardrails-file';
import type { Application, Organization, Store } from '../../../../lib/model/organization';
import type { applicationFileSchema } from '../../../../lib/model/schema/application-file';
import { BEFORE, configured } from './golden-edits';
import { fromAws } from './a-file';

const AT = { file: 'a.yaml', line: 1, column: 1 };
const GRANT = { in: ['shop-production'], at: AT } as const;

function tell(before: GuardrailsFile, after: GuardrailsFile): readonly string[] {
  return findAccessEdits(before, after, matchTargets(before, after)).map(
    ({ isOpening, summary }) => `${isOpening ? '+' : ' '} ${summary}`,
  );
}

const PARTNER = '999999999999';

/** What the perimeter needs, so that a grant to the partner is accepted. */
function trusting(placements: Organization['placements']): Organization['placements'] {
  return placements.map((each) =>
    each.guardrail === 'perimeter-trusted-identities'
      ? { ...each, parameters: { partners: [{ account: PARTNER, owner: 'a@example.com', reason: 'Loads' }] } }
      : each,
  );
}

/** The example with an edited application. */
function withApplication(key: string, edit: (application: Application) => Application): GuardrailsFile {
  return configured((organization) => ({
    ...organization,
    placements: trusting(organization.placements),
    applications: organization.applications.map((each) => (each.key === key ? edit(each) : each)),
  }));
}

function withStore(application: string, name: string, edit: (store: Store) => Store): GuardrailsFile {
  return withApplication(application, (each) => ({
    ...each,
    stores: each.stores.map((store) => (store.name === name ? edit(store) : store)),
  }));
}

function withPartner(until: string | null, right: 'readers' | 'writers' = 'readers'): GuardrailsFile {
  const partner = { ...GRANT, kind: 'partner', account: PARTNER, role: 'etl/reader', until } as const;
  return withStore('shop', 'orders', (store) => ({ ...store, [right]: [...store[right], partner] }));
}

function withGroups(ids: Readonly<Record<string, string | null>>): GuardrailsFile {
  return configured((organization) => ({ ...organization, ...groupsOf(organization, ids) }));
}

function groupsOf(
  { groups }: Organization,
  ids: Readonly<Record<string, string | null>>,
): Pick<Organization, 'groups'> {
  return { groups: groups.map((group) => ({ ...group, id: ids[group.name] ?? group.id })) };
}

describe('a grant', () => {
  test('that is added is an opening, with who, what and where', () => {
    const after = withStore('shop', 'images', (store) => ({
      ...store,
      readers: [{ ...GRANT, kind: 'application', application: 'analytics', from: [] }],
    }));
    const summary = '`analytics` of `data-production` may read `shop/images` in `shop-production`.';
    expect(tell(BEFORE, after)).toEqual([`+ Grants: ${summary}`]);
    expect(tell(after, BEFORE)).toEqual([`  Revokes: ${summary.replace('may', 'may no longer')}`]);
  });

  test('to a group says by which permission set', () => {
    const after = withStore('shop', 'images', (store) => ({
      ...store,
      writers: [{ ...GRANT, kind: 'group', group: 'data-analysts', from: [] }],
    }));
    expect(tell(BEFORE, after)).toEqual([
      '+ Grants: the people of `data-analysts` as `app-analytics` of `data-production` may write `shop/images` in `shop-production`.',
    ]);
  });

  test('of another right to the same grantee is an opening of that right alone', () => {
    const after = withApplication('shop', (each) => ({
      ...each,
      people: each.people && { ...each.people, mayWrite: true },
    }));
    expect(tell(BEFORE, after)).toEqual([
      '+ Grants: the people of `shop-developers` as `app-shop` may write `shop/orders` in `shop-production`.',
      '+ Grants: the people of `shop-developers` as `app-shop` may write `shop/images` in `shop-production`.',
    ]);
  });

  test('to a partner says until when, and is an opening again if it ends later', () => {
    const [none, soon, late, never] = [
      BEFORE,
      ...['2027-01-31T00:00:00Z', '2027-03-31T00:00:00Z', null].map((end) => withPartner(end)),
    ];
    const who =
      "the partner's role `arn:aws:iam::999999999999:role/etl/reader` may read `shop/orders` in `shop-production`";
    if (soon === undefined || late === undefined || never === undefined) throw new Error('unreachable');
    expect(tell(none, soon)).toEqual([`+ Grants: ${who} until 2027-01-31T00:00:00Z.`]);
    expect(tell(none, never)).toEqual([`+ Grants: ${who} without an end.`]);
    expect(tell(soon, late)).toEqual([
      `+ Prolongs: ${who} until 2027-03-31T00:00:00Z (previously until 2027-01-31T00:00:00Z).`,
    ]);
    expect(tell(late, never)).toEqual([`+ Prolongs: ${who} without an end (previously until 2027-03-31T00:00:00Z).`]);
    expect(tell(never, soon)).toEqual([`  Shortens: ${who} until 2027-01-31T00:00:00Z (previously without an end).`]);
    expect(tell(soon, none)).toEqual([`  Revokes: ${who.replace('may', 'may no longer')}.`]);
  });

  test('of a partner that a second one with a later end accompanies is prolonged by it', () => {
    const partner = { ...GRANT, kind: 'partner', account: PARTNER, role: 'etl/reader' } as const;
    const after = withStore('shop', 'orders', (store) => ({
      ...store,
      readers: [
        ...store.readers,
        { ...partner, until: '2027-01-31T00:00:00Z' },
        { ...partner, until: '2028-01-31T00:00:00Z' },
      ],
    }));
    expect(tell(withPartner('2027-01-31T00:00:00Z'), after)).toEqual([
      expect.stringMatching(/^\+ Prolongs: .* until 2028-01-31T00:00:00Z \(previously until 2027-01-31T00:00:00Z\)\.$/),
    ]);
  });
});

describe('what may act as an application', () => {
  test.each<[string, Partial<Application['runsOn']>, string]>([
    ['instances', { ec2: true }, 'instances of EC2'],
    ['functions', { lambda: true }, 'functions of Lambda'],
    ['pods', { pods: [{ cluster: 'c', namespace: 'n', serviceAccount: 's' }] }, 'pods of `n/s` in the EKS cluster `c`'],
    [
      'other workflows',
      { github: ['repo:example@1001/shop@2001:environment:production', 'repo:evil/x:ref:refs/heads/main'] },
      'workflows of `repo:evil/x:ref:refs/heads/main`',
    ],
  ])('is an opening: %s', (_what, added, actor) => {
    const after = withApplication('shop', (each) => ({ ...each, runsOn: { ...each.runsOn, ...added } }));
    expect(tell(BEFORE, after)).toEqual([`+ Grants: ${actor} may act as \`shop\` in \`shop-production\`.`]);
    expect(tell(after, BEFORE)).toEqual([`  Revokes: ${actor} may no longer act as \`shop\` in \`shop-production\`.`]);
  });
});

describe('retiring', () => {
  test('an application is one edit, and its role loses what others granted it', () => {
    const after = withApplication('analytics', (each) => ({
      ...each,
      state: 'retired',
      accounts: [],
      retiredIn: each.accounts,
    }));
    expect(tell(BEFORE, after)).toEqual([
      '  Retires: `analytics` loses its role, and nobody reaches its stores in `data-production`.',
      '  Revokes: the people of `data-analysts` as `app-analytics` of `data-production` may no longer read `billing/invoices` in `shop-production`.',
      '  Revokes: `analytics` of `data-production` may no longer read `shop/orders` in `shop-production`.',
      '  Revokes: the people of `data-analysts` no longer get `app-analytics` in `data-production`.',
    ]);
  });

  test('of an application is undone by an opening that shows who reaches it again', () => {
    const after = withApplication('newsletter', (each) => ({
      ...each,
      state: 'active',
      accounts: each.retiredIn,
      retiredIn: [],
    }));
    expect(tell(BEFORE, after)).toEqual([
      '+ Reactivates: `newsletter` has its role again in `shop-production`.',
      '+ Grants: `newsletter` may read and write `newsletter/subscribers` in `shop-production`.',
    ]);
    expect(tell(after, BEFORE)).toEqual([
      '  Retires: `newsletter` loses its role, and nobody reaches its stores in `shop-production`.',
    ]);
  });

  test('a store takes the access away, and its return is an opening', () => {
    const after = withStore('shop', 'orders', (store) => ({ ...store, state: 'retired' }));
    expect(tell(BEFORE, after)).toEqual(['  Retires: nobody reaches `shop/orders` in `shop-production`.']);
    expect(tell(after, BEFORE)[0]).toBe('+ Reactivates: the store `shop/orders` is in use again in `shop-production`.');
    expect(tell(after, BEFORE)).toHaveLength(6);
  });
});

describe('an opening is not hidden', () => {
  test('by an account more, in which old grants hold, too', () => {
    const after = withApplication('preview', (each) => ({ ...each, accounts: [...each.accounts, 'sandbox-one'] }));
    expect(tell(BEFORE, after)).toEqual([
      '+ Adds: `preview` runs with a role of its own in `sandbox-one`.',
      '+ Grants: `preview` may read and write `preview/uploads` in `sandbox-one`.',
      '+ Grants: the people of `shop-developers` as `app-preview` may read and write `preview/uploads` in `sandbox-one`.',
      '+ Grants: functions of Lambda may act as `preview` in `sandbox-one`.',
      '+ Grants: workflows of `repo:example@1001/shop@2001:environment:preview` may act as `preview` in `sandbox-one`.',
      '+ Grants: workflows of `repo:example/shop-legacy:ref:refs/heads/main` may act as `preview` in `sandbox-one`.',
      '+ Grants: the people of `shop-developers` get `app-preview` in `sandbox-one`.',
    ]);
  });

  test('by an account of a grantee more', () => {
    const after = withApplication('analytics', (each) => ({ ...each, accounts: [...each.accounts, 'sandbox-one'] }));
    expect(tell(BEFORE, after)).toContain(
      '+ Grants: `analytics` of `sandbox-one` may read `shop/orders` in `shop-production`.',
    );
  });

  test('by a new name for an application', () => {
    const after = configured((organization) => ({
      ...organization,
      applications: organization.applications.map((each) =>
        each.key === 'billing' ? { ...each, key: 'bills' } : each,
      ),
    }));
    expect(tell(BEFORE, after)).toContain(
      '+ Grants: `bills` may read and write `bills/invoices` in `shop-production`.',
    );
    expect(tell(BEFORE, after)).toContain('+ Grants: functions of Lambda may act as `bills` in `shop-production`.');
  });

  test('by the number of another account behind the same key', () => {
    const numbered = (accountId: string): GuardrailsFile =>
      configured((organization) => ({
        ...organization,
        accounts: organization.accounts.map((each) => (each.key === 'data-production' ? { ...each, accountId } : each)),
      }));
    const [before, after] = [numbered('222222222222'), numbered('333333333333')];
    expect(tell(before, after)).toEqual(
      expect.arrayContaining([
        '+ Grants: `analytics` of `data-production` may read `shop/orders` in `shop-production`.',
        '  Revokes: `analytics` of `data-production (previously)` may no longer read `shop/orders` in `shop-production`.',
      ]),
    );
  });

  test('by another id behind the name of a group: other people reach what its grants say', () => {
    const [first, second] = ['11111111-1111-1111-1111-111111111111', '22222222-2222-2222-2222-222222222222'];
    const [before, after] = [withGroups({ 'data-analysts': first }), withGroups({ 'data-analysts': second })];
    expect(tell(BEFORE, before)).toEqual([
      `+ Other people: the group \`data-analysts\` stands for \`${first}\`. Nothing here checks who that is: compare with \`aws identitystore describe-group\`.`,
    ]);
    expect(tell(before, after)).toEqual(
      expect.arrayContaining([
        expect.stringContaining(
          `+ Other people: the group \`data-analysts\` stands for \`${second}\` (previously \`${first}\`).`,
        ),
        '+ Grants: the people of `data-analysts` as `app-analytics` of `data-production` may read `billing/invoices` in `shop-production`.',
      ]),
    );
    expect(tell(before, BEFORE)).toEqual([
      `  Revokes: the group \`data-analysts\` no longer stands for anybody (previously \`${first}\`).`,
    ]);
  });

  test('by ids of two groups that change places', () => {
    const [a, b] = ['11111111-1111-1111-1111-111111111111', '22222222-2222-2222-2222-222222222222'];
    const edits = tell(
      withGroups({ 'data-analysts': a, 'shop-developers': b }),
      withGroups({ 'data-analysts': b, 'shop-developers': a }),
    );
    expect(edits.filter((edit) => edit.startsWith('+ Other people'))).toHaveLength(2);
    expect(edits).toContain(
      '+ Grants: the people of `shop-developers` as `app-shop` may read `shop/orders` in `shop-production`.',
    );
  });
});

test('a new name for a group with the same id is no other people', () => {
  const id = '11111111-1111-1111-1111-111111111111';
  const after = configured((organization) => ({
    ...organization,
    groups: organization.groups.map((group) => (group.name === 'data-analysts' ? { name: 'analysts', id } : group)),
    applications: organization.applications.map((each) => ({
      ...each,
      people: each.people?.group === 'data-analysts' ? { ...each.people, group: 'analysts' } : each.people,
      stores: each.stores.map((store) => ({
        ...store,
        readers: store.readers.map((grant) => (grant.kind === 'group' ? { ...grant, group: 'analysts' } : grant)),
      })),
    })),
  }));
  expect(tell(withGroups({ 'data-analysts': id }), after)).toEqual([
    `  Revokes: the group \`data-analysts\` no longer stands for anybody (previously \`${id}\`).`,
    `+ Other people: the group \`analysts\` stands for \`${id}\`. Nothing here checks who that is: compare with \`aws identitystore describe-group\`.`,
  ]);
});

describe('each field of an application’s file', () => {
  const edited: Readonly<Record<keyof typeof applicationFileSchema.shape, (application: Application) => Application>> =
    {
      owner: (each) => ({ ...each, owner: 'somebody@example.com' }),
      state: (each) => ({ ...each, state: 'retired', accounts: [], retiredIn: each.accounts }),
      accounts: (each) => ({ ...each, accounts: ['sandbox-one'] }),
      retiredIn: (each) => ({ ...each, retiredIn: ['sandbox-one'] }),
      region: (each) => ({ ...each, region: 'eu-west-1' }),
      people: (each) => ({ ...each, people: null }),
      runsOn: (each) => ({ ...each, runsOn: { ...each.runsOn, ecs: false } }),
      stores: (each) => ({ ...each, stores: each.stores.slice(1) }),
      stack: (each) => ({ ...each, stack: 'Applications-2' }),
    };

  test.each(Object.entries(edited))(
    'has an edit that the difference shows, because a review reads nothing else: %s',
    (_field, edit) => {
      expect(tell(BEFORE, withApplication('shop', edit))).not.toEqual([]);
    },
  );

  test.each<[string, (store: Store) => Store, string]>([
    ['state', (store) => ({ ...store, state: 'retired' }), '  Retires: nobody reaches'],
    [
      'keepReplacedVersions',
      (store) => ({ ...store, keepReplacedDays: 30 }),
      '+ Changes: replaced versions in `shop/images` are kept for 30 days (previously for 90 days)',
    ],
    [
      'keepReplacedVersions, longer',
      (store) => ({ ...store, keepReplacedDays: null }),
      '  Changes: replaced versions in `shop/images` are kept for ever (previously for 90 days)',
    ],
    [
      'writers',
      (store) => ({ ...store, writers: [{ ...GRANT, kind: 'application', application: 'billing', from: [] }] }),
      '+ Grants: `billing` may write `shop/images`',
    ],
  ])('of a store, too: %s', (_field, edit, says) => {
    expect(tell(BEFORE, withStore('shop', 'images', edit))).toEqual([
      `${says} in \`shop-production\`.`.replace('reaches in', 'reaches `shop/images` in'),
    ]);
  });

  test('backups let AWS Backup in, and their end is an opening, because data can be lost', () => {
    const backedUp = withStore('shop', 'images', (store) => ({ ...store, backup: { every: 'monthly', at: store.at } }));
    expect(tell(BEFORE, backedUp)).toEqual([
      '  Changes: `shop/images` is backed up every month (previously not backed up) in `shop-production`.',
      '+ Grants: AWS Backup may read and write `shop/images` in `shop-production`.',
    ]);
    expect(tell(backedUp, BEFORE)).toEqual([
      '+ Changes: `shop/images` is not backed up (previously backed up every month) in `shop-production`.',
      '  Revokes: AWS Backup may no longer read and write `shop/images` in `shop-production`.',
    ]);
  });

  test('another Region is an opening, because buckets and keys there are others', () => {
    expect(tell(BEFORE, withApplication('shop', edited.region))).toEqual([
      '+ Changes: the Region of `shop` is `eu-west-1` (previously `eu-central-1`) in `shop-production`.',
    ]);
  });
});

describe('a new store', () => {
  test('is an opening like any other, because data of a removed one of its name may be there', () => {
    const after = withApplication('shop', (each) => ({ ...each, stores: each.stores.slice(1) }));
    expect(tell(BEFORE, after)).toEqual([
      '  Removes: the store `shop/orders` is not deployed, and its data stays in `shop-production`.',
    ]);
    expect(tell(after, BEFORE)[0]).toBe('+ Adds: the store `shop/orders` in `shop-production`.');
    expect(tell(after, BEFORE)).toHaveLength(6);
  });
});

describe('nothing is compared', () => {
  const { access, ...organization } = BEFORE.organization;
  if (access === undefined) throw new Error('the example states who reaches what');
  const older = { ...BEFORE, organization };
  const granted = withPartner(null);

  test('with a state that does not say who reaches what, and that is said', () => {
    for (const [before, after] of [
      [older, granted],
      [granted, older],
    ] as const) {
      expect(findDifference(before, after)).toMatchObject({ access: [], notCompared: ['access'] });
    }
  });

  test('with a state that was read from AWS', () => {
    expect(tell(fromAws(BEFORE), granted)).toEqual([]);
  });

  test('of equal states', () => {
    expect(tell(granted, granted)).toEqual([]);
    expect(findDifference(BEFORE, BEFORE)).toMatchObject({ access: [], notCompared: [] });
  });
});
