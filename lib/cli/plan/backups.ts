import { backupPlacements } from '../../model/backup-plans';
import { BACKUP } from '../../model/names';
import type { VaultLock } from '../../model/backups';
import type { Organization } from '../../model/organization';
import { paragraph, type Note, type Paragraph, type Section } from '../../report/report';
import { counted, enumerate } from '../../report/words';

/** What is backed up below one target, and where copies go. */
interface PlacedBackups {
  /** The root, or the id of a unit. */
  readonly target: string;
  readonly regions: readonly string[];
  readonly tag: string;
  readonly plans: readonly {
    readonly name: string;
    readonly schedule: string;
    readonly tagValues: readonly string[];
    readonly retentionDays: number;
    /** Null: backups never move to cold storage. */
    readonly coldStorageAfterDays: number | null;
  }[];
  /** Null: backups are not copied. */
  readonly copyTo: { readonly account: string; readonly region: string } | null;
  /** The Regions from which databases of RDS and Aurora are not copied: their copy would cross account and Region at once. */
  readonly databasesNotCopiedFrom: readonly string[];
}

export interface BackupSummary {
  readonly placements: readonly PlacedBackups[];
  readonly lock: VaultLock;
  /** The types of resources that the tag is enough for. */
  readonly resourceTypes: readonly string[];
}

/** Null: nothing is backed up. */
export function summarizeBackups({
  placements,
  governedRegions,
  backups,
}: Pick<Organization, 'placements' | 'governedRegions' | 'backups'>): BackupSummary | null {
  const placed = backupPlacements(placements).map(({ placement, parameters }): PlacedBackups => {
    const { tag, plans, regions = governedRegions, copyTo = null } = parameters;
    return {
      target: placement.target,
      regions,
      tag,
      plans: Object.entries(plans).map(([name, plan]) => ({
        name,
        ...plan,
        coldStorageAfterDays: plan.coldStorageAfterDays ?? null,
      })),
      copyTo,
      databasesNotCopiedFrom: copyTo === null ? [] : regions.filter((region) => region !== copyTo.region),
    };
  });
  return placed.length === 0 ? null : { placements: placed, ...backups };
}

/** What is backed up, what nobody can undo, and what is not copied. Nothing, if nothing is backed up. */
export function backupSections(backups: BackupSummary | null): readonly Section[] {
  if (backups === null) return [];
  const rows = backups.placements.flatMap(({ target, tag, plans, copyTo }) =>
    plans.map(({ name, schedule, tagValues, retentionDays, coldStorageAfterDays }) => [
      target,
      { lines: [name, schedule] },
      { lines: tagValues.map((value) => `${tag}: ${value}`) },
      {
        lines: [
          counted(retentionDays, 'day'),
          ...(coldStorageAfterDays === null ? [] : [`cold after ${coldStorageAfterDays}`]),
        ],
      },
      copyTo === null ? 'none' : { lines: [copyTo.account, copyTo.region] },
    ]),
  );
  return [
    {
      blocks: [
        { kind: 'table', head: ['Backed up', 'Plan, in UTC', 'With the tag', 'Kept', 'Copies'], rows },
        lockOf(backups.lock),
        paragraph(`By the tag alone: ${backups.resourceTypes.join(', ')} (docs/backups.md says what else needs what)`),
        ...backups.placements.flatMap(copiesOf),
      ],
    },
  ];
}

function lockOf({ minimumDays, maximumDays, finalAfterDays }: VaultLock): Note | Paragraph {
  const range = `at least ${counted(minimumDays, 'day')}${maximumDays === null ? '' : `, at most ${counted(maximumDays, 'day')}`}`;
  if (finalAfterDays === null)
    return paragraph(`Vaults keep a recovery point ${range}. The platform can remove their lock (\`finalAfterDays\`)`);
  return {
    kind: 'note',
    text:
      `Vault Lock in compliance mode: a vault keeps a recovery point ${range}, and ${counted(finalAfterDays, 'day')} after ` +
      'the vault got its lock nobody can remove or change it, not even the root user or AWS. Its storage is paid for until then.',
  };
}

/**
 * Sources: https://docs.aws.amazon.com/aws-backup/latest/devguide/recov-point-create-a-copy.html and
 * https://docs.aws.amazon.com/aws-backup/latest/devguide/create-cross-account-backup.html
 */
function copiesOf({ target, copyTo, databasesNotCopiedFrom }: PlacedBackups): readonly Paragraph[] {
  if (copyTo === null)
    return [
      paragraph(
        `Backups of \`${target}\` are not copied to another account: they end with the account, and with its keys (\`copyTo\`)`,
      ),
    ];
  const away =
    databasesNotCopiedFrom.length === 0
      ? ''
      : `; databases of RDS and Aurora in ${enumerate(databasesNotCopiedFrom)}, because AWS Backup copies them to another ` +
        'account or to another Region, and not both at once';
  return [
    paragraph(
      `Not copied from \`${target}\`: volumes and databases under a key of AWS (\`aws/ebs\`, \`aws/rds\`), which no other account ` +
        `can use: encrypt them with \`${BACKUP.ebsKey}\`; tables of DynamoDB without its advanced features${away}`,
    ),
  ];
}
