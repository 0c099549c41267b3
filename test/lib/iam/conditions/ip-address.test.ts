import { isInRange, readAddress, readRange } from '../../../../lib/iam/conditions/ip-address';
import { holds } from './ask';
import { fc } from '../../../seeded-fast-check';

describe('IP address operators', () => {
  test.each([
    ['IpAddress', '203.0.113.0/24', '203.0.113.1', true],
    ['IpAddress', '203.0.113.0/24', '198.51.100.1', false],
    ['IpAddress', '203.0.113.7', '203.0.113.7', true],
    ['IpAddress', '203.0.113.7', '203.0.113.8', false],
    ['IpAddress', '203.0.113.200/26', '203.0.113.193', true],
    ['IpAddress', '0.0.0.0/0', '203.0.113.7', true],
    ['IpAddress', '0.0.0.0/0', '2001:db8::1', false],
    ['IpAddress', '::/0', '203.0.113.7', false],
    ['IpAddress', '2001:DB8:1234:5678::/64', '2001:db8:1234:5678::9', true],
    ['IpAddress', '2001:DB8:1234:5678::/64', '2001:db8:1234:5679::9', false],
    ['IpAddress', '2001:DB8::1', '2001:db8:0:0:0:0:0:1', true],
    ['IpAddress', '2001:DB8::1', '2001:0db8:0000::0001', true],
    ['IpAddress', '::ffff:203.0.113.7', '::ffff:cb00:7107', true],
    ['IpAddress', ['203.0.113.0/24', '2001:DB8::/32'], '2001:db8::1', true],
    ['NotIpAddress', '203.0.113.0/24', '203.0.113.1', false],
    ['NotIpAddress', '203.0.113.7', '203.0.113.8', true],
    ['NotIpAddress', '203.0.113.7', '2001:db8::1', true],
    ['NotIpAddress', '2001:DB8::1', '2001:db8:0:0:0:0:0:1', false],
  ] as const)('%s %j against %s is %s', (operator, policy, request, expected) => {
    expect(holds(operator, policy, request)).toBe(expected);
  });

  test('is undecided for a text that is not an address', () => {
    expect(holds('IpAddress', '0.0.0.0/0', 'AWS Internal')).toBeNull();
    expect(holds('NotIpAddress', '0.0.0.0/0', 'AWS Internal')).toBeNull();
  });

  test.each([
    '256.0.0.1',
    '1.2.3',
    '1.2.3.4.5',
    '010.0.0.1',
    '1::2::3',
    '12345::',
    'g::1',
    '1:2:3:4:5:6:7',
    '1:2:3:4:5:6:7:8::',
    '',
    '1.2.3.4::',
  ])('refuses the address %j', (text) => {
    expect(readAddress(text)).toBeNull();
  });

  test.each(['1.2.3.4/33', '::/129', '1.2.3.4/', '1.2.3.4/a', '1.2.3.4/8/8', '/8'])('refuses the range %j', (text) => {
    expect(readRange(text)).toBeNull();
  });

  test('matches IPv4 ranges like integer arithmetic', () => {
    const address = fc.integer({ min: 0, max: 0xffffffff });
    const write = (value: number): string => [24, 16, 8, 0].map((shift) => (value >>> shift) & 255).join('.');
    fc.assert(
      fc.property(address, address, fc.integer({ min: 0, max: 32 }), (one, other, prefix) => {
        const range = readRange(`${write(other)}/${prefix}`);
        const read = readAddress(write(one));
        const size = 2 ** (32 - prefix);
        expect(range !== null && read !== null && isInRange(read, range)).toBe(
          Math.floor(one / size) === Math.floor(other / size),
        );
      }),
    );
  });

  test('parses an IPv6 address with any abbreviation of its zeros', () => {
    const group = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 0xffff }));
    fc.assert(
      fc.property(fc.array(group, { minLength: 8, maxLength: 8 }), (groups) => {
        const full = groups.map((value) => value.toString(16).padStart(4, '0')).join(':');
        const short = groups.map((value) => value.toString(16)).join(':');
        const compressed = short.replace(/(^|:)0(:0)+(:|$)/, '::');
        expect(readAddress(short)).toEqual(groups);
        expect(readAddress(full.toUpperCase())).toEqual(groups);
        expect(readAddress(compressed)).toEqual(groups);
      }),
    );
  });
});
