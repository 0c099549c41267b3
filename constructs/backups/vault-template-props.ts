import type { VaultLock } from '../../lib/model/backups';
import type { PathAndName } from '../application/application-role';

/** A vault of AWS Backup with its key and role: of an account that is backed up, or of one that receives copies. */
export interface VaultTemplateProps {
  readonly vault: string;
  /** The alias of the vault's key. Begins with `alias/`. */
  readonly keyAlias: string;
  /** The role with which AWS Backup works. */
  readonly role: PathAndName;
  /** The Region whose stack makes the role: roles are in no Region, and each account has one. */
  readonly roleRegion: string;
  readonly lock: VaultLock;
  /** The tag by which guardrails know the keys. */
  readonly tag: { readonly key: string; readonly value: string };
  /** Patterns of `aws:PrincipalArn` of those who deploy the template. */
  readonly deployers: readonly string[];
  /** Patterns of `aws:PrincipalArn` of the people and roles who copy back and restore, besides the role. */
  readonly restorers: readonly string[];
}
