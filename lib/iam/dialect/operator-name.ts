import { closest } from 'fastest-levenshtein';
import { OPERATORS } from '../conditions/operators';
import { rule } from './core/rule';

export const operatorName = rule({
  id: 'operator-name',
  summary: 'Every condition operator exists',
  why: 'AWS refuses a document with an operator that it does not know. `Null` takes neither `IfExists` nor a set operator.',
  fix: 'use an operator of https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html',
  severity: 'error',
  find: (document) =>
    document.conditions.flatMap(([, { operator, operatorName, pointer }]) =>
      operator === undefined
        ? [
            {
              pointer,
              message: `there is no operator \`${operatorName}\``,
              fix: `did you mean \`${suggest(operatorName)}\`?`,
            },
          ]
        : [],
    ),
});

function suggest(name: string): string {
  const names = [...OPERATORS.map((operator) => operator.name), 'Null'];
  return closest(name.replace(/^.*:/, '').replace(/IfExists$/, ''), names);
}
