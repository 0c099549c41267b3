/**
 * What service and resource control policies bind, as options of `compare`. It says less than `exemption.ts`, never more:
 * the accounts of callers and resources are not known here, so that a listed difference may still concern somebody exempt.
 */
import { RCP_SERVICES } from '../evaluation/rcp-services';
import { callersOf } from './callers';
import type { CompareOptions } from './compare';

/** `account`: only callers of this account. */
export function serviceControlPolicies(account?: string): CompareOptions {
  return {
    callers: callersOf(['role', 'user', 'root', 'federated-user'], account),
    neverDenied: ['sts:GetCallerIdentity', 'mechanicalturk:*'],
  };
}

/** Whoever calls: these policies belong to the account of the resource. */
export function resourceControlPolicies(): CompareOptions {
  return {
    callers: callersOf(['role', 'user', 'root', 'federated-user', 'service', 'anonymous']),
    neverDenied: ['sts:GetCallerIdentity', 'kms:RetireGrant'],
    onlyActions: [...RCP_SERVICES].map((service) => `${service}:*`),
  };
}
