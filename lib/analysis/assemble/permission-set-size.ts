import { identityPolicies } from '../../../policies/identity/policies';
import type { PolicyDocument } from '../../iam/statement';
import type { Organization } from '../../model/organization';
import type { Problem } from '../../model/problem';
import { formatNumber } from '../../report/words';

/**
 * How long the inline policy of a permission set may be, in characters without white space; AWS does not raise it.
 *
 * Source: https://docs.aws.amazon.com/singlesignon/latest/userguide/limits.html
 */
export const MAXIMUM_INLINE_POLICY = 10_240;

/** How AWS counts the length of an inline policy of a permission set: without white space. */
export function inlinePolicyLength(document: PolicyDocument): number {
  return JSON.stringify(document).replace(/\s/g, '').length;
}

/** The policies of administrators and developers name every role of the platform. */
export function findLongPermissionSets(organization: Organization): readonly Problem[] {
  if (organization.identity === null && organization.partners.length === 0 && organization.baseline === null) return [];
  return [...identityPolicies.values()].flatMap(({ id, document }) => {
    const characters = inlinePolicyLength(document(organization));
    if (characters <= MAXIMUM_INLINE_POLICY) return [];
    return [
      {
        code: 'permission-set-too-long',
        at: organization.locate(['platform']),
        message:
          `the policy of the permission set \`${id}\` has ${formatNumber(characters)} characters, because it names ` +
          'every pattern of `deployment` and `breakGlass`',
        allowed: `${formatNumber(MAXIMUM_INLINE_POLICY)} characters, as Identity Center allows an inline policy`,
        fix: 'give the roles of the platform a path in common, such as `/platform/`, and write one pattern for it',
      },
    ];
  });
}
