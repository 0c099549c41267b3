import { AUDITOR, BACKUP_OPERATOR } from './names';
import type { PermissionSetId } from './permission-sets';

/** A role in every member account for people who have a permission set in the audit account. */
interface AuditRole {
  /** Path and name. */
  readonly role: { readonly path: string; readonly name: string };
  /** The permission set whose people assume it, from the audit account. */
  readonly people: PermissionSetId;
  /** The permission set whose policy it has. */
  readonly permissions: PermissionSetId;
}

/** The roles that the baseline makes if there is an audit: the reader of configuration, and whoever restores. */
export const AUDIT_ROLES = {
  auditor: { role: AUDITOR, people: 'security', permissions: 'read-only' },
  backupOperator: { role: BACKUP_OPERATOR, people: 'backup-operator', permissions: 'backup-operator' },
} as const satisfies Readonly<Record<string, AuditRole>>;
