import { formatNumber } from '../../../lib/report/words';

test.each([0, 7, 999, 1_000, 10_240, 19_949, 100_000, 1_234_567])(
  '%d is written as English readers write it',
  (count) => {
    expect(formatNumber(count)).toBe(count.toLocaleString('en-US'));
  },
);
