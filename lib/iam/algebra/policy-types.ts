/**
 * To whom service and resource control policies apply, as options of `compare`. It is less precise than `binding.ts`,
 * because the accounts of callers and resources are not known here: a listed difference may affect only exempt callers.
 */
import { RCP_SERVICES } from '../evaluation/rcp-services';
import { callersOf } from './callers';
import type { CompareOptions } from './compare';

/** `account`: only the callers of this account. */
export function serviceControlPolicies(account?: string): CompareOptions {
  return {
    callers: callersOf(['role', 'user', 'root', 'federated-user'], account),
    neverDenied: ['sts:GetCallerIdentity', 'mechanicalturk:*'],
  };
}

/** For all callers: resource control policies apply to the account of the resource. */
export function resourceControlPolicies(): CompareOptions {
  return {
    callers: callersOf(['role', 'user', 'root', 'federated-user', 'service', 'anonymous']),
    neverDenied: ['sts:GetCallerIdentity', 'kms:RetireGrant'],
    onlyActions: [...RCP_SERVICES].map((service) => `${service}:*`),
  };
}
