import { isIP } from 'node:net';
import { parseTemplate, variablesOf } from '../patterns/template';
import { rule } from './core/rule';

const BITS: Readonly<Record<number, number>> = { 4: 32, 6: 128 };

export const ipValue = rule({
  id: 'ip-value',
  summary: 'IP addresses are CIDR blocks',
  why: 'Tools disagree about an address without a prefix length, in particular if the caller has an IPv6 address.',
  fix: 'write the address in the form `203.0.113.7/32` or `2001:db8::1/128`',
  severity: 'error',
  find: (document) =>
    document.conditions
      .filter(([, { operator }]) => operator?.family === 'IpAddress')
      .flatMap(([, { values }]) => values)
      .filter(({ value }) => !isCidr(value) && variablesOf(parseTemplate(value)).length === 0)
      .map(({ pointer, value }) => ({ pointer, message: `\`${value}\` is not a CIDR block` })),
});

function isCidr(text: string): boolean {
  const [address = '', length = '', ...rest] = text.split('/');
  const bits = BITS[isIP(address)];
  return bits !== undefined && /^\d{1,3}$/.test(length) && Number(length) <= bits && rest.length === 0;
}
