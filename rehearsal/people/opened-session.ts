import type { Credentials } from '../../lib/aws/clients';
import type { PermissionSetId } from '../../lib/model/permission-sets';

/** A session of a deployed role, opened as its trust policy allows it. */
export interface OpenedSession {
  /** For people, such as `the partner observability in shop-production`. */
  readonly label: string;
  readonly credentials: Credentials;
  /** The permission set whose document the role has; null: it is an administrator. */
  readonly permissionSet: PermissionSetId | null;
  /** The account's number. */
  readonly number: string;
  /** Whether its policy denies to become somebody else. */
  readonly isPartner: boolean;
}
