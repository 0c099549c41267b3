import type { Configuration } from '../configuration';
import { ARCHIVE_BUCKETS, accountRegionalName } from '../names';
import type { Placement } from '../organization';
import type { Problem } from '../problem';
import { listValues } from '../suggest';

/** Logs are kept at least as long as nobody can delete them. */
export function findShortRetention({ landingZone: { yaml, draft } }: Configuration): readonly Problem[] {
  const lock = draft.logArchive?.objectLock?.days;
  const kept = draft.logArchive?.trailRetention?.days;
  if (typeof lock !== 'number' || typeof kept !== 'number' || kept >= lock) return [];
  return [
    {
      code: 'retention-below-lock',
      at: yaml.locate(['logArchive', 'trailRetention', 'days']),
      message: `logs are kept for ${kept} days, but are locked for ${lock}`,
      allowed: `${lock} days or more`,
      fix: `write \`${lock}\`, or leave \`trailRetention\` out`,
    },
  ];
}

/** The guardrails with a parameter that names the buckets of the archive. */
const PROTECTING = new Set(['protect-log-archive', 'protect-log-archive-data']);

/** An account's number has 12 digits: any stands for the one that is not known yet. */
const SOME_ACCOUNT = '000000000000';

/** Guardrails that protect buckets by their names must match those of the archive. */
export function findUnprotectedBuckets(
  { landingZone: { draft }, accounts }: Configuration,
  placements: readonly Placement[],
): readonly Problem[] {
  const key = draft.logArchive?.account;
  const home = draft.regions?.home;
  if (typeof key !== 'string' || typeof home !== 'string') return [];
  const accountId = accounts.find((account) => account.key === key)?.draft.id ?? SOME_ACCOUNT;
  return placements
    .filter(({ guardrail, target }) => PROTECTING.has(guardrail) && target === key)
    .flatMap((placement) => {
      const { guardrail, parameters } = placement;
      const patterns = (parameters as { readonly buckets: readonly string[] }).buckets;
      const left = Object.values(ARCHIVE_BUCKETS).filter(
        (bucket) => !patterns.some((pattern) => matches(pattern, accountRegionalName(bucket, accountId, home))),
      );
      if (left.length === 0) return [];
      return [
        {
          code: 'bucket-not-protected',
          at: placement.locate(['buckets']),
          message: `\`${guardrail}\` does not protect ${listValues(left.map((bucket) => `${bucket}-…`))}`,
          allowed: 'patterns that match every bucket of the log archive',
          fix: 'leave `buckets` out: then it protects every bucket of the account',
        },
      ];
    });
}

/** `*` stands for any characters, `?` for one. */
function matches(pattern: string, name: string): boolean {
  const source = pattern.replaceAll('.', '\\.').replaceAll('*', '.*').replaceAll('?', '.');
  return new RegExp(`^${source}$`).test(name);
}
