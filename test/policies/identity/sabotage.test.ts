import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PermissionSetId } from '../../../lib/model/permission-sets';
import type { PermissionSetPolicy } from '../../../policies/core/permission-set';
import { identityPolicies } from '../../../policies/identity/policies';
import { editedModules, POLICIES } from '../../support/edited-policies';
import { failuresAlone } from '../../support/failures-alone';

/** What a careless or hostile colleague writes, in the file of a permission set or of a list: who can do more, or less. */
const SABOTAGES: readonly (readonly [file: string, id: PermissionSetId, from: string, to: string])[] = [
  // Data.
  ['data/configuration-reads', 'read-only', "      's3:GetReplicationConfiguration',\n", "      's3:GetO*',\n"],
  [
    'data/configuration-reads',
    'read-only',
    "      'sns:ListTopics',\n",
    "      'sns:ListTopics',\n      'ssm:GetParameter',\n",
  ],
  ['data/configuration-reads', 'read-only', "'cognito-idp:DescribeUserPool'", "'cognito-idp:Describe*'"],
  ['data/data-reads', 'read-only', "      'kms:Decrypt',\n", ''],
  ['data/data-reads', 'security', "      'secretsmanager:GetSecretValue',\n", ''],
  ['identity/read-only', 'read-only', '  refuses: NO_DATA,\n', ''],
  ['identity/denials', 'operator', ", 'arn:*:apigateway:*::/usageplans/*/keys*'", ''],
  // Money.
  ['data/finance-actions', 'finance', "      'budgets:ModifyBudget',\n", "      'budgets:*',\n"],
  ['data/finance-actions', 'finance', "      'savingsplans:Describe*',\n", "      'savingsplans:*',\n"],
  // A shell, other code.
  ['data/operations', 'operator', "      'ecs:StopTask',\n", "      'ecs:StopTask',\n      'ecs:ExecuteCommand',\n"],
  ['data/operations', 'operator', "      'logs:StopQuery',\n", "      'logs:StopQuery',\n      'ssm:StartSession',\n"],
  ['data/operations', 'operator', "      'rds:RebootDB*',\n", "      'rds:*DB*',\n"],
  [
    'identity/operator',
    'operator',
    "Null: { 'ecs:task-definition': 'false' }",
    "Null: { 'ecs:task-definition': 'true' }",
  ],
  // Machines, tags, roles and the Internet.
  ['data/network-changes', 'network', "      'ec2:CreateSecurityGroup',\n", "      'ec2:Create*',\n"],
  ['identity/network', 'network', "'image', 'instance', ", "'image', "],
  ['identity/network', 'network', "  'transitgateway.amazonaws.com',\n", "  '*',\n"],
  ['identity/network', 'network', "        'ec2:ModifyVpcBlockPublicAccessOptions',\n", ''],
  // The eyes of those who watch.
  ['data/finding-actions', 'security', "      'guardduty:UpdateFindingsFeedback',\n", "      'guardduty:Update*',\n"],
  ['data/finding-actions', 'security', "      'securityhub:BatchUpdateFindings',\n", "      'securityhub:Batch*',\n"],
  ['data/audit-settings', 'administrator', "      'cloudtrail:Stop*',\n", ''],
  ['data/audit-settings', 'developer', "      'guardduty:Delete*',\n", ''],
  ['identity/administrator', 'administrator', ", never('Audit', AUDIT_SETTINGS)", ''],
  // Other roles.
  ['identity/security', 'security', 'roleEverywhere(AUDITOR)', "'arn:*:iam::*:role/platform/*'"],
  ['identity/denials', 'backup-operator', 'NotResource: oneOrMany(roles)', 'Resource: oneOrMany(roles)'],
  ['identity/backup-operator', 'backup-operator', 'StringNotEquals', 'StringEquals'],
  [
    'identity/backup-operator',
    'backup-operator',
    'const ROLE = roleEverywhere(BACKUP.role)',
    "const ROLE = 'arn:*:iam::*:role/*'",
  ],
  ['identity/deployer', 'deployer', 'arn:*:iam::${accountId}', 'arn:*:iam::*'],
  ['identity/deployer', 'deployer', '${VENDING.approval}/${VENDING.approval}', '*'],
  ['identity/deployer', 'deployer', 'NotResource: `${pipeline}/*`', 'NotResource: `arn:*:codepipeline:*:*:*/*`'],
  [
    'data/pipeline-actions',
    'deployer',
    "'codepipeline:RetryStageExecution']",
    "'codepipeline:OverrideStageCondition']",
  ],
  ['identity/deployer', 'deployer', "'lookup'", "'lookup', 'cfn-exec'"],
  // Backups and keys.
  ['data/backup-actions', 'backup-operator', "      'backup:StopBackupJob',\n", "      'backup:*',\n"],
  ['data/backup-actions', 'backup-operator', "      'backup:DeleteRecoveryPoint',\n", ''],
  ['identity/developer', 'developer', '...BACKUP_DELETIONS, ', ''],
  ['data/developer-limits', 'developer', "      'kms:ScheduleKeyDeletion',\n", ''],
  [
    'identity/developer',
    'developer',
    "'kms:BypassPolicyLockoutSafetyCheck': 'true'",
    "'kms:BypassPolicyLockoutSafetyCheck': 'false'",
  ],
  ['identity/developer', 'developer', 'NETWORK_PLUMBING, ', ''],
  // Within the boundary no more.
  ['identity/administrator', 'administrator', '...boundary.statements({}, organization), ', ''],
  ['core/permission-set', 'read-only', "Sid: 'Else', NotAction", "Sid: 'Else', Action"],
  ['core/permission-set', 'finance', "exempt: 'nobody'", "exempt: 'platform'"],
  // What people need.
  ['data/operations', 'operator', "      'ec2:RebootInstances',\n", ''],
  ['data/network-changes', 'network', "      'route53:*',\n", ''],
  ['data/finance-actions', 'finance', "      'ce:Get*',\n", ''],
];

test.each(SABOTAGES)('policies/%s: the proof of %s fails for %j → %j', (file, id, from, to) => {
  const text = readFileSync(join(POLICIES, `${file}.ts`), 'utf8');
  expect(text.split(from)).toHaveLength(2);
  const { load, loaded } = editedModules(
    file,
    text.replace(from, () => to),
  );
  const edited = load('identity/policies')['identityPolicies'] as ReadonlyMap<string, PermissionSetPolicy>;
  expect(loaded).toContain(file);
  // By the probes and the scenarios of the original: the edit would drop its own.
  const [before, after] = [identityPolicies.get(id)?.proved, edited.get(id)?.proved];
  if (before?.probes === undefined || after === undefined) throw new Error(`no policy '${id}'`);
  const judged = { ...after, probes: before.probes.bind(before), variants: before.variants ?? [] };
  expect(failuresAlone(judged)).not.toEqual([]);
});
