/**
 * The types of management policies that Rampart supports: organization policies that contain settings instead of
 * statements.
 *
 * Source: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies.html
 */
export const MANAGEMENT_POLICY_TYPES = [
  'AISERVICES_OPT_OUT_POLICY',
  'BACKUP_POLICY',
  'DECLARATIVE_POLICY_EC2',
  'S3_POLICY',
  'TAG_POLICY',
] as const;

export type ManagementPolicyType = (typeof MANAGEMENT_POLICY_TYPES)[number];

export function isManagementPolicyType(type: string): type is ManagementPolicyType {
  return (MANAGEMENT_POLICY_TYPES as readonly string[]).includes(type);
}
