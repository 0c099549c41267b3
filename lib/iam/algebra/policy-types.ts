/**
 * To whom service and resource control policies apply, as options of `compare`. It is less precise than `binding.ts`,
 * because the accounts of callers and resources are not known here: a listed difference may affect only exempt callers.
 */
import { RCP_SERVICES } from '../evaluation/rcp-services';
import { callersOf, type CallerSet } from './callers';
import type { CompareOptions } from './compare';

/**
 * @param account only the callers of this account
 * @param owner only the resources of this account
 */
export function serviceControlPolicies(account?: string, owner?: string): CompareOptions {
  const callers = callersOf(['role', 'user', 'root', 'federated-user'], account);
  return {
    callers: owner === undefined ? callers : callers.map((caller) => onResourcesOf(owner, caller)),
    neverDenied: ['sts:GetCallerIdentity', 'mechanicalturk:*'],
  };
}

/**
 * Resource control policies apply to the account of the resource.
 *
 * @param account only the callers of this account; default: all callers, from outside of any account, too
 */
export function resourceControlPolicies(account?: string): CompareOptions {
  return {
    callers:
      account === undefined
        ? callersOf(['role', 'user', 'root', 'federated-user', 'service', 'anonymous'])
        : callersOf(['role', 'user', 'root', 'federated-user'], account),
    neverDenied: ['sts:GetCallerIdentity', 'kms:RetireGrant'],
    onlyActions: [...RCP_SERVICES].map((service) => `${service}:*`),
  };
}

function onResourcesOf(account: string, { name, conditions, presence }: CallerSet): CallerSet {
  const { StringEquals = {}, ...others } = conditions;
  const own = { ...others, StringEquals: { ...StringEquals, 'aws:ResourceAccount': account } };
  return { name: `${name} on resources of ${account}`, conditions: own, presence };
}
