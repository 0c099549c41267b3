import { bad, good } from './case';
import type { RuleCases } from './case';

const protectedVpc = { StringEquals: { 'aws:ResourceTag/Accelerator': 'yes' } };

/** Tags that are demanded, and tags that protect. */
export const tags: Readonly<Record<string, RuleCases>> = {
  'tag-keys-and-together': {
    fires: [
      bad('two tags in one Null', '/Statement/0/Condition/Null/aws:RequestTag~1owner', {
        Action: 'cloudformation:CreateStack',
        Condition: { Null: { 'aws:RequestTag/owner': 'true', 'aws:RequestTag/stage': 'true' } },
      }),
      bad('two tags in one StringNotLike', '/Statement/0/Condition/StringNotLike/aws:RequestTag~1owner', {
        Action: 'ec2:CreateVolume',
        Condition: { StringNotLike: { 'aws:RequestTag/owner': '?*', 'aws:RequestTag/stage': '?*' } },
      }),
      bad('two tags with two operators', '/Statement/0/Condition/Null/aws:RequestTag~1owner', {
        Action: 'ec2:CreateVolume',
        Condition: { Null: { 'aws:RequestTag/owner': 'true' }, StringNotEquals: { 'aws:RequestTag/stage': 'dev' } },
      }),
    ],
    silent: [
      good(
        'a statement for each tag',
        { Action: 'ec2:CreateVolume', Condition: { Null: { 'aws:RequestTag/owner': 'true' } } },
        { Action: 'ec2:CreateVolume', Condition: { Null: { 'aws:RequestTag/stage': 'true' } } },
      ),
      good('an exemption by either of two tags', {
        Condition: { StringNotEquals: { 'aws:PrincipalTag/a': 'yes', 'aws:PrincipalTag/b': 'yes' } },
      }),
      good('a missing tag, where another is there', {
        Action: 'ec2:CreateVolume',
        Condition: { Null: { 'aws:RequestTag/owner': 'true', 'aws:RequestTag/stage': 'false' } },
      }),
    ],
  },
  'untag-without-tag': {
    fires: [
      bad('tags of EC2 that can be overwritten', '/Statement/0/Action/0', {
        Action: ['ec2:DeleteTags', 'ec2:DeleteVpc'],
        Condition: protectedVpc,
      }),
      bad('tags of Config that can be overwritten', '/Statement/0/Action', {
        Action: 'config:UntagResource',
        Condition: protectedVpc,
      }),
      bad(
        'tags that another statement needs',
        '/Statement/1/Action',
        { Action: 'ec2:DeleteVpc', Condition: protectedVpc },
        { Action: 'ec2:DeleteTags' },
      ),
      bad(
        'tags of any service, where a tag protects all but one',
        '/Statement/1/Action',
        { NotAction: 'iam:*', Condition: protectedVpc },
        { Action: 'cloudtrail:RemoveTags' },
      ),
    ],
    silent: [
      good('both denied', { Action: ['ec2:DeleteTags', 'ec2:CreateTags'], Condition: protectedVpc }),
      good('both denied by a pattern', { Action: 'config:*tagResource', Condition: protectedVpc }),
      good('tags that protect nothing', { Action: 'config:UntagResource' }),
      good(
        'tags of a service that no tag protects',
        { Action: ['ec2:DeleteTags', 'ec2:CreateTags'], Condition: protectedVpc },
        { Action: 'cloudtrail:RemoveTags' },
      ),
    ],
  },
  'create-under-resource-tag': {
    fires: [
      bad('a VPC that does not exist yet', '/Statement/0/Action/1', {
        Action: ['ec2:DeleteInternetGateway', 'ec2:CreateInternetGateway'],
        Condition: protectedVpc,
      }),
      bad('a function that does not exist yet', '/Statement/0/Action', {
        Action: 'lambda:CreateFunction',
        Condition: protectedVpc,
      }),
    ],
    silent: [
      good('a subnet in a tagged VPC', { Action: 'ec2:CreateSubnet', Condition: protectedVpc }),
      good('a tag of the request', {
        Action: 'ec2:CreateInternetGateway',
        Condition: { StringEquals: { 'aws:RequestTag/Accelerator': 'yes' } },
      }),
      good('an existing resource', { Action: 'ec2:DeleteInternetGateway', Condition: protectedVpc }),
    ],
  },
};
