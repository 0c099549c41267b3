import { parseTemplate, variablesOf } from '../patterns/template';
import { requires } from './core/absence';
import { isNeverAbsent } from './core/never-absent';
import { isDocumented } from './core/reach';
import { rule } from './core/rule';

export const negatedVariable = rule({
  id: 'negated-variable',
  summary: 'A negated comparison with a variable has a probe without the variable',
  why: 'If the variable has no value, the negated operator is true, so the deny matches everyone without the tag.',
  fix: 'give the variable a default, or require its key by `Null`; for a guardrail, a probe without the key is enough',
  severity: 'warning',
  find: (document, { reference, type }) =>
    document.conditions
      .filter(([, { operator }]) => operator?.negated === true)
      .flatMap(([statement, { values, operatorName }]) =>
        values.flatMap(({ pointer, value }) =>
          variablesOf(parseTemplate(value))
            .filter(({ fallback, key }) => fallback === null && !requires(statement, key))
            // `unknown-variable` reports the keys that do not exist.
            .filter(({ key }) => isDocumented(reference, key) && !isNeverAbsent(key, type))
            .map(({ name }) => ({
              pointer,
              message: `\`${operatorName}\` with \`${value}\` is true if \`${name}\` is absent`,
              probeWithout: name,
            })),
        ),
      ),
});
