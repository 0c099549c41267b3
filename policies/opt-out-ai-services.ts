import { z } from 'zod';
import { managementGuardrail } from './core/management-guardrail';
import type { Effect } from './core/management-guardrail';

export const optOutAiServices = managementGuardrail({
  id: 'opt-out-ai-services',
  type: 'AISERVICES_OPT_OUT_POLICY',
  summary: 'AWS’s AI services do not store or use content to improve themselves, and no account can opt in again',
  rationale:
    'Without an opt-out, some AWS services store content to train their models, also in other Regions. The default ' +
    'includes future services. Content that was stored before is deleted.',
  foundBy: { nothing: 'The setting belongs to the organization, and AWS Config does not record it.' },
  references: [
    'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_ai-opt-out.html',
    'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_ai-opt-out_syntax.html',
  ],
  parameters: z.strictObject({}).prefault({}),
  // A limit applies only where it is: to the value, to its siblings, and to the services.
  content: () => ({
    services: {
      '@@operators_allowed_for_child_policies': ['@@none'],
      default: {
        '@@operators_allowed_for_child_policies': ['@@none'],
        opt_out_policy: {
          '@@operators_allowed_for_child_policies': ['@@none'],
          '@@assign': 'optOut',
        },
      },
    },
  }),
  effects: (): readonly Effect[] => {
    const path = ['services', 'default', 'opt_out_policy'];
    return [
      { name: 'all services are opted out of', path, value: 'optOut' },
      {
        name: 'an account cannot opt in to all services',
        path,
        value: 'optOut',
        despite: { services: { default: { opt_out_policy: { '@@assign': 'optIn' } } } },
      },
      {
        name: 'an account cannot opt in to one service',
        path: ['services', 'transcribe', 'opt_out_policy'],
        despite: { services: { transcribe: { opt_out_policy: { '@@assign': 'optIn' } } } },
      },
      {
        name: 'an account cannot add to the default',
        path: ['services', 'default', 'another_policy'],
        despite: { services: { default: { another_policy: { '@@assign': 'optIn' } } } },
      },
    ];
  },
});
