import { catalogue } from '../../../policies/catalogue';
import { isManagementGuardrail } from '../../../policies/core/management-guardrail';
import type { AlarmId } from '../../model/alarms';
import { effectiveAlarms } from '../../model/effective-alarms';
import { ROOT, type Organization } from '../../model/organization';
import type { DeclaredMechanism } from './control';
import { everywhere, off, only, type Force } from './reach';
import { STACK_SETTINGS } from './stack-settings';

/** Where a mechanism is in force in an organization, or why it is not. */
export function forceOf(mechanism: DeclaredMechanism, organization: Organization): Force {
  switch (mechanism.kind) {
    case 'guardrail':
      return mechanism.protects !== undefined && STACK_SETTINGS[mechanism.protects].force(organization).kind === 'off'
        ? off('there is nothing that it could protect')
        : forceOfGuardrail(mechanism.id, organization);
    case 'alarm':
      return forceOfAlarm(mechanism.id, organization);
    case 'stack-setting':
      return STACK_SETTINGS[mechanism.id].force(organization);
  }
}

/** At the root it holds in every member account from its first second. */
function forceOfGuardrail(id: string, { placements }: Organization): Force {
  const targets = placements.filter(({ guardrail }) => guardrail === id).map(({ target }) => target);
  if (targets.length === 0) return off('it is attached nowhere');
  if (!targets.includes(ROOT)) return only([...new Set(targets)].join(', '));
  return everywhere(bindsManagementAccount(id) ? 'every account' : 'every member account');
}

/** Management policies do; SCPs and RCPs never do. */
export function bindsManagementAccount(id: string): boolean {
  const guardrail = catalogue.get(id);
  return guardrail !== undefined && isManagementGuardrail(guardrail);
}

function forceOfAlarm(id: AlarmId, organization: Organization): Force {
  const { audit } = organization;
  if (audit === null) return off('there is no section `audit`');
  const isAmong = (alarms: typeof audit.alarms): boolean => alarms.some((alarm) => alarm.id === id);
  if (isAmong(effectiveAlarms(audit, organization))) return everywhere('every account and Region');
  return isAmong(audit.alarms)
    ? off('there is no role in `platform.deployment` that it could watch')
    : off(`it is switched off: \`audit.alarms.${id}\``);
}
