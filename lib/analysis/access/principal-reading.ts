import type { PermissionSetId } from '../../model/permission-sets';

/** What a text may stand for. `account` is the key of an account; null: any. */
export type PrincipalReading =
  | { readonly kind: 'application' | 'permission-set'; readonly application: string; readonly account: string | null }
  | { readonly kind: 'group'; readonly group: string }
  /** `account` is a number. `role`: null: any. */
  | { readonly kind: 'partner'; readonly account: string; readonly role: string | null }
  /** A permission set of a tier. */
  | { readonly kind: 'tier'; readonly tier: PermissionSetId; readonly account: string | null }
  /** The role that a partner has here, by the partner's key. */
  | { readonly kind: 'partner-role'; readonly partner: string; readonly account: string | null }
  /** What deploys, repairs or is exempt, by its name in the list of principals. */
  | { readonly kind: 'platform'; readonly name: string; readonly account: string | null };
