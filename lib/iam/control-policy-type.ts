/** The types of organization policies that consist of statements. All other types are management policies. */
export const CONTROL_POLICY_TYPES = ['SERVICE_CONTROL_POLICY', 'RESOURCE_CONTROL_POLICY'] as const;

export type ControlPolicyType = (typeof CONTROL_POLICY_TYPES)[number];
