import { z } from 'zod';
import { guardrail } from './core/guardrail';
import { denied, developer, possible } from './core/probe';
import { deny } from './core/statements';

/**
 * Sharing of which AWS does not tell guardrails with whom, so that nobody can share at all, or everybody with the world.
 * Images share by `ModifyImageAttribute`, which changes their description as well: the account's block decides there.
 */
const UNTOLD = {
  'database-snapshots': ['rds:ModifyDBClusterSnapshotAttribute', 'rds:ModifyDBSnapshotAttribute'],
  documents: ['ssm:ModifyDocumentPermission'],
};

const schema = z.strictObject({
  unshareable: z
    .array(z.enum(['database-snapshots', 'documents']))
    .default(['documents'])
    .describe(
      'What nobody can share, inside the organization neither, because AWS does not tell with whom: `documents` of ' +
        'Systems Manager; `database-snapshots` of RDS, which AWS Backup must share to copy them to other accounts',
    ),
});

/** Blocks of public sharing, for the whole account and Region. Switching them on stays possible. */
const UNBLOCKING = ['ec2:DisableImageBlockPublicAccess', 'ec2:DisableSnapshotBlockPublicAccess'];

/** The setting by which an account and Region blocks public documents; who may change it may switch it off. */
const DOCUMENT_SETTING = 'arn:*:ssm:*:*:servicesetting/ssm/documents/console/public-sharing-permission';

export const denyExternalSharing = guardrail({
  id: 'deny-external-sharing',
  type: 'SERVICE_CONTROL_POLICY',
  summary:
    'Nothing is shared with the public, nor with accounts outside of the organization by Resource Access Manager',
  rationale:
    'Snapshots, images and documents that somebody made public for a minute are found and copied within it. Shares that ' +
    'admit outsiders let a single account open a network or a database to strangers. AWS makes such shares by default, so ' +
    'that who shares must say that outsiders are not admitted.',
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
    const untold = [...new Set(unshareable)].flatMap((what) => UNTOLD[what]);
    return [
      // A share that does not say whether it admits outsiders does.
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
      // Shares that admit outsiders from before: nothing and nobody is added until they are closed.
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
      ...(untold.length > 0 ? [deny({ Sid: 'Untold', Action: untold.sort(), Resource: '*' })] : []),
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
      denied('a developer makes a share that admits outsiders', ram('CreateResourceShare', requested(true))),
      denied('a developer makes a share and does not say whom it admits', ram('CreateResourceShare', {})),
      possible('a developer shares inside the organization', ram('CreateResourceShare', requested(false))),
      denied('a developer opens a share to outsiders', ram('UpdateResourceShare', requested(true))),
      possible('a developer closes a share to outsiders', ram('UpdateResourceShare', requested(false))),
      possible('a developer renames a share', ram('UpdateResourceShare', {})),
      denied('a developer adds to a share that admits outsiders', ram('AssociateResourceShare', existing(true))),
      possible('a developer adds to a share that admits members only', ram('AssociateResourceShare', existing(false))),
      possible('a developer adds to a share that does not tell', ram('AssociateResourceShare', {})),
      ...['AssociateResourceSharePermission', 'DisassociateResourceShare', 'DeleteResourceShare'].map((action) =>
        possible(
          `a developer looks after an open share: ${action}`,
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
        'a developer takes a snapshot back from the public',
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
      possible('a developer looks at the setting of documents', setting('GetServiceSetting', sharing)),
      documents('a developer shares a document', document('ModifyDocumentPermission')),
      possible('a developer makes a document', document('CreateDocument')),
      possible('a developer looks at who shares a document', document('DescribeDocumentPermission')),
      databases('a developer shares a snapshot of a database', rds('ModifyDBSnapshotAttribute', 'snapshot')),
      databases(
        'a developer shares a snapshot of a cluster',
        rds('ModifyDBClusterSnapshotAttribute', 'cluster-snapshot'),
      ),
      possible('a developer copies a snapshot of a database', rds('CopyDBSnapshot', 'snapshot')),
    ];
  },
});
