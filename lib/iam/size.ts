/**
 * The characters of a policy document as AWS counts them against the quota: the document is stored as it is sent,
 * spaces included, and CloudFormation sends compact JSON.
 *
 * Source: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html
 */
export function documentSize(document: unknown): number {
  return JSON.stringify(document).length;
}
