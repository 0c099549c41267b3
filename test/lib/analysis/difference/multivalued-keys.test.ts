import { decider } from '../../../../lib/analysis/evaluate/decide';
import { findDifference } from '../../../../lib/analysis/difference/difference';
import type { ConditionBlock, Statement } from '../../../../lib/iam/statement';
import type { GuardrailsFile } from '../../../../lib/model/guardrails-file';
import { aFile, anAccount } from './a-file';

function denying(...conditions: readonly ConditionBlock[]): GuardrailsFile {
  const Statement = conditions.map((Condition): Statement => ({
    Effect: 'Deny',
    Action: 's3:PutObject',
    Resource: '*',
    Condition,
  }));
  const content = { Version: '2012-10-17' as const, Statement };
  return aFile([anAccount('a', 'root', { accountId: '222222222222' })], {
    documents: [{ name: 'd', type: 'SERVICE_CONTROL_POLICY', targets: ['root'], awsId: null, content, guardrails: {} }],
  });
}

const request = (key: string, value: string | readonly string[]) => ({
  id: 'r',
  account: 'a',
  principal: 'arn:aws:iam::222222222222:role/x',
  action: 's3:PutObject',
  resource: '*',
  context: { [key]: value },
});

describe('a key that may have several values, compared without a set operator', () => {
  const all = denying({});

  test.each([
    ['aws:TagKeys', 'env'],
    ['aws:CalledVia', 'athena.amazonaws.com'],
    ['aws:PrincipalOrgPaths', 'o-x/r-x/'],
    // The service reference says that these have several values.
    ['sts:TransitiveTagKeys', 'env'],
    ['account:AlternateContactTypes', 'BILLING'],
    // No list of AWS has this one.
    ['example:Unknown', 'env'],
  ])('is undecided for several values, as the evaluator says: %s', (key, value) => {
    for (const [one, other] of [
      ['StringEquals', 'StringNotEquals'],
      ['StringLike', 'StringNotLike'],
      ['StringEqualsIfExists', 'StringNotEqualsIfExists'],
    ] as const) {
      // For one value, one of the two conditions is true. Nobody knows for several.
      const split = denying({ [one]: { [key]: value } }, { [other]: { [key]: value } });
      expect(decider(split)(request(key, [value, 'other'])).decision).toBe('undecided');
      const { equal, changes, undecided } = findDifference(all, split);
      expect([equal, changes]).toEqual([false, []]);
      expect(undecided.map(({ reason }) => reason)).toEqual([expect.stringContaining('several values')]);
    }
  });

  test('is decided if the key is absent, or if both states have the same condition', () => {
    const [positive, negative] = [
      { StringEquals: { 'aws:TagKeys': 'env' } },
      { StringNotEquals: { 'aws:TagKeys': 'env' } },
    ];
    const absent = { Null: { 'aws:TagKeys': 'true' } };
    expect(findDifference(denying(negative), denying(negative, { ...negative, ...absent })).equal).toBe(true);
    expect(findDifference(denying(positive), denying({ ...positive, ...absent }, positive)).equal).toBe(true);
    expect(findDifference(denying(absent), denying({ ...negative, ...absent })).equal).toBe(true);
  });

  test('is decided if AWS sends one value', () => {
    const split = (key: string) => denying({ StringEquals: { [key]: 'x' } }, { StringNotEquals: { [key]: 'x' } });
    for (const key of ['aws:RequestedRegion', 'aws:PrincipalTag/team', 's3:prefix'])
      expect(findDifference(all, split(key)).equal).toBe(true);
  });
});
