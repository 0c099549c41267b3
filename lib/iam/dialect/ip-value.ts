import { isIP } from 'node:net';
import { parseTemplate, variablesOf } from '../patterns/template';
import { rule } from './core/rule';

const BITS: Readonly<Record<number, number>> = { 4: 32, 6: 128 };

export const ipValue = rule({
  id: 'ip-value',
  summary: 'IP addresses are CIDR blocks or single IPv4 addresses',
  why: 'AWS documents `/32` for an address without a prefix length. For an IPv6 address, that would be a large network.',
  fix: 'write the address in the form `203.0.113.7/32` or `2001:db8::1/128`',
  severity: 'error',
  find: (document) =>
    document.conditions
      .filter(([, { operator }]) => operator?.family === 'IpAddress')
      .flatMap(([, { values }]) => values)
      .filter(({ value }) => !isCidr(value) && variablesOf(parseTemplate(value)).length === 0)
      .map(({ pointer, value }) => ({ pointer, message: `\`${value}\` is not a CIDR block` })),
});

/** A single IPv4 address is its own block: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_IPAddress */
function isCidr(text: string): boolean {
  if (isIP(text) === 4) return true;
  const [address = '', length = '', ...rest] = text.split('/');
  const bits = BITS[isIP(address)];
  return bits !== undefined && /^\d{1,3}$/.test(length) && Number(length) <= bits && rest.length === 0;
}
