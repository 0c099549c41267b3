import { bad, good } from './case';
import type { RuleCases } from './case';

/** Which actions a statement names, and on what. */
export const actions: Readonly<Record<string, RuleCases>> = {
  'action-syntax': {
    fires: [
      bad('a name without its service', '/Statement/0/Action', { Action: 'PutObject' }),
      bad('a space in the name', '/Statement/0/Action/1', { Action: ['s3:PutObject', 's3: GetObject'] }),
      bad('a second colon', '/Statement/0/NotAction', { NotAction: 'aws:s3:PutObject' }),
    ],
    silent: [good('everything'), good('a name and a pattern', { Action: ['s3:PutObject', 'access-analyzer:Get*'] })],
  },
  'wildcard-service': {
    fires: [
      bad('a `*` as the service', '/Statement/0/Action', { Action: '*:Get*' }),
      bad('a question mark in the service', '/Statement/0/NotAction', { NotAction: 's?:*' }),
    ],
    silent: [good('a single `*`'), good('stars in names', { Action: ['s3:*', 'ec2:*Vpc*'] })],
  },
  'dead-action': {
    fires: [
      bad('an API call that is not an action', '/Statement/0/Action', { Action: 's3:ListObjectsV2' }),
      bad('a misspelt action', '/Statement/0/Action/1', { Action: ['ec2:RunInstances', 'ec2:RunInstance'] }),
      bad('a service that does not exist', '/Statement/0/NotAction', { NotAction: 'cloudwatchlogs:PutLogEvents' }),
    ],
    silent: [good('existing actions in any case', { Action: ['s3:ListBucket', 'EC2:runinstances'] })],
  },
  'dead-action-pattern': {
    fires: [
      bad('a pattern for an action that does not exist', '/Statement/0/Action', {
        Action: 's3:Delete*PublicAccessBlock',
      }),
      bad('every action of a service that does not exist', '/Statement/0/NotAction', { NotAction: 'sms-voices:*' }),
    ],
    silent: [good('patterns that match', { Action: ['s3:Put*PublicAccessBlock', 'sso:*', 'ec2:Run?nstances'] })],
  },
  'renamed-action': {
    fires: [
      bad('only the old name', '/Statement/0/Action', { Action: 'guardduty:DisassociateFromMasterAccount' }),
      bad('only the new name', '/Statement/0/Action', { Action: 'securityhub:DisassociateFromAdministratorAccount' }),
    ],
    silent: [
      good('both names', {
        Action: ['guardduty:DisassociateFromMasterAccount', 'guardduty:DisassociateFromAdministratorAccount'],
      }),
      good(
        'a pattern that holds the other name',
        { Action: 'guardduty:DisassociateFromMasterAccount' },
        { Action: 'guardduty:Disassociate*' },
      ),
      good('an exception', { NotAction: 'guardduty:DisassociateFromMasterAccount' }),
    ],
  },
  'covered-statement': {
    fires: [
      bad(
        'an exception below a deny without one',
        '/Statement/1',
        { Action: 'iam:CreateServiceSpecificCredential' },
        {
          Action: 'iam:CreateServiceSpecificCredential',
          Condition: { StringNotEquals: { 'aws:PrincipalTag/exempt': 'yes' } },
        },
      ),
      bad('the same twice', '/Statement/1', { Action: 's3:*' }, { Action: 'S3:*' }),
      bad(
        'a narrower statement first',
        '/Statement/0',
        { Action: ['ec2:RunInstances'], Resource: 'arn:*:ec2:*:*:instance/*' },
        { Action: 'ec2:Run*', Resource: 'arn:*:ec2:*:*:*' },
      ),
      bad('an action that NotAction does not list', '/Statement/1', { NotAction: 'iam:*' }, { Action: 's3:Get*' }),
      bad('a longer NotAction list', '/Statement/1', { NotAction: 'iam:*' }, { NotAction: ['iam:*', 's3:*'] }),
    ],
    silent: [
      good('other actions', { Action: 's3:Get*' }, { Action: 's3:Put*' }),
      good('overlapping actions', { Action: 's3:Get*' }, { Action: 's3:*Object' }),
      good('other effects', { Action: '*', Effect: 'Allow' }, { Action: 's3:*' }),
      good(
        'a condition that the other lacks',
        {
          Action: 's3:*',
          Condition: { Bool: { 'aws:SecureTransport': 'false' } },
        },
        { Action: 's3:*', Condition: { Bool: { 'aws:ViaAWSService': 'false' } } },
      ),
      good('an action that NotAction lists', { NotAction: 'iam:*' }, { Action: 'iam:CreateUser' }),
      good(
        'a variable that could have the value of the other',
        { NotResource: 'arn:*:s3:::${aws:username}', Action: 's3:*' },
        { Action: 's3:*', Resource: 'arn:*:s3:::logs' },
      ),
    ],
  },
  'resource-arn': {
    fires: [
      bad('a `*` that would have to match a colon', '/Statement/0/Resource', { Resource: 'arn:aws:ec2:*:instance/*' }),
      bad('text that is not an ARN', '/Statement/0/Resource/1', { Resource: ['arn:*:s3:::logs', 'logs/*'] }),
      bad('five parts', '/Statement/0/NotResource', { NotResource: 'arn:*:s3::logs' }),
      bad('an account of eleven digits', '/Statement/0/Resource', { Resource: 'arn:*:iam::12345678901:role/a' }),
    ],
    silent: [
      good('everything'),
      good('six parts with more colons', { Resource: 'arn:*:logs:*:111111111111:log-group:/aws/*:log-stream:*' }),
      good('a short ARN that ends with `*`', { Resource: 'arn:aws:ec2:*' }),
      good('a variable with a colon', { Resource: 'arn:*:s3:::home/${aws:PrincipalTag/a:b}' }),
    ],
  },
  'dead-resource': {
    fires: [
      bad('a colon behind the name of a bucket', '/Statement/0/Resource/1', {
        Action: 's3:*',
        Resource: ['arn:*:s3:::logs', 'arn:*:s3:::logs:*'],
      }),
      bad('the same among the resources that are left out', '/Statement/0/NotResource', {
        Action: 's3:PutObject',
        NotResource: 'arn:*:s3:::logs:*',
      }),
      bad('a resource beside one that is no ARN', '/Statement/0/Resource/1', {
        Action: 's3:PutObject',
        Resource: ['arn:*:s3:logs', 'arn:*:rds:*:*:db:*'],
      }),

      bad('objects for an action on buckets', '/Statement/0/Resource', {
        Action: 's3:DeleteBucket',
        Resource: 'arn:*:s3:::logs/*',
      }),
      bad('an action that supports only `*`', '/Statement/0/Action/0', {
        Action: ['s3:ListAllMyBuckets', 's3:GetObject'],
        Resource: 'arn:*:s3:::logs/*',
      }),
      bad('a resource of another service', '/Statement/0/Resource/1', {
        Action: 'ec2:RunInstances',
        Resource: ['arn:*:ec2:*:*:instance/*', 'arn:*:rds:*:*:db:*'],
      }),
      bad('a Region where S3 has none', '/Statement/0/Resource', {
        Action: 's3:PutObject',
        Resource: 'arn:*:s3:eu-central-1:111111111111:logs/*',
      }),
      bad('a pattern without a matching action', '/Statement/0/Action/1', {
        Action: ['ec2:StartInstances', 'ec2:*Snapshot'],
        Resource: 'arn:*:ec2:*:*:instance/*',
      }),
    ],
    silent: [
      good('colons in the key of an object', { Action: 's3:PutObject', Resource: 'arn:*:s3:::logs/a:b:*' }),
      good('a resource of an action that is misspelt', {
        Action: ['s3:PutObject', 'dyanmodb:PutItem'],
        Resource: ['arn:*:s3:::logs/*', 'arn:*:dynamodb:*:*:table/a'],
      }),

      good('the instance of a launch', { Action: 'ec2:RunInstances', Resource: 'arn:*:ec2:*:*:instance/*' }),
      good('a bucket and its objects', { Action: 's3:*', Resource: ['arn:*:s3:::logs', 'arn:*:s3:::logs/*'] }),
      good('a variable in the resource', { Action: 's3:PutObject', Resource: 'arn:*:s3:::${aws:PrincipalTag/b}/*' }),
      good('a short ARN', { Action: 'ec2:RunInstances', Resource: 'arn:*:ec2:*' }),
      good('every action', { Resource: 'arn:*:s3:::logs' }),
      good('one of several forms of an ARN', { Action: 'lex:*', Resource: 'arn:*:lex:*:*:bot/*' }),
    ],
  },
  'hard-coded-partition': {
    fires: [
      bad('the partition in a resource', '/Statement/0/Resource', { Action: 's3:*', Resource: 'arn:aws:s3:::logs' }),
      bad('the partition in an exemption', '/Statement/0/Condition/ArnNotLike/aws:PrincipalArn/1', {
        Condition: { ArnNotLike: { 'aws:PrincipalArn': ['arn:*:iam::*:role/a', 'arn:aws-cn:iam::*:role/a'] } },
      }),
    ],
    silent: [
      good('an open partition', { Resource: 'arn:*:s3:::logs' }),
      good('a partition pattern', { Resource: 'arn:aws*:s3:::logs' }),
    ],
  },
};
