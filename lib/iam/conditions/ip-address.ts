import { textOf } from '../patterns/template';
import { comparison } from './comparison';

/** Groups of 16 bits: two for IPv4, eight for IPv6. An address of one kind is never in a range of the other. */
export type Address = readonly number[];

export interface AddressRange {
  readonly first: Address;
  /** The number of leading bits that are compared. */
  readonly prefix: number;
}

/** Parses an IPv4 or IPv6 address, abbreviated or not; null if the text is not an address. */
export function readAddress(text: string): Address | null {
  return text.includes(':') ? readIpv6(text) : readIpv4(text);
}

/** Parses a range such as `203.0.113.0/24` or `2001:DB8::/32`. A single address is a range of one address. */
export function readRange(text: string): AddressRange | null {
  const [address = '', prefixText, ...rest] = text.split('/');
  const first = readAddress(address);
  if (first === null || rest.length > 0) return null;
  const bits = first.length * 16;
  if (prefixText === undefined) return { first, prefix: bits };
  const prefix = /^\d{1,3}$/.test(prefixText) ? Number(prefixText) : Infinity;
  return prefix <= bits ? { first, prefix } : null;
}

export function isInRange(address: Address, { first, prefix }: AddressRange): boolean {
  if (address.length !== first.length) return false;
  let left = prefix;
  for (const [index, group] of first.entries()) {
    if (left <= 0) break;
    const mask = left >= 16 ? 0xffff : (0xffff << (16 - left)) & 0xffff;
    if (((address[index] ?? 0) & mask) !== (group & mask)) return false;
    left -= 16;
  }
  return true;
}

function readIpv4(text: string): Address | null {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text);
  if (match === null) return null;
  const bytes = match.slice(1);
  // Some tools read `010.0.0.1` as octal, others as decimal.
  if (bytes.some((byte) => Number(byte) > 255 || (byte.length > 1 && byte.startsWith('0')))) return null;
  const [a = 0, b = 0, c = 0, d = 0] = bytes.map(Number);
  return [a * 256 + b, c * 256 + d];
}

function readIpv6(text: string): Address | null {
  const [head = '', tail, ...rest] = text.split('::');
  if (rest.length > 0) return null;
  const front = readGroups(head, tail === undefined);
  const back = tail === undefined ? [] : readGroups(tail, true);
  if (front === null || back === null) return null;
  const missing = 8 - front.length - back.length;
  if (tail === undefined ? missing !== 0 : missing < 1) return null;
  return [...front, ...new Array<number>(missing).fill(0), ...back];
}

/** `last`: the groups are at the end of the address, so the last two may be an IPv4 address. */
function readGroups(text: string, last: boolean): readonly number[] | null {
  if (text === '') return [];
  const groups: number[] = [];
  const written = text.split(':');
  for (const [index, group] of written.entries()) {
    if (/^[0-9a-f]{1,4}$/i.test(group)) groups.push(parseInt(group, 16));
    else {
      const embedded = last && index === written.length - 1 ? readIpv4(group) : null;
      if (embedded === null) return null;
      groups.push(...embedded);
    }
  }
  return groups;
}

export const addressRange = comparison<Address>({
  variables: false,
  wildcards: false,
  mistake: (value) =>
    readRange(value) === null ? 'it is not an IP address or a range such as `203.0.113.0/24`' : null,
  read: readAddress,
  matcher: (pieces) => {
    const range = readRange(textOf(pieces));
    return range === null ? () => null : (address) => isInRange(address, range);
  },
});
