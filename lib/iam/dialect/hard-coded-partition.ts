import { rule } from './core/rule';

export const hardCodedPartition = rule({
  id: 'hard-coded-partition',
  summary: 'ARNs have a wildcard as their partition',
  why: '`arn:aws:` matches nothing in GovCloud (`aws-us-gov`) and China (`aws-cn`), so the guardrail has no effect there.',
  fix: 'write `arn:*:`',
  severity: 'warning',
  find: ({ statements }) =>
    statements.flatMap(({ resources, notResources, conditions }) => {
      const texts = [...resources, ...notResources, ...conditions.flatMap(({ values }) => values)];
      const [first, ...others] = texts.filter(({ value }) => /^arn:aws(-[a-z-]+)?:/.test(value));
      if (first === undefined) return [];
      const more = others.length === 0 ? '' : `; so do ${others.length} more values in this statement`;
      return [{ pointer: first.pointer, message: `\`${first.value}\` matches in one partition only${more}` }];
    }),
});
