import { withKnownKeys } from '../../../../lib/iam/evaluation/known-keys';
import type { ConditionBlock, Statement } from '../../../../lib/iam/statement';

const PLACE = new Map<string, string | readonly string[]>([
  ['aws:principalorgid', 'o-aaaaaaaaaa'],
  ['aws:principalorgpaths', ['o-aaaaaaaaaa/r-ab12/ou-ab12-11111111/']],
]);

const aDeny = (Condition?: ConditionBlock): Statement => ({
  Effect: 'Deny',
  Action: '*',
  Resource: '*',
  ...(Condition === undefined ? {} : { Condition }),
});

describe('a statement for requests with known keys', () => {
  test.each<[string, ConditionBlock]>([
    ['has a true condition', { StringEquals: { 'aws:PrincipalOrgID': 'o-aaaaaaaaaa' } }],
    ['matches the path', { 'ForAnyValue:StringLike': { 'aws:PRINCIPALORGPATHS': '*/ou-ab12-11111111/*' } }],
    ['asks whether the key is there', { Null: { 'aws:PrincipalOrgPaths': 'false' } }],
  ])('applies without it if it %s', (_, condition) => {
    expect(withKnownKeys(aDeny(condition), PLACE, true)).toEqual(aDeny());
  });

  test('keeps conditions on other keys, and those that need them', () => {
    const open = {
      StringEquals: { 'aws:PrincipalOrgID': '${aws:ResourceOrgID}', 'aws:RequestedRegion': 'eu-north-1' },
    };
    expect(withKnownKeys(aDeny(open), PLACE, true)).toEqual(aDeny(open));
    const both = { ...open, StringNotEquals: { 'aws:PrincipalOrgID': 'o-bbbbbbbbbb' } };
    expect(withKnownKeys(aDeny(both), PLACE, true)).toEqual(aDeny(open));
  });

  test('applies to none if a condition is false', () => {
    const condition = {
      StringEquals: { 'aws:RequestedRegion': 'eu-north-1' },
      'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': '*/ou-ab12-22222222/*' },
    };
    expect(withKnownKeys(aDeny(condition), PLACE, true)).toBeNull();
  });

  test('is itself if it tests none of the keys', () => {
    const statement = aDeny({ StringEquals: { 'aws:ResourceOrgID': 'o-aaaaaaaaaa' } });
    expect(withKnownKeys(statement, PLACE, true)).toBe(statement);
  });
});
