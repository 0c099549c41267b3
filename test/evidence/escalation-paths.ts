/** Where the paths are published. The list is ours; the pages describe the attacks. */
export const SOURCES = {
  rhino: 'https://rhinosecuritylabs.com/aws/aws-privilege-escalation-methods-mitigation/',
  rhino2: 'https://rhinosecuritylabs.com/aws/aws-privilege-escalation-methods-mitigation-part-2/',
  hackingTheCloud: 'https://hackingthe.cloud/aws/exploitation/iam_privilege_escalation/',
  pathfinding: 'https://pathfinding.cloud/paths/',
  sonrai: 'https://sonraisecurity.com/?p=37968',
  boundaries: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html',
  serviceRole: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-iam-servicerole.html',
  stackSets: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stacksets-orgs-enable-trusted-access.html',
  stateMachines: 'https://docs.aws.amazon.com/step-functions/latest/dg/concept-create-iam-advanced.html',
  serviceLinked: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create-service-linked-role.html',
  rootSessions: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_root-user-privileged-task.html',
} as const;

/**
 * One call on the way. In `on`, `{account}`, `{region}` and `{management}` are numbers and Regions, and `{role}` is a role of
 * the account: each that has no boundary, and one that has it.
 */
export interface EscalationStep {
  readonly does: string;
  readonly action: string;
  /** Default: `*`. */
  readonly on?: string;
  readonly keys?: Readonly<Record<string, string>>;
}

export interface EscalationPath {
  readonly name: string;
  readonly source: keyof typeof SOURCES;
  readonly steps: readonly EscalationStep[];
  /** The step that fails, counted from 0, and everything that denies it: `boundary`, and guardrails by their ids. */
  readonly stopped?: { readonly at: number; readonly by: readonly string[] };
  /** Why the path gains nothing where it goes through: whose boundary the result has. */
  readonly bounded?: string;
}

const OWN = 'arn:aws:iam::{account}:role/shop/worker';
const BOUNDARY = 'arn:aws:iam::{account}:policy/platform/boundary';
const ADMINISTRATOR = 'arn:aws:iam::aws:policy/AdministratorAccess';
const ALICE = 'arn:aws:iam::{account}:user/alice';
const ADMINISTRATORS = 'arn:aws:iam::{account}:group/administrators';

/** A path of one step. */
function call(
  source: EscalationPath['source'],
  name: string,
  step: Omit<EscalationStep, 'does'>,
  by: readonly string[],
): EscalationPath {
  return { name, source, steps: [{ does: name, ...step }], stopped: { at: 0, by: ['boundary', ...by] } };
}

/** A path that passes a role to a service, and then acts as it. */
function pass(
  source: EscalationPath['source'],
  service: string,
  what: string,
  actions: readonly string[],
): EscalationPath {
  return {
    name: `pass a role to ${what}`,
    source,
    steps: [
      {
        does: 'pass the role',
        action: 'iam:PassRole',
        on: '{role}',
        keys: { 'iam:PassedToService': `${service}.amazonaws.com` },
      },
      ...actions.map((action) => ({ does: `call ${action}`, action })),
    ],
    stopped: { at: 0, by: ['boundary', 'protect-platform-roles'] },
    bounded: 'a role that can be passed has the boundary',
  };
}

/** A path that changes something that runs as a role already. */
function use(source: EscalationPath['source'], name: string, actions: readonly string[]): EscalationPath {
  return {
    name,
    source,
    steps: actions.map((action) => ({ does: `call ${action}`, action })),
    bounded: 'it runs as a role that somebody could pass, and that has the boundary',
  };
}

const GRANTS: readonly EscalationPath[] = [
  {
    name: 'create a role without the boundary, give it everything, and assume it',
    source: 'rhino',
    steps: [
      { does: 'create the role', action: 'iam:CreateRole', on: OWN },
      { does: 'attach a policy', action: 'iam:AttachRolePolicy', on: OWN, keys: { 'iam:PolicyARN': ADMINISTRATOR } },
      { does: 'assume the role', action: 'sts:AssumeRole', on: OWN },
    ],
    stopped: { at: 0, by: ['boundary', 'require-permissions-boundary'] },
  },
  call(
    'boundaries',
    'create a role with another boundary',
    { action: 'iam:CreateRole', on: OWN, keys: { 'iam:PermissionsBoundary': ADMINISTRATOR } },
    ['require-permissions-boundary'],
  ),
  call(
    'boundaries',
    'remove the boundary of a role',
    { action: 'iam:DeleteRolePermissionsBoundary', on: OWN, keys: { 'iam:PermissionsBoundary': BOUNDARY } },
    ['require-permissions-boundary'],
  ),
  call(
    'boundaries',
    'replace the boundary of a role',
    { action: 'iam:PutRolePermissionsBoundary', on: OWN, keys: { 'iam:PermissionsBoundary': ADMINISTRATOR } },
    ['require-permissions-boundary'],
  ),
  ...['CreatePolicyVersion', 'SetDefaultPolicyVersion', 'DeletePolicy'].map((name) =>
    call('rhino', `rewrite the boundary by ${name}`, { action: `iam:${name}`, on: BOUNDARY }, [
      'protect-platform-roles',
      'require-permissions-boundary',
    ]),
  ),
  ...['AttachRolePolicy', 'PutRolePolicy', 'UpdateAssumeRolePolicy'].map((name): EscalationPath => ({
    name: `${name} on a role`,
    source: 'rhino',
    steps: [
      { does: `call ${name}`, action: `iam:${name}`, on: '{role}' },
      { does: 'assume the role', action: 'sts:AssumeRole', on: '{role}' },
    ],
    stopped: { at: 0, by: ['boundary', 'protect-platform-roles'] },
    bounded: 'a role that can be changed has the boundary, and its policies cannot exceed it',
  })),
  {
    name: 'CreatePolicyVersion of a policy that their own role has',
    source: 'rhino',
    steps: [
      { does: 'write the policy', action: 'iam:CreatePolicyVersion', on: 'arn:aws:iam::{account}:policy/shop' },
      { does: 'choose the version', action: 'iam:SetDefaultPolicyVersion', on: 'arn:aws:iam::{account}:policy/shop' },
    ],
    bounded: 'the role has the boundary, and its policies cannot exceed it',
  },
  {
    name: 'assume a role that can do more',
    source: 'rhino',
    steps: [{ does: 'assume the role', action: 'sts:AssumeRole', on: '{role}' }],
    stopped: { at: 0, by: ['boundary'] },
    bounded: 'a role that can be assumed has the boundary',
  },
];

