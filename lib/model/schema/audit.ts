import { z } from 'zod';
import { ALARM_DEFAULTS, type AlarmId } from '../alarms';
import { emailSchema, filledText, text } from './text';

/** The retention that CloudWatch Logs takes, in days. https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html */
const LOG_GROUP_DAYS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
] as const;

const alarm = z
  .union(
    [
      z.literal(false),
      z.strictObject({
        threshold: z
          .int({ error: 'a whole number, 1 or more' })
          .min(1, { error: 'a whole number, 1 or more' })
          .describe('How many events within five minutes set it off'),
      }),
    ],
    { error: '`false`, or a `threshold`' },
  )
  .optional();

const alarms = z
  .strictObject(
    Object.fromEntries(
      Object.entries(ALARM_DEFAULTS).map(([id, { summary, threshold }]) => [
        id,
        alarm.describe(`Goes off when ${summary}; default threshold: ${threshold}. \`false\` switches it off`),
      ]),
    ) as Record<AlarmId, typeof alarm>,
  )
  .default({})
  .describe('Alarms that are off, or have another threshold; all others are on');

/**
 * What a URL may hold between its delimiters: no braces, in which the CDK and CloudFormation look for references.
 *
 * Source: https://www.rfc-editor.org/rfc/rfc3986#section-2
 */
const URL_CHARACTERS = String.raw`\w.~!$&'()*+,;=:@%-`;

const HTTPS = new RegExp(
  String.raw`^https:\/\/[${URL_CHARACTERS}]+\.[${URL_CHARACTERS}]+(?:[/?][${URL_CHARACTERS}/?]*)?$`,
);

const subscription = z.union(
  [
    z.strictObject({ email: emailSchema.describe('An e-mail address. Its owner must confirm the subscription') }),
    z.strictObject({
      https: text('an address that begins with `https://`, of characters that a URL may have', HTTPS).describe(
        'The address of a service that confirms the subscription and receives the messages',
      ),
    }),
  ],
  { error: 'an `email` or an `https` address' },
);

/** The section `audit`. */
export const auditSchema = z
  .strictObject({
    account: filledText('the key of an account').describe(
      'The key of the account from which the security team looks at the organization',
    ),
    logGroup: z
      .strictObject({
        days: z
          .union(
            LOG_GROUP_DAYS.map((days) => z.literal(days)),
            {
              error: `a number of days that CloudWatch Logs takes: ${LOG_GROUP_DAYS.join(', ')}`,
            },
          )
          .describe('For how many days'),
      })
      .default({ days: 365 })
      .describe("How long the trail's log group keeps events, for reading and searching"),
    trailKeyArn: text(
      'the ARN of a KMS key, such as `arn:aws:kms:eu-central-1:222222222222:key/…`',
      /^arn:aws:kms:[a-z0-9-]+:\d{12}:key\/[\w-]+$/,
    )
      .optional()
      .describe("The ARN of the log archive's key for the trail, once it is known; default: its alias is used"),
    subscriptions: z
      .array(subscription, { error: 'a list of subscriptions' })
      .min(1, { error: 'at least one subscription: nobody else hears the alarms' })
      .describe('Who hears the alarms'),
    alarms,
  })
  .describe("The organization's trail, its alarms and who hears them");
