import { compareContent } from '../../../../lib/analysis/drift/same-content';

const SCP = 'SERVICE_CONTROL_POLICY';
const policy = (statement: object) => ({
  Version: '2012-10-17',
  Statement: [{ Sid: 'One', Effect: 'Deny', ...statement }],
});
const compare = (before: object, after: object) => compareContent(SCP, policy(before), policy(after));

test.each([
  ['the order of NotAction', { NotAction: ['s3:Get*', 'iam:*'] }, { NotAction: ['iam:*', 's3:Get*'] }],
  ['the case of NotAction', { NotAction: 's3:Get*' }, { NotAction: 'S3:get*' }],
  ['the order of Resource', { Resource: ['b', 'a'] }, { Resource: ['a', 'b'] }],
  ['the order of NotResource', { NotResource: ['b', 'a'] }, { NotResource: ['a', 'b'] }],
  ['an action twice', { Action: ['s3:*', 's3:*'] }, { Action: 's3:*' }],
  [
    'the order of the values of a condition',
    { Condition: { StringEquals: { 'aws:PrincipalOrgID': ['b', 'a'] } } },
    { Condition: { StringEquals: { 'aws:PrincipalOrgID': ['a', 'b'] } } },
  ],
  [
    'one value of a condition in a list',
    { Condition: { Bool: { 'aws:ViaAWSService': ['true'] } } },
    { Condition: { Bool: { 'aws:ViaAWSService': 'true' } } },
  ],
])('%s means nothing', (_name, before, after) => {
  expect(compare(before, after)).toEqual([]);
});

test.each([
  ['the case of Resource', { Resource: 'arn:aws:iam::*:role/Admin' }, { Resource: 'arn:aws:iam::*:role/admin' }],
  ['the case of NotResource', { NotResource: 'arn:aws:s3:::A' }, { NotResource: 'arn:aws:s3:::a' }],
  ['a value of NotAction', { NotAction: ['s3:*', 'iam:*'] }, { NotAction: 's3:*' }],
  ['a value of NotResource', { NotResource: ['a', 'b'] }, { NotResource: 'a' }],
  [
    'the case of the values of a condition',
    { Condition: { StringEquals: { 'aws:PrincipalTag/x': 'A' } } },
    { Condition: { StringEquals: { 'aws:PrincipalTag/x': 'a' } } },
  ],
])('%s matters', (_name, before, after) => {
  expect(compare(before, after)).toEqual(['statement One differs']);
});

test.each([
  ['{}', {}],
  ['text', 'x'],
  ['nothing', null],
])('%s has no statements, and is told', (_name, content) => {
  expect(compareContent(SCP, policy({}), content)).toEqual(['its content has no statements']);
});
