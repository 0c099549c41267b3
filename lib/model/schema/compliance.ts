import { z } from 'zod';
import { STANDARDS, type StandardId } from '../standards';
import { filledText } from './text';

const parameterValue = z
  .union([z.string(), z.number(), z.boolean()], { error: 'text, a number, or `true` or `false`' })
  .transform(String);

const options = z.strictObject({
  periodicRules: z
    .enum(['home', 'everywhere'])
    .default('home')
    .describe(
      'Where Config rules that run once a day are deployed. `home`: in the home Region only. `everywhere`: in every ' +
        'governed Region, which costs that much more (docs/costs.md). Rules that run on a change are everywhere',
    ),
  parameters: z
    .record(
      filledText('a Config rule'),
      z.record(z.string(), parameterValue, { error: 'parameters and their values' }),
      {
        error: 'Config rules and their parameters',
      },
    )
    .default({})
    .describe(
      'Parameters of Config rules that differ from the defaults, such as `ACCESS_KEYS_ROTATED: {maxAccessKeyAge: 60}`',
    ),
  withoutRules: z
    .array(filledText('a Config rule'), { error: 'a list of Config rules' })
    .default([])
    .describe('Config rules of the standard that are left out. Their controls are then not covered'),
  excludedAccounts: z
    .array(filledText('the key of an account'), { error: 'a list of accounts' })
    .default([])
    .describe('Accounts that are not measured'),
});

const standard = z
  .union([z.literal(false), options], { error: '`false`, or its options (`{}` for the defaults)' })
  .optional();

/** The section `compliance`. */
export const complianceSchema = z
  .strictObject(
    Object.fromEntries(
      Object.entries(STANDARDS).map(([id, { isDefault, summary }]) => [
        id,
        standard.describe(`Measures ${summary}; default: ${isDefault ? 'on' : 'off'}. \`false\` switches it off`),
      ]),
    ) as Record<StandardId, typeof standard>,
  )
  .describe('The standards against which every account is measured, by conformance packs of AWS Config');

/** The options of a standard that is on by default and not mentioned. */
export const DEFAULT_OPTIONS = options.parse({});
