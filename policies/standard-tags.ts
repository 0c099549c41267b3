import { z } from 'zod';
import type { ManagementPolicy } from '../lib/iam/management-policies/management-policy';
import type { ParameterProblem } from './core/guardrail';
import { managementGuardrail } from './core/management-guardrail';

const tag = z.strictObject({
  key: z
    .string()
    .regex(/^(?!aws:)[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,128}$/iu, { error: 'the key of a tag, such as `cost-center`' })
    .describe('The key in its required spelling'),
  values: z
    .array(
      z
        .string()
        .min(1)
        .max(256)
        .regex(/^[^*]*\*?[^*]*$/, { error: 'text with at most one `*`' }),
    )
    .min(1)
    .optional()
    .describe('The allowed values, with at most one `*` each; default: any'),
  enforcedFor: z
    .array(z.string().regex(/^[a-z0-9-]+:[A-Za-z0-9_*/-]+$/, { error: 'a type of resource, such as `ec2:instance`' }))
    .min(1)
    .optional()
    .describe(
      'Resource types for which other values are rejected, such as `ec2:instance`; default: they are only reported',
    ),
});

const schema = z.strictObject({
  tags: z
    .array(tag)
    .min(1)
    .default([
      { key: 'cost-center' },
      { key: 'owner' },
      { key: 'environment', values: ['production', 'development', 'sandbox'] },
      { key: 'backup', values: ['daily', 'monthly', 'none'] },
    ])
    .describe('The tags of the organization: their spelling and their allowed values'),
});

type Tag = z.output<typeof tag>;

/** AWS ignores the case of a rule's key; tools that look up rules find one spelling. */
function ruleName({ key }: Tag): string {
  return key.toLowerCase();
}

function check({ tags }: z.output<typeof schema>): readonly ParameterProblem[] {
  return tags.flatMap((one, index) => {
    const first = tags.findIndex((other) => ruleName(other) === ruleName(one));
    if (first === index) return [];
    const message = `\`${one.key}\` and \`${tags[first]?.key ?? ''}\` are the same key: AWS ignores case`;
    return [{ at: ['tags', index, 'key'], message, fix: 'keep one of the two' }];
  });
}

export const standardTags = managementGuardrail({
  id: 'standard-tags',
  type: 'TAG_POLICY',
  summary: 'Tags have one spelling and only allowed values',
  rationale:
    '`CostCenter`, `cost-center` and `Cost-Center` are three tags for AWS, and a cost report by tag is only as good as the ' +
    'spelling of its tags. Tags that do not comply are reported, or rejected where that is enforced. `require-tags` requires ' +
    'that the tags exist.',
  foundBy: { nothing: 'A tag policy reports tags that break it, but no managed rule reads one.' },
  references: [
    'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_tag-policies.html',
    'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_example-tag-policies.html',
    'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_supported-resources-enforcement.html',
  ],
  parameters: schema.prefault({}),
  content: ({ tags }) => ({
    tags: Object.fromEntries(
      tags.map((one): [string, ManagementPolicy] => [
        ruleName(one),
        {
          tag_key: { '@@assign': one.key },
          ...(one.values !== undefined && { tag_value: { '@@assign': one.values } }),
          ...(one.enforcedFor !== undefined && { enforced_for: { '@@assign': one.enforcedFor } }),
        },
      ]),
    ),
  }),
  check,
  variants: [
    {
      name: 'enforced',
      parameters: {
        tags: [
          { key: 'CostCenter', values: ['100', '2*'], enforcedFor: ['ec2:instance', 'secretsmanager:ALL_SUPPORTED'] },
          { key: 'Owner', enforcedFor: ['ec2:volume'] },
        ],
      },
    },
  ],
  effects: ({ tags }) =>
    tags.flatMap(({ key, values, enforcedFor }) => {
      const at = (name: string): readonly string[] => ['tags', key.toLowerCase(), name];
      return [
        { name: `${key} has this spelling`, path: at('tag_key'), value: key },
        { name: `${key} has these values`, path: at('tag_value'), ...(values !== undefined && { value: values }) },
        {
          name: `${key} is enforced for these types`,
          path: at('enforced_for'),
          ...(enforcedFor !== undefined && { value: enforcedFor }),
        },
      ];
    }),
});
