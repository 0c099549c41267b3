import { Aws, CfnCondition, Fn, type CfnResource } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { PathAndName } from '../application/application-role';
import { BackupRole } from './backup-role';
import { keep } from './kept';

/**
 * Makes the role of AWS Backup in the stack of one Region alone, and keeps it: roles are in no Region, and an account has
 * the template's stack in several.
 */
export function makeRoleOnce(template: Construct, role: PathAndName, region: string): void {
  const condition = new CfnCondition(template, 'HasRole', { expression: Fn.conditionEquals(Aws.REGION, region) });
  const parts = new BackupRole(template, 'Role', role);
  for (const one of [parts.role, parts.limits]) {
    const resource = one.node.defaultChild as CfnResource;
    resource.cfnOptions.condition = condition;
    keep(resource);
  }
}
