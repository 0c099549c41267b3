import { z } from 'zod';
import { guardrail } from './core/guardrail';
import { denied, developer, possible } from './core/probe';
import { deny } from './core/statements';

/**
 * Requests that share something without a condition key for the recipient: a guardrail can only deny all sharing or none.
 * `ModifyImageAttribute` shares images and also changes their description: the account's block covers that.
 */
const WITHOUT_RECIPIENT = {
  'database-snapshots': ['rds:ModifyDBClusterSnapshotAttribute', 'rds:ModifyDBSnapshotAttribute'],
  documents: ['ssm:ModifyDocumentPermission'],
};

const schema = z.strictObject({
  unshareable: z
    .array(z.enum(['database-snapshots', 'documents']))
    .default(['documents'])
    .describe(
      'What nobody can share, not even inside the organization, because requests do not contain the recipient: `documents` of ' +
        'Systems Manager; `database-snapshots` of RDS, which AWS Backup shares to copy them to other accounts',
    ),
});

/** Disabling the blocks of public sharing, which apply to an account and Region. Enabling them stays possible. */
const UNBLOCKING = ['ec2:DisableImageBlockPublicAccess', 'ec2:DisableSnapshotBlockPublicAccess'];

/** The setting that blocks public documents in an account and Region; changing it could disable the block. */
const DOCUMENT_SETTING = 'arn:*:ssm:*:*:servicesetting/ssm/documents/console/public-sharing-permission';

