import { z } from 'zod';
import { requestLineSchema } from '../../evaluate/request-line';

/** The format of expectations: one JSON object a line. */

const { resource, resources, context, unknown, action } = requestLineSchema.unwrap().shape;

export const expectationLineSchema = z
  .strictObject({
    id: z.string().optional().describe('Names the expectation in messages; default: its line'),
    expect: z.enum(['permitted', 'denied']).describe('What the organization policies must decide'),
    reason: z.string().min(1).describe('What does not work, or is not safe, without it'),
    targets: z
      .array(z.string())
      .min(1)
      .readonly()
      .describe('The root, units or accounts; it must hold in each account at or below them'),
    principal: z
      .string()
      .describe(
        'Of the account: `role/NAME`, `user/NAME` or `root`. From elsewhere: an ARN, `service:` and a service principal, or ' +
          '`*` for anonymous; then the resource is in the account',
      ),
    action,
    resource,
    resources,
    context: context.describe(
      'Condition keys and their values. Default: the Region of the resource, else the home Region, TLS, no calling service and a new session',
    ),
    unknown,
    allowUnknownActions: z
      .boolean()
      .optional()
      .describe('Admits an action or a condition key that is newer than the service reference'),
  })
  .refine((line) => line.resource === undefined || line.resources === undefined, {
    path: ['resources'],
    error: 'an expectation has either `resource` or `resources`',
  })
  .readonly();

export type ExpectationLine = z.output<typeof expectationLineSchema>;

export const EXPECTATION_FIELDS = Object.keys(expectationLineSchema.unwrap().shape);
