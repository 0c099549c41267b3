/*
 * What AWS services can and cannot write into the log archive. The placeholders stand for what tests know: {management},
 * {member}, {archive} and {outsider} are account numbers, {organization} is an id, {region} the home Region.
 */

import type { ArchiveTarget } from './archive-access';

export interface DeliveryCase {
  readonly what: string;
  readonly service: string;
  readonly action: string;
  readonly on: ArchiveTarget;
  /** The key of the object; without one, the request is for the bucket or the key. */
  readonly object?: string;
  readonly context: Readonly<Record<string, string>>;
  readonly isPossible: boolean;
}

const ACL = { 's3:x-amz-acl': 'bucket-owner-full-control' };
const SECURE = { 'aws:SecureTransport': 'true' };
const OWN = { ...SECURE, 'aws:SourceAccount': '{management}', 'aws:SourceOrgID': '{organization}' };
const MEMBER = { ...SECURE, 'aws:SourceAccount': '{member}', 'aws:SourceOrgID': '{organization}' };
const STRANGER = { ...SECURE, 'aws:SourceAccount': '{outsider}', 'aws:SourceOrgID': 'o-stranger00' };
const ARCHIVE = { ...SECURE, 'aws:SourceAccount': '{archive}', 'aws:SourceOrgID': '{organization}' };
const trail = (account: string, name = 'rampart') => `arn:aws:cloudtrail:{region}:${account}:trail/${name}`;
const BY_TRAIL = { ...OWN, 'aws:SourceArn': trail('{management}') };
const ANOTHER_TRAIL = { ...OWN, 'aws:SourceArn': trail('{management}', 'another') };
const ENCRYPTION = { 'kms:EncryptionContext:aws:cloudtrail:arn': trail('{management}') };
const LOG = 'AWSLogs/{organization}/{member}/CloudTrail/eu-west-1/2026/11/30/log.json.gz';
const DIGEST = 'AWSLogs/{organization}/{member}/CloudTrail-Digest/eu-west-1/2026/11/30/digest.json.gz';
const OF_MANAGEMENT = 'AWSLogs/{management}/CloudTrail/us-east-1/2026/11/30/log.json.gz';
const CONFIG_LOG = 'AWSLogs/{member}/Config/eu-west-1/2026/11/30/ConfigSnapshot/snapshot.json.gz';
const FLOW_LOG = 'AWSLogs/{member}/vpcflowlogs/eu-west-1/2026/11/30/flows.log.gz';
const logged = (bucket: string) => ({ 'aws:SourceArn': `arn:aws:s3:::rampart-${bucket}-{archive}-{region}-an` });

const cloudTrail = { service: 'cloudtrail.amazonaws.com' };
const config = { service: 'config.amazonaws.com' };
const flowLogs = { service: 'delivery.logs.amazonaws.com' };
const access = { service: 'logging.s3.amazonaws.com' };
const put = { action: 's3:PutObject' };

