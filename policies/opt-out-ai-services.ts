import { z } from 'zod';
import { managementGuardrail } from './core/management-guardrail';
import type { Effect } from './core/management-guardrail';

export const optOutAiServices = managementGuardrail({
  id: 'opt-out-ai-services',
  type: 'AISERVICES_OPT_OUT_POLICY',
  summary: 'No AI service of AWS keeps or uses content to improve itself, and no account can opt in again',
  rationale:
    'Unless one opts out, some services of AWS store what they are given to train their models with, also in other ' +
    'Regions. The default includes services to come. What was stored before is deleted.',
  references: [
    'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_ai-opt-out.html',
    'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_ai-opt-out_syntax.html',
  ],
  parameters: z.strictObject({}).prefault({}),
  // A limit binds its own place only: the value, the names beside it, the services beside the default.
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
