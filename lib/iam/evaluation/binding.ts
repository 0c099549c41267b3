import { serviceOf } from '../patterns/action-pattern';
import { isServiceLinkedRole, type CallerKind } from './principal';
import { RCP_SERVICES } from './rcp-services';

/** Why no guardrail binds a request. */
export type ExemptReason =
  'management-account' | 'service-linked-role' | 'service-principal' | 'outside-organization' | 'never-denied-action';

/** Where an account stands to the organization whose policies are judged. */
export type AccountStanding = 'member' | 'management-account' | 'outside';

const NEVER_DENIED = 'sts:getcalleridentity';

/**
 * Whether no policy keeps the action from anybody: whoever is denied `sts:GetCallerIdentity` is told the same.
 *
 * Source: https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
 */
export function isNeverDenied(action: string): boolean {
  return action.length === NEVER_DENIED.length && action.toLowerCase() === NEVER_DENIED;
}

/** Services that AWS lists among the tasks that service control policies cannot restrict. */
const UNRESTRICTED_SERVICES: ReadonlySet<string> = new Set(['mechanicalturk']);

/**
 * Why service control policies do not bind a caller; null: they do.
 *
 * Source: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html#not-restricted-by-scp
 */
export function scpExemptReason(caller: CallerKind, standing: AccountStanding, action: string): ExemptReason | null {
  if (standing === 'management-account') return 'management-account';
  if (caller === 'service-linked-role') return 'service-linked-role';
  if (caller === 'service') return 'service-principal';
  if (standing === 'outside' || caller === 'anonymous') return 'outside-organization';
  return UNRESTRICTED_SERVICES.has(serviceOf(action)) ? 'never-denied-action' : null;
}

/** What `rcpBinds` looks at. */
export interface ResourceAccess {
  readonly action: string;
  readonly caller: CallerKind;
  /** Where the account of the resource stands. */
  readonly owner: AccountStanding;
  readonly resource: string | null;
  /** The aliases of a KMS key, as far as they are known. */
  readonly aliases: readonly string[];
}

/**
 * Whether resource control policies bind an access.
 *
 * Source: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html#actions-not-restricted-by-rcps
 */
export function rcpBinds({ action, caller, owner, resource, aliases }: ResourceAccess): boolean {
  if (owner !== 'member' || caller === 'service-linked-role') return false;
  const service = serviceOf(action);
  if (!RCP_SERVICES.has(service)) return false;
  if (service === 'kms') {
    return action.toLowerCase() !== 'kms:retiregrant' && !isAwsManagedKey(resource, aliases);
  }
  // "RCPs also do not impact AWS services' ability to assume a service-linked role".
  return !(service === 'sts' && resource !== null && isServiceLinkedRole(resource));
}

/** The aliases of AWS managed keys begin with `alias/aws/`, which nobody else can create. */
function isAwsManagedKey(resource: string | null, aliases: readonly string[]): boolean {
  return (resource ?? '').includes(':alias/aws/') || aliases.some((alias) => alias.startsWith('alias/aws/'));
}
