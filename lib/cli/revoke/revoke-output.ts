import { z } from 'zod';
import { decisionSchema } from '../../analysis/evaluate/request-line';
import { refusalOutputSchema } from '../input/problem-output';

const position = { file: z.string(), line: z.int().positive(), column: z.int().positive() };
const instant = z.string().describe('ISO 8601 in UTC, to the second');
const { decision, exempt } = decisionSchema.unwrap().shape;

const entry = {
  person: z.string().nullable().describe('The id of a person in Identity Center; null: a role is revoked'),
  role: z.string().nullable().describe('A pattern of `aws:PrincipalArn`; null: a person is revoked'),
  issuedBefore: instant.nullable().describe('Of a role: sessions from before this time can do nothing'),
  until: instant,
  owner: z.string(),
  reason: z.string(),
};

const base = { formatVersion: z.literal(1), problems: z.array(z.never()).readonly() };

const revoked = z.strictObject({
  ...base,
  revoked: z
    .strictObject({
      ...entry,
      file: z.string(),
      isWritten: z.boolean().describe('false: `--dry-run` was given'),
      replaces: z.boolean().describe('Whether an earlier entry of the same person or role gave way to it'),
    })
    .readonly(),
  notes: z.array(z.string()).readonly().describe('What was assumed, and whom else it hits'),
  otherSteps: z
    .array(
      z.strictObject({ what: z.string(), commands: z.array(z.string()).readonly(), source: z.string() }).readonly(),
    )
    .readonly()
    .describe('What works outside of the guardrails, without a deployment'),
  calls: z
    .array(
      z
        .strictObject({
          what: z.string(),
          mustStop: z.boolean().describe('Whether the revocation is there to stop it'),
          account: z.string(),
          principal: z.string(),
          action: z.string(),
          without: decision.describe('What the guardrails decide without the revocation'),
          with: decision.describe('What they decide with it'),
          exempt: exempt.describe('Why no guardrail binds the caller; null: guardrails do'),
          by: z.array(z.string()).readonly().describe('The guardrails that deny it'),
        })
        .readonly(),
    )
    .readonly()
    .describe('Calls, judged by the guardrails of the configuration'),
  deploy: z.array(z.string()).readonly().describe('The commands that deploy it'),
});

const listed = z.strictObject({
  ...base,
  at: z.string().describe('The time for which it is said; ISO 8601 in UTC'),
  revocations: z
    .array(z.strictObject({ ...position, ...entry, hasEnded: z.boolean() }).readonly())
    .readonly()
    .describe('Those that have ended first'),
});

const removed = z.strictObject({
  ...base,
  at: z.string().describe('The time for which it is said; ISO 8601 in UTC'),
  removed: z.array(z.strictObject(entry).readonly()).readonly().describe('The entries that are no longer in the file'),
  file: z.string(),
  isWritten: z.boolean().describe('false: nothing has ended, or `--dry-run` was given'),
});

export type RevokeOutput = z.output<typeof revoked>;
export type ListOutput = z.output<typeof listed>;
export type RemovalOutput = z.output<typeof removed>;

/** The output of `rampart revoke --json`. */
export const revokeOutputSchema = z.union([revoked, listed, removed, refusalOutputSchema]);
