import { z } from 'zod';
import { CONTROL_STATUSES } from '../../analysis/controls/assess';

/** The format of `rampart controls --json`, for other programs. */

const count = z.int().nonnegative();

const kind = z.enum(['guardrail', 'alarm', 'stack-setting', 'config-rule']);

const mechanism = z.strictObject({
  kind,
  id: z.string(),
  contribution: z
    .enum(['meets', 'part', 'tells'])
    .describe('`meets` the control by itself, does `part` of it, or `tells` afterwards'),
  where: z.string().describe('Where it is in force, for people'),
  everywhere: z.boolean().describe('Whether nothing that the control is about is left out'),
  file: z.string().describe('What makes it: a path in the repository of Rampart'),
  test: z.string().describe('What shows it: a path in the repository of Rampart'),
});

const missing = z.strictObject({ kind, id: z.string(), why: z.string() });

const control = z.strictObject({
  number: z.string(),
  earlier: z.string().nullable().describe('Its number in version 3.0 of CIS; null: there is none'),
  chapter: z.string(),
  title: z.string().describe("What must hold, in Rampart's words"),
  status: z.enum(CONTROL_STATUSES),
  mechanisms: z.array(mechanism).describe('Those in force'),
  missing: z.array(missing).describe('Mechanisms that could cover it and are not in force'),
  gaps: z.array(z.string()).describe('Why the mechanisms that meet it do not cover the whole of it'),
  remainder: z.string().nullable().describe('What no mechanism does, and what people do instead'),
});

export const controlsSchema = z.strictObject({
  formatVersion: z.literal(1),
  standards: z.array(
    z.strictObject({
      id: z.string(),
      title: z.string(),
      totals: z.strictObject({
        covered: count,
        partly: count,
        measured: count,
        'not-covered': count,
      }),
      controls: z.array(control).describe('With --uncovered: only those that nothing covers'),
      notes: z
        .array(z.strictObject({ subject: z.string(), why: z.string() }))
        .describe('What is not among the controls, and why'),
    }),
  ),
});
