import { boundary } from '../baseline/boundary';
import { permissionSet } from '../core/permission-set';
import { permissionsBoundaryProbes } from '../probes/boundary';

/** Everything that the permissions boundary leaves: whoever has it makes only roles that can do no more. */
export const administrator = permissionSet({
  id: 'administrator',
  summary: 'Everything in an account but exceeding it: organization, audit, people and platform stay out of reach',
  rationale:
    'Somebody must be able to repair anything in an account. What they make is limited like themselves, so that an ' +
    'administrator of an account never becomes more than that.',
  references: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html'],
  allows: 'everything',
  denies: (organization) => boundary.statements({}, organization),
  probes: permissionsBoundaryProbes,
});
