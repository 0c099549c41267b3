import { denied, type Attempt } from './vending-attempts';
import type { WallCall } from './vending-judging';

/* What a merged template could try with other services than IAM. */

function each(does: string, on: string, actions: readonly string[]): readonly WallCall[] {
  return actions.map((action) => ({ does: `${does}: ${action}`, action, on }));
}

const STACK = 'arn:aws:cloudformation:{region}:{account}:stack';

/** What an execution policy reaches by `rampart-*`, and no stack of the pipeline's qualifier has. */
const GRANTED: readonly Attempt[] = denied('LeaveVendingAlone', 'a pipeline of which nobody hears', [
  ...each('silence the rules of the pipeline', 'arn:aws:events:{region}:{account}:rule/rampart-vending-approval', [
    'events:DeleteRule',
    'events:PutRule',
    'events:PutTargets',
    'events:RemoveTargets',
  ]),
  ...each('silence an alarm of the pipeline', 'arn:aws:cloudwatch:{region}:{account}:alarm:rampart-vending-failed', [
    'cloudwatch:DeleteAlarms',
    'cloudwatch:PutMetricAlarm',
  ]),
]).map((attempt): Attempt => ({ ...attempt, isGranted: true }));

/** What a template could try with keys of others that have no alias, or one more than ours. */
export const UNNAMED_KEY_ATTEMPTS: readonly WallCall[] = [
  ['a key without an alias', {}],
  ['a key with an alias of ours and another', { 'kms:ResourceAliases': ['alias/rampart-alarms', 'alias/orders'] }],
].flatMap(([which, keys]) =>
  ['DisableKeyRotation', 'PutKeyPolicy', 'UntagResource', 'UpdateKeyDescription'].map((name) => ({
    does: `change ${which as string}`,
    action: `kms:${name}`,
    on: 'arn:aws:kms:{region}:{account}:key/0a1b',
    keys: keys as WallCall['keys'],
  })),
);

