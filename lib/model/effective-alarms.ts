import type { Audit, Organization } from './organization';

/** The alarms that are on, without the one that nothing could set off: without deployment roles, nobody assumes one. */
export function effectiveAlarms(
  { alarms }: Pick<Audit, 'alarms'>,
  { platform }: Pick<Organization, 'platform'>,
): Audit['alarms'] {
  return alarms.filter(({ id }) => id !== 'platform-role-assumed' || platform.principals.deployment.length > 0);
}
