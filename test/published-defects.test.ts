import { loadCatalogue } from '../lib/iam/catalogue-loader';
import { checkDialect } from '../lib/iam/dialect';
import type { Context } from '../lib/iam/dialect';

/** A guardrail that somebody published, cut down to its defect and written anew from a description of it. */
interface PublishedDefect {
  readonly defect: string;
  /** The rules of the dialect that find it. */
  readonly rules: readonly string[];
  readonly statements: readonly Readonly<Record<string, unknown>>[];
  readonly type?: Context['type'];
  /** What stands in the document beside its statements. */
  readonly beside?: Readonly<Record<string, unknown>>;
}

const sseHeader = 's3:x-amz-server-side-encryption';
const uploads = { Effect: 'Deny', Action: 's3:PutObject', Resource: '*' };

const published: readonly PublishedDefect[] = [
  {
    defect: 'cloudposse DenyS3UnEncryptedObjectUploads compares a header of text by Bool, so it never denies',
    rules: ['operator-type'],
    statements: [{ ...uploads, Condition: { Bool: { [sseHeader]: 'false' } } }],
  },
  {
    defect: 'cloudposse DenyS3IncorrectEncryptionHeader denies uploads that leave the header to the default',
    rules: ['absent-key-is-normal'],
    statements: [{ ...uploads, Condition: { StringNotEquals: { [sseHeader]: ['AES256', 'aws:kms'] } } }],
  },
  {
    defect: 'aws-samples Prevent-Amazon-S3-unencrypted-object-uploads denies uploads that rely on the default',
    rules: ['absent-key-is-normal'],
    statements: [{ ...uploads, Condition: { Null: { [sseHeader]: 'true' } } }],
  },
  {
    defect: 'cloudposse and ScaleSec DenyIAMNoMFA deny every role whose session has no MFA',
    rules: ['mfa-binds-roles'],
    statements: [
      {
        Effect: 'Deny',
        Action: ['iam:CreateUser', 'iam:DeleteUser'],
        Resource: '*',
        Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } },
      },
    ],
  },
  {
    defect: 'primeharbor Sec-ProtectAWSBackupVaults compares a pattern by StringEquals, so it never denies',
    rules: ['literal-wildcard'],
    statements: [
      {
        Effect: 'Deny',
        Action: ['backup:DeleteBackupVault', 'backup:DeleteRecoveryPoint'],
        Resource: '*',
        Condition: { StringEquals: { 'aws:PrincipalArn': 'arn:*:iam::*:role/*' } },
      },
    ],
  },
  {
    defect: 'DLZ ScpDenyCfnStacksWithoutStandardTags asks for all tags in one Null, so one of five is enough',
    rules: ['tag-keys-and-together'],
    statements: [
      {
        Effect: 'Deny',
        Action: ['cloudformation:CreateStack', 'cloudformation:UpdateStack'],
        Resource: '*',
        Condition: {
          Null: Object.fromEntries(
            ['Owner', 'Project', 'Environment', 'CostCenter', 'Team'].map((tag) => [`aws:RequestTag/${tag}`, 'true']),
          ),
        },
      },
    ],
  },
  {
    defect: 'DLZ ScpDenyCfnStacksWithoutStandardTags lists the tags’ values under Null, so it never denies',
    rules: ['value-type'],
    statements: [
      {
        Effect: 'Deny',
        Action: 'cloudformation:CreateStack',
        Resource: '*',
        Condition: { Null: { 'aws:RequestTag/Environment': ['production', 'development'] } },
      },
    ],
  },
  {
    defect: 'DLZ ScpDenyDisablingSecurityServices lacks DisassociateFromAdministratorAccount of three services',
    rules: ['renamed-action'],
    statements: ['guardduty', 'securityhub', 'macie2'].map((service) => ({
      Effect: 'Deny',
      Action: [`${service}:DisassociateFromMasterAccount`],
      Resource: '*',
    })),
  },
  {
    defect:
      'aws-samples deny-creating-any-service-specific-credentials denies without condition what the next one excepts',
    rules: ['covered-statement'],
    statements: [
      { Effect: 'Deny', Action: 'iam:CreateServiceSpecificCredential', Resource: '*' },
      {
        Effect: 'Deny',
        Action: 'iam:CreateServiceSpecificCredential',
        Resource: '*',
        Condition: { StringNotEquals: { 'aws:PrincipalTag/may-create': 'true' } },
      },
    ],
  },
  {
    defect: 'the RCP sample of CfCT denies s3:* on the bucket to everyone, its owner included',
    rules: ['rcp-unconditional'],
    type: 'RESOURCE_CONTROL_POLICY',
    statements: [
      { Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: ['arn:*:s3:::records', 'arn:*:s3:::records/*'] },
    ],
  },
  {
    defect: 'primeharbor, aws-samples and DLZ name actions and a prefix that do not exist',
    // The description counts the names without telling them: these stand in for them.
    rules: ['dead-action'],
    statements: [
      {
        Effect: 'Deny',
        Action: ['s3:DeletePublicAccessBlock', 'aws-marketplace:DisassociateFromMarketplace'],
        Resource: '*',
      },
      { Effect: 'Deny', Action: 'privatemarketplace:AssociateProducts', Resource: '*' },
    ],
  },
  {
    defect: 'cloudposse denies by a pattern that matches no action',
    rules: ['dead-action-pattern'],
    statements: [{ Effect: 'Deny', Action: 's3:Delete*PublicAccessBlock', Resource: '*' }],
  },
  {
    defect: 'LZA PreventKeyModification freezes every key without an alias, since ForAllValues is true of none',
    rules: ['for-all-values'],
    statements: [
      {
        Effect: 'Deny',
        Action: ['kms:ScheduleKeyDeletion', 'kms:DisableKey'],
        Resource: '*',
        Condition: { 'ForAllValues:StringLike': { 'kms:ResourceAliases': 'alias/accelerator*' } },
      },
    ],
  },
  {
    defect: 'LZA Quarantine exempts role/aws*, and with it every user of Identity Center',
    rules: ['exempts-identity-center'],
    statements: [
      {
        Effect: 'Deny',
        Action: '*',
        Resource: '*',
        Condition: {
          ArnNotLike: { 'aws:PrincipalARN': ['arn:*:iam::*:role/AWSAccelerator*', 'arn:*:iam::*:role/aws*'] },
        },
      },
    ],
  },
  ...(
    [
      ['sandbox', 'ec2:DeleteTags'],
      ['core-1', 'config:UntagResource'],
    ] as const
  ).map(([policy, untag]) => ({
    defect: `LZA ${policy} denies ${untag}, but not overwriting the tag that protects`,
    rules: ['untag-without-tag'],
    statements: [
      {
        Effect: 'Deny',
        Action: untag,
        Resource: '*',
        Condition: { StringEquals: { 'aws:ResourceTag/Accelerator': 'AWSAccelerator' } },
      },
    ],
  })),
  {
    defect: 'LZA GRNETSEC2 asks for the tag of resources that are only being created',
    rules: ['create-under-resource-tag'],
    statements: [
      {
        Effect: 'Deny',
        Action: ['ec2:CreateInternetGateway', 'ec2:DeleteInternetGateway'],
        Resource: '*',
        Condition: { StringEquals: { 'aws:ResourceTag/Accelerator': 'AWSAccelerator' } },
      },
    ],
  },
  {
    defect: 'LZA v1.13.0 writes the partition aws into its S3 statements',
    rules: ['hard-coded-partition'],
    statements: [{ Effect: 'Deny', Action: 's3:DeleteBucket', Resource: 'arn:aws:s3:::aws-accelerator*' }],
  },
  {
    defect: 'LZA v1.13.0 negates the multi-valued aws:CalledVia without a set operator',
    rules: ['set-operator'],
    statements: [
      {
        Effect: 'Deny',
        Action: 'kms:PutKeyPolicy',
        Resource: '*',
        Condition: { StringNotEquals: { 'aws:CalledVia': 'cloudformation.amazonaws.com' } },
      },
    ],
  },
  {
    defect: 'the LZA guide’s RequireResourceTags puts two keys in one StringNotLike, so one tag is enough',
    rules: ['tag-keys-and-together'],
    statements: [
      {
        Effect: 'Deny',
        Action: 'ec2:CreateVolume',
        Resource: 'arn:*:ec2:*:*:volume/*',
        Condition: { StringNotLike: { 'aws:RequestTag/Owner': '?*', 'aws:RequestTag/CostCenter': '?*' } },
      },
    ],
  },
  {
    defect: 'the LZA guide keeps a metadata block within the document',
    rules: ['document-shape'],
    statements: [{ Effect: 'Deny', Action: 'iam:CreateUser', Resource: '*' }],
    beside: { metadata: { owner: 'platform' } },
  },
];

