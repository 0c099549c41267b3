import { boundaryDocument } from '../../../policies/baseline/boundary';
import { sizeWithoutSpaces } from '../../iam/size';
import type { PolicyDocument } from '../../iam/statement';
import type { Organization } from '../../model/organization';
import type { Problem } from '../../model/problem';
import { formatNumber } from '../../report/words';

/**
 * How long a managed policy may be, in characters without white space; AWS does not raise it.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
const MAXIMUM = 6_144;

/** The permissions boundary that the baseline puts into every account. */
export function boundaryOf(organization: Organization): PolicyDocument {
  return boundaryDocument(organization);
}

/** The boundary names every role of the platform. */
export function findLongBoundary(organization: Organization): readonly Problem[] {
  if (organization.baseline === null) return [];
  const characters = sizeWithoutSpaces(boundaryOf(organization));
  if (characters <= MAXIMUM) return [];
  return [
    {
      code: 'boundary-too-long',
      at: organization.locate(['platform']),
      message:
        `the permissions boundary has ${formatNumber(characters)} characters, because it names ` +
        'every pattern of `deployment` and `breakGlass`',
      allowed: `${formatNumber(MAXIMUM)} characters, as AWS allows a managed policy`,
      fix: 'give the roles of the platform a path in common, such as `/platform/`, and write one pattern for it',
    },
  ];
}
