import { z } from 'zod';

const DAYS = 'a whole number of days, 1 to 36,500';

const days = z.int({ error: DAYS }).min(1, { error: DAYS }).max(36_500, { error: DAYS });

/**
 * AWS Backup's names of the types of resources that it can leave out in a Region.
 *
 * Source: https://docs.aws.amazon.com/aws-backup/latest/devguide/API_UpdateRegionSettings.html
 */
const RESOURCE_TYPES = [
  ...['Aurora', 'CloudFormation', 'DocumentDB', 'DynamoDB', 'EBS', 'EC2', 'EFS', 'FSx', 'Neptune', 'RDS', 'Redshift'],
  ...['S3', 'SAP HANA on Amazon EC2', 'Storage Gateway', 'Timestream', 'VirtualMachine'],
] as const;

const resourceTypes = z
  .array(z.enum(RESOURCE_TYPES).meta({ title: 'resource type' }), { error: 'a list of resource types of AWS Backup' })
  .min(1, { error: 'at least one resource type' })
  .default(['Aurora', 'DynamoDB', 'EBS', 'EC2', 'EFS', 'RDS', 'S3'])
  .describe(
    'The types of resources that AWS Backup backs up when they have the tag. It must know each of them in every Region of ' +
      'the plans. One that is taken away here stays switched on',
  );

/** How long recovery points are kept at least, where nothing else is said. */
export const DEFAULT_MINIMUM_DAYS = 7;

/** The section `backups`. */
export const backupsSchema = z
  .strictObject({
    lock: z
      .strictObject({
        minimumDays: days.default(DEFAULT_MINIMUM_DAYS).describe('How long recovery points are kept at least'),
        maximumDays: days
          .optional()
          .describe('How long they are kept at most; default: no limit. Needed with `finalAfterDays`'),
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
    resourceTypes,
  })
  .describe('How the vaults keep recovery points. What is backed up says the guardrail `organization-backups`');
