import { oneTimeCode } from '../../../../lib/rehearse/calls/one-time-code';

/** `12345678901234567890`, the key of the RFC's own table. */
const SEED = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

describe('oneTimeCode', () => {
  test.each([
    [59, '287082'],
    [1_111_111_109, '081804'],
    [20_000_000_000, '353130'],
  ])('shows at second %d what RFC 6238 says', (second, code) => {
    expect(oneTimeCode(SEED, new Date(second * 1000))).toBe(code);
  });
});
