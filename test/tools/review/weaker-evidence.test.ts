import { findDifference } from '../../../lib/analysis/difference/difference';
import type { GuardrailsFile } from '../../../lib/model/guardrails-file';
import type { Baseline } from '../../../lib/model/baseline';
import type { ChosenStandard, Organization } from '../../../lib/model/organization';
import { LABEL, verdictOn, type Verdict } from '../../../tools/review/comment';
import { BEFORE, configured, withAccount } from '../../lib/analysis/difference/golden-edits';

/** What the review says of an edit of the example organization. */
function verdictFor(after: GuardrailsFile, isApproved = false): Verdict {
  const difference = findDifference(BEFORE, after);
  const examined = { kind: 'compared', base: 'main', difference, fingerprint: '', judgeFiles: [] } as const;
  return verdictOn(examined, isApproved);
}

const withBaseline = (changed: Partial<Baseline>): GuardrailsFile =>
  configured(({ baseline, ...organization }) => {
    if (baseline === null) throw new Error('the example has a baseline');
    return { ...organization, baseline: { ...baseline, ...changed } };
  });

const withStandards = (edit: (standard: ChosenStandard) => readonly ChosenStandard[]): GuardrailsFile =>
  configured(({ compliance, ...organization }) => {
    if (compliance === null) throw new Error('the example has standards');
    return { ...organization, compliance: { standards: compliance.standards.flatMap(edit) } };
  });

const withoutSection = (changed: Partial<Organization>): GuardrailsFile =>
  configured((organization) => ({ ...organization, ...changed }));

describe('a proposal needs the label', () => {
  test.each<[string, () => GuardrailsFile, says: string]>([
    [
      'that records daily',
      () => withBaseline({ recorder: { frequency: 'daily', records: 'all', types: [] } }),
      '1 weakening of the evidence',
    ],
    [
      'that skips an account',
      () => withAccount('shop-production', { hasBaseline: false }),
      '1 weakening of the evidence',
    ],
    [
      'that switches a standard off',
      () => withStandards((each) => (each.id === 'rampart-mirror' ? [] : [each])),
      '1 weakening of the evidence',
    ],
    [
      'that leaves Config rules out of each standard',
      () => withStandards((each) => [{ ...each, withoutRules: ['ROOT_ACCOUNT_MFA_ENABLED', 'CLOUD_TRAIL_ENABLED'] }]),
      '2 weakenings of the evidence',
    ],
    [
      'that changes a parameter',
      () =>
        withStandards((each) => [
          each.id === 'cis-aws-foundations'
            ? { ...each, parameters: { ACCESS_KEYS_ROTATED: { maxAccessKeyAge: '60' } } }
            : each,
        ]),
      '1 weakening of the evidence',
    ],
    ['that drops all standards', () => withoutSection({ compliance: null }), '2 weakenings of the evidence'],
    [
      'that drops the baseline and the standards',
      () => withoutSection({ baseline: null, compliance: null }),
      '3 weakenings of the evidence',
    ],
    [
      'that governs a Region less',
      () => withoutSection({ governedRegions: ['eu-central-1', 'us-east-1'] }),
      '1 weakening of the evidence, 1 changed management policy',
    ],
  ])('%s', (_what, after, says) => {
    const file = after();
    const { isPassed, description } = verdictFor(file);
    expect(isPassed).toBe(false);
    expect(description).toBe(`Fails: ${says} without the label "${LABEL}"`);
    expect(verdictFor(file, true).isPassed).toBe(true);
  });

  test('that exempts a platform principal from more guardrails, by the exact difference alone', () => {
    const after = configured(({ platform, ...organization }) => ({
      ...organization,
      platform: { ...platform, exemptFrom: { ...platform.exemptFrom, forwarder: 'all' as const } },
    }));
    const { principals, edits } = findDifference(BEFORE, after);
    expect(principals.map(({ after: pattern }) => pattern)).toEqual(['arn:*:iam::*:role/platform/event-forwarder']);
    expect(edits).toEqual([]);
    expect(verdictFor(after)).toEqual({
      isPassed: false,
      description: expect.stringMatching(/^Fails: \d+ openings? without the label/) as unknown,
    });
  });
});

test.each<[string, () => GuardrailsFile]>([
  ['that switches GuardDuty on', () => withBaseline({ guardDuty: { forwardFrom: 7 } })],
  ['that analyzes unused access', () => withBaseline({ unusedAccessDays: 90 })],
  [
    'that runs periodic Config rules everywhere',
    () => withStandards((each) => [{ ...each, periodicRules: 'everywhere' }]),
  ],
  [
    'that writes a parameter that the Config rule has anyway',
    () =>
      withStandards((each) => [
        each.id === 'cis-aws-foundations'
          ? { ...each, parameters: { ACCESS_KEYS_ROTATED: { maxAccessKeyAge: '90' } } }
          : each,
      ]),
  ],
])('a proposal passes %s', (_what, after) => {
  expect(verdictFor(after())).toMatchObject({ isPassed: true });
});

test('an older file is not compared in what it does not say, and that is named', () => {
  const { baseline, compliance, ...organization } = BEFORE.organization;
  expect([baseline, compliance]).not.toContain(undefined);
  const older = { ...BEFORE, organization };
  const { edits, notCompared } = findDifference(older, withoutSection({ baseline: null, compliance: null }));
  expect(edits).toEqual([]);
  expect(notCompared).toEqual(['baseline', 'compliance']);
});
