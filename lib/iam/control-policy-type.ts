/** The types of organization policies that consist of statements. All other types are management policies. */
export type ControlPolicyType = 'SERVICE_CONTROL_POLICY' | 'RESOURCE_CONTROL_POLICY';
