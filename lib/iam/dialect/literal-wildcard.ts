import { takesWildcards } from '../conditions/operators';
import { parseTemplate } from '../patterns/template';
import { rule } from './core/rule';

/** Keys that can have the value `*`, which means everyone. */
const LITERAL_STAR = ['lambda:principal'];

export const literalWildcard = rule({
  id: 'literal-wildcard',
  summary: 'Only operators that accept wildcards have values with wildcards',
  why: '`StringEquals` compares `*` and `?` as plain characters, so it matches nothing and `StringNotEquals` matches everything.',
  fix: 'use `StringLike` or `StringNotLike`, with `${*}` for a literal `*`',
  severity: 'error',
  find: (document) =>
    document.conditions
      .filter(([, { operator }]) => operator?.family === 'String' && !takesWildcards(operator))
      .flatMap(([, { key, operatorName, values }]) =>
        values
          .filter(({ value }) => hasWildcard(value) && !(value === '*' && LITERAL_STAR.includes(key.toLowerCase())))
          .map(({ pointer, value }) => ({ pointer, message: `\`${operatorName}\` compares \`${value}\` literally` })),
      ),
});

function hasWildcard(value: string): boolean {
  return parseTemplate(value).some((part) => 'text' in part && part.wild && /[*?]/.test(part.text));
}
