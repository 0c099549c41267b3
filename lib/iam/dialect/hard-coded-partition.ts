import { rule } from './core/rule';

export const hardCodedPartition = rule({
  id: 'hard-coded-partition',
  summary: 'ARNs leave the partition open',
  why: '`arn:aws:` matches nothing in GovCloud (`aws-us-gov`) and China (`aws-cn`): the guardrail silently ends there.',
  fix: 'write `arn:*:`',
  severity: 'warning',
  find: ({ statements }) =>
    statements.flatMap(({ resources, notResources, conditions }) => {
      const texts = [...resources, ...notResources, ...conditions.flatMap(({ values }) => values)];
      const [first, ...others] = texts.filter(({ value }) => /^arn:aws(-[a-z-]+)?:/.test(value));
      if (first === undefined) return [];
      const more = others.length === 0 ? '' : `, and ${others.length} more in this statement`;
      return [{ pointer: first.pointer, message: `'${first.value}' holds in one partition only${more}` }];
    }),
});
