import { z } from 'zod';

const DAYS = 'a whole number of days, 1 to 36,500';

const days = z.int({ error: DAYS }).min(1, { error: DAYS }).max(36_500, { error: DAYS });

/** The section `backups`. */
export const backupsSchema = z
  .strictObject({
    lock: z
      .strictObject({
        minimumDays: days.default(7).describe('How long recovery points are kept at least'),
        maximumDays: days.optional().describe('How long they are kept at most; default: no limit'),
        finalAfterDays: z
          .int({ error: 'a whole number of days, 3 to 36,500' })
          .min(3, { error: 'a whole number of days, 3 to 36,500' })
          .max(36_500, { error: 'a whole number of days, 3 to 36,500' })
          .optional()
          .describe(
            'After how many days nobody can remove the lock, not even AWS. It cannot be undone. Default: never, and the ' +
              'guardrail `protect-backups` keeps it',
          ),
      })
      .prefault({})
      .describe('The lock of the vaults: what no recovery point falls below or exceeds'),
  })
  .describe('How the vaults keep recovery points. What is backed up says the guardrail `organization-backups`');
