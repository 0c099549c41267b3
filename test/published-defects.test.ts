import { loadServiceReference } from '../lib/iam/service-reference/load';
import { checkDialect } from '../lib/iam/dialect';
import type { RuleContext } from '../lib/iam/dialect';
import { guardrailsFile } from '../lib/analysis/assemble/guardrails-file';
import { describeFailure } from '../lib/analysis/prove/failure';
import { chains, proveInChain } from '../lib/analysis/prove/prove-in-chain';
import type { Statement } from '../lib/iam/statement';
import { catalogue as guardrails } from '../policies/catalogue';
import { isManagementGuardrail } from '../policies/core/management-guardrail';
import type { Guardrail } from '../policies/core/guardrail';
import { failuresAlone } from './support/failures-alone';
import { theExample } from './support/the-example';

/*
 * Not included, because there is nothing to check: texts with old quotas or an old list of actions that root can always
 * perform (primeharbor, pepperize, DLZ), and the LZA guide on where SCPs are configured and on root users.
 */

/** A published guardrail, reduced to its defect and rewritten from a description. */
interface PublishedDefect {
  readonly defect: string;
  /** The rules of the dialect that find it. */
  readonly rules: readonly string[];
  readonly statements: readonly Readonly<Record<string, unknown>>[];
  readonly type?: RuleContext['type'];
  /** The other elements of the document. */
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
    defect: 'DLZ ScpDenyCfnStacksWithoutStandardTags requires all tags in one Null, so one of five is enough',
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
    defect: 'DLZ ScpDenyCfnStacksWithoutStandardTags lists the values of the tags with Null, so it never denies',
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
    // The description only counts the names, so these are examples.
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
    defect: 'LZA PreventKeyModification freezes every key without an alias, because ForAllValues is true for it',
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
    defect: 'LZA GRNETSEC2 tests the tag of resources that the action creates',
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
    defect: 'LZA treats a misspelled placeholder in an exemption as text, which locks out the deployment role',
    rules: ['unknown-variable'],
    statements: [
      {
        Effect: 'Deny',
        Action: 'iam:CreateUser',
        Resource: '*',
        Condition: { ArnNotLike: { 'aws:PrincipalArn': 'arn:*:iam::*:role/${ACCELERATOR_PREFX}-deploy' } },
      },
    ],
  },
  {
    defect: 'LZA v1.13.0 writes the partition aws into its S3 statements',
    rules: ['hard-coded-partition'],
    statements: [{ Effect: 'Deny', Action: 's3:DeleteBucket', Resource: 'arn:aws:s3:::aws-accelerator*' }],
  },
  {
    defect: 'LZA v1.13.0 negates the multivalued aws:CalledVia without a set operator',
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
  /** The guardrail of ours that promises the same; where there is none, one that the same mistake can be made in. */
  readonly guardrail: string;
  /** A part of what its proof says of the published text. */
  readonly found: string;
  readonly statements: readonly Statement[];
}

const tagged = { StringEquals: { 'aws:ResourceTag/Accelerator': 'AWSAccelerator' } };

