import { z } from 'zod';
import type { ManagementPolicy } from '../lib/iam/management-policies/management-policy';
import type { ParameterProblem } from './core/guardrail';
import { managementGuardrail } from './core/management-guardrail';

const tag = z.strictObject({
  key: z
    .string()
    .regex(/^(?!aws:)[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,128}$/iu, { error: 'the key of a tag, such as `cost-center`' })
    .describe('The key as it must be spelled'),
  values: z
    .array(
      z
        .string()
        .min(1)
        .max(256)
        .regex(/^[^*]*\*?[^*]*$/, { error: 'more than one `*`' }),
    )
    .min(1)
    .optional()
    .describe('The values that it may have, with one `*` each at most; default: any'),
  enforcedFor: z
    .array(z.string().regex(/^[a-z0-9-]+:[A-Za-z0-9_*/-]+$/, { error: 'a type of resource, such as `ec2:instance`' }))
    .min(1)
    .optional()
    .describe(
      'Types of resources on which other values are refused, such as `ec2:instance`; default: they are reported',
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
    .describe('The tags of the organization: how they are spelled, and what they may say'),
});

type Tag = z.output<typeof tag>;

/** AWS finds a tag's rule by its key without case; tools that look rules up find one spelling. */
function ruleName({ key }: Tag): string {
  return key.toLowerCase();
}

function check({ tags }: z.output<typeof schema>): readonly ParameterProblem[] {
  return tags.flatMap((one, index) => {
    const first = tags.findIndex((other) => ruleName(other) === ruleName(one));
    if (first === index) return [];
    const message = `\`${one.key}\` and \`${tags[first]?.key ?? ''}\` are one key: case does not count`;
    return [{ at: ['tags', index, 'key'], message, fix: 'keep one of the two' }];
  });
}

export const standardTags = managementGuardrail({
  id: 'standard-tags',
  type: 'TAG_POLICY',
  summary: 'Tags are spelled in one way, and say one of a few things',
  rationale:
    '`CostCenter`, `cost-center` and `Cost-Center` are three tags to AWS, and a bill by tag is worth as much as the ' +
    'spelling of its tags. What does not comply is reported; where it is enforced, it is refused. That a tag is there ' +
    'at all is a matter of require-tags.',
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
        { name: `${key} is spelled so`, path: at('tag_key'), value: key },
        { name: `${key} has these values`, path: at('tag_value'), ...(values !== undefined && { value: values }) },
        {
          name: `${key} is enforced there`,
          path: at('enforced_for'),
          ...(enforcedFor !== undefined && { value: enforcedFor }),
        },
      ];
    }),
});
