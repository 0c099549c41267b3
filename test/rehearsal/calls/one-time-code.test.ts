import { oneTimeCode } from '../../../rehearsal/calls/one-time-code';

/** `12345678901234567890`, the key in the RFC's table. */
const SEED = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

describe('oneTimeCode', () => {
  test.each([
    [59, '287082'],
    [1_111_111_109, '081804'],
    [20_000_000_000, '353130'],
  ])('returns at second %d the code of RFC 6238', (second, code) => {
    expect(oneTimeCode(SEED, new Date(second * 1000))).toBe(code);
  });
});
