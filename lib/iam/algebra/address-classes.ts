/** Classes of IP addresses. */
import { isInRange, readAddress } from '../conditions/ip-address';
import type { Address, AddressRange } from '../conditions/ip-address';
import { cell, NO_CELLS } from './cells';
import type { Cells } from './cells';
import type { ValueClasses } from './value-classes';

/** A range of addresses in a policy. */
export interface RangeValue {
  readonly kind: 'address';
  readonly id: string;
  readonly range: AddressRange;
}

/** Witnesses outside of all ranges come from the networks that are reserved for documentation, if possible. */
const EXAMPLES = ['192.0.2.1', '198.51.100.1', '203.0.113.1', '2001:db8::1'];

/**
 * Classes of IPv4 and IPv6 addresses: the addresses of a class are in the same ranges. Two ranges are disjoint, or one
 * contains the other. So membership changes only at the first address of a range and after its last one: these addresses,
 * and the first address of each kind, are in all classes that there are.
 */
export function classifyAddresses(values: readonly RangeValue[]): ValueClasses {
  const vectorOf = (address: Address): string =>
    values.map(({ range }) => (isInRange(address, range) ? 1 : 0)).join('');
  const cells = new Map<string, number>();
  const witnesses: string[] = [];
  const visit = (address: Address): void => {
    const vector = vectorOf(address);
    if (cells.has(vector)) return;
    cells.set(vector, witnesses.push(writeAddress(address)) - 1);
  };
  for (const example of EXAMPLES) visit(readAddress(example) ?? []);
  for (const { range } of values) {
    const second = addressAfter(firstOf(range), 0);
    // In a report, the second address of a network is easier to read than the network address.
    if (second !== undefined && isInRange(second, range)) visitSecond(visit, vectorOf, firstOf(range), second);
    visit(firstOf(range));
    const next = addressAfter(firstOf(range), range.first.length * 16 - range.prefix);
    if (next !== undefined) visit(next);
  }
  visit([0, 0]);
  visit([0, 0, 0, 0, 0, 0, 0, 0]);
  return {
    size: witnesses.length,
    cellOf(text) {
      const address = readAddress(text);
      return address === null ? undefined : cells.get(vectorOf(address));
    },
    cellsOf: (id) => cellsWithin(values, cells, id),
    isSingle: () => false,
    witness: (index) => witnesses[index] ?? '',
    another: () => undefined,
  };
}

/** Visits the second of two addresses if it is in the same class as the first. */
function visitSecond(
  visit: (address: Address) => void,
  vectorOf: (address: Address) => string,
  first: Address,
  second: Address,
): void {
  if (vectorOf(first) === vectorOf(second)) visit(second);
}

function cellsWithin(values: readonly RangeValue[], cells: ReadonlyMap<string, number>, id: string): Cells {
  const index = values.findIndex((value) => value.id === id);
  let within = NO_CELLS;
  for (const [vector, number] of cells) if (vector[index] === '1') within |= cell(number);
  return within;
}

/** The first address of a range: `10.0.0.7/8` begins at `10.0.0.0`. */
function firstOf({ first, prefix }: AddressRange): Address {
  return first.map((group, index) => {
    const kept = Math.min(16, Math.max(0, prefix - index * 16));
    return group & (0xffff << (16 - kept)) & 0xffff;
  });
}

/** The address plus 2^bits; undefined beyond the last address. */
function addressAfter(address: Address, bits: number): Address | undefined {
  const groups = [...address];
  let index = groups.length - 1 - Math.floor(bits / 16);
  let carry = 1 << (bits % 16);
  for (; carry > 0 && index >= 0; index -= 1) {
    const sum = (groups[index] ?? 0) + carry;
    groups[index] = sum & 0xffff;
    carry = sum >> 16;
  }
  return carry > 0 ? undefined : groups;
}

export function writeAddress(address: Address): string {
  if (address.length === 2) return address.flatMap((group) => [group >> 8, group & 0xff]).join('.');
  return address.map((group) => group.toString(16)).join(':');
}
