import type { Probe, ProbePlace } from '../../core/probe';
import { resourceProbes } from './resource-probes';

/** Which roles the people of a permission set assume, in which accounts; and that a user or the root user is none. */
export function assumeProbes(permissionSet: string, roles: readonly string[], place: ProbePlace): readonly Probe[] {
  const others = [
    ...['role/developer', 'role/platform/break-glass', 'role/OrganizationAccountAccessRole', 'role/platform/backup'],
    ...['role/aws-reserved/sso.amazonaws.com/eu-central-1/AWSReservedSSO_administrator_0123456789abcdef'],
  ].map((role) => `arn:aws:iam::${place.account}:${role}`);
  return resourceProbes(permissionSet, { action: 'sts:AssumeRole', patterns: roles, others }, place);
}
