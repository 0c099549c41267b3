/**
 * The number of characters of a policy document that AWS counts toward the quota. AWS stores the document as it is sent,
 * including spaces, and CloudFormation sends compact JSON.
 *
 * Source: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html
 */
export function documentSize(document: unknown): number {
  return JSON.stringify(document).length;
}
