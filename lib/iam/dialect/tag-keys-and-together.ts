import { holdsWhenAbsent, requires } from './core/absence';
import type { ConditionView, StatementView } from './core/document';
import { rule } from './core/rule';

const REQUEST_TAG = /^aws:requesttag\//i;

export const tagKeysAndTogether = rule({
  id: 'tag-keys-and-together',
  summary: 'Each required tag has its own statement',
  why: 'Conditions are ANDed, so the deny matches only if all of the tags are missing. A request with one of the tags passes.',
  fix: 'write one statement for each tag',
  severity: 'error',
  find: ({ statements }) =>
    statements.flatMap((statement) => {
      if (statement.effect !== 'Deny') return [];
      const missing = statement.conditions.filter((condition) => deniesMissingTag(statement, condition));
      const [first, ...others] = [...new Set(missing.map(({ key }) => key.toLowerCase()))];
      const [condition] = missing;
      if (first === undefined || others.length === 0 || condition === undefined) return [];
      return [
        {
          pointer: condition.pointer,
          message: `the statement denies only requests without any of these ${others.length + 1} tags: \`${[first, ...others].join('`, `')}\``,
        },
      ];
    }),
});

function deniesMissingTag(statement: StatementView, condition: ConditionView): boolean {
  return REQUEST_TAG.test(condition.key) && holdsWhenAbsent(condition) && !requires(statement, condition.key);
}
