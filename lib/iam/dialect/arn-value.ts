import { parseTemplate } from '../patterns/template';
import { arnFault } from './core/arn';
import { rule } from './core/rule';

export const arnValue = rule({
  id: 'arn-value',
  summary: 'What an ARN operator compares with is an ARN of six parts',
  why: 'A value of another shape never matches, negated or not: `ArnNotLike` with `lz-*` makes a deny disappear.',
  fix: 'write all six parts, such as `arn:*:iam::*:role/lz-*`',
  severity: 'error',
  find: (document) =>
    document.conditions
      .filter(([, { operator }]) => operator?.family === 'Arn')
      .flatMap(([, { values }]) => values)
      .filter(({ value }) => !isVariable(value))
      .flatMap(({ pointer, value }) => {
        const message = arnFault(value, false);
        return message === undefined ? [] : [{ pointer, message: `${message}: it never matches` }];
      }),
});

/** The whole value comes with the request. */
function isVariable(value: string): boolean {
  const [first, ...others] = parseTemplate(value);
  return first !== undefined && 'key' in first && others.length === 0;
}