const needsProbe: readonly NeedsProbe[] = [
  {
    defect: 'cloudposse DenySagemakerWithoutRootAccess is inverted: it denies what it should require',
    reason: 'Either value may be the one to deny; only the intent tells which.',
    guardrail: 'require-ebs-encryption',
    found: 'must be denied: CreateVolume makes an unencrypted volume',
    statements: [
      {
        Effect: 'Deny',
        Action: ['ec2:CopyVolumes', 'ec2:CreateFleet', 'ec2:CreateVolume', 'ec2:RunInstances'],
        Resource: 'arn:*:ec2:*:*:volume/*',
        Condition: { Bool: { 'ec2:Encrypted': 'true' } },
      },
    ],
  },
  {
    defect: 'cloudposse and latacora RequireEBSEncryption deny ec2:CreateVolume only',
    reason: 'What is missing in a list of actions is not in the text.',
    guardrail: 'require-ebs-encryption',
    found: 'must be denied: RunInstances makes an unencrypted volume',
    statements: [
      { Effect: 'Deny', Action: 'ec2:CreateVolume', Resource: '*', Condition: { Bool: { 'ec2:Encrypted': 'false' } } },
    ],
  },
  {
    defect: 'DLZ ScpDenyBackupVaultLock denies switching the lock on',
    reason: 'Denying the lock is a guardrail of its own (long locks in a sandbox); only the intent tells.',
    guardrail: 'protect-backups',
    found: 'backup:PutBackupVaultLockConfiguration by',
    statements: [{ Effect: 'Deny', Action: 'backup:PutBackupVaultLockConfiguration', Resource: '*' }],
  },
  {
    defect: 'DLZ ScpDenyS3ObjectLockAndRetention denies switching the lock on',
    reason: 'As for backups; where evidence is kept, the lock is what protects it.',
    guardrail: 'deny-expensive-services',
    found: 'must be possible: a developer locks for years: s3:PutBucketObjectLockConfiguration',
    statements: [
      { Effect: 'Deny', Action: ['s3:PutBucketObjectLockConfiguration', 's3:PutObjectRetention'], Resource: '*' },
    ],
  },
  {
    defect: 'aws-samples Bedrock approved models, second statement, denies the listed models instead of all others',
    reason: 'A list may name what to deny or what to leave; only the intent tells.',
    guardrail: 'limit-instance-types',
    found: 'which is on the list',
    statements: [
      {
        Effect: 'Deny',
        Action: 'ec2:RunInstances',
        Resource: 'arn:*:ec2:*:*:instance/*',
        Condition: { StringLike: { 'ec2:InstanceType': ['t3.*', 'm*.large'] } },
      },
    ],
  },
  {
    defect:
      'LZA Suspended has only a policy against its own roles, so that suspending an account removes the root deny',
    reason: 'What a unit is for does not stand in its policy.',
    guardrail: 'quarantine',
    found: 'must be denied:',
    statements: [
      {
        Effect: 'Deny',
        Action: '*',
        Resource: '*',
        Condition: { ArnLike: { 'aws:PrincipalArn': 'arn:*:iam::*:role/AWSAccelerator-*' } },
      },
    ],
  },
  ...(['protect-cloudtrail', 'protect-config'] as const).map((guardrail) => ({
    defect: `LZA core-1 promises the same as ${guardrail}, but no statement names the actions`,
    reason: 'The promise stands in a description; what is missing is not in the text.',
    guardrail,
    found: guardrail === 'protect-cloudtrail' ? 'cloudtrail:StopLogging' : 'config:StopConfigurationRecorder',
    statements: [
      {
        Effect: 'Deny',
        Action: ['config:DeleteConfigRule', 'config:PutConfigRule'],
        Resource: '*',
        Condition: tagged,
      } as const,
    ],
  })),
  {
    defect:
      'LZA PreventKeyModification protects a key by its alias, so anyone who creates another alias can lift the protection',
    reason: 'That another action makes the condition false takes knowledge of what the action does.',
    guardrail: 'protect-kms-keys',
    found: 'must be denied:',
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
    defect: 'LZA exempts by the beginning of a name, so anyone who creates a role with a longer name is exempt',
    reason: 'A star at the end of a name may be meant.',
    guardrail: 'deny-leaving-organization',
    found: 'must be denied:',
    statements: [
      {
        Effect: 'Deny',
        Action: 'organizations:LeaveOrganization',
        Resource: '*',
        Condition: { ArnNotLike: { 'aws:PrincipalArn': 'arn:*:iam::*:role/dev*' } },
      },
    ],
  },
];

describe('a published defect', () => {
  const reference = loadServiceReference();

  test.each(published.map((one) => [one.defect, one] as const))(
    'is found: %s',
    (_, { rules, statements, type, beside }) => {
      const document = { Version: '2012-10-17', ...beside, Statement: statements };
      const found = checkDialect(document, { type: type ?? 'SERVICE_CONTROL_POLICY', reference });
      expect(found.map(({ rule }) => rule)).toEqual(expect.arrayContaining([...rules]));
    },
  );

  test('of three services is found in each of them', () => {
    const services = published.find(({ defect }) => defect.startsWith('DLZ ScpDenyDisabling'))?.statements ?? [];
    const document = { Version: '2012-10-17', Statement: services };
    const found = checkDialect(document, { type: 'SERVICE_CONTROL_POLICY', reference });
    expect(found.map(({ pointer }) => pointer)).toEqual([0, 1, 2].map((index) => `/Statement/${index}/Action/0`));
  });

  test.each(noJson)('is refused by every reader of JSON: %s', (_, text) => {
    expect(() => JSON.parse(text) as unknown).toThrow(SyntaxError);
  });

  describe.each(needsProbe)('that no rule can find: $defect', ({ guardrail: id, found, statements }) => {
    test('is beyond the dialect', () => {
      const document = { Version: '2012-10-17', Statement: statements };
      expect(checkDialect(document, { type: 'SERVICE_CONTROL_POLICY', reference })).toEqual([]);
    });

    test(`fails the probes of ${id}`, () => {
      const failures = failuresAlone({ ...controlOf(id), statements: () => statements });
      expect(failures).toContainEqual(expect.stringContaining(found));
    });
  });

  test('of what hangs where is found in the chain: LZA attaches nothing to the root, where accounts are born', () => {
    const { organization, assembly } = theExample();
    const whole = guardrailsFile(organization, assembly);
    const documents = whole.documents.map((one) => ({
      ...one,
      targets: one.targets.map((target) => (target === 'root' ? 'Workloads' : target)),
    }));
    const leaving = controlOf('deny-leaving-organization');
    const placement = organization.placements.find(({ guardrail }) => guardrail === leaving.id);
    if (placement === undefined) throw new Error(`${leaving.id} is not placed`);
    expect(placement.target).toBe('root');
    const failuresOf = (file: typeof whole): readonly string[] =>
      proveInChain(leaving, placement, organization, chains(organization, file)(placement.target)).failures.map(
        describeFailure,
      );
    expect(failuresOf(whole)).toEqual([]);
    expect(failuresOf({ ...whole, documents })).toContainEqual(
      expect.stringContaining('must be denied: a developer leaves the organization'),
    );
  });
});

function controlOf(id: string): Guardrail {
  const guardrail = guardrails.get(id);
  if (guardrail === undefined || isManagementGuardrail(guardrail))
    throw new Error(`no guardrail '${id}' of statements`);
  return guardrail;
}
