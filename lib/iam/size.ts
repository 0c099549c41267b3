/**
 * The number of characters of a policy document that AWS counts toward the quota. AWS stores the document as it is sent,
 * including spaces, and CloudFormation sends compact JSON.
 *
 * Source: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html
 */
export function documentSize(document: unknown): number {
  return JSON.stringify(document).length;
}

/**
 * The number of characters of a policy that IAM and Identity Center count toward the quota: without white space.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
export function sizeWithoutSpaces(document: unknown): number {
  return JSON.stringify(document).replace(/\s/g, '').length;
}

/**
 * How long the inline policy of a permission set may be, in characters without white space; AWS does not raise it.
 *
 * Source: https://docs.aws.amazon.com/singlesignon/latest/userguide/limits.html
 */
export const MAXIMUM_INLINE_POLICY = 10_240;
