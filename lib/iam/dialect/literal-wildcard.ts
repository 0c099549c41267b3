import { takesWildcards } from '../conditions/operators';
import { parseTemplate } from '../patterns/template';
import { rule } from './core/rule';

/** Keys of which a star, alone, is a value: everyone. */
const LITERAL_STAR = ['lambda:principal'];

export const literalWildcard = rule({
  id: 'literal-wildcard',
  summary: 'Wildcards stand only with operators that know them',
  why: '`StringEquals` compares `*` and `?` as characters: it matches nothing, and `StringNotEquals` everything.',
  fix: 'use `StringLike` or `StringNotLike`; or `${*}` there, if the character is meant',
  severity: 'error',
  find: (document) =>
    document.conditions
      .filter(([, { operator }]) => operator?.family === 'String' && !takesWildcards(operator))
      .flatMap(([, { key, operatorName, values }]) =>
        values
          .filter(({ value }) => hasWildcard(value) && !(value === '*' && LITERAL_STAR.includes(key.toLowerCase())))
          .map(({ pointer, value }) => ({ pointer, message: `\`${operatorName}\` takes '${value}' literally` })),
      ),
});

function hasWildcard(value: string): boolean {
  return parseTemplate(value).some((part) => 'text' in part && part.wild && /[*?]/.test(part.text));
}