/** Published files that are no JSON: whoever reads them must refuse them, before any rule. */
const noJson = [
  ['aws-samples deny-service-specific-credential-by-type.json', '{\n  // Bedrock only\n  "Version": "2012-10-17"\n}'],
  ['primeharbor KMS and secrets RCP', '{ "Version": "2012-10-17", "Statement": [], }'],
] as const;

/** A defect that no rule can find, because the text is sound and says something else than its author means. */
interface NeedsProbe {
  readonly defect: string;
  readonly reason: string;
  /** What a guardrail that claims the same must be probed with. */
  readonly probe: string;
  /** Missing where the defect lies in what hangs where, not in one document. */
  readonly statements?: readonly Readonly<Record<string, unknown>>[];
}

export const needsProbe: readonly NeedsProbe[] = [
  {
    defect: 'cloudposse DenySagemakerWithoutRootAccess is inverted',
    reason: 'Either value of sagemaker:RootAccess may be the one to deny; only the intent tells which.',
    probe: 'denied: sagemaker:CreateNotebookInstance with sagemaker:RootAccess Enabled; possible: with Disabled',
    statements: [
      {
        Effect: 'Deny',
        Action: ['sagemaker:CreateNotebookInstance', 'sagemaker:UpdateNotebookInstance'],
        Resource: '*',
        Condition: { StringEquals: { 'sagemaker:RootAccess': 'Disabled' } },
      },
    ],
  },
  {
    defect: 'cloudposse and latacora RequireEBSEncryption deny ec2:CreateVolume only',
    reason: 'What is missing in a list of actions is not in the text.',
    probe: 'denied: ec2:RunInstances on volume/* with ec2:Encrypted false',
    statements: [
      {
        Effect: 'Deny',
        Action: 'ec2:CreateVolume',
        Resource: '*',
        Condition: { Bool: { 'ec2:Encrypted': 'false' } },
      },
    ],
  },
  {
    defect: 'DLZ ScpDenyBackupVaultLock and ScpDenyS3ObjectLockAndRetention deny switching the lock on',
    reason: 'Denying the lock is a guardrail of its own (long locks in a sandbox); only the intent tells.',
    probe:
      'possible: backup:PutBackupVaultLockConfiguration, s3:PutBucketObjectLockConfiguration; ' +
      'denied: backup:DeleteBackupVaultLockConfiguration, s3:BypassGovernanceRetention',
    statements: [
      {
        Effect: 'Deny',
        Action: ['backup:PutBackupVaultLockConfiguration', 's3:PutBucketObjectLockConfiguration'],
        Resource: '*',
      },
    ],
  },
  {
    defect: 'aws-samples Bedrock approved models, second statement, denies the named model instead of all others',
    reason: 'A list of resources may name what to deny or what to leave; only the intent tells.',
    probe: 'possible: inference on an approved model; denied: on another model',
  },
  {
    defect: 'LZA Suspended has only the policy against its own roles, so suspending an account removes the root deny',
    reason: 'It lies in what hangs on which unit, not in one document.',
    probe: 'in the chain, under Suspended: denied: anything by the root user, organizations:LeaveOrganization',
  },
  {
    defect: 'LZA core-1 promises to protect CloudTrail, and no statement names an action of it',
    reason: 'The promise stands in a description; what is missing is not in the text.',
    probe: 'denied: cloudtrail:StopLogging, config:StopConfigurationRecorder, config:DeleteDeliveryChannel',
    statements: [
      {
        Effect: 'Deny',
        Action: ['config:DeleteConfigRule', 'config:PutConfigRule'],
        Resource: '*',
        Condition: { StringEquals: { 'aws:ResourceTag/Accelerator': 'AWSAccelerator' } },
      },
    ],
  },
  {
    defect: 'LZA PreventKeyModification is lifted by a second alias, since kms:CreateAlias stays possible',
    reason: 'That another action makes the condition false takes knowledge of what the action does.',
    probe: 'denied: kms:CreateAlias on a protected key',
    statements: [
      {
        Effect: 'Deny',
        Action: ['kms:ScheduleKeyDeletion', 'kms:DisableKey'],
        Resource: '*',
        Condition: {
          'ForAllValues:StringLike': { 'kms:ResourceAliases': 'alias/accelerator*' },
          Null: { 'kms:ResourceAliases': 'false' },
        },
      },
    ],
  },
  {
    defect: 'LZA attaches nothing to the root, where new accounts are born',
    reason: 'It lies in what hangs where.',
    probe: 'in the chain, for an account in the root: denied: organizations:LeaveOrganization',
  },
];

