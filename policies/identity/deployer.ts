import type { Statement } from '../../lib/iam/statement';
import { BOOTSTRAP, VENDING, VENDING_BOOTSTRAP } from '../../lib/model/names';
import type { OrganizationFacts } from '../core/organization-facts';
import { permissionSet } from '../core/permission-set';
import { deny } from '../core/statements';
import { DEPLOYMENT_READS } from '../data/deployment-reads';
import { PIPELINE_DECISIONS, PIPELINE_LOGS, PIPELINE_READS } from '../data/pipeline-actions';
import { deployerProbes } from '../probes/identity/deployer';
import { assumesOnly } from './denials';

/**
 * Whoever deploys the stacks, from the management account. The roles of the bootstrap do the work, and their policies limit
 * it; docs/bootstrap/deployer-policy.json is the same right for a role that is made by hand.
 *
 * The role for images publishes none here, so it is left out, and so is the one with which CloudFormation works: only
 * CloudFormation assumes that.
 *
 * With a pipeline, they deploy the pipeline, by the roles of a bootstrap of its own, which the pipeline may not assume, and
 * decide on what waits in it.
 */
export const deployer = permissionSet({
  id: 'deployer',
  rationale:
    'Guardrails do not bind the management account, so whoever works there has no rights of their own but to start a ' +
    'deployment and to see how far it is, and to approve what the pipeline shows them.',
  references: [
    'https://docs.aws.amazon.com/cdk/v2/guide/bootstrapping-env.html',
    'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_best-practices_mgmt-acct.html',
    'https://docs.aws.amazon.com/codepipeline/latest/userguide/approvals-iam-permissions.html',
  ],
  allows: (organization) =>
    hasPipeline(organization)
      ? [...DEPLOYMENT_READS, PIPELINE_READS, PIPELINE_DECISIONS, PIPELINE_LOGS]
      : DEPLOYMENT_READS,
  denies: (organization) => [
    assumesOnly(bootstrapRoles(organization)),
    ...(hasPipeline(organization) ? onlyInPipeline(organization) : []),
  ],
  probes: deployerProbes,
});

function hasPipeline({ vending }: OrganizationFacts): boolean {
  return (vending?.pipeline ?? null) !== null;
}

function bootstrapRoles(organization: OrganizationFacts): readonly string[] {
  const { accountId } = organization.managementAccount;
  const qualifiers = [BOOTSTRAP.qualifier, ...(hasPipeline(organization) ? [VENDING_BOOTSTRAP.qualifier] : [])];
  return qualifiers.flatMap((qualifier) =>
    ['deploy', 'file-publishing', 'lookup'].map(
      (role) => `arn:*:iam::${accountId}:role/cdk-${qualifier}-${role}-role-*`,
    ),
  );
}

/** Of the pipeline and its logs alone, in the home Region. */
function onlyInPipeline({ managementAccount: { accountId }, homeRegion }: OrganizationFacts): readonly Statement[] {
  const pipeline = `arn:*:codepipeline:${homeRegion}:${accountId}:${VENDING.pipeline}`;
  const logs = `arn:*:logs:${homeRegion}:${accountId}:log-group:${VENDING.prefix}-*`;
  return [
    deny({ Sid: 'Pipeline', Action: PIPELINE_READS.actions, NotResource: pipeline }),
    deny({
      Sid: 'Approve',
      Action: 'codepipeline:PutApprovalResult',
      NotResource: `${pipeline}/${VENDING.approval}/${VENDING.approval}`,
    }),
    deny({ Sid: 'Retry', Action: 'codepipeline:RetryStageExecution', NotResource: `${pipeline}/*` }),
    deny({ Sid: 'Logs', Action: PIPELINE_LOGS.actions, NotResource: logs }),
  ];
}