export const denyExternalSharing = guardrail({
  id: 'deny-external-sharing',
  type: 'SERVICE_CONTROL_POLICY',
  summary:
    'Nothing is shared with the public, or with accounts outside of the organization through Resource Access Manager',
  rationale:
    'Snapshots, images and documents that are public for a minute are found and copied within that minute. A resource share ' +
    'that allows external principals can open a network or a database to anyone. AWS allows them by default, so each new ' +
    'share must set `allowExternalPrincipals` to false.',
  foundBy: ['EBS_SNAPSHOT_BLOCK_PUBLIC_ACCESS', 'RDS_SNAPSHOTS_PUBLIC_PROHIBITED', 'SSM_DOCUMENT_NOT_PUBLIC'],
  references: [
    'https://docs.aws.amazon.com/ram/latest/APIReference/API_CreateResourceShare.html',
    'https://docs.aws.amazon.com/ram/latest/userguide/security-scp.html',
    'https://docs.aws.amazon.com/ebs/latest/userguide/block-public-access-snapshots.html',
    'https://docs.aws.amazon.com/systems-manager/latest/userguide/documents-ssm-sharing.html',
    'https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsresourceaccessmanager.html',
  ],
  exempt: 'platform',
  parameters: schema.prefault({}),
  statements: ({ unshareable }) => {
    const withoutRecipient = [...new Set(unshareable)].flatMap((what) => WITHOUT_RECIPIENT[what]);
    return [
      // By default, a share allows external principals.
      deny({
        Sid: 'Shares',
        Action: 'ram:CreateResourceShare',
        Resource: '*',
        Condition: { BoolIfExists: { 'ram:RequestedAllowsExternalPrincipals': 'true' } },
      }),
      deny({
        Sid: 'OpenedShares',
        Action: 'ram:UpdateResourceShare',
        Resource: '*',
        Condition: { Bool: { 'ram:RequestedAllowsExternalPrincipals': 'true' } },
      }),
      // Existing shares that allow external principals: nothing is added until they no longer do.
      deny({
        Sid: 'OpenShares',
        Action: 'ram:AssociateResourceShare',
        Resource: '*',
        Condition: { Bool: { 'ram:AllowsExternalPrincipals': 'true' } },
      }),
      deny({
        Sid: 'Snapshots',
        Action: 'ec2:ModifySnapshotAttribute',
        Resource: '*',
        Condition: { StringEquals: { 'ec2:Add/group': 'all' } },
      }),
      deny({ Sid: 'Unblocking', Action: UNBLOCKING, Resource: '*' }),
      deny({
        Sid: 'DocumentSetting',
        Action: ['ssm:ResetServiceSetting', 'ssm:UpdateServiceSetting'],
        Resource: DOCUMENT_SETTING,
      }),
      ...(withoutRecipient.length > 0 ? [deny({ Sid: 'Untold', Action: withoutRecipient.sort(), Resource: '*' })] : []),
    ];
  },
  variants: [
    { name: 'with everything shareable', parameters: { unshareable: [] } },
    { name: 'with database snapshots unshareable', parameters: { unshareable: ['database-snapshots'] } },
    { name: 'with all unshareable', parameters: { unshareable: ['documents', 'database-snapshots'] } },
  ],
  probes: ({ unshareable }, place) => {
    const principal = developer(place);
    const { account, sibling } = place;
    const ram = (action: string, context: Readonly<Record<string, boolean | string>>) => ({
      principal,
      action: `ram:${action}`,
      context,
    });
    const requested = (open: boolean) => ({ 'ram:RequestedAllowsExternalPrincipals': open });
    const existing = (open: boolean) => ({ 'ram:AllowsExternalPrincipals': open, 'ram:Principal': sibling });
    const snapshot = (action: string, context: Readonly<Record<string, string>>) => ({
      principal,
      action: `ec2:${action}`,
      resource: 'arn:aws:ec2:eu-central-1::snapshot/snap-1',
      context,
    });
    const setting = (action: string, name: string, partition = 'aws') => ({
      principal,
      action: `ssm:${action}`,
      resource: `arn:${partition}:ssm:eu-central-1:${account}:${name}`,
    });
    const sharing = 'servicesetting/ssm/documents/console/public-sharing-permission';
    const otherSettings = [
      ...sharing.split('/').map((_, index) => sharing.split('/').with(index, 'other').join('/')),
      `${sharing}-next`,
    ];
    const documents = unshareable.includes('documents') ? denied : possible;
    const databases = unshareable.includes('database-snapshots') ? denied : possible;
    const rds = (action: string, kind: string) => ({
      principal,
      action: `rds:${action}`,
      resource: `arn:aws:rds:eu-central-1:${account}:${kind}:orders`,
    });
    const document = (action: string) => ({
      principal,
      action: `ssm:${action}`,
      resource: `arn:aws:ssm:eu-central-1:${account}:document/orders`,
    });
    return [
      denied(
        'a developer creates a share that allows external principals',
        ram('CreateResourceShare', requested(true)),
      ),
      denied('a developer creates a share with the default', ram('CreateResourceShare', {})),
      possible('a developer shares inside the organization', ram('CreateResourceShare', requested(false))),
      denied('a developer opens a share to outsiders', ram('UpdateResourceShare', requested(true))),
      possible('a developer closes a share to outsiders', ram('UpdateResourceShare', requested(false))),
      possible('a developer renames a share', ram('UpdateResourceShare', {})),
      denied(
        'a developer adds to a share that allows external principals',
        ram('AssociateResourceShare', existing(true)),
      ),
      possible('a developer adds to a share for members only', ram('AssociateResourceShare', existing(false))),
      possible('a developer adds to a share without the key', ram('AssociateResourceShare', {})),
      ...['AssociateResourceSharePermission', 'DisassociateResourceShare', 'DeleteResourceShare'].map((action) =>
        possible(
          `a developer maintains an open share: ${action}`,
          ram(action, { ...existing(true), ...requested(true) }),
        ),
      ),
      possible('a developer accepts a share', { principal, action: 'ram:AcceptResourceShareInvitation' }),
      denied('a developer makes a snapshot public', snapshot('ModifySnapshotAttribute', { 'ec2:Add/group': 'all' })),
      possible(
        'a developer shares a snapshot with an account',
        snapshot('ModifySnapshotAttribute', { 'ec2:Add/userId': sibling }),
      ),
      possible(
        'a developer makes a public snapshot private',
        snapshot('ModifySnapshotAttribute', { 'ec2:Remove/group': 'all' }),
      ),
      possible('a developer deletes a snapshot', snapshot('DeleteSnapshot', { 'ec2:Add/group': 'all' })),
      ...['Image', 'Snapshot'].flatMap((what) => [
        denied(`a developer unblocks public sharing: ${what}`, {
          principal,
          action: `ec2:Disable${what}BlockPublicAccess`,
        }),
        possible(`a developer blocks public sharing: ${what}`, {
          principal,
          action: `ec2:Enable${what}BlockPublicAccess`,
        }),
      ]),
      possible('a developer changes an image', {
        principal,
        action: 'ec2:ModifyImageAttribute',
        resource: 'arn:aws:ec2:eu-central-1::image/ami-1',
      }),
      ...['UpdateServiceSetting', 'ResetServiceSetting'].flatMap((action) => [
        denied(`a developer unblocks public documents: ${action}`, setting(action, sharing)),
        denied(`a developer unblocks public documents elsewhere: ${action}`, setting(action, sharing, 'aws-cn')),
        ...otherSettings.map((name) => possible(`a developer changes ${name}: ${action}`, setting(action, name))),
      ]),
      possible('a developer reads the setting of documents', setting('GetServiceSetting', sharing)),
      documents('a developer shares a document', document('ModifyDocumentPermission')),
      possible('a developer makes a document', document('CreateDocument')),
      possible('a developer reads who may use a document', document('DescribeDocumentPermission')),
      databases('a developer shares a snapshot of a database', rds('ModifyDBSnapshotAttribute', 'snapshot')),
      databases(
        'a developer shares a snapshot of a cluster',
        rds('ModifyDBClusterSnapshotAttribute', 'cluster-snapshot'),
      ),
      possible('a developer copies a snapshot of a database', rds('CopyDBSnapshot', 'snapshot')),
    ];
  },
});
