import type { ControlPolicyType } from '../../control-policy-type';
import { presenceOf } from '../../evaluation/presence';
import { CALLER_KINDS, type CallerKind } from '../../evaluation/principal';

/** Service control policies bind neither services nor strangers, and no service-linked role. */
const BOUND: Readonly<Record<ControlPolicyType, readonly CallerKind[]>> = {
  SERVICE_CONTROL_POLICY: ['role', 'user', 'root', 'federated-user'],
  RESOURCE_CONTROL_POLICY: CALLER_KINDS,
};

/** An SCP binds callers of the organization, and an RCP protects its resources, so that each has these keys. */
const OF_THE_ORGANIZATION: Readonly<Record<ControlPolicyType, readonly string[]>> = {
  SERVICE_CONTROL_POLICY: ['aws:principalorgid', 'aws:principalorgpaths'],
  RESOURCE_CONTROL_POLICY: ['aws:resourceaccount', 'aws:resourceorgid', 'aws:resourceorgpaths'],
};

/** Whether every request that a policy of this type binds contains the key. */
export function isNeverAbsent(key: string, type: ControlPolicyType): boolean {
  return (
    OF_THE_ORGANIZATION[type].includes(key.toLowerCase()) ||
    BOUND[type].every((caller) => presenceOf(key, caller) === 'always')
  );
}
