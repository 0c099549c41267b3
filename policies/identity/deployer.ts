import { BOOTSTRAP } from '../../lib/model/names';
import { permissionSet } from '../core/permission-set';
import { DEPLOYMENT_READS } from '../data/deployment-reads';
import { deployerProbes } from '../probes/identity/deployer';
import { assumesOnly } from './denials';

/**
 * Whoever deploys the stacks, from the management account. The roles of the bootstrap do the work, and their policies limit
 * it; docs/bootstrap/deployer-policy.json is the same right for a role that is made by hand.
 *
 * The role for images publishes none here, so it is left out, and so is the one with which CloudFormation works: only
 * CloudFormation assumes that.
 */
export const deployer = permissionSet({
  id: 'deployer',
  rationale:
    'Guardrails do not bind the management account, so whoever works there has no rights of their own but to start a ' +
    'deployment and to see how far it is.',
  references: [
    'https://docs.aws.amazon.com/cdk/v2/guide/bootstrapping-env.html',
    'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_best-practices_mgmt-acct.html',
  ],
  allows: DEPLOYMENT_READS,
  denies: ({ managementAccount: { accountId } }) => [
    assumesOnly(
      ['deploy', 'file-publishing', 'lookup'].map(
        (role) => `arn:*:iam::${accountId}:role/cdk-${BOOTSTRAP.qualifier}-${role}-role-*`,
      ),
    ),
  ],
  probes: deployerProbes,
});
