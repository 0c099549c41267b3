import { readDate } from '../../../../lib/iam/conditions/date';
import { holds } from './ask';

describe('date operators', () => {
  const instant = '2027-03-31T00:00:00Z';
  const epoch = '1806451200';

  test.each([
    ['DateEquals', instant, epoch, true],
    ['DateEquals', epoch, instant, true],
    ['DateEquals', instant, '2027-03-31T02:00:00+02:00', true],
    ['DateNotEquals', instant, epoch, false],
    ['DateLessThan', instant, '2027-03-30T23:59:59Z', true],
    ['DateLessThan', instant, instant, false],
    ['DateLessThan', epoch, '2027-03-30T23:59:59Z', true],
    ['DateLessThan', instant, '1806451199', true],
    ['DateLessThanEquals', instant, instant, true],
    ['DateGreaterThan', instant, '2027-03-31T00:00:01Z', true],
    ['DateGreaterThan', instant, instant, false],
    ['DateGreaterThanEquals', instant, instant, true],
    ['DateGreaterThanEquals', epoch, '1806451200', true],
    ['DateGreaterThanEquals', instant, '2027-03-30', false],
  ] as const)('%s %j against %j is %s', (operator, policy, request, expected) => {
    expect(holds(operator, policy, request)).toBe(expected);
  });

  test.each([
    ['2027-03', Date.UTC(2027, 2)],
    ['2027-03-31', Date.UTC(2027, 2, 31)],
    ['2027-03-31T10:20Z', Date.UTC(2027, 2, 31, 10, 20)],
    ['2027-03-31T10:20:30.5Z', Date.UTC(2027, 2, 31, 10, 20, 30, 500)],
    ['0', 0],
  ])('parses %s', (text, milliseconds) => {
    expect(readDate(text)).toBe(milliseconds);
  });

  test.each([
    ['a year, which might be an epoch', '2027'],
    ['a time without a zone', '2027-03-31T00:00:00'],
    ['a day that does not exist', '2027-02-30'],
    ['an hour that does not exist', '2027-03-31T25:00:00Z'],
    ['something else', 'tomorrow'],
  ])('refuses %s', (_what, text) => {
    expect(readDate(text)).toBeNull();
    expect(holds('DateLessThan', text, instant)).toBeNull();
    expect(holds('DateLessThan', instant, text)).toBeNull();
  });
});
