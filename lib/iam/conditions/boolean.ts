import { textOf } from '../patterns/template';
import { comparison } from './comparison';

const BOOLEAN = /^(?:true|false)$/i;

/**
 * `true` or `false`. Other values of a request match neither.
 *
 * AWS's page about operators says that variables work here, but its page about variables says that they do not. So the
 * result for a value with a variable is null.
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
