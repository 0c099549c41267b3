import type { CfnResource } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { PathAndName } from '../application/application-role';
import { HomeRegion } from '../baseline/home-region';
import { BackupRole } from './backup-role';
import { keep } from './kept';

/**
 * Makes the role of AWS Backup in the stack of one Region alone, and keeps it: roles are in no Region, and an account has
 * the template's stack in several.
 */
export function makeRoleOnce(template: Construct, role: PathAndName, region: string): void {
  new HomeRegion(template, region).only(() => {
    const parts = new BackupRole(template, 'Role', role);
    const resources = [parts.role, parts.limits].map((one) => one.node.defaultChild as CfnResource);
    keep(...resources);
    return resources;
  });
}
