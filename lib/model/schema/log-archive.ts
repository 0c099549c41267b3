import { z } from 'zod';
import { days, MAXIMUM_RETENTION_DAYS } from './days';
import { filledText } from './text';

/** AWS's limit for a lock: a hundred years. https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html */
const MAXIMUM_LOCK_DAYS = 36_500;

/** The section `logArchive`. */
export const logArchiveSchema = z
  .strictObject({
    account: filledText('the key of an account').describe(
      'The key of the account that holds the buckets, and nothing else',
    ),
    objectLock: z
      .strictObject(
        {
          days: days(MAXIMUM_LOCK_DAYS).describe(
            "For how many days nobody, not even AWS's support, can delete a log. It cannot be shortened for what is locked",
          ),
        },
        { error: 'the number of `days`. There is no default: a lock cannot be taken back (docs/audit.md)' },
      )
      .describe(
        "The lock on the trail's logs, in compliance mode. There is no default: what is locked costs until it ends",
      ),
    trailRetention: z
      .strictObject({
        days: days(MAXIMUM_RETENTION_DAYS).describe('For how many days; at least as many as `objectLock.days`'),
      })
      .optional()
      .describe("How long the trail's logs are kept; default: as long as they are locked"),
    otherRetention: z
      .strictObject({ days: days(MAXIMUM_RETENTION_DAYS).describe('For how many days') })
      .default({ days: 365 })
      .describe('How long the logs of AWS Config, of flows and of access to the buckets are kept'),
  })
  .describe('The account and the buckets that keep the logs');
