import { parseTemplate, variablesOf } from '../patterns/template';
import { requires } from './core/absence';
import { isDocumented } from './core/reach';
import { rule } from './core/rule';

export const negatedVariable = rule({
  id: 'negated-variable',
  summary: 'A negated comparison with a variable has a probe without the variable',
  why: 'If the variable has no value, the negated operator is true, so the deny matches everyone without the tag.',
  fix: "add a probe without the variable's key, give the variable a default, or require the key by `Null`",
  severity: 'warning',
  find: (document, { reference }) =>
    document.conditions
      .filter(([, { operator }]) => operator?.negated === true)
      .flatMap(([statement, { values, operatorName }]) =>
        values.flatMap(({ pointer, value }) =>
          variablesOf(parseTemplate(value))
            .filter(({ fallback, key }) => fallback === null && !requires(statement, key))
            // `unknown-variable` reports the others.
            .filter(({ key }) => isDocumented(reference, key))
            .map(({ name }) => ({
              pointer,
              message: `\`${operatorName}\` with \`${value}\` is true if \`${name}\` is absent`,
              probeWithout: name,
            })),
        ),
      ),
});
