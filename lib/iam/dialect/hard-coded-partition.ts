import { takesWildcards } from '../conditions/operators';
import type { ServiceReference } from '../service-reference/service-reference';
import type { ConditionView, StatementView, TextEntry } from './core/document';
import { rule } from './core/rule';

export const hardCodedPartition = rule({
  id: 'hard-coded-partition',
  summary: 'ARNs have a wildcard as their partition',
  why: '`arn:aws:` matches nothing in GovCloud (`aws-us-gov`) and China (`aws-cn`), so the guardrail has no effect there.',
  fix: 'write `arn:*:`',
  severity: 'warning',
  find: ({ statements }, { reference }) =>
    statements.flatMap((statement) => {
      const found = findPartitions(statement, reference);
      // One finding for each advice, because the statement is corrected as a whole.
      return [...new Set(found.map(({ fix }) => fix))].flatMap((fix) => {
        const [first, ...others] = found.filter((one) => one.fix === fix);
        if (first === undefined) return [];
        const more =
          others.length === 0
            ? ''
            : `; so ${others.length === 1 ? 'does 1 more value' : `do ${others.length} more values`} in this statement`;
        const { pointer, value } = first.entry;
        return [{ pointer, message: `\`${value}\` matches in one partition only${more}`, fix }];
      });
    }),
});

/** An ARN with a partition, and what to write instead. */
interface Found {
  readonly entry: TextEntry;
  readonly fix: string;
}

function findPartitions(
  { resources, notResources, conditions }: StatementView,
  reference: ServiceReference,
): readonly Found[] {
  const wild = [...resources, ...notResources].map((entry) => ({ entry, fix: 'write `arn:*:`' }));
  const compared = conditions.flatMap((condition) =>
    condition.values.map((entry) => ({ entry, fix: fixOf(condition, reference) })),
  );
  return [...wild, ...compared].filter(({ entry }) => /^arn:aws(-[a-z-]+)?:/.test(entry.value));
}

/** Where an operator knows no wildcards, `arn:*:` would match nothing at all. */
function fixOf({ operator, operatorName, key }: ConditionView, reference: ServiceReference): string {
  if (operator === undefined || operator.family !== 'String' || takesWildcards(operator)) return 'write `arn:*:`';
  if (/IgnoreCase/.test(operatorName)) return `list the ARN of each partition: \`${operatorName}\` takes no wildcards`;
  const family = reference.keyType(key)?.endsWith('ARN') === true ? 'Arn' : 'String';
  const like = operatorName.replace(/String(Not)?Equals/, `${family}$1Like`);
  return `write \`arn:*:\` and use \`${like}\`: \`${operatorName}\` takes no wildcards`;
}
