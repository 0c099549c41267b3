import { findEvidenceEdits } from '../../../../lib/analysis/difference/evidence-edits';
import type { GuardrailsFile } from '../../../../lib/model/guardrails-file';

type Facts = Pick<GuardrailsFile['organization'], 'logArchive' | 'trail'>;

const WHOLE = {
  logArchive: { account: 'logs', lockDays: 365, trailDays: 400, otherDays: 180 },
  trail: {
    keyArn: null,
    logGroupDays: 90,
    alarms: { 'root-use': 1, 'vpc-changes': 5 },
    subscriptions: ['security@example.com'],
  },
} satisfies Facts;

function aFile(facts: Facts): GuardrailsFile {
  const organization = { id: null, managementAccount: '111111111111', ...facts };
  return { formatVersion: 1, organization, targets: [{ id: 'root', kind: 'root' }], documents: [], placements: [] };
}

function editsOf(before: Facts, after: Facts): readonly string[] {
  return findEvidenceEdits(aFile(before), aFile(after)).map(({ kind, summary }) => `${kind}: ${summary}`);
}

const withTrail = (overrides: Partial<(typeof WHOLE)['trail']>): Facts => ({
  ...WHOLE,
  trail: { ...WHOLE.trail, ...overrides },
});
const withArchive = (overrides: Partial<(typeof WHOLE)['logArchive']>): Facts => ({
  ...WHOLE,
  logArchive: { ...WHOLE.logArchive, ...overrides },
});

test('the same evidence has no edits', () => {
  expect(editsOf(WHOLE, WHOLE)).toEqual([]);
  expect(editsOf({}, {})).toEqual([]);
});

test('a trail and its archive come, and going weakens the evidence', () => {
  expect(editsOf({}, WHOLE)).toEqual([
    'evidence-changed: Logs are kept in the account `logs`.',
    'evidence-changed: A trail records the management events of all accounts, and alarms watch it.',
  ]);
  expect(editsOf(WHOLE, {})).toEqual([
    'evidence-weakened: The log archive is no longer in a stack. What it holds stays.',
    'evidence-weakened: The trail and its alarms are no longer in a stack: nothing protects or repairs them.',
  ]);
});

const alarms = WHOLE.trail.alarms;

test.each([
  [withArchive({ lockDays: 30 }), 'The lock of the logs of the trail changes from 365 to 30 days.'],
  [withArchive({ trailDays: 365 }), 'The retention of the logs of the trail changes from 400 to 365 days.'],
  [withArchive({ otherDays: 90 }), 'The retention of all other logs changes from 180 to 90 days.'],
  [withTrail({ logGroupDays: 30 }), 'The retention of the log group of the trail changes from 90 to 30 days.'],
  [
    withTrail({ alarms: { ...alarms, 'vpc-changes': 6 } }),
    'The threshold of the alarm `vpc-changes` changes from 5 to 6.',
  ],
  [withTrail({ subscriptions: [] }), '`security@example.com` no longer hears the alarms.'],
])('the opposite of what weakens the evidence does not: %#', (weaker, summary) => {
  expect(editsOf(WHOLE, weaker)).toEqual([`evidence-weakened: ${summary}`]);
  expect(editsOf(weaker, WHOLE)).toEqual([expect.stringMatching(/^evidence-changed: /)]);
});

test('another key weakens the evidence in either direction, because nobody here knows whose it is', () => {
  const arn = 'arn:aws:kms:eu-central-1:999999999999:key/a';
  const named: Facts = { ...WHOLE, trail: { ...WHOLE.trail, keyArn: arn } };
  const change = (from: string, to: string): string =>
    `evidence-weakened: The key of the logs of the trail changes from ${from} to ${to}: check whose it is.`;
  expect(editsOf(WHOLE, named)).toEqual([change('its alias', `\`${arn}\``)]);
  expect(editsOf(named, WHOLE)).toEqual([change(`\`${arn}\``, 'its alias')]);
});

test('an alarm is switched off and on', () => {
  const off = withTrail({ alarms: { 'vpc-changes': 5 } as never });
  expect(editsOf(WHOLE, off)).toEqual(['evidence-weakened: The alarm `root-use` is switched off.']);
  expect(editsOf(off, WHOLE)).toEqual(['evidence-changed: The alarm `root-use` is switched on.']);
});

test('a state that was read from AWS says nothing about it', () => {
  expect(findEvidenceEdits(aFile(WHOLE), { ...aFile({}), placements: undefined })).toEqual([]);
});
