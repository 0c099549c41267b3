import { textOf } from '../patterns/template';
import { comparison } from './comparison';

const BOOLEAN = /^(?:true|false)$/i;

/**
 * `true` or `false`; another value of the request matches neither.
 *
 * AWS's page on operators says that variables work here, its page on variables that they do not: a value with one cannot
 * be told.
 */
export const truthValue = comparison<string>({
  variables: false,
  wildcards: false,
  mistake: (value) => (BOOLEAN.test(value) ? null : 'it is neither `true` nor `false`'),
  read: (value) => value.toLowerCase(),
  matcher: (pieces) => {
    const expected = textOf(pieces).toLowerCase();
    return BOOLEAN.test(expected) ? (value) => value === expected : () => null;
  },
});
