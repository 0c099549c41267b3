import { textOf } from '../patterns/template';
import { comparison } from './comparison';

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** Bytes, written in base 64 on both sides: equal bytes have equal text. */
export const bytes = comparison<string>({
  variables: false,
  wildcards: false,
  mistake: (value) => (BASE64.test(value) ? null : 'it is not Base64 text'),
  read: (value) => value,
  matcher: (pieces) => {
    const expected = textOf(pieces);
    return BASE64.test(expected) ? (value) => value === expected : () => null;
  },
});
