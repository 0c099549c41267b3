import { z } from 'zod';

/** The formats of requests and decisions: one JSON object a line. */

const scalar = z.union([z.string(), z.number(), z.boolean()]);

const context = z
  .record(z.string(), z.union([scalar, z.array(scalar).readonly()]))
  .readonly()
  .describe('From condition keys to their values; an empty list says that the key is absent');

const resourceAccount = z
  .string()
  .describe('The account that holds the resource, by name or number; default: the one in the ARN, else the caller’s');

const touched = z
  .strictObject({
    arn: z.string().describe('An ARN, or `*`'),
    resourceAccount: resourceAccount.optional(),
    context: context.optional().describe('Keys of this resource alone, laid over those of the request'),
  })
  .readonly();

export const requestLineSchema = z
  .strictObject({
    id: z.string().describe('What the decision is recognised by'),
    account: z
      .string()
      .nullable()
      .describe('The caller’s account, by name or number; null: outside of the organization, a service or anonymous'),
    principal: z
      .string()
      .describe('An ARN (of a role session: the role’s), `service:` and a service principal, or `*` for anonymous'),
    action: z.string().describe('Such as `s3:PutObject`'),
    resource: z.string().optional().describe('One ARN, or `*`; without it, the resource is not known'),
    resources: z.array(touched).min(1).readonly().optional().describe('What a call touches, when it touches several'),
    resourceAccount: resourceAccount.optional(),
    context: context.optional(),
    unknown: z
      .array(z.string())
      .readonly()
      .optional()
      .describe('Condition keys of which nothing is known, with `*` for any text; `*` alone: all that are not given'),
  })
  .refine(({ resource, resources }) => resource === undefined || resources === undefined, {
    path: ['resources'],
    error: '`resource` and `resources` exclude each other',
  })
  .readonly();

export type RequestLine = z.output<typeof requestLineSchema>;

const denial = z
  .strictObject({
    target: z.string().describe('The root, unit or account that it is attached to'),
    document: z.string().nullable().describe('null: no document allows the action there'),
    type: z.enum(['SERVICE_CONTROL_POLICY', 'RESOURCE_CONTROL_POLICY']),
    pointer: z.string().nullable().describe('A JSON pointer to the statement in the document'),
    guardrails: z.array(z.string()).readonly(),
  })
  .readonly();

export const decisionSchema = z
  .strictObject({
    id: z.string(),
    decision: z.enum(['denied', 'permitted', 'undecided']),
    exempt: z
      .enum([
        'management-account',
        'service-linked-role',
        'service-principal',
        'outside-organization',
        'never-denied-action',
      ])
      .nullable()
      .describe('Why no guardrail binds the caller, when the request is permitted for that'),
    by: z.array(denial).readonly().describe('Every statement that denies, and every level that allows nothing'),
    missing: z.array(z.string()).readonly().describe('The condition keys on which it hangs, and `resource`'),
  })
  .readonly();

export type Decision = z.output<typeof decisionSchema>;
export type Denial = z.output<typeof denial>;
