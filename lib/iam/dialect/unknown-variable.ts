import { parseTemplate, variablesOf } from '../patterns/template';
import type { TextEntry, StatementView } from './core/document';
import { isDocumented } from './core/reach';
import { rule } from './core/rule';

export const unknownVariable = rule({
  id: 'unknown-variable',
  summary: 'Every `${…}` names a condition key that AWS documents',
  why: 'A variable that never has a value matches nothing. Often it is a placeholder that a tool did not fill in.',
  fix: 'fill in the placeholder, or correct the name of the key',
  severity: 'error',
  find: ({ statements }, { reference }) =>
    statements.flatMap(textsOf).flatMap(({ pointer, value }) => {
      const unknown = variablesOf(parseTemplate(value)).filter(({ key }) => !isDocumented(reference, key));
      return unknown.map(({ name }) => ({ pointer, message: `AWS documents no condition key \`${name}\`` }));
    }),
});

function textsOf({ resources, notResources, conditions }: StatementView): readonly TextEntry[] {
  return [...resources, ...notResources, ...conditions.flatMap(({ values }) => values)];
}
