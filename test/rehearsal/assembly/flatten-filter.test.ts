import { alarmMeanings } from '../../../constructs/audit/alarms';
import { printFilterPattern } from '../../../constructs/audit/patterns/print-filter-pattern';
import { flattenFilter } from '../../../rehearsal/assembly/flatten-filter';

describe('flattenFilter', () => {
  test.each([
    ['{ $.a = "x" }', '{ $.a = "x" }'],
    ['{ $.a = "x" && $.b.c-d != "y z" }', '{ $.a = "x" && $.b.c-d != "y z" }'],
    ['{ $.a = "x" || $.a = "y" }', '{ $.a = "x" || $.a = "y" }'],
    ['{ $.a = "x" && ($.b = "1" || $.b = "2") }', '{ $.a = "x" && $.b = "1" || $.a = "x" && $.b = "2" }'],
    ['{ ($.a = "1" && $.b = "2") || $.c = "3" }', '{ $.a = "1" && $.b = "2" || $.c = "3" }'],
    ['{ $.a = "x" && ($.b NOT EXISTS || $.b != "Yes") }', '{ $.a = "x" && $.b != "Yes" }'],
    ['{ $.a = "(x) || $.b" }', '{ $.a = "(x) || $.b" }'],
  ])('turns %s into %s', (pattern, flat) => {
    expect(flattenFilter(pattern)).toBe(flat);
    expect(flattenFilter(flat)).toBe(flat);
  });

  test.each([
    '{ $.a = "x*" }',
    '{ $.a[0].b = "x" }',
    '{ $.a NOT EXISTS }',
    '{ $.a = "x" && ($.a NOT EXISTS || $.b != "x") }',
    '{ $.a = "x" && }',
    '{ ($.a = "x" }',
    '{ $.a = "x" $.b = "y" }',
    '{ $.a > 3 }',
    '"a phrase"',
  ])('finds no flat pattern for %s', (pattern) => {
    expect(flattenFilter(pattern)).toBeNull();
  });

  test('finds one for these of our alarms', () => {
    const meanings = alarmMeanings({
      bucketName: 'b',
      archiveAccountId: '1',
      managementAccountId: '2',
      deploymentRoles: ['arn:*:iam::*:role/p'],
      breakGlassRoles: ['arn:*:iam::*:role/b'],
      elevatedPermissionSets: ['s'],
      elevatedRoles: ['arn:*:iam::*:role/e'],
    });
    const flat = Object.entries(meanings).filter(
      ([, { pattern }]) => flattenFilter(printFilterPattern(pattern)) !== null,
    );
    expect(flat.map(([id]) => id).sort()).toEqual([
      'access-key-created',
      'config-changes',
      'key-deletion',
      'mfa-changes',
      'sign-in-failures',
      'sign-in-without-mfa',
    ]);
  });
});
