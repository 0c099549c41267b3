import { parseTemplate, variablesOf } from '../patterns/template';
import type { TextEntry, StatementView } from './core/document';
import { isDocumented } from './core/reach';
import { rule, type Fault } from './core/rule';
import { suggestKey } from './core/suggest-key';

export const unknownVariable = rule({
  id: 'unknown-variable',
  summary: 'Every `${…}` names a condition key that AWS documents',
  why: 'A variable that never has a value matches nothing. Often it is a placeholder that a tool did not fill in.',
  fix: 'fill in the placeholder, or correct the name of the key',
  severity: 'error',
  find: ({ statements }, { reference }) =>
    statements.flatMap(textsOf).flatMap(({ pointer, value }) => {
      const unknown = variablesOf(parseTemplate(value)).filter(({ key }) => !isDocumented(reference, key));
      return unknown.map(({ name }): Fault =>
        isPlaceholder(name)
          ? {
              pointer,
              severity: 'warning',
              message: `\`\${${name}}\` is a placeholder that is not filled in`,
              fix: 'fill it in before AWS gets the document',
            }
          : { pointer, message: `AWS documents no condition key \`${name}\``, ...suggestKey(reference, name) },
      );
    }),
});

/** Placeholders of tools have no prefix, as condition keys have, or CloudFormation's, which no condition key has. */
function isPlaceholder(name: string): boolean {
  return !name.includes(':') || name.startsWith('AWS::');
}

function textsOf({ resources, notResources, conditions }: StatementView): readonly TextEntry[] {
  return [...resources, ...notResources, ...conditions.flatMap(({ values }) => values)];
}