/** Rows of the two lists that are prose, not guardrails: there is nothing to check. */
export const prose: readonly string[] = [
  'primeharbor’s, pepperize’s and DLZ’s texts tell old quotas or an old list of what root can always do',
  'the LZA guide says that SCPs are configured in iam-config.yaml, and that they do not restrict root users',
];

describe('a published defect', () => {
  const catalogue = loadCatalogue();

  test.each(published.map((one) => [one.defect, one] as const))(
    'is found: %s',
    (_, { rules, statements, type, beside }) => {
      const document = { Version: '2012-10-17', ...beside, Statement: statements };
      const found = checkDialect(document, { type: type ?? 'SERVICE_CONTROL_POLICY', catalogue });
      expect(found.map(({ rule }) => rule)).toEqual(expect.arrayContaining([...rules]));
    },
  );

  test('of three services is found in each of them', () => {
    const services = published.find(({ defect }) => defect.startsWith('DLZ ScpDenyDisabling'))?.statements ?? [];
    const document = { Version: '2012-10-17', Statement: services };
    const found = checkDialect(document, { type: 'SERVICE_CONTROL_POLICY', catalogue });
    expect(found.map(({ pointer }) => pointer)).toEqual([0, 1, 2].map((index) => `/Statement/${index}/Action/0`));
  });

  test.each(noJson)('is refused by every reader of JSON: %s', (_, text) => {
    expect(() => JSON.parse(text) as unknown).toThrow(SyntaxError);
  });

  test.each(
    needsProbe.flatMap(({ defect, statements }) => (statements === undefined ? [] : [[defect, statements] as const])),
  )('is beyond the dialect, so that a probe must find it: %s', (_, statements) => {
    const document = { Version: '2012-10-17', Statement: statements };
    expect(checkDialect(document, { type: 'SERVICE_CONTROL_POLICY', catalogue })).toEqual([]);
  });
});
