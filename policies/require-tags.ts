import { z } from 'zod';
import { guardrail } from './core/guardrail';
import type { ParameterProblem } from './core/guardrail';
import { actionsOf } from './core/action-group';
import { deny, pascalCase } from './core/statements';
import { TAGGED_REQUESTS, TAGGED_TYPES } from './data/tagged-on-creation';
import { tagProbes } from './probes/require-tags';

const schema = z.strictObject({
  tags: z
    .array(
      z.string().regex(/^(?!aws:)(?=.*[A-Za-z0-9])[\w .:/=+@-]{1,128}$/i, {
        error: 'the key of a tag: 1 to 128 letters, digits, spaces and `_.:/=+-@`, not starting with `aws:`',
      }),
    )
    .default(['cost-center', 'owner'])
    .describe('The keys of the required tags; tag policies define their values'),
});

type Parameters = z.output<typeof schema>;

/** A tag's key in a `Sid`: IAM ignores the case of keys, and a `Sid` may contain only letters and digits. */
function nameOf(tag: string): string {
  return pascalCase(tag.toLowerCase().replace(/[^a-z0-9]+/g, '-'));
}

function check({ tags }: Parameters): readonly ParameterProblem[] {
  if (tags.length === 0)
    return [
      {
        at: ['tags'],
        message: '`tags` is empty, so the guardrail requires nothing',
        fix: 'remove the guardrail here, or remove `tags` for the default',
      },
    ];
  return tags.flatMap((tag, index) => {
    const first = tags.findIndex((other) => nameOf(other) === nameOf(tag));
    return first === index
      ? []
      : [
          {
            at: ['tags', index],
            message: `\`${tag}\` and \`${tags[first] ?? ''}\` differ only in case and punctuation`,
            fix: 'require one of the two',
          },
        ];
  });
}

export const requireTags = guardrail({
  id: 'require-tags',
  type: 'SERVICE_CONTROL_POLICY',
  summary: 'Resources that cost money or store data must be created with tags',
  rationale:
    'Nobody maintains a resource without an owner, but everyone pays for it, and nobody adds the tags later. Stacks and ' +
    'StackSets pass their tags on to their resources. Services create resources, such as the instances of a group, with ' +
    'service-linked roles, which no guardrail binds.',
  foundBy: {
    nothing:
      'The rule about tags takes the same keys for all accounts, and each placement of the guardrail has its own.',
  },
  references: [
    'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_examples_tagging.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-requesttag',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-resource-tags.html',
    'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/supported-iam-actions-tagging.html',
  ],
  exempt: 'platform',
  parameters: schema.prefault({}),
  // Conditions on several tags in one statement would be true only if all of them are missing: so one for each tag.
  statements: ({ tags }) =>
    tags.flatMap((tag) => {
      const missing = { Null: { [`aws:RequestTag/${tag}`]: 'true' } };
      return [
        deny({ Sid: nameOf(tag), Action: actionsOf(TAGGED_REQUESTS), Resource: '*', Condition: missing }),
        deny({
          Sid: `${nameOf(tag)}AmongOthers`,
          Action: TAGGED_TYPES.actions,
          Resource: TAGGED_TYPES.resources,
          Condition: missing,
        }),
      ];
    }),
  check,
  variants: [
    { name: 'with one tag', parameters: { tags: ['owner'] } },
    { name: 'with tags that share a beginning', parameters: { tags: ['Owner', 'owner:team', 'data class'] } },
  ],
  probes: tagProbes,
});
