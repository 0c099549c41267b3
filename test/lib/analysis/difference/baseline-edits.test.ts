import { findEvidenceEdits } from '../../../../lib/analysis/difference/evidence-edits';
import type { GuardrailsFile } from '../../../../lib/model/guardrails-file';
import { aFile, anAccount, aUnit, fromAws } from './a-file';

type Facts = GuardrailsFile['organization'];
type Baseline = NonNullable<Facts['baseline']>;
type Recorder = Baseline['recorder'];

const WHOLE: Baseline = {
  auditAccount: 'audit',
  recorder: { frequency: 'continuous', records: 'all', types: [] },
  guardDutyFrom: 4,
  unusedAccessDays: 90,
  skippedAccounts: [],
};

const ACCOUNTS = [
  aUnit('Work'),
  ...['shop', 'bank'].map((id) => anAccount(id, 'Work')),
  anAccount('left', 'Work', { state: 'closed' }),
];

const fileOf = (baseline: Facts['baseline'], governedRegions = ['eu-central-1', 'eu-west-1']): GuardrailsFile =>
  aFile(ACCOUNTS, { organization: { id: null, managementAccount: '111111111111', governedRegions, baseline } });

const tellFiles = (before: GuardrailsFile, after: GuardrailsFile): readonly string[] =>
  findEvidenceEdits(before, after).map(({ kind, summary }) => `${kind}: ${summary}`);

const tell = (before: Facts['baseline'], after: Facts['baseline']): readonly string[] =>
  tellFiles(fileOf(before), fileOf(after));

const withBaseline = (changed: Partial<Baseline>): Baseline => ({ ...WHOLE, ...changed });

test('the same baseline has no edits', () => {
  expect(tell(WHOLE, WHOLE)).toEqual([]);
  expect(tell(null, null)).toEqual([]);
});

test('a baseline comes, and going weakens the evidence', () => {
  expect(tell(null, WHOLE)).toEqual([
    'evidence-changed: Accounts are recorded in every governed Region, and forward what must be heard.',
  ]);
  expect(tell(WHOLE, null)).toEqual([
    'evidence-weakened: The baseline is no longer in a stack: nothing repairs its recorders, and no events are forwarded.',
  ]);
});

describe('what the finisher sets', () => {
  const finisher: NonNullable<Baseline['finisher']> = {
    contacts: { security: 'security@example.com' },
    defaultVpcs: 'remove',
    defaultSecurityGroups: 'empty',
  };
  const finished = (changed: Partial<typeof finisher> = {}) => withBaseline({ finisher: { ...finisher, ...changed } });

  test('is compared if both states say it', () => {
    expect(tell(finished(), finished())).toEqual([]);
    expect(tell(WHOLE, finished())).toEqual([]);
    expect(tell(finished(), WHOLE)).toEqual([]);
  });

  test('is weaker if something is kept, and what is deleted from now on is told', () => {
    expect(tell(finished(), finished({ defaultVpcs: 'keep', defaultSecurityGroups: 'keep' }))).toEqual([
      'evidence-weakened: Default VPCs stay in every account.',
      'evidence-weakened: Default security groups keep their rules in every account.',
    ]);
    expect(tell(finished({ defaultVpcs: 'keep', defaultSecurityGroups: 'keep' }), finished())).toEqual([
      'evidence-changed: Default VPCs that nothing uses are deleted in every account and governed Region.',
      'evidence-changed: Default security groups that nothing uses lose their rules in every account and governed Region.',
    ]);
  });

  test('has other contacts, which a reader must check', () => {
    const other = finished({ contacts: { security: 'stranger@example.org' } });
    expect(tell(finished(), other)).toEqual([
      'evidence-weakened: The contact for security in every account changes from `security@example.com` to ' +
        '`stranger@example.org`: check whose it is.',
    ]);
    expect(tell(finished(), finished({ contacts: {} }))).toEqual([
      'evidence-weakened: The contact for security in every account is switched off.',
    ]);
  });
});

