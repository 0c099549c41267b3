import { BACKUP } from './names';
import { ROOT, type Organization, type Placement } from './organization';
import { isInside } from './tree';

/** Where it is placed, accounts are backed up. */
export const BACKUP_GUARDRAIL = 'organization-backups';

/** How often resources with a tag are backed up, and how long their recovery points are kept. */
export interface BackupPlan {
  readonly schedule: string;
  readonly tagValues: readonly string[];
  readonly retentionDays: number;
  /** After how many days recovery points move to cold storage. */
  readonly coldStorageAfterDays?: number | undefined;
}

/** The parameters of the guardrail `organization-backups`. */
export interface BackupParameters {
  readonly tag: string;
  readonly plans: Readonly<Record<string, BackupPlan>>;
  readonly regions?: readonly string[] | undefined;
  /** An account, by its key, and a Region. */
  readonly copyTo?: { readonly account: string; readonly region: string } | undefined;
}

/** A placement of the guardrail, with its parameters. */
export interface BackupPlacement {
  readonly placement: Placement;
  readonly parameters: BackupParameters;
}

/** The placements of the guardrail, in the order of the file. */
export function backupPlacements(placements: readonly Placement[]): readonly BackupPlacement[] {
  return placements
    .filter(({ guardrail }) => guardrail === BACKUP_GUARDRAIL)
    .map((placement) => ({ placement, parameters: placement.parameters as BackupParameters }));
}

/** The vault that receives the copies of an account, or null while the account's number is not known. */
export function copyVaultArn(
  { account, region }: NonNullable<BackupParameters['copyTo']>,
  accounts: Organization['accounts'],
): string | null {
  const number = accounts.find(({ key }) => key === account)?.accountId ?? null;
  return number === null ? null : `arn:aws:backup:${region}:${number}:backup-vault:${BACKUP.copyVault}`;
}

/** What backups need in the accounts. */
export interface BackupReach {
  /** The root or units, none of them inside another: each account below is backed up. */
  readonly targets: readonly string[];
  /** The Regions of all placements. */
  readonly planRegions: readonly string[];
  /** Where the accounts have a vault: the Regions of all placements, and the home Region, which makes the role. */
  readonly regions: readonly string[];
  /** The accounts that receive copies, by key, each once. */
  readonly copyAccounts: readonly string[];
  /** Where those accounts have a vault: the Regions of the copies, and the home Region, which makes the role. Empty without copies. */
  readonly copyRegions: readonly string[];
}

/** Null: nothing is backed up. */
export function backupReach({
  placements,
  homeRegion,
  governedRegions,
}: Pick<Organization, 'placements' | 'homeRegion' | 'governedRegions'>): BackupReach | null {
  const all = backupPlacements(placements);
  if (all.length === 0) return null;
  const targets = all.map(({ placement }) => placement.target);
  const copies = all.flatMap(({ parameters }) => parameters.copyTo ?? []);
  const unique = (values: readonly string[]): readonly string[] => [...new Set(values)].sort();
  const planRegions = unique(all.flatMap(({ parameters }) => parameters.regions ?? governedRegions));
  return {
    targets: unique(targets.filter((target) => !targets.some((other) => other !== target && covers(other, target)))),
    planRegions,
    regions: unique([homeRegion, ...planRegions]),
    copyAccounts: unique(copies.map(({ account }) => account)),
    copyRegions: copies.length === 0 ? [] : unique([homeRegion, ...copies.map(({ region }) => region)]),
  };
}

function covers(outer: string, inner: string): boolean {
  return inner !== ROOT && isInside(inner, outer);
}

/** Whether an account is backed up: the guardrail is on the root, on its unit, or on a unit above it. */
export function isBackedUp({ unit }: { readonly unit: string }, targets: readonly string[]): boolean {
  return targets.some((target) => isInside(unit, target));
}
