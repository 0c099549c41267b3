import { bad, badDocument, good, goodDocument } from './case';
import type { RuleCases } from './case';

const statement = { Effect: 'Deny', Action: 'organizations:LeaveOrganization', Resource: '*' };

/** Rules for the document as a whole, its elements and its variables. */
export const shape: Readonly<Record<string, RuleCases>> = {
  'document-shape': {
    fires: [
      badDocument('a list as the document', '', []),
      badDocument('no statement', '', { Version: '2012-10-17' }),
      badDocument('a metadata block', '/Metadata', { Version: '2012-10-17', Statement: [statement], Metadata: {} }),
      badDocument('a statement that is text', '/Statement/0', { Version: '2012-10-17', Statement: ['Deny'] }),
      badDocument('a single statement with an unknown effect', '/Statement', {
        Version: '2012-10-17',
        Statement: { ...statement, Effect: 'deny' },
      }),
      bad('a comment in a statement', '/Statement/0/Comment', { Comment: 'why' }),
      bad('both Action and NotAction', '/Statement/0', { Action: 's3:*', NotAction: 'iam:*' }),
      bad('neither Resource nor NotResource', '/Statement/0', { Resource: undefined }),
      bad('an unresolved intrinsic function', '/Statement/0/Resource', {
        Resource: { 'Fn::GetAtt': ['Bucket', 'Arn'] },
      }),
      bad('a number as an action', '/Statement/0/Action', { Action: 5 }),
      bad('a condition that is a list', '/Statement/0/Condition', { Condition: [] }),
      bad('an operator without keys', '/Statement/0/Condition/Bool', { Condition: { Bool: 'aws:SecureTransport' } }),
      bad('an object as a value', '/Statement/0/Condition/StringLike/aws:PrincipalTag~1a', {
        Condition: { StringLike: { 'aws:PrincipalTag/a': { Ref: 'Team' } } },
      }),
    ],
    silent: [
      goodDocument('a single statement', { Version: '2012-10-17', Id: 'one', Statement: statement }),
      good('a boolean value', { Sid: 'Tls', Condition: { Bool: { 'aws:SecureTransport': false } } }),
    ],
  },
  'document-version': {
    fires: [
      badDocument('the old version', '/Version', { Version: '2008-10-17', Statement: [statement] }),
      badDocument('no version', '', { Statement: [statement] }),
    ],
    silent: [good('the version of 2012')],
  },
  'document-quota': {
    fires: [
      {
        ...badDocument('white space that does not fit', '', { Version: '2012-10-17', Statement: [statement] }),
        quota: 114,
        written: 115,
      },
      { ...badDocument('one character too many', '', { Version: '2012-10-17', Statement: [statement] }), quota: 113 },
    ],
    silent: [
      {
        ...goodDocument('a document that exactly fits the quota', { Version: '2012-10-17', Statement: [statement] }),
        quota: 114,
        written: 114,
      },
      goodDocument('no quota', { Version: '2012-10-17', Statement: [statement] }),
    ],
  },
  'empty-list': {
    fires: [
      bad('no value of a key', '/Statement/0/Condition/StringNotEquals/aws:RequestedRegion', {
        Condition: { StringNotEquals: { 'aws:RequestedRegion': [] } },
      }),
      bad('no action', '/Statement/0/Action', { Action: [] }),
      bad('an operator without keys', '/Statement/0/Condition/Bool', { Condition: { Bool: {} } }),
      badDocument('no statement', '/Statement', { Version: '2012-10-17', Statement: [] }),
    ],
    silent: [good('one value', { Condition: { StringNotEquals: { 'aws:RequestedRegion': ['eu-west-1'] } } })],
  },
  'operator-name': {
    fires: [
      bad('a misspelt operator', '/Statement/0/Condition/StringNotEqual/aws:RequestedRegion', {
        Condition: { StringNotEqual: { 'aws:RequestedRegion': 'eu-west-1' } },
      }),
      bad('IfExists after Null', '/Statement/0/Condition/NullIfExists/aws:AssumedRoot', {
        Condition: { NullIfExists: { 'aws:AssumedRoot': 'true' } },
      }),
      bad('a set operator that does not exist', '/Statement/0/Condition/ForSomeValues:StringLike/aws:TagKeys', {
        Condition: { 'ForSomeValues:StringLike': { 'aws:TagKeys': 'a' } },
      }),
    ],
    silent: [
      good('set operators, IfExists and Null', {
        Condition: {
          'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': 'o-a/*' },
          NumericLessThanIfExists: { 'aws:MultiFactorAuthAge': '3600' },
          Null: { 'aws:AssumedRoot': 'true' },
        },
      }),
    ],
  },
  'policy-grammar': {
    fires: [
      bad('two statements with the same Sid', '/Statement/1/Sid', { Sid: 'Same' }, { Sid: 'Same', Action: 's3:*' }),
      bad('a Sid with a space', '/Statement/0/Sid', { Sid: 'Deny leaving' }),
      badDocument('an Id that is a number', '/Id', { Version: '2012-10-17', Id: 1, Statement: [statement] }),
      bad('one key in two spellings', '/Statement/0/Condition/StringEquals/AWS:PrincipalAccount', {
        Condition: { StringEquals: { 'aws:PrincipalAccount': '111111111111', 'AWS:PrincipalAccount': '222222222222' } },
      }),
      bad('a variable for an operator that accepts none', '/Statement/0/Condition/NumericLessThan/s3:max-keys', {
        Condition: { NumericLessThan: { 's3:max-keys': '${aws:MultiFactorAuthAge}' } },
      }),
      badDocument('a Sid with a space, besides a missing version', '/Statement/0/Sid', {
        Statement: [{ Sid: 'Deny leaving', ...statement }],
      }),
    ],
    silent: [good('a Sid in each statement', { Sid: 'One' }, { Sid: 'Two', Action: 's3:*' })],
  },
  'unknown-variable': {
    fires: [
      bad('a placeholder that was not filled in', '/Statement/0/Condition/ArnNotLike/aws:PrincipalArn', {
        Condition: { ArnNotLike: { 'aws:PrincipalArn': 'arn:*:iam::*:role/${ACCELERATOR_PREFX}*' } },
      }),
      bad('an unresolved CDK token', '/Statement/0/Resource', { Resource: 'arn:*:s3:::${Token[TOKEN.12]}/*' }),
      bad('an unclosed variable', '/Statement/0/Resource', { Resource: 'arn:*:s3:::${aws:username' }),
    ],
    silent: [
      good('the name of the user, a tag, and a literal star', {
        Resource: ['arn:*:s3:::home/${aws:username}/*', 'arn:*:s3:::home/${*}'],
        Condition: { StringLike: { 'aws:PrincipalTag/team': "${aws:PrincipalTag/unit, 'none'}" } },
      }),
    ],
  },
};
