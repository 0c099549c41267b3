import { identityPolicies } from '../../../policies/identity/policies';
import { MAXIMUM_INLINE_POLICY, sizeWithoutSpaces } from '../../iam/size';
import type { Organization } from '../../model/organization';
import type { Problem } from '../../model/problem';
import { formatNumber } from '../../report/words';
import { hasPermissionSets } from './permission-sets';

/** The policies of administrators and developers name every role of the platform. */
export function findLongPermissionSets(organization: Organization): readonly Problem[] {
  if (!hasPermissionSets(organization)) return [];
  return [...identityPolicies.values()].flatMap(({ id, document }) => {
    const characters = sizeWithoutSpaces(document(organization));
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
