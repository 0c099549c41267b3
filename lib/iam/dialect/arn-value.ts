import { arnFault } from './core/arn';
import { rule } from './core/rule';
import { isVariable } from './core/variables';

export const arnValue = rule({
  id: 'arn-value',
  summary: 'The values of an ARN operator are ARNs with six parts',
  why: 'A value in any other form never matches, negated or not: with `lz-*`, an `ArnNotLike` condition is never true and the deny has no effect.',
  fix: 'write all six parts, such as `arn:*:iam::*:role/lz-*`',
  severity: 'error',
  find: (document) =>
    document.conditions
      .filter(([, { operator }]) => operator?.family === 'Arn')
      .flatMap(([, { values }]) => values)
      .filter((entry) => !isVariable(entry))
      .flatMap(({ pointer, value }) => {
        const message = arnFault(value, false);
        return message === undefined ? [] : [{ pointer, message: `${message}, so it never matches` }];
      }),
});
