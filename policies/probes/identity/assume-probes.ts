import { arnMatches } from '../../../lib/iam/patterns/glob';
import { denied, possible, type Probe, type ProbePlace } from '../../core/probe';
import { arnsAround, arnElsewhere, sampleArn } from '../sample-arn';
import { person } from './people-calls';

/** Which roles the people of a permission set assume, in which accounts; and that a user or the root user is none. */
export function assumeProbes(permissionSet: string, roles: readonly string[], place: ProbePlace): readonly Probe[] {
  const principal = person(permissionSet, place);
  const call = (resource: string) => ({ principal, action: 'sts:AssumeRole', resource });
  const others = [
    ...['role/developer', 'role/platform/break-glass', 'role/OrganizationAccountAccessRole', 'role/rampart-backup'],
    ...['role/aws-reserved/sso.amazonaws.com/eu-central-1/AWSReservedSSO_administrator_0123456789abcdef'],
  ].map((role) => `arn:aws:iam::${place.account}:${role}`);
  const arns = [
    ...roles.flatMap((pattern) => [sampleArn(pattern, place), arnElsewhere(pattern, place)]),
    ...arnsAround(roles, place),
    ...others,
  ];
  return [...new Set(arns)].map((arn) =>
    roles.some((pattern) => arnMatches(pattern, arn))
      ? possible(`${permissionSet} assumes ${arn}`, call(arn))
      : denied(`${permissionSet} assumes ${arn}`, call(arn)),
  );
}
