import { bad, good } from './case';
import type { RuleCases } from './case';

const INSTANCES = 'arn:*:ec2:*:*:instance/*';
const required = { StringNotEquals: { 'ec2:MetadataHttpTokens': 'required' } };

/** What a condition compares with what. */
export const conditions: Readonly<Record<string, RuleCases>> = {
  'absent-key-is-normal': {
    fires: [
      bad('a new bucket without its ownership', '/Statement/0/Condition/StringNotEquals/s3:x-amz-object-ownership', {
        Action: 's3:CreateBucket',
        Condition: { StringNotEquals: { 's3:x-amz-object-ownership': 'BucketOwnerEnforced' } },
      }),
      bad('a bucket in us-east-1, which is meant', '/Statement/0/Condition/StringNotEquals/s3:LocationConstraint', {
        Action: 's3:*',
        Condition: { StringNotEquals: { 's3:LocationConstraint': ['eu-west-1', 'us-east-1'] } },
      }),

      bad(
        'a header with another value than two',
        '/Statement/0/Condition/StringNotEquals/s3:x-amz-server-side-encryption',
        {
          Action: 's3:PutObject',
          Condition: { StringNotEquals: { 's3:x-amz-server-side-encryption': ['AES256', 'aws:kms'] } },
        },
      ),
      bad('no header', '/Statement/0/Condition/Null/s3:x-amz-server-side-encryption', {
        Action: 's3:PutObject',
        Condition: { Null: { 's3:x-amz-server-side-encryption': 'true' } },
      }),
    ],
    silent: [
      good('the default encryption of a bucket, which is another action', {
        Action: 's3:PutEncryptionConfiguration',
        Condition: { StringNotEquals: { 's3:x-amz-server-side-encryption': 'aws:kms' } },
      }),
      good('an ownership that is not the default', {
        Action: 's3:CreateBucket',
        Condition: { StringNotEquals: { 's3:x-amz-object-ownership': 'BucketOwnerPreferred' } },
      }),
      good('buckets in Europe, and so none in us-east-1', {
        Action: 's3:CreateBucket',
        Condition: { StringNotLike: { 's3:LocationConstraint': 'eu-*' } },
      }),

      good('a wrong header', {
        Action: 's3:PutObject',
        Condition: {
          StringNotEquals: { 's3:x-amz-server-side-encryption': 'aws:kms' },
          Null: { 's3:x-amz-server-side-encryption': 'false' },
        },
      }),
      good('one header', {
        Action: 's3:PutObject',
        Condition: { StringEquals: { 's3:x-amz-server-side-encryption': 'AES256' } },
      }),
    ],
  },
  'arn-value': {
    fires: [
      bad('a name as the exempt principal', '/Statement/0/Condition/ArnNotLike/aws:PrincipalArn', {
        Condition: { ArnNotLike: { 'aws:PrincipalArn': 'lz-*' } },
      }),
      bad('five parts', '/Statement/0/Condition/ArnLike/aws:PrincipalArn/1', {
        Condition: { ArnLike: { 'aws:PrincipalArn': ['arn:*:iam::*:root', 'arn:aws:iam::*'] } },
      }),
      bad('a single `*`', '/Statement/0/Condition/ArnEquals/aws:SourceArn', {
        Condition: { ArnEquals: { 'aws:SourceArn': '*' } },
      }),
      bad('an account of thirteen digits', '/Statement/0/Condition/ArnLike/aws:PrincipalArn', {
        Condition: { ArnLike: { 'aws:PrincipalArn': 'arn:*:iam::1234567890123:role/a' } },
      }),
    ],
    silent: [
      good('whole ARNs', { Condition: { ArnNotLike: { 'aws:PrincipalArn': 'arn:*:iam::*:role/lz-*' } } }),
      good('a variable', { Condition: { ArnNotEquals: { 'aws:SourceArn': '${aws:PrincipalArn}' } } }),
      good('a name with a string operator', { Condition: { StringNotLike: { 'aws:PrincipalTag/role': 'lz-*' } } }),
    ],
  },
  'condition-contradiction': {
    fires: [
      bad('two values of one tag', '/Statement/0/Condition/StringLike/aws:RequestTag~1stage', {
        Condition: {
          StringEquals: { 'aws:RequestTag/stage': 'production' },
          StringLike: { 'aws:RequestTag/stage': 'dev*' },
        },
      }),
      bad('a value and its absence', '/Statement/0/Condition/Null/aws:PrincipalTag~1team', {
        Condition: {
          StringEquals: { 'aws:PrincipalTag/team': 'red' },
          Null: { 'aws:PrincipalTag/team': 'true' },
        },
      }),
      bad('a value that another operator excludes', '/Statement/0/Condition/ArnNotLike/aws:PrincipalArn', {
        Condition: {
          ArnEquals: { 'aws:PrincipalArn': 'arn:*:iam::111111111111:role/a' },
          ArnNotLike: { 'aws:PrincipalArn': 'arn:*:iam::*:role/*' },
        },
      }),
    ],
    silent: [
      good('two values of one operator', {
        Condition: { StringEquals: { 'aws:RequestTag/stage': ['production', 'dev'] } },
      }),
      good('a value that satisfies both', {
        Condition: {
          StringEquals: { 'aws:RequestTag/stage': ['production', 'dev'] },
          StringLike: { 'aws:RequestTag/stage': 'dev*' },
        },
      }),
      good('roles, but not one of them', {
        Condition: {
          ArnLike: { 'aws:PrincipalArn': 'arn:*:iam::*:role/*' },
          ArnNotLike: { 'aws:PrincipalArn': 'arn:*:iam::*:role/a' },
        },
      }),
      good('a value, and presence', {
        Condition: {
          StringNotEquals: { 'aws:PrincipalTag/team': 'red' },
          Null: { 'aws:PrincipalTag/team': 'false' },
        },
      }),
      good('two conditions that are true if the key is absent', {
        Condition: {
          StringEqualsIfExists: { 'aws:PrincipalTag/team': 'red' },
          StringNotEquals: { 'aws:PrincipalTag/team': 'red' },
        },
      }),
    ],
  },
  'date-value': {
    fires: [
      bad('no time zone', '/Statement/0/Condition/DateGreaterThan/aws:CurrentTime', {
        Condition: { DateGreaterThan: { 'aws:CurrentTime': '2027-03-31T00:00:00' } },
      }),
      bad('a day that does not exist', '/Statement/0/Condition/DateLessThan/aws:TokenIssueTime', {
        Condition: { DateLessThan: { 'aws:TokenIssueTime': '2027-02-30T00:00:00Z' } },
      }),
      bad(
        'both forms for one key',
        '/Statement/1/Condition/DateLessThan/aws:CurrentTime',
        {
          Condition: { DateGreaterThan: { 'aws:CurrentTime': '2027-03-31T00:00:00Z' } },
        },
        { Condition: { DateLessThan: { 'aws:CurrentTime': '1806451200' } } },
      ),
    ],
    silent: [
      good('a time in UTC', { Condition: { DateGreaterThan: { 'aws:CurrentTime': '2027-03-31T00:00:00Z' } } }),
      good('seconds', { Condition: { DateGreaterThan: { 'aws:EpochTime': '1806451200' } } }),
    ],
  },
  'dead-condition-key': {
    fires: [
      bad('a key that no action has, with IfExists', '/Statement/0/Condition/StringNotEqualsIfExists/s3:prefix', {
        Action: ['s3:GetObject', 's3:PutObject'],
        Condition: { StringNotEqualsIfExists: { 's3:prefix': 'a' } },
      }),

      bad('a misspelt key', '/Statement/0/Condition/ArnNotLike/aws:PrincipleArn', {
        Condition: { ArnNotLike: { 'aws:PrincipleArn': 'arn:*:iam::*:role/a' } },
      }),
      bad('a key of another service', '/Statement/0/Condition/StringEquals/ec2:InstanceType', {
        Action: ['ec2:RunInstances', 's3:PutObject'],
        Condition: { StringEquals: { 'ec2:InstanceType': 'p5.48xlarge' } },
      }),
      bad('a request tag for an action without tags', '/Statement/0/Condition/Null/aws:RequestTag~1owner', {
        Action: ['ec2:StartInstances'],
        Condition: { Null: { 'aws:RequestTag/owner': 'true' } },
      }),
      bad('a key of another resource of the same call', '/Statement/0/Condition/StringLike/ec2:InstanceType', {
        Action: 'ec2:RunInstances',
        Resource: 'arn:*:ec2:*:*:volume/*',
        Condition: { StringLike: { 'ec2:InstanceType': 'p5.*' } },
      }),
    ],
    silent: [
      good('keys of which each action has one, with IfExists', {
        Action: ['signin:Authenticate', 'signin:AuthorizeOAuth2Access'],
        Condition: {
          ArnNotEqualsIfExists: {
            'signin:PrincipalArn': 'arn:*:iam::*:role/a',
            'aws:PrincipalArn': 'arn:*:iam::*:role/a',
          },
        },
      }),
      good('a key of which AWS does not list the actions', {
        Action: 'states:InvokeHTTPEndpoint',
        Condition: { StringNotLike: { 'states:HTTPEndpoint': 'https://api.example.com/*' } },
      }),
      good('an exclusion by tag, of resources that cannot have tags, too', {
        Action: ['s3:*', 'sts:AssumeRoleWithSAML'],
        Condition: {
          StringNotEquals: { 'aws:ResourceTag/open': 'true', 'aws:PrincipalOrgID': 'o-exampleorg1' },
        },
      }),

      good('a global key', { Action: 's3:PutObject', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
      good('a key of the action, in any case', {
        Action: 's3:PutObject',
        Condition: { StringEquals: { 'S3:X-Amz-Acl': 'public-read' } },
      }),
      good('a key of the resource', {
        Action: 'rds:CreateDBInstance',
        Resource: 'arn:*:rds:*:*:db:*',
        Condition: { Bool: { 'rds:StorageEncrypted': 'false' } },
      }),
      good('a tag of the resource', {
        Action: 'ec2:StopInstances',
        Condition: { StringEquals: { 'aws:ResourceTag/a': 'b' } },
      }),
      good('a key with a variable part', {
        Action: 'kms:Decrypt',
        Condition: { StringEquals: { 'kms:EncryptionContext:app': 'a' } },
      }),
      good('a key of a federated session', {
        Condition: { StringEquals: { 'token.actions.githubusercontent.com:sub': 'a' } },
      }),
      good('a key that requests with instance credentials always have', {
        Action: 's3:GetObject',
        Condition: { NumericLessThan: { 'ec2:RoleDelivery': '2.0' } },
      }),
      good('a key that some actions of a pattern have', {
        Action: 'ec2:*',
        Condition: { StringLike: { 'ec2:InstanceType': 'p5.*' } },
      }),
    ],
  },
  'exempts-identity-center': {
    fires: [
      bad('roles whose names begin with aws', '/Statement/0/Condition/ArnNotLike/aws:PrincipalArn/0', {
        Condition: { ArnNotLike: { 'aws:PrincipalArn': ['arn:aws:iam::*:role/aws*'] } },
      }),
    ],
    silent: [
      good('roles of Control Tower', {
        Condition: { ArnNotLike: { 'aws:PrincipalArn': 'arn:*:iam::*:role/aws-controltower-*' } },
      }),
      good('one permission set, on purpose', {
        Condition: {
          ArnNotLike: {
            'aws:PrincipalArn': 'arn:*:iam::*:role/aws-reserved/sso.amazonaws.com/*/AWSReservedSSO_Audit_*',
          },
        },
      }),
      good('a deny for these roles', { Condition: { ArnLike: { 'aws:PrincipalArn': 'arn:*:iam::*:role/aws*' } } }),
    ],
  },
  'for-all-values': {
    fires: [
      bad('an allow', '/Statement/0/Condition/ForAllValues:StringNotEquals/aws:CalledVia', {
        Effect: 'Allow',
        Condition: { 'ForAllValues:StringNotEquals': { 'aws:CalledVia': 'athena.amazonaws.com' } },
      }),

      bad('aliases, which a key may not have', '/Statement/0/Condition/ForAllValues:StringLike/kms:ResourceAliases', {
        Action: 'kms:DisableKey',
        Condition: { 'ForAllValues:StringLike': { 'kms:ResourceAliases': 'alias/accelerator*' } },
      }),
    ],
    silent: [
      good('a deny unless one of the values is there', {
        Action: 's3:GetObject',
        Condition: { 'ForAllValues:StringNotEquals': { 'aws:CalledVia': 'dataexchange.amazonaws.com' } },
      }),

      good('a required key', {
        Action: 'kms:DisableKey',
        Condition: {
          'ForAllValues:StringLike': { 'kms:ResourceAliases': 'alias/accelerator*' },
          Null: { 'kms:ResourceAliases': 'false' },
        },
      }),
      good('any value', {
        Action: 'kms:DisableKey',
        Condition: { 'ForAnyValue:StringLike': { 'kms:ResourceAliases': 'alias/accelerator*' } },
      }),
    ],
  },
  'ip-value': {
    fires: [
      bad('an IPv6 address without its length', '/Statement/0/Condition/NotIpAddress/aws:SourceIp/1', {
        Condition: { NotIpAddress: { 'aws:SourceIp': ['198.51.100.0/24', '2001:db8::1'] } },
      }),
      bad('a length that does not exist', '/Statement/0/Condition/IpAddress/aws:SourceIp', {
        Condition: { IpAddress: { 'aws:SourceIp': '203.0.113.0/33' } },
      }),
      bad('an octet that does not exist', '/Statement/0/Condition/IpAddress/aws:SourceIp', {
        Condition: { IpAddress: { 'aws:SourceIp': '203.0.300.0/24' } },
      }),
    ],
    silent: [
      good('blocks', { Condition: { NotIpAddress: { 'aws:SourceIp': ['203.0.113.7/32', '2001:db8::/32'] } } }),
      good('a single address', { Condition: { NotIpAddress: { 'aws:SourceIp': '203.0.113.7' } } }),
    ],
  },
  'literal-wildcard': {
    fires: [
      bad('a `*` with StringEquals', '/Statement/0/Condition/StringEquals/aws:PrincipalTag~1team', {
        Condition: { StringEquals: { 'aws:PrincipalTag/team': 'red-*' } },
      }),
      bad('a `?` with StringNotEquals', '/Statement/0/Condition/StringNotEquals/aws:RequestedRegion', {
        Condition: { StringNotEquals: { 'aws:RequestedRegion': 'eu-west-?' } },
      }),
    ],
    silent: [
      good('a `*` with StringLike', { Condition: { StringLike: { 'aws:PrincipalTag/team': 'red-*' } } }),
      good('a literal `*`', { Condition: { StringEquals: { 'aws:PrincipalTag/team': 'red-${*}' } } }),
      good('everyone, as Lambda writes it', {
        Action: 'lambda:AddPermission',
        Condition: { StringEquals: { 'lambda:Principal': '*' } },
      }),
    ],
  },
  'mfa-binds-roles': {
    fires: [
      bad('everyone without MFA', '/Statement/0/Condition/BoolIfExists/aws:MultiFactorAuthPresent', {
        Action: 'iam:*',
        Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } },
      }),
      bad('everyone without the key, some principals left out', '/Statement/0/Condition/Null/aws:MultiFactorAuthAge', {
        Condition: {
          Null: { 'aws:MultiFactorAuthAge': 'true' },
          ArnNotLike: { 'aws:PrincipalArn': 'arn:*:iam::*:role/platform/*' },
        },
      }),
    ],
    silent: [
      good('resources of IAM users', {
        Action: 'iam:DeactivateMFADevice',
        Resource: 'arn:*:iam::*:mfa/${aws:username}',
        Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } },
      }),

      good('users without MFA', {
        Condition: {
          BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' },
          ArnLike: { 'aws:PrincipalArn': 'arn:*:iam::*:user/*' },
        },
      }),
      good('sessions with MFA', { Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } }),
    ],
  },
  'negated-absent-key': {
    fires: [
      bad('tags alone, on every action of a service', '/Statement/0/Condition/StringNotEquals/aws:ResourceTag~1team', {
        Action: 'ec2:*',
        Condition: { StringNotEquals: { 'aws:ResourceTag/team': 'red' } },
      }),

      bad('every resource of a launch', '/Statement/0/Condition/StringNotLike/ec2:InstanceType', {
        Action: 'ec2:RunInstances',
        Condition: { StringNotLike: { 'ec2:InstanceType': 't3.*' } },
      }),
      bad('every resource, and IfExists', '/Statement/0/Condition/StringNotLikeIfExists/ec2:InstanceType', {
        Action: 'ec2:RunInstances',
        Condition: { StringNotLikeIfExists: { 'ec2:InstanceType': 't3.*' } },
      }),
      bad('every resource of a database', '/Statement/0/Condition/StringNotLike/rds:DatabaseClass', {
        Action: 'rds:CreateDBInstance',
        Condition: { StringNotLike: { 'rds:DatabaseClass': 'db.t3.*' } },
      }),
      bad('every action of a service', '/Statement/0/Condition/StringNotEquals/ec2:MetadataHttpTokens', {
        Action: 'ec2:*',
        Resource: INSTANCES,
        Condition: required,
      }),
      bad('every action', '/Statement/0/Condition/StringNotEquals/ec2:MetadataHttpTokens', { Condition: required }),
    ],
    silent: [
      good('an exclusion of everything that has a tag', {
        Action: 'secretsmanager:*',
        Condition: {
          StringNotEquals: { 'aws:PrincipalOrgID': 'o-exampleorg1' },
          Null: { 'aws:ResourceTag/open': 'true' },
        },
      }),

      good('an exclusion by tag from a perimeter, with IfExists', {
        Action: ['s3:*', 'kms:*'],
        Condition: {
          StringNotEqualsIfExists: { 'aws:PrincipalOrgID': 'o-exampleorg1', 'aws:ResourceTag/open': 'true' },
        },
      }),
      good('an exclusion by tag from a perimeter', {
        Action: ['s3:*', 'kms:*'],
        Condition: { StringNotEquals: { 'aws:PrincipalOrgID': 'o-exampleorg1', 'aws:ResourceTag/open': 'true' } },
      }),
      good('actions of which some have the key, with IfExists', {
        Action: 's3:*',
        Condition: { StringNotEqualsIfExists: { 's3:x-amz-acl': 'private' } },
      }),

      good('the instance of a launch', {
        Action: 'ec2:RunInstances',
        Resource: INSTANCES,
        Condition: { StringNotLike: { 'ec2:InstanceType': 't3.*' } },
      }),
      good('a required key', {
        Action: 'ec2:RunInstances',
        Condition: { StringNotLike: { 'ec2:InstanceType': 't3.*' }, Null: { 'ec2:InstanceType': 'false' } },
      }),
      good('a positive comparison of the key', {
        Action: 'ec2:RunInstances',
        Condition: { StringLike: { 'ec2:InstanceType': 'p5.*' } },
      }),
      good('a global key', {
        NotAction: 'iam:*',
        Condition: { StringNotEquals: { 'aws:RequestedRegion': 'eu-west-1' } },
      }),
      good('an allow', {
        Effect: 'Allow',
        Action: 'ec2:RunInstances',
        Condition: { StringNotLike: { 'ec2:InstanceType': 'p5.*' } },
      }),
    ],
  },
  'negated-variable': {
    fires: [
      bad('a tag that may be unset', '/Statement/0/Condition/StringNotEquals/aws:ResourceTag~1team', {
        Action: 'ec2:StopInstances',
        Condition: { StringNotEquals: { 'aws:ResourceTag/team': '${aws:PrincipalTag/team}' } },
      }),
    ],
    silent: [
      good('a key that every caller of the organization has', {
        Condition: { StringNotEqualsIfExists: { 'aws:ResourceOrgID': '${aws:PrincipalOrgID}' } },
      }),
      good('a key that every request has', {
        Condition: { StringNotEquals: { 'aws:ResourceAccount': '${aws:PrincipalAccount}' } },
      }),
      good('a placeholder, which is reported as such', {
        Condition: { ArnNotLike: { 'aws:PrincipalArn': 'arn:${PARTITION}:iam::*:role/a' } },
      }),

      good('a default', {
        Action: 'ec2:StopInstances',
        Condition: { StringNotEquals: { 'aws:ResourceTag/team': "${aws:PrincipalTag/team, 'none'}" } },
      }),
      good('a required tag', {
        Action: 'ec2:StopInstances',
        Condition: {
          StringNotEquals: { 'aws:ResourceTag/team': '${aws:PrincipalTag/team}' },
          Null: { 'aws:PrincipalTag/team': 'false' },
        },
      }),
      good('a positive comparison', {
        Action: 'ec2:StopInstances',
        Condition: { StringEquals: { 'aws:ResourceTag/team': '${aws:PrincipalTag/team}' } },
      }),
    ],
  },
  'null-and-negated': {
    fires: [
      bad('absent and wrong together', '/Statement/0/Condition/Null/aws:RequestTag~1owner', {
        Action: 'ec2:CreateVolume',
        Condition: {
          Null: { 'aws:RequestTag/owner': 'true' },
          StringNotLike: { 'aws:RequestTag/owner': '*@example.com' },
        },
      }),
    ],
    silent: [
      good('absent or wrong', {
        Action: 'ec2:CreateVolume',
        Condition: { StringNotLike: { 'aws:RequestTag/owner': '*@example.com' } },
      }),
      good('present and wrong', {
        Action: 'ec2:CreateVolume',
        Condition: {
          Null: { 'aws:RequestTag/owner': 'false' },
          StringNotLike: { 'aws:RequestTag/owner': '*@example.com' },
        },
      }),
    ],
  },
  'operator-type': {
    fires: [
      bad('Bool on text', '/Statement/0/Condition/Bool/s3:x-amz-server-side-encryption', {
        Action: 's3:PutObject',
        Condition: { Bool: { 's3:x-amz-server-side-encryption': 'false' } },
      }),
      bad('an address compared as text', '/Statement/0/Condition/StringNotLike/aws:SourceIp', {
        Condition: { StringNotLike: { 'aws:SourceIp': '10.*' } },
      }),
      bad('a date compared as a number', '/Statement/0/Condition/NumericLessThan/aws:TokenIssueTime', {
        Condition: { NumericLessThan: { 'aws:TokenIssueTime': '1806451200' } },
      }),
    ],
    silent: [
      good('an address and a variable, as AWS compares them', {
        Condition: { StringNotEquals: { 'aws:EC2InstanceSourcePrivateIPv4': '${aws:VpcSourceIp}' } },
      }),

      good('each key with an operator of its type', {
        Condition: {
          Bool: { 'aws:SecureTransport': 'false' },
          IpAddress: { 'aws:SourceIp': '10.0.0.0/8' },
          NumericLessThan: { 'aws:EpochTime': '1806451200' },
          StringLike: { 'aws:PrincipalArn': 'arn:*:iam::*:role/*' },
          Null: { 'aws:AssumedRoot': 'true' },
        },
      }),
    ],
  },
  'principal-arn': {
    fires: [
      bad('the ARN of a session', '/Statement/0/Condition/ArnNotLike/aws:PrincipalArn', {
        Condition: { ArnNotLike: { 'aws:PrincipalArn': 'arn:*:sts::*:assumed-role/Admin/*' } },
      }),
      bad('a permission set without its path', '/Statement/0/Condition/StringNotLike/aws:PrincipalArn', {
        Condition: { StringNotLike: { 'aws:PrincipalArn': 'arn:*:iam::*:role/AWSReservedSSO_Admin_*' } },
      }),
      bad('a group', '/Statement/0/Condition/ArnLike/aws:PrincipalARN', {
        Condition: { ArnLike: { 'aws:PrincipalARN': 'arn:*:iam::*:group/admins' } },
      }),
      bad('no account', '/Statement/0/Condition/ArnLike/aws:PrincipalArn', {
        Condition: { ArnLike: { 'aws:PrincipalArn': 'arn:*:iam:::role/a' } },
      }),
    ],
    silent: [
      good('roles, users, root and federated users', {
        Condition: {
          ArnNotLike: {
            'aws:PrincipalArn': [
              'arn:*:iam::*:role/ops/Admin',
              'arn:*:iam::*:user/ci',
              'arn:*:iam::*:root',
              'arn:*:sts::*:federated-user/a',
              'arn:*:iam::*:role/aws-reserved/sso.amazonaws.com/*/AWSReservedSSO_Admin_*',
            ],
          },
        },
      }),
      good('the same text in another key', {
        Condition: { ArnLike: { 'aws:SourceArn': 'arn:*:sts::*:assumed-role/a/b' } },
      }),
    ],
  },
  'set-operator': {
    fires: [
      bad('a multivalued key without a set operator', '/Statement/0/Condition/StringNotEquals/aws:CalledVia', {
        Condition: { StringNotEquals: { 'aws:CalledVia': 'cloudformation.amazonaws.com' } },
      }),
      bad(
        'a single-valued key with a set operator',
        '/Statement/0/Condition/ForAnyValue:StringEquals/aws:PrincipalOrgID',
        {
          Condition: { 'ForAnyValue:StringEquals': { 'aws:PrincipalOrgID': 'o-a' } },
        },
      ),
      bad('IfExists with a set operator', '/Statement/0/Condition/ForAnyValue:StringLikeIfExists/aws:TagKeys', {
        Condition: { 'ForAnyValue:StringLikeIfExists': { 'aws:TagKeys': 'a' } },
      }),
    ],
    silent: [
      good('a key that AWS uses with a set operator', {
        Action: 'ram:CreateResourceShare',
        Condition: { 'ForAnyValue:StringNotEquals': { 'ram:Principal': '111111111111' } },
      }),
      good('the right operators', {
        Condition: {
          'ForAnyValue:StringEquals': { 'aws:CalledVia': 'cloudformation.amazonaws.com' },
          StringEqualsIfExists: { 'aws:PrincipalOrgID': 'o-a' },
          Null: { 'aws:TagKeys': 'false' },
        },
      }),
    ],
  },
  'value-type': {
    fires: [
      bad('values of the key with Null', '/Statement/0/Condition/Null/aws:RequestTag~1stage/0', {
        Condition: { Null: { 'aws:RequestTag/stage': ['production', 'dev'] } },
      }),
      bad('text with Bool', '/Statement/0/Condition/Bool/aws:SecureTransport', {
        Condition: { Bool: { 'aws:SecureTransport': 'no' } },
      }),
      bad('text with a numeric operator', '/Statement/0/Condition/NumericLessThan/aws:MultiFactorAuthAge', {
        Condition: { NumericLessThan: { 'aws:MultiFactorAuthAge': '1h' } },
      }),
    ],
    silent: [
      good('booleans and numbers, quoted or not', {
        Condition: {
          Null: { 'aws:RequestTag/stage': 'true' },
          Bool: { 'aws:SecureTransport': false },
          NumericLessThan: { 'aws:MultiFactorAuthAge': 3600, 'ec2:RoleDelivery': '2.0' },
        },
      }),
    ],
  },
};
