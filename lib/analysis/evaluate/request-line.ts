import { z } from 'zod';
import { CONTROL_POLICY_TYPES } from '../../iam/control-policy-type';
import type { PropertyPath } from '../../model/organization';
import type { Problem } from '../../model/problem';

/** The formats of requests and decisions: one JSON object a line. */

const scalar = z.union([z.string(), z.number(), z.boolean()]);

const context = z
  .record(z.string(), z.union([scalar, z.array(scalar).readonly()]))
  .readonly()
  .describe('Condition keys and their values; an empty list means that the key is absent');

const resourceAccount = z
  .string()
  .describe("The account that holds the resource, by name or number; default: the one in the ARN, else the caller's");

const touched = z
  .strictObject({
    arn: z.string().describe('An ARN, or `*`'),
    resourceAccount: resourceAccount.optional(),
    context: context.optional().describe('Keys of this resource only; they override those of the request'),
  })
  .readonly();

export const requestLineSchema = z
  .strictObject({
    id: z.string().describe('Identifies the decision'),
    account: z
      .string()
      .nullable()
      .describe("The caller's account, by name or number; null: outside the organization, a service or anonymous"),
    principal: z
      .string()
      .describe(
        "An ARN (for a role session, the role's), `role/NAME`, `user/NAME` or `root` of the account, `service:` and a " +
          'service principal, or `*` for anonymous',
      ),
    action: z.string().describe('Such as `s3:PutObject`'),
    resource: z.string().optional().describe('One ARN, or `*`; default: the resource is not known'),
    resources: z.array(touched).min(1).readonly().optional().describe('The resources of a call that uses several'),
    resourceAccount: resourceAccount.optional(),
    context: context.optional(),
    unknown: z
      .array(z.string())
      .readonly()
      .optional()
      .describe('Condition keys whose values are not known, with `*` as a wildcard; `*` alone: all that are not given'),
  })
  .refine(({ resource, resources }) => resource === undefined || resources === undefined, {
    path: ['resources'],
    error: 'a request has either `resource` or `resources`',
  })
  .readonly();

export type RequestLine = z.output<typeof requestLineSchema>;

/** A mistake in a request, `at` a path into it; an empty path: the request as a whole. */
export type RequestProblem = Problem<PropertyPath>;

const denial = z
  .strictObject({
    target: z.string().describe('The root, unit or account that the document is attached to'),
    document: z.string().nullable().describe('null: no document there allows the action'),
    type: z.enum(CONTROL_POLICY_TYPES),
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
      .describe('Why no guardrail binds the caller, if the request is permitted for that reason'),
    by: z.array(denial).readonly().describe('Every statement that denies, and every level that allows nothing'),
    missing: z.array(z.string()).readonly().describe('What the decision depends on: condition keys and `resource`'),
  })
  .readonly();

export type Decision = z.output<typeof decisionSchema>;
export type Denial = z.output<typeof denial>;
