/** Who is bound by policies: which requests service and resource control policies apply to. */
import { serviceOf } from '../patterns/action-pattern';
import { isServiceLinkedRole, type CallerKind } from './principal';
import { RCP_SERVICES } from './rcp-services';

/** Why no guardrail applies to a request. */
type ExemptReason =
  'management-account' | 'service-linked-role' | 'service-principal' | 'outside-organization' | 'never-denied-action';

/** The relation of an account to the organization whose policies are evaluated. */
export type AccountStanding = 'member' | 'management-account' | 'outside';

const NEVER_DENIED = 'sts:getcalleridentity';

/**
 * Whether no policy can deny the action: `sts:GetCallerIdentity` returns the same information if it is denied.
 *
 * Source: https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
 */
export function isNeverDenied(action: string): boolean {
  return action.length === NEVER_DENIED.length && action.toLowerCase() === NEVER_DENIED;
}

/** Services that AWS lists among the tasks that service control policies do not restrict. */
const UNRESTRICTED_SERVICES: ReadonlySet<string> = new Set(['mechanicalturk']);

/**
 * Why service control policies do not apply to a caller; null if they do.
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

/** The input of `rcpBinds`. */
interface ResourceAccess {
  readonly action: string;
  readonly caller: CallerKind;
  /** The relation of the resource's account to the organization. */
  readonly owner: AccountStanding;
  readonly resource: string | null;
  /** The known aliases of a KMS key. */
  readonly aliases: readonly string[];
}

/**
 * Whether resource control policies apply to an access.
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

/** The aliases of AWS managed keys begin with `alias/aws/`. Only AWS can create such aliases. */
function isAwsManagedKey(resource: string | null, aliases: readonly string[]): boolean {
  return (resource ?? '').includes(':alias/aws/') || aliases.some((alias) => alias.startsWith('alias/aws/'));
}
