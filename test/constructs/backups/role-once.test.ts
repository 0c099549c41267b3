import { makeRoleOnce } from '../../../constructs/backups/role-once';
import { aScene } from '../../support/a-stack-set';
import { resourcesOf, type Resource, type TemplateJson } from '../../support/synthesize';

const { template } = aScene();
makeRoleOnce(template, { path: '/platform/', name: 'backup' }, 'eu-west-1');
const body = JSON.parse(template.toText()) as TemplateJson & { readonly Conditions: Readonly<Record<string, unknown>> };
const resources = Object.entries(body.Resources) as (readonly [string, Resource & { readonly Condition?: string }])[];

test('the role of AWS Backup, and what limits it, are made in one Region only: an account has one of that name', () => {
  expect(resources.map(([, { Type }]) => Type)).toEqual(['AWS::IAM::Role', 'AWS::IAM::ManagedPolicy']);
  expect(new Set(resources.map(([, { Condition }]) => Condition))).toEqual(new Set(['IsHomeRegion']));
  expect(body.Conditions['IsHomeRegion']).toEqual({ 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'eu-west-1'] });
});

test('both stay when the stack goes: recovery points cannot be restored without them', () => {
  for (const [, resource] of resources)
    expect(resource).toMatchObject({ DeletionPolicy: 'RetainExceptOnCreate', UpdateReplacePolicy: 'Retain' });
});

test('the role is the one that plans name', () => {
  const [[, role] = []] = resourcesOf(body, 'AWS::IAM::Role');
  expect(role?.Properties).toMatchObject({ Path: '/platform/', RoleName: 'backup' });
});
