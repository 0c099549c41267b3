import { parseTemplate, variablesOf } from '../patterns/template';
import { requires } from './core/absence';
import { rule } from './core/rule';

export const negatedVariable = rule({
  id: 'negated-variable',
  summary: 'A negated comparison with a variable is probed with the variable unset',
  why: 'When the variable has no value, the negated operator is true: the deny fires for everyone without the tag.',
  fix: "add a probe in which the variable's key is absent, give the variable a default, or demand the key by `Null`",
  severity: 'warning',
  find: (document) =>
    document.conditions
      .filter(([, { operator }]) => operator?.negated === true)
      .flatMap(([statement, { values, operatorName }]) =>
        values.flatMap(({ pointer, value }) =>
          variablesOf(parseTemplate(value))
            .filter(({ fallback, key }) => fallback === null && !requires(statement, key))
            .map(({ name }) => ({
              pointer,
              message: `${operatorName} with '${value}' is true where '${name}' is absent`,
              probeWithout: name,
            })),
        ),
      ),
});
