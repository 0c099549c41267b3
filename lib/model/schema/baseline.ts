import { z } from 'zod';
import { text } from './text';

const resourceTypes = z
  .array(text('a resource type of AWS Config, such as `AWS::EC2::Instance`', /^AWS::[A-Za-z0-9]+::[A-Za-z0-9]+$/), {
    error: 'a list of resource types, such as `[AWS::EC2::Instance]`',
  })
  .min(1, { error: 'at least one resource type' });

const recorder = z
  .strictObject({
    frequency: z
      .enum(['continuous', 'daily'])
      .default('continuous')
      .describe(
        '`continuous`: every change is recorded, within minutes; `daily`: the state once a day, so that Config rules see a ' +
          'change up to a day later',
      ),
    exceptTypes: resourceTypes.optional().describe('Record all resource types but these'),
    onlyTypes: resourceTypes.optional().describe('Record these resource types only. Config rules see no others'),
  })
  .default({ frequency: 'continuous' })
  .describe('What AWS Config records; default: every change of every resource type');

const guardDuty = z
  .union(
    [
      z.literal(false),
      z.strictObject({
        forwardFrom: z
          .number({ error: 'a number from 1 to 10' })
          .min(1, { error: 'a number from 1 to 10' })
          .max(10, { error: 'a number from 1 to 10' })
          .default(7)
          .describe('The severity from which findings are forwarded: 4 is medium, 7 high, 9 critical'),
      }),
    ],
    { error: '`false`, or `{}` to switch it on' },
  )
  .default(false)
  .describe(
    'A GuardDuty detector in every account and governed Region; default: none, because it costs (docs/costs.md)',
  );

const unusedAccess = z
  .union(
    [
      z.literal(false),
      z.strictObject({
        days: z
          .int({ error: 'a whole number of days, 1 to 365' })
          .min(1, { error: 'a whole number of days, 1 to 365' })
          .max(365, { error: 'a whole number of days, 1 to 365' })
          .default(90)
          .describe('After how many days without use an access is reported'),
      }),
    ],
    { error: '`false`, or `{}` to switch it on' },
  )
  .default(false)
  .describe(
    'An analyzer of unused access for the whole organization; default: none, because it costs for each role and user ' +
      '(docs/costs.md)',
  );

/**
 * As the Account Management API takes it.
 *
 * Source: https://docs.aws.amazon.com/accounts/latest/reference/API_AlternateContact.html
 */
const contact = z
  .strictObject({
    name: text('1 to 64 characters', /^(?=.*\S).{1,64}$/).describe('A person or team'),
    title: text('1 to 50 characters', /^(?=.*\S).{1,50}$/).describe('What they are, such as `Security`'),
    email: text(
      'an e-mail address such as `security@example.com`, of letters, digits and `+=.#|!&_-`',
      /^(?=.{1,254}$)[\w+=.#|!&-]+@[\w.-]+\.\w+$/,
    ).describe('Their address'),
    phone: text('1 to 25 digits, spaces and `()+-`, such as `+49 30 1234567`', /^(?=.*\d)[\s0-9()+-]{1,25}$/).describe(
      'Their telephone number',
    ),
  })
  .optional();

const contacts = z
  .strictObject({
    security: contact.describe('Whom AWS tells of abuse and vulnerabilities'),
    operations: contact.describe('Whom AWS tells of outages and changes'),
    billing: contact.describe('Whom AWS tells of payments'),
  })
  .default({})
  .describe('The alternate contacts of every account; one that is missing is left as it is in each account');

/** The section `baseline`. */
export const baselineSchema = z
  .strictObject({
    recorder,
    guardDuty,
    unusedAccess,
    contacts,
    defaultVpcs: z
      .enum(['remove', 'keep'])
      .meta({ title: 'default VPCs' })
      .default('remove')
      .describe('`remove`: default VPCs that nothing uses are deleted; `keep`: they stay'),
    defaultSecurityGroups: z
      .enum(['empty', 'keep'])
      .meta({ title: 'default security groups' })
      .default('empty')
      .describe(
        '`empty`: default security groups that no network interface uses lose their rules; `keep`: they keep them',
      ),
  })
  .describe(
    'What every account has in every governed Region: a configuration recorder, its delivery, forwarded events',
  );