const USERS: readonly EscalationPath[] = [
  ...(
    [
      ['AttachUserPolicy', ALICE, []],
      ['PutUserPolicy', ALICE, []],
      ['AttachGroupPolicy', ADMINISTRATORS, []],
      ['PutGroupPolicy', ADMINISTRATORS, []],
      ['AddUserToGroup', ADMINISTRATORS, ['deny-iam-users']],
      ['CreateAccessKey', ALICE, ['deny-access-keys']],
      ['CreateLoginProfile', ALICE, ['deny-iam-users']],
      ['UpdateLoginProfile', ALICE, ['deny-iam-users']],
      ['DeleteUserPermissionsBoundary', ALICE, ['require-permissions-boundary']],
      ['DeactivateMFADevice', ALICE, []],
    ] as const
  ).map(([name, on, by]) => call('rhino', `${name} for somebody else`, { action: `iam:${name}`, on }, by)),
  call('hackingTheCloud', 'CreateUser, to act as it', { action: 'iam:CreateUser', on: ALICE }, [
    'deny-iam-users',
    'require-permissions-boundary',
  ]),
  call(
    'hackingTheCloud',
    "replace the keys of Identity Center's provider, and sign in as an administrator",
    {
      action: 'iam:UpdateSAMLProvider',
      on: 'arn:aws:iam::{account}:saml-provider/AWSSSO_0123456789abcdef_DO_NOT_DELETE',
    },
    ['deny-identity-providers'],
  ),
  call(
    'hackingTheCloud',
    "let other tokens of GitHub's provider in",
    {
      action: 'iam:AddClientIDToOpenIDConnectProvider',
      on: 'arn:aws:iam::{account}:oidc-provider/token.actions.githubusercontent.com',
    },
    ['deny-identity-providers'],
  ),
  call('pathfinding', 'assign themselves a permission set', { action: 'sso:CreateAccountAssignment' }, []),
  call('pathfinding', 'attach a policy to a permission set', { action: 'sso:AttachManagedPolicyToPermissionSet' }, []),
  call('pathfinding', 'join a group of Identity Center', { action: 'identitystore:CreateGroupMembership' }, []),
  call(
    'rootSessions',
    'become root of a member account',
    { action: 'sts:AssumeRoot', on: 'arn:aws:iam::{account}:root' },
    [],
  ),
  call('hackingTheCloud', 'leave the organization and its guardrails', { action: 'organizations:LeaveOrganization' }, [
    'deny-leaving-organization',
  ]),
];

