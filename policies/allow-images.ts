import { z } from 'zod';
import type { ManagementPolicy } from '../lib/iam/management-policies/management-policy';
import { managementGuardrail } from './core/management-guardrail';

const days = z.number().int().min(0).max(2_147_483_647);

const schema = z.strictObject({
  state: z
    .enum(['audit_mode', 'enabled'])
    .default('audit_mode')
    .describe('`audit_mode`: images that are not allowed are only reported; `enabled`: they cannot be used'),
  providers: z
    .array(
      z.string().regex(/^(?:amazon|aws_marketplace|aws_backup_vault|\d{12})$/, {
        error: 'amazon, aws_marketplace, aws_backup_vault or an account number',
      }),
    )
    .min(1)
    .max(200)
    .default(['amazon', 'aws_backup_vault'])
    .describe(
      "Publishers whose images may be used, in addition to the account's own: an alias of AWS or an account number",
    ),
  names: z
    .array(z.string().regex(/^.{1,128}$/u, { error: 'the name of an image, 1 to 128 characters with `*` and `?`' }))
    .min(1)
    .optional()
    .describe('Names of allowed images, such as `golden-*`; default: any name'),
  maximumAgeDays: days.optional().describe('How old an image may be, in days; default: any age'),
  maximumDaysSinceDeprecated: days
    .optional()
    .describe(
      'How long ago an image may have been deprecated, in days; 0: deprecated ones are not allowed; default: any',
    ),
});

type Parameters = z.output<typeof schema>;

/** An image must meet all conditions of one criterion; the account's own images need not. */
function criterion({ providers, names, maximumAgeDays, maximumDaysSinceDeprecated }: Parameters): ManagementPolicy {
  return {
    allowed_image_providers: { '@@assign': providers },
    ...(names !== undefined && { image_names: { '@@assign': names } }),
    ...(maximumAgeDays !== undefined && {
      creation_date_condition: { maximum_days_since_created: { '@@assign': maximumAgeDays } },
    }),
    ...(maximumDaysSinceDeprecated !== undefined && {
      deprecation_time_condition: { maximum_days_since_deprecated: { '@@assign': maximumDaysSinceDeprecated } },
    }),
  };
}

export const allowImages = managementGuardrail({
  id: 'allow-images',
  type: 'DECLARATIVE_POLICY_EC2',
  summary: 'Instances start only from the account’s own images and those of listed publishers',
  rationale:
    'Anyone can publish an image with a name that looks like a vendor’s, and scripts that select the newest image by ' +
    'name run it. Start in audit mode: it reports what would fail.',
  foundBy: ['EC2_INSTANCE_LAUNCHED_WITH_ALLOWED_AMI'],
  references: [
    'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_ec2_syntax.html',
    'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-allowed-amis.html',
  ],
  parameters: schema.prefault({}),
  content: (parameters) => ({
    ec2_attributes: {
      allowed_images_settings: {
        state: { '@@assign': parameters.state },
        image_criteria: { criteria_1: criterion(parameters) },
      },
    },
  }),
  variants: [
    { name: 'enforced', parameters: { state: 'enabled' } },
    {
      name: 'with names and ages',
      parameters: {
        providers: ['444444444444'],
        names: ['golden-*'],
        maximumAgeDays: 90,
        maximumDaysSinceDeprecated: 0,
      },
    },
  ],
  effects: ({ state, providers, names, maximumAgeDays, maximumDaysSinceDeprecated }) => {
    const at = (...path: readonly string[]): readonly string[] => [
      'ec2_attributes',
      'allowed_images_settings',
      ...path,
    ];
    const criteria = (...path: readonly string[]): readonly string[] => at('image_criteria', 'criteria_1', ...path);
    return [
      { name: 'images are checked against the criteria', path: at('state'), value: state },
      { name: 'these publishers are allowed', path: criteria('allowed_image_providers'), value: providers },
      { name: 'these names are allowed', path: criteria('image_names'), ...(names !== undefined && { value: names }) },
      {
        name: 'images are allowed up to this age',
        path: criteria('creation_date_condition', 'maximum_days_since_created'),
        ...(maximumAgeDays !== undefined && { value: maximumAgeDays }),
      },
      {
        name: 'deprecated images are allowed up to this age',
        path: criteria('deprecation_time_condition', 'maximum_days_since_deprecated'),
        ...(maximumDaysSinceDeprecated !== undefined && { value: maximumDaysSinceDeprecated }),
      },
      {
        name: 'no other criterion allows more',
        path: at('image_criteria', 'criteria_2', 'allowed_image_providers'),
      },
    ];
  },
});
