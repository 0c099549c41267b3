import { z } from 'zod';
import { count, names } from './schema-parts';

/** What is backed up, in the format of `rampart plan --json`. */
export const backups = z.strictObject({
  placements: z.array(
    z.strictObject({
      target: z.string().describe('`root`, or the id of a unit'),
      regions: names,
      tag: z.string().describe('The key of the tag'),
      plans: z.array(
        z.strictObject({
          name: z.string(),
          schedule: z.string(),
          tagValues: names,
          retentionDays: count,
          coldStorageAfterDays: count.nullable().describe('Null: backups never move to cold storage'),
        }),
      ),
      copyTo: z.strictObject({ account: z.string(), region: z.string() }).nullable().describe('Null: no copies'),
      databasesNotCopiedFrom: names.describe('Regions from which AWS Backup copies no databases of RDS and Aurora'),
    }),
  ),
  lock: z.strictObject({
    minimumDays: count,
    maximumDays: count.nullable().describe('Null: no limit'),
    finalAfterDays: count.nullable().describe('After how many days nobody can remove it; null: never'),
  }),
  resourceTypes: names.describe('The types of resources that the tag is enough for'),
});
