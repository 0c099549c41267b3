import { requires } from './core/absence';
import type { ConditionView, StatementView } from './core/document';
import { rule } from './core/rule';

/** AWS: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html */
export const forAllValues = rule({
  id: 'for-all-values',
  summary: 'A statement with `ForAllValues` applies on purpose to requests without the key, or excludes them by `Null`',
  why: '`ForAllValues` is true if the key is absent, so the statement applies to every request without the key.',
  fix: 'if it must not apply to requests without the key, add `"Null": { "<key>": "false" }`',
  severity: 'error',
  find: (document) =>
    document.conditions
      .filter(([statement, condition]) => surprises(statement, condition) && !requires(statement, condition.key))
      .map(([{ effect }, { pointer, key, operatorName }]) => ({
        pointer,
        message: `\`${operatorName}\` is true if \`${key}\` is absent, so requests without it are ${effect === 'Allow' ? 'allowed' : 'denied'}`,
        fix: `if they must not be, add \`"Null": { "${key}": "false" }\``,
      })),
});

/**
 * A deny with a negated operator means "unless one of these values is there", and says nothing else for an absent key:
 * `ForAllValues:StringNotEquals` on `aws:CalledVia` denies direct calls.
 */
function surprises({ effect }: StatementView, { operator }: ConditionView): boolean {
  return operator?.family !== 'Null' && operator?.set === 'ForAllValues' && !(effect === 'Deny' && operator.negated);
}