const PASSED: readonly EscalationPath[] = [
  pass('rhino', 'ec2', 'a new instance', [
    'iam:CreateInstanceProfile',
    'iam:AddRoleToInstanceProfile',
    'ec2:AssociateIamInstanceProfile',
  ]),
  pass('hackingTheCloud', 'ec2', 'an instance that runs', ['ec2:ReplaceIamInstanceProfileAssociation']),
  pass('rhino', 'lambda', 'a function that they invoke', ['lambda:CreateFunction', 'lambda:InvokeFunction']),
  pass('rhino', 'lambda', 'a function that a table invokes', [
    'lambda:CreateFunction',
    'lambda:CreateEventSourceMapping',
  ]),
  pass('rhino', 'glue', 'a development endpoint of Glue', ['glue:CreateDevEndpoint']),
  pass('hackingTheCloud', 'glue', 'a job of Glue', ['glue:CreateJob', 'glue:StartJobRun']),
  pass('rhino', 'cloudformation', 'a stack', ['cloudformation:CreateStack']),
  pass('rhino', 'datapipeline', 'Data Pipeline', ['datapipeline:CreatePipeline', 'datapipeline:ActivatePipeline']),
  pass('rhino2', 'codestar', 'CodeStar', ['codestar:CreateProject']),
  pass('pathfinding', 'codebuild', 'a build', ['codebuild:CreateProject', 'codebuild:StartBuild']),
  pass('rhino2', 'sagemaker', 'a notebook', [
    'sagemaker:CreateNotebookInstance',
    'sagemaker:CreatePresignedNotebookInstanceUrl',
  ]),
  pass('pathfinding', 'sagemaker', 'a training job', ['sagemaker:CreateTrainingJob']),
  pass('pathfinding', 'states', 'a state machine', ['states:CreateStateMachine', 'states:StartExecution']),
  pass('pathfinding', 'ecs-tasks', 'a task of ECS', ['ecs:RegisterTaskDefinition', 'ecs:RunTask']),
  pass('pathfinding', 'apprunner', 'App Runner', ['apprunner:CreateService']),
  pass('sonrai', 'bedrock-agentcore', 'an interpreter of Bedrock', [
    'bedrock-agentcore:CreateCodeInterpreter',
    'bedrock-agentcore:InvokeCodeInterpreter',
  ]),
  pass('pathfinding', 'bedrock', 'an agent of Bedrock', ['bedrock:CreateAgent', 'bedrock:InvokeAgent']),
  pass('pathfinding', 'scheduler', 'a schedule', ['scheduler:CreateSchedule']),
  pass('pathfinding', 'ssm', 'an automation', ['ssm:StartAutomationExecution']),
  pass('hackingTheCloud', 'cognito-identity', 'a pool of Cognito', ['cognito-identity:SetIdentityPoolRoles']),
  pass('pathfinding', 'pods.eks', 'a pod', ['eks:CreatePodIdentityAssociation']),
  pass('pathfinding', 'batch', 'a job of Batch', ['batch:RegisterJobDefinition', 'batch:SubmitJob']),
  pass('pathfinding', 'elasticmapreduce', 'a cluster of EMR', ['elasticmapreduce:RunJobFlow']),
];

const USED: readonly EscalationPath[] = [
  use('rhino', 'write the code of a function', ['lambda:UpdateFunctionCode', 'lambda:InvokeFunction']),
  use('rhino2', 'put a layer under a function', ['lambda:UpdateFunctionConfiguration', 'lambda:InvokeFunction']),
  use('rhino', "use somebody's development endpoint of Glue", ['glue:UpdateDevEndpoint']),
  use('hackingTheCloud', 'run a command on an instance', ['ssm:SendCommand']),
  use('hackingTheCloud', 'open a session on an instance', ['ssm:StartSession']),
  use('pathfinding', 'put a key on an instance', ['ec2-instance-connect:SendSSHPublicKey']),
  use('hackingTheCloud', 'change the user data of an instance', [
    'ec2:StopInstances',
    'ec2:ModifyInstanceAttribute',
    'ec2:StartInstances',
  ]),
  use('pathfinding', 'open a notebook of somebody else', ['sagemaker:CreatePresignedNotebookInstanceUrl']),
  use('pathfinding', "change somebody's build", ['codebuild:UpdateProject', 'codebuild:StartBuild']),
  use('pathfinding', 'run a command in a container', ['ecs:ExecuteCommand']),
  {
    name: 'change a stack of the platform: it acts as the role of StackSets, which need not be passed',
    source: 'serviceRole',
    steps: [
      {
        does: 'update the stack',
        action: 'cloudformation:UpdateStack',
        on: 'arn:aws:cloudformation:{region}:{account}:stack/StackSet-rampart-account-1/11111111-2222-3333-4444-555555555555',
      },
    ],
    stopped: { at: 0, by: ['boundary', 'protect-baseline'] },
  },
  {
    name: 'distribute a stack to other accounts',
    source: 'stackSets',
    steps: [{ does: 'create the StackSet', action: 'cloudformation:CreateStackSet' }],
    stopped: { at: 0, by: ['boundary'] },
  },
  {
    name: 'change the definition of a state machine of the platform, which passes no role',
    source: 'stateMachines',
    steps: [
      {
        does: 'change the definition',
        action: 'states:UpdateStateMachine',
        on: 'arn:aws:states:{region}:{account}:stateMachine:rampart-repair',
      },
    ],
    stopped: { at: 0, by: ['protect-baseline'] },
  },
  {
    name: 'create a service-linked role, and change it',
    source: 'serviceLinked',
    steps: [
      {
        does: 'create the role',
        action: 'iam:CreateServiceLinkedRole',
        on: 'arn:aws:iam::{account}:role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS',
        keys: { 'iam:AWSServiceName': 'ecs.amazonaws.com' },
      },
      {
        does: 'attach a policy',
        action: 'iam:AttachRolePolicy',
        on: 'arn:aws:iam::{account}:role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS',
      },
    ],
    stopped: { at: 1, by: ['boundary'] },
  },
];

/** Published ways of a role to gain more than it has, and what stops each, in this order. */
export const ESCALATION_PATHS: readonly EscalationPath[] = [...GRANTS, ...USERS, ...PASSED, ...USED];