export const ATTEMPTS_ELSEWHERE: readonly Attempt[] = [
  ...GRANTED,
  ...denied('MakeNoPipelines', 'code that runs with the rights of the pipeline, or with others', [
    ...each('change the pipeline', 'arn:aws:codepipeline:{region}:{account}:rampart-vending', [
      'codepipeline:UpdatePipeline',
    ]),
    ...each('make another pipeline', 'arn:aws:codepipeline:{region}:{account}:free', ['codepipeline:CreatePipeline']),
    ...each('approve', 'arn:aws:codepipeline:{region}:{account}:rampart-vending/Approve/Approve', [
      'codepipeline:PutApprovalResult',
    ]),
    ...each('change a project', 'arn:aws:codebuild:{region}:{account}:project/rampart-vending-deploy', [
      'codebuild:StartBuild',
      'codebuild:UpdateProject',
    ]),
    ...each('make another project', 'arn:aws:codebuild:{region}:{account}:project/free', ['codebuild:CreateProject']),
    ...each('read from another repository', 'arn:aws:codeconnections:{region}:{account}:connection/0a1b', [
      'codeconnections:UseConnection',
    ]),
    ...each('read from another repository', 'arn:aws:codestar-connections:{region}:{account}:connection/0a1b', [
      'codestar-connections:UseConnection',
    ]),
  ]),
  ...denied('LeaveVendingAlone', 'the pipeline, or its bootstrap', [
    ...['Rampart-Vending', 'Rampart-Vending-Bootstrap', 'Rampart-Bootstrap', 'CDKToolkit'].flatMap((stack) =>
      each(`change the stack ${stack} with its own role`, `${STACK}/${stack}/0a1b`, [
        'cloudformation:CreateChangeSet',
        'cloudformation:DeleteStack',
        'cloudformation:UpdateStack',
      ]),
    ),
    ...each("change the pipeline's bucket", 'arn:aws:s3:::rampart-vending-{account}-{region}-an', [
      's3:PutBucketPolicy',
    ]),
    ...each('change a plan between Plan and Deploy', 'arn:aws:s3:::rampart-vending-{account}-{region}-an/plan.zip', [
      's3:GetObject',
      's3:PutObject',
    ]),
    ...each(
      "change the assets of the pipeline's stack",
      'arn:aws:s3:::cdk-rampvend-assets-{account}-{region}/0a1b.zip',
      ['s3:GetObject', 's3:PutObject'],
    ),
    ...each(
      'change an image',
      'arn:aws:ecr:{region}:{account}:repository/cdk-rampart-container-assets-{account}-{region}',
      ['ecr:PutImage'],
    ),
    ...each(
      "change a function of the pipeline's stack",
      'arn:aws:lambda:{region}:{account}:function:Rampart-Vending-Look',
      ['lambda:UpdateFunctionCode'],
    ),
    ...each("change a function of the pipeline's", 'arn:aws:lambda:{region}:{account}:function:rampart-vending-look', [
      'lambda:UpdateFunctionCode',
    ]),
    ...['/aws/codebuild/rampart-vending-plan', 'rampart-vending-plan', 'Rampart-Vending-Log0A1B-0123456789ab'].flatMap(
      (group) =>
        each(`delete what was said in ${group}`, `arn:aws:logs:{region}:{account}:log-group:${group}`, [
          'logs:DeleteLogGroup',
        ]),
    ),
    ...each("change the pipeline's topic", 'arn:aws:sns:{region}:{account}:rampart-vending', [
      'sns:SetTopicAttributes',
    ]),
    ...each("name another key as the pipeline's", 'arn:aws:kms:{region}:{account}:alias/rampart-vending', [
      'kms:UpdateAlias',
    ]),
    ...each("name another key as the bootstrap's", 'arn:aws:kms:{region}:{account}:alias/cdk-rampart-assets-key', [
      'kms:UpdateAlias',
    ]),
    ...each(
      'lower the version of the bootstrap',
      'arn:aws:ssm:{region}:{account}:parameter/cdk-bootstrap/rampvend/version',
      ['ssm:PutParameter'],
    ),
  ]),
  ...denied('LeaveKeysAlone', "the content of the bootstrap's or the pipeline's buckets", [
    ...['alias/rampart-vending', 'alias/cdk-rampart-assets-key'].map((alias) => ({
      does: `write the policy of the key ${alias}`,
      action: 'kms:PutKeyPolicy',
      on: 'arn:aws:kms:{region}:{account}:key/0a1b',
      keys: { 'kms:ResourceAliases': [alias] },
    })),
  ]),
  ...denied(null, 'whatever somebody encrypts with a key of their own', UNNAMED_KEY_ATTEMPTS),
  {
    does: "give the bootstrap's key a second name",
    action: 'kms:CreateAlias',
    on: 'arn:aws:kms:{region}:{account}:key/0a1b',
    keys: { 'kms:ResourceAliases': ['alias/cdk-rampart-assets-key'] },
    gains: 'a key that also encrypts messages of alarms',
    wall: 'LeaveKeysAlone',
    isGranted: true,
  },
  ...denied('OnlyReadBootstrap', 'what the next deployment runs', [
    ...each('let others write assets', 'arn:aws:s3:::cdk-rampart-assets-{account}-{region}', [
      's3:DeleteBucketPolicy',
      's3:PutBucketPolicy',
      's3:PutEncryptionConfiguration',
    ]),
    ...each('write an asset', 'arn:aws:s3:::cdk-rampart-assets-{account}-{region}/0a1b.zip', ['s3:PutObject']),
    ...each(
      'write the version of the bootstrap',
      'arn:aws:ssm:{region}:{account}:parameter/cdk-bootstrap/rampart/version',
      ['ssm:DeleteParameter', 'ssm:PutParameter'],
    ),
  ]),
  ...denied(
    'KeepAccountsAndUnits',
    'an organization without an account, as a rollback of the pinned CLI would have it',
    [
      ...each('close or remove an account', 'arn:aws:organizations::{account}:account/o-exampleorg1/222222222222', [
        'organizations:CloseAccount',
        'organizations:RemoveAccountFromOrganization',
      ]),
      ...each('delete a unit', 'arn:aws:organizations::{account}:ou/o-exampleorg1/ou-ab12-cdefgh34', [
        'organizations:DeleteOrganizationalUnit',
      ]),
      ...each('dissolve the organization', '*', [
        'organizations:DeleteOrganization',
        'organizations:LeaveOrganization',
      ]),
    ],
  ),
  ...denied(null, 'a function that others call, or that has another role', [
    ...each(
      'let others call the function',
      'arn:aws:lambda:{region}:{account}:function:Rampart-OrganizationSett-AWS679f53fac002',
      ['lambda:AddPermission', 'lambda:CreateFunctionUrlConfig'],
    ),
    ...each('make a function with another name', 'arn:aws:lambda:{region}:{account}:function:free', [
      'lambda:CreateFunction',
    ]),
  ]),
  ...denied(null, 'a person without a group of the files', [
    ...each('put somebody into a group', 'arn:aws:identitystore:::group/*', ['identitystore:CreateGroupMembership']),
    ...each(
      'give a permission set a policy of AWS',
      'arn:aws:sso:::permissionSet/ssoins-0123456789abcdef/ps-0123456789abcdef',
      ['sso:AttachManagedPolicyToPermissionSet'],
    ),
  ]),
];
