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

/** Addresses outside of every range come from the networks that are reserved for examples, where possible. */
const EXAMPLES = ['192.0.2.1', '198.51.100.1', '203.0.113.1', '2001:db8::1'];

/**
 * The addresses of both kinds, divided by the ranges in which they lie. Two ranges are apart, or one lies in the other;
 * so membership changes only at the first address of a range and behind its last: one look at each of these places, and
 * at the first address of all, meets every class.
 */
export function classifyAddresses(values: readonly RangeValue[]): ValueClasses {
  const vectorOf = (address: Address): string =>
    values.map(({ range }) => (isInRange(address, range) ? 1 : 0)).join('');
  const cells = new Map<string, number>();
  const witnesses: string[] = [];
  const meet = (address: Address): void => {
    const vector = vectorOf(address);
    if (cells.has(vector)) return;
    cells.set(vector, witnesses.push(writeAddress(address)) - 1);
  };
  for (const example of EXAMPLES) meet(readAddress(example) ?? []);
  for (const { range } of values) {
    const second = neighbour(firstOf(range), 0);
    // The second address of a network looks better in a report than the network itself.
    if (second !== undefined && isInRange(second, range)) meetBoth(meet, vectorOf, firstOf(range), second);
    meet(firstOf(range));
    const behind = neighbour(firstOf(range), range.first.length * 16 - range.prefix);
    if (behind !== undefined) meet(behind);
  }
  meet([0, 0]);
  meet([0, 0, 0, 0, 0, 0, 0, 0]);
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

/** Meets the second of two addresses where it stands for the first as well. */
function meetBoth(
  meet: (address: Address) => void,
  vectorOf: (address: Address) => string,
  first: Address,
  second: Address,
): void {
  if (vectorOf(first) === vectorOf(second)) meet(second);
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

/** The address that is 2^bits further on; undefined beyond the last one. */
function neighbour(address: Address, bits: number): Address | undefined {
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
