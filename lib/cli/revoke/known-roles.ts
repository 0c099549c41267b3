import { arnPatternsOverlap } from '../../iam/patterns/overlap';
import { applicationRole } from '../../model/access';
import { AUDITOR, BACKUP_OPERATOR, PARTNERS, roleEverywhere } from '../../model/names';
import type { Organization, PlatformKind } from '../../model/organization';
import { PLATFORM_KINDS } from '../../model/organization';

/** A role of the platform, by what stops working when its sessions end. */
export interface RevocablePlatformRole {
  /** A pattern of `aws:PrincipalArn`. */
  readonly pattern: string;
  /** What stops working: a clause. */
  readonly stops: string;
}

const STOPS: Readonly<Record<PlatformKind, string>> = {
  organizationAccess: 'what the management account is doing in member accounts by the role of Organizations fails',
  stackSetsExecution: 'operations of StackSets that are running fail in the accounts that they have not finished',
  deployment: 'deployments that are running fail',
  breakGlass: 'whoever is dealing with an emergency is thrown out, and must assume the role again',
  forwarder: 'events do not reach the alarms until EventBridge assumes the role again',
  finisher: 'the finisher fails, and starts again within a day',
  finisherStart: 'the finisher starts a day later',
  backup: 'backups and restores that are running fail',
};

/** The roles of the platform that a pattern hits, each with what stops working. */
export function hitPlatformRoles(pattern: string, organization: Organization): readonly RevocablePlatformRole[] {
  return platformRoles(organization).filter((role) => arnPatternsOverlap(role.pattern, pattern));
}

function platformRoles({ platform: { principals }, audit }: Organization): readonly RevocablePlatformRole[] {
  return [
    ...PLATFORM_KINDS.flatMap((kind) => principals[kind].map((pattern) => ({ pattern, stops: STOPS[kind] }))),
    ...(audit === null
      ? []
      : [
          {
            pattern: roleEverywhere(AUDITOR),
            stops: 'whoever is reading the configuration of an account, also in quarantine, must assume the role again',
          },
          {
            pattern: roleEverywhere(BACKUP_OPERATOR),
            stops: 'whoever is restoring a backup must assume the role again; a restore that runs goes on',
          },
        ]),
  ];
}

/** The roles that Rampart makes or knows, as paths and names: `platform/break-glass`. */
export function knownRoles({
  platform: { principals },
  partners,
  applications,
  audit,
}: Organization): readonly string[] {
  const everywhere = [
    ...Object.values(principals).flat(),
    ...(audit === null ? [] : [roleEverywhere(AUDITOR), roleEverywhere(BACKUP_OPERATOR)]),
  ].map((pattern) => pattern.slice(pattern.indexOf(':role/') + ':role/'.length));
  const own = [
    ...partners.map(({ key }) => `${PARTNERS.path.slice(1)}${key}`),
    ...applications.map(({ key }) => applicationRole(key)),
  ];
  return [...new Set([...everywhere.filter((role) => !/[*?]/.test(role)), ...own])];
}
