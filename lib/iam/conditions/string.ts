import { compileGlob, escapeGlob } from '../patterns/glob';
import { patternOf, textOf } from '../patterns/template';
import { comparison } from './comparison';

/** Case-sensitive; `*` and `?` are plain characters. */
export const exactText = comparison<string>({
  variables: true,
  wildcards: false,
  mistake: () => null,
  read: (value) => value,
  matcher: (pieces) => {
    const expected = textOf(pieces);
    return (value) => value === expected;
  },
});

export const textIgnoringCase = comparison<string>({
  variables: true,
  wildcards: false,
  mistake: () => null,
  read: (value) => value,
  matcher: (pieces) => compileGlob(escapeGlob(textOf(pieces)), { ignoreCase: true }),
});

/** Case-sensitive; `*` matches any text and `?` one character. */
export const textLike = comparison<string>({
  variables: true,
  wildcards: true,
  mistake: () => null,
  read: (value) => value,
  matcher: (pieces) => compileGlob(patternOf(pieces)),
});