test.each<[Baseline, weaker: string, stronger: string]>([
  [
    withBaseline({ recorder: { ...WHOLE.recorder, frequency: 'daily' } }),
    'The frequency of recorders changes from continuous to daily.',
    'The frequency of recorders changes from daily to continuous.',
  ],
  [withBaseline({ guardDutyFrom: null }), 'GuardDuty is switched off.', 'GuardDuty is switched on.'],
  [
    withBaseline({ guardDutyFrom: 7 }),
    'The severity from which findings of GuardDuty are forwarded changes from 4 to 7.',
    'The severity from which findings of GuardDuty are forwarded changes from 7 to 4.',
  ],
  [
    withBaseline({ unusedAccessDays: null }),
    'The analysis of unused access is switched off.',
    'The analysis of unused access is switched on.',
  ],
  [
    withBaseline({ unusedAccessDays: 180 }),
    'The time without use after which an access is reported changes from 90 to 180 days.',
    'The time without use after which an access is reported changes from 180 to 90 days.',
  ],
  [
    withBaseline({ skippedAccounts: ['shop'] }),
    'The account `shop` is left out of the baseline.',
    'The account `shop` is now part of the baseline.',
  ],
  [
    withBaseline({ skippedAccounts: ['shop', 'bank'] }),
    'The accounts `shop` and `bank` are left out of the baseline.',
    'The accounts `shop` and `bank` are now part of the baseline.',
  ],
])('the opposite of what weakens the baseline does not: %#', (weaker, lost, gained) => {
  expect(tell(WHOLE, weaker)).toEqual([`evidence-weakened: ${lost}`]);
  expect(tell(weaker, WHOLE)).toEqual([`evidence-changed: ${gained}`]);
});

const all: Recorder = WHOLE.recorder;
const except = (...types: string[]): Recorder => ({ ...all, records: 'except', types });
const only = (...types: string[]): Recorder => ({ ...all, records: 'only', types });
const [A, B, C] = ['AWS::EC2::Instance', 'AWS::S3::Bucket', 'AWS::IAM::User'];

test.each<[Recorder, Recorder, lost: string | null, gained: string | null]>([
  [all, except(A, B), `\`${A}\` and \`${B}\``, null],
  [all, only(A), `any resource type but \`${A}\``, null],
  [except(A), except(B), `\`${B}\``, `\`${A}\``],
  [only(A, B), only(B, C), `\`${A}\``, `\`${C}\``],
  [except(A), only(A), `any resource type but \`${A}\``, `\`${A}\``],
  [except(A), only(B), `any resource type but \`${A}\` and \`${B}\``, null],
  [except(A, B), except(B, A), null, null],
])(
  'what is no longer recorded weakens the baseline, and what is now recorded does not: %#',
  (was, is, lost, gained) => {
    const editsOf = (gone: string | null, come: string | null): readonly string[] => [
      ...(gone === null ? [] : [`evidence-weakened: Recorders no longer record ${gone}.`]),
      ...(come === null ? [] : [`evidence-changed: Recorders now record ${come}.`]),
    ];
    expect(tell(withBaseline({ recorder: was }), withBaseline({ recorder: is }))).toEqual(editsOf(lost, gained));
    expect(tell(withBaseline({ recorder: is }), withBaseline({ recorder: was }))).toEqual(editsOf(gained, lost));
  },
);

test('another account that sees everything weakens the evidence in either direction, because nobody here knows whose it is', () => {
  const change = (from: string, to: string): string =>
    `evidence-weakened: The account that sees what all accounts record changes from \`${from}\` to \`${to}\`: check whose it is.`;
  expect(tell(WHOLE, withBaseline({ auditAccount: 'shop' }))).toEqual([change('audit', 'shop')]);
  expect(tell(withBaseline({ auditAccount: 'shop' }), WHOLE)).toEqual([change('shop', 'audit')]);
});

describe('a Region that is no longer governed', () => {
  test('is no longer recorded, which the edit of the Region does not say; a new one is', () => {
    const [two, one] = [fileOf(WHOLE), fileOf(WHOLE, ['eu-central-1'])];
    expect(tellFiles(two, one)).toEqual([
      'evidence-weakened: In eu-west-1, no stack records or measures accounts anymore.',
    ]);
    expect(tellFiles(one, two)).toEqual([]);
  });

  test('was not recorded without a baseline', () => {
    expect(tellFiles(fileOf(null), fileOf(null, ['eu-central-1']))).toEqual([]);
  });
});

test('an account that is closed or gone is neither left out nor part again', () => {
  const skipped = withBaseline({ skippedAccounts: ['left', 'gone'] });
  expect(tell(WHOLE, skipped)).toEqual([]);
  expect(tell(skipped, WHOLE)).toEqual([]);
});

test('a state that does not say whether there is a baseline is not compared', () => {
  expect(tell(undefined, WHOLE)).toEqual([]);
  expect(tell(WHOLE, undefined)).toEqual([]);
  expect(tellFiles(fileOf(WHOLE), fromAws(fileOf(null)))).toEqual([]);
});