// prettier-ignore
export const DELIVERY_CASES: readonly DeliveryCase[] = [
  { what: "the trail checks the bucket's ACL", ...cloudTrail, action: 's3:GetBucketAcl', on: 'trail', context: BY_TRAIL, isPossible: true },
  { what: 'the trail delivers a log of a member', ...cloudTrail, ...put, on: 'trail', object: LOG, context: { ...BY_TRAIL, ...ACL }, isPossible: true },
  { what: 'the trail delivers a digest of a member', ...cloudTrail, ...put, on: 'trail', object: DIGEST, context: { ...BY_TRAIL, ...ACL }, isPossible: true },
  { what: 'the trail delivers a log of the management account', ...cloudTrail, ...put, on: 'trail', object: OF_MANAGEMENT, context: { ...BY_TRAIL, ...ACL }, isPossible: true },
  { what: 'the trail delivers over plain HTTP', ...cloudTrail, ...put, on: 'trail', object: LOG, context: { ...BY_TRAIL, ...ACL, 'aws:SecureTransport': 'false' }, isPossible: false },
  { what: 'the trail delivers somewhere else in the bucket', ...cloudTrail, ...put, on: 'trail', object: 'other/log.json.gz', context: { ...BY_TRAIL, ...ACL }, isPossible: false },
  { what: 'the trail delivers with another ACL', ...cloudTrail, ...put, on: 'trail', object: LOG, context: { ...BY_TRAIL, 's3:x-amz-acl': 'public-read' }, isPossible: false },
  { what: 'the trail reads a log', ...cloudTrail, action: 's3:GetObject', on: 'trail', object: LOG, context: BY_TRAIL, isPossible: false },
  { what: 'the trail deletes a log', ...cloudTrail, action: 's3:DeleteObject', on: 'trail', object: LOG, context: BY_TRAIL, isPossible: false },
  { what: 'another trail of the management account delivers', ...cloudTrail, ...put, on: 'trail', object: LOG, context: { ...ANOTHER_TRAIL, ...ACL }, isPossible: false },
  { what: 'another trail of the management account checks the ACL', ...cloudTrail, action: 's3:GetBucketAcl', on: 'trail', context: ANOTHER_TRAIL, isPossible: false },
  { what: 'a trail of a member with the same name delivers', ...cloudTrail, ...put, on: 'trail', object: LOG, context: { ...MEMBER, ...ACL, 'aws:SourceArn': trail('{member}') }, isPossible: false },
  { what: 'a trail of another organization delivers', ...cloudTrail, ...put, on: 'trail', object: LOG, context: { ...STRANGER, ...ACL, 'aws:SourceArn': trail('{outsider}') }, isPossible: false },
  { what: 'AWS Config delivers to the bucket of the trail', ...config, ...put, on: 'trail', object: LOG, context: { ...OWN, ...ACL }, isPossible: false },
  { what: 'the trail encrypts a log', ...cloudTrail, action: 'kms:GenerateDataKey', on: 'trailKey', context: { ...BY_TRAIL, ...ENCRYPTION }, isPossible: true },
  { what: 'the trail looks at the key', ...cloudTrail, action: 'kms:DescribeKey', on: 'trailKey', context: BY_TRAIL, isPossible: true },
  { what: 'the trail checks that it can decrypt', ...cloudTrail, action: 'kms:Decrypt', on: 'trailKey', context: { ...BY_TRAIL, ...ENCRYPTION }, isPossible: true },
  { what: 'the trail encrypts something else', ...cloudTrail, action: 'kms:GenerateDataKey', on: 'trailKey', context: BY_TRAIL, isPossible: false },
  { what: 'another trail encrypts a log', ...cloudTrail, action: 'kms:GenerateDataKey', on: 'trailKey', context: { ...ANOTHER_TRAIL, ...ENCRYPTION }, isPossible: false },
  { what: 'another trail decrypts a log', ...cloudTrail, action: 'kms:Decrypt', on: 'trailKey', context: { ...ANOTHER_TRAIL, ...ENCRYPTION }, isPossible: false },
  { what: 'AWS Config checks its bucket', ...config, action: 's3:ListBucket', on: 'config', context: MEMBER, isPossible: true },
  { what: 'AWS Config delivers for a member', ...config, ...put, on: 'config', object: CONFIG_LOG, context: { ...MEMBER, ...ACL }, isPossible: true },
  { what: 'AWS Config encrypts for a member', ...config, action: 'kms:GenerateDataKey', on: 'othersKey', context: MEMBER, isPossible: true },
  { what: 'AWS Config delivers for another organization', ...config, ...put, on: 'config', object: CONFIG_LOG, context: { ...STRANGER, ...ACL }, isPossible: false },
  { what: 'AWS Config encrypts for another organization', ...config, action: 'kms:GenerateDataKey', on: 'othersKey', context: STRANGER, isPossible: false },
  { what: 'AWS Config delivers over plain HTTP', ...config, ...put, on: 'config', object: CONFIG_LOG, context: { ...MEMBER, ...ACL, 'aws:SecureTransport': 'false' }, isPossible: false },
  { what: 'AWS Config delivers to the bucket of flow logs', ...config, ...put, on: 'flowLogs', object: CONFIG_LOG, context: { ...MEMBER, ...ACL }, isPossible: false },
  { what: 'flow logs of a member are delivered', ...flowLogs, ...put, on: 'flowLogs', object: FLOW_LOG, context: { ...MEMBER, ...ACL }, isPossible: true },
  { what: 'flow logs of a member are encrypted', ...flowLogs, action: 'kms:GenerateDataKey', on: 'othersKey', context: MEMBER, isPossible: true },
  { what: 'flow logs of another organization are delivered', ...flowLogs, ...put, on: 'flowLogs', object: FLOW_LOG, context: { ...STRANGER, ...ACL }, isPossible: false },
  { what: 'flow logs of another organization are encrypted', ...flowLogs, action: 'kms:GenerateDataKey', on: 'othersKey', context: STRANGER, isPossible: false },
  { what: 'flow logs are delivered over plain HTTP', ...flowLogs, ...put, on: 'flowLogs', object: FLOW_LOG, context: { ...MEMBER, ...ACL, 'aws:SecureTransport': 'false' }, isPossible: false },
  { what: "S3 delivers the access log of the trail's bucket", ...access, ...put, on: 'accessLogs', object: 'trail/log', context: { ...ARCHIVE, ...logged('trail') }, isPossible: true },
  { what: 'S3 delivers the access log of the bucket of AWS Config', ...access, ...put, on: 'accessLogs', object: 'config/log', context: { ...ARCHIVE, ...logged('config') }, isPossible: true },
  { what: 'S3 delivers the access log of the bucket of flow logs', ...access, ...put, on: 'accessLogs', object: 'flow-logs/log', context: { ...ARCHIVE, ...logged('flow-logs') }, isPossible: true },
  { what: 'S3 delivers the access log of another bucket', ...access, ...put, on: 'accessLogs', object: 'trail/log', context: { ...ARCHIVE, ...logged('other') }, isPossible: false },
  { what: 'S3 delivers the access log of a bucket of another account', ...access, ...put, on: 'accessLogs', object: 'trail/log', context: { ...MEMBER, ...logged('trail') }, isPossible: false },
  { what: 'S3 delivers an access log over plain HTTP', ...access, ...put, on: 'accessLogs', object: 'trail/log', context: { ...ARCHIVE, ...logged('trail'), 'aws:SecureTransport': 'false' }, isPossible: false },
];
