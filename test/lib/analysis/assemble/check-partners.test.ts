import { findUntrustedPartners } from '../../../../lib/analysis/assemble/check-partners';
import type { Application, Grant, Store } from '../../../../lib/model/organization';
import { describeProblem, type Position } from '../../../../lib/model/problem';
import { anOrganization } from '../../../support/an-organization';
import { lines } from '../../../support/organization-folder';
import { aPlacement } from '../builders';

const AT: Position = { file: 'applications/shop.yaml', line: 9, column: 9 };
const PERIMETER = 'perimeter-trusted-identities';
const END = '2027-03-31T00:00:00Z';
const LATER = '2027-04-01T00:00:00Z';

type Partner = { readonly account: string; readonly expires?: string };

function aPartner(until: string | null): Grant {
  return { kind: 'partner', account: '999999999999', role: 'etl/reader', until, in: ['shop'], at: AT };
}

function anApplication(
  grant: Grant,
  state: Store['state'] = 'active',
  own: Application['state'] = 'active',
): Application {
  const store: Store = {
    name: 'orders',
    kind: 'bucket',
    state,
    keepReplacedDays: null,
    backup: null,
    readers: [],
    writers: [grant],
    at: AT,
  };
  return {
    ...{ key: 'shop', owner: 'a', state: own, accounts: ['shop'], retiredIn: [], region: 'eu-central-1', people: null },
    ...{ stack: 'Applications', stores: [store], at: AT, locate: () => AT },
    runsOn: { ec2: false, ecs: false, lambda: false, pods: [], github: [] },
  };
}

/** The problems of an application with perimeters on these targets, each with its partners. */
function describeApplication(
  application: Application,
  ...perimeters: readonly (readonly [target: string, partners: readonly Partner[]])[]
): string {
  const placements = perimeters.map(([target, partners], index) =>
    aPlacement(PERIMETER, target, {
      line: index + 1,
      parameters: { partners: partners.map((partner) => ({ owner: 'a', reason: 'b', ...partner })) },
    }),
  );
  const organization = anOrganization({ placements, applications: [application] });
  return findUntrustedPartners(organization).map(describeProblem).join('\n');
}

const ALLOWED = '    allowed: partners whom every perimeter above the store trusts for as long as the grant lasts';

test('a partner whom no perimeter keeps out may be granted anything', () => {
  expect(describeApplication(anApplication(aPartner(null)))).toBe('');
  expect(describeApplication(anApplication(aPartner(null)), ['Security', []])).toBe('');
});

test('a partner whom a perimeter does not trust would be denied', () => {
  expect(describeApplication(anApplication(aPartner(END)), ['root', [{ account: '888888888888' }]])).toBe(
    lines(
      'applications/shop.yaml:9:9: `perimeter-trusted-identities` at `root` does not trust the partner `999999999999`, and denies what this grant allows',
      ALLOWED,
      `    fix: add it to \`partners\` of \`perimeter-trusted-identities\` at \`root\` (landing-zone.yaml:1), with \`expires: '${END}'\` or later`,
    ),
  );
  expect(describeApplication(anApplication(aPartner(null)), ['root', []])).toContain(
    '(landing-zone.yaml:1), without `expires`',
  );
});

test('a partner whom a perimeter trusts for a shorter time would be denied from then on', () => {
  expect(
    describeApplication(anApplication(aPartner(LATER)), ['root', [{ account: '999999999999', expires: END }]]),
  ).toBe(
    lines(
      `applications/shop.yaml:9:9: \`perimeter-trusted-identities\` at \`root\` trusts the partner \`999999999999\` only until ${END}, and denies what this grant allows from then on`,
      ALLOWED,
      `    fix: write it to \`partners\` of \`perimeter-trusted-identities\` at \`root\` (landing-zone.yaml:1) with \`expires: '${LATER}'\` or later, or end the grant earlier`,
    ),
  );
  expect(
    describeApplication(anApplication(aPartner(null)), ['root', [{ account: '999999999999', expires: END }]]),
  ).toContain('without `expires`, or end the grant by `until`');
});

test.each<[string, string | null, Partner]>([
  ['for ever', null, { account: '999999999999' }],
  ['for ever, longer than the grant', END, { account: '999999999999' }],
  ['until the grant ends', END, { account: '999999999999', expires: END }],
  ['for longer than the grant', END, { account: '999999999999', expires: LATER }],
])('a partner may be trusted %s', (_how, until, partner) => {
  expect(describeApplication(anApplication(aPartner(until)), ['root', [partner]])).toBe('');
});

test('each perimeter above the store decides by itself', () => {
  const trusted = [{ account: '999999999999' }];
  const text = describeApplication(
    anApplication(aPartner(END)),
    ['root', trusted],
    ['Workloads', []],
    ['shop', []],
    ['audit', []],
  );
  expect(text.match(/ at `\w+` does not trust/g)).toEqual([
    ' at `Workloads` does not trust',
    ' at `shop` does not trust',
  ]);
});

test('what is retired is granted to nobody, so that nobody needs trust', () => {
  expect(describeApplication(anApplication(aPartner(END), 'retired'), ['root', []])).toBe('');
  expect(describeApplication(anApplication(aPartner(END), 'active', 'retired'), ['root', []])).toBe('');
});
