import { findDifference } from '../../../../lib/analysis/difference/difference';
import type { Difference } from '../../../../lib/analysis/difference/difference-file';
import type { GuardrailsFile } from '../../../../lib/model/guardrails-file';
import type { Organization } from '../../../../lib/model/organization';
import { BEFORE, configured } from './golden-edits';

const [BREAK_GLASS, ON_CALL] = ['arn:*:iam::*:role/platform/break-glass', 'arn:*:iam::*:role/oncall/*'];

function withPrincipals(edit: Partial<Organization['platform']['principals']>): ReturnType<typeof configured> {
  return configured(({ platform, ...organization }) => ({
    ...organization,
    platform: { ...platform, principals: { ...platform.principals, ...edit } },
  }));
}

describe('a platform principal that is replaced', () => {
  const account = BEFORE.targets.find(({ id }) => id === 'audit');
  const call = (id: string, role: string, action: string, resource = '*') => ({
    id,
    account: account?.id ?? null,
    principal: `arn:aws:iam::{account:audit}:role/${role}`,
    action,
    resource,
    context: { 'aws:RequestedRegion': 'eu-central-1', 'aws:SecureTransport': 'true' },
  });
  let found: Difference;

  beforeAll(() => {
    found = findDifference(BEFORE, withPrincipals({ breakGlass: [ON_CALL] }), [
      call('gains', 'oncall/anna', 'cloudtrail:StopLogging'),
      call('loses', 'platform/break-glass', 'cloudtrail:StopLogging'),
      call('as before', 'developer', 'cloudtrail:StopLogging'),
      call(
        'no longer protected',
        'developer',
        'iam:DeleteRole',
        'arn:aws:iam::{account:audit}:role/platform/break-glass',
      ),
      call('now protected', 'developer', 'iam:DeleteRole', 'arn:aws:iam::{account:audit}:role/oncall/anna'),
    ]);
  });

  test('is one entry, and one change of each kind, and one more for the code that it must have', () => {
    expect(found.principals.map(({ before, after, summary }) => [before, after, summary])).toEqual([
      [
        BREAK_GLASS,
        ON_CALL,
        'role/oncall/* replaces role/platform/break-glass as exempt from the 28 guardrails that exempt the platform.',
      ],
    ]);
    expect(found.changes.map(({ kind, summary }) => [kind, summary])).toEqual([
      [
        'permitted',
        'In the whole organization (8 accounts), role oncall/* may now call what 28 guardrails denied; others may now change role platform/break-glass, which protect-platform-roles no longer protects.',
      ],
      [
        'permitted',
        expect.stringMatching(
          /^In 8 accounts .*, role platform\/break-glass may now call .* when aws:MultiFactorAuthPresent is absent .* require-mfa-for-destruction denied it\./,
        ),
      ],
      [
        'denied',
        'In the whole organization (8 accounts), role platform/break-glass may no longer call what 28 guardrails deny; only the platform may now change role oncall/*, which protect-platform-roles now protects.',
      ],
      [
        'denied',
        expect.stringMatching(
          /^In 8 accounts .*, roles oncall\/\* may no longer call .* when aws:MultiFactorAuthPresent is absent .* require-mfa-for-destruction\./,
        ),
      ],
    ]);
  });

  test('is short as JSON: its actions are patterns', () => {
    expect(JSON.stringify(found).length).toBeLessThan(50_000);
    expect(found.changes[0]?.actions).toContain('ec2:*');
  });

  test('still says exactly which requests it covers', () => {
    expect(found.equal).toBe(false);
    expect(found.requests).toEqual({
      gains: [0],
      loses: [2],
      'as before': [],
      'no longer protected': [0],
      'now protected': [2],
    });
  });
});

test('a role for emergencies that is added or removed is one change, and one for the code that it must have', () => {
  const added = withPrincipals({ breakGlass: [BREAK_GLASS, ON_CALL] });
  const more = findDifference(BEFORE, added);
  expect(more.principals.map(({ summary }) => summary)).toEqual([
    'role/oncall/* is now exempt, too, from the 28 guardrails that exempt the platform.',
  ]);
  expect(more.changes.map(({ kind }) => kind)).toEqual(['permitted', 'denied', 'denied']);
  const fewer = findDifference(added, BEFORE);
  expect(fewer.principals.map(({ summary }) => summary)).toEqual([
    'role/oncall/* is no longer exempt from the 28 guardrails that exempt the platform.',
  ]);
});

test('the name of the role that Organizations creates is a principal like any other', () => {
  const renamed = withPrincipals({ organizationAccess: ['arn:*:iam::*:role/Admin'] });
  const { principals, changes } = findDifference(BEFORE, renamed);
  expect(principals.map(({ summary }) => summary)).toEqual([
    'role/Admin replaces role/OrganizationAccountAccessRole as exempt from the 28 guardrails that exempt the platform.',
  ]);
  expect(changes).toHaveLength(2);
});

test('a configured exemption is no platform principal', () => {
  const { principals } = findDifference(
    BEFORE,
    configured((organization) => ({ ...organization, exemptions: [] })),
  );
  expect(principals).toEqual([]);
});

describe('what a platform principal is exempt from', () => {
  const exemptFrom = (breakGlass: 'all' | readonly string[]) =>
    configured(({ platform, ...organization }) => ({
      ...organization,
      platform: { ...platform, exemptFrom: { ...platform.exemptFrom, breakGlass } },
    }));
  const FEW = exemptFrom(['protect-config', 'protect-guardduty']);
  const summaries = (before: GuardrailsFile, after: GuardrailsFile) => {
    const { principals, changes } = findDifference(before, after);
    return [...principals.map(({ summary }) => summary), ...changes.map(({ kind }) => kind)];
  };

  test('is told when it is more, and when it is less', () => {
    expect(summaries(BEFORE, FEW)).toEqual([
      expect.stringMatching(
        /^role\/platform\/break-glass is no longer exempt from deny-access-keys, .* and 23 more\.$/,
      ),
      'denied',
    ]);
    expect(summaries(FEW, BEFORE)).toEqual([
      expect.stringMatching(
        /^role\/platform\/break-glass is now exempt, too, from deny-access-keys, .* and 23 more\.$/,
      ),
      'permitted',
    ]);
  });

  test('is told when one list replaces another', () => {
    expect(summaries(FEW, exemptFrom(['protect-config']))).toEqual([
      'role/platform/break-glass is no longer exempt from protect-guardduty.',
      'denied',
    ]);
  });

  test('is told of the forwarder, which comes with the baseline', () => {
    const without = withPrincipals({ forwarder: [] });
    expect(summaries(without, BEFORE)).toEqual([
      'role/platform/event-forwarder is now exempt, too, from deny-unapproved-regions and quarantine.',
      'permitted',
      'denied',
    ]);
  });
});
