import { z } from 'zod';
import { DRIFT_KINDS } from '../../analysis/drift/drift';
import { refusalOutputSchema } from '../input/problem-output';

const count = z.int().nonnegative();
const sentences = z.array(z.string()).readonly();

const differenceSchema = z
  .strictObject({
    kind: z.enum(DRIFT_KINDS),
    subject: z.string().describe('What differs: the name of a policy, the id of a unit, the key of an account …'),
    summary: z.string().describe('What AWS has, where, and what the files say'),
    file: z.string().nullable().describe('Where the files say so; null: no line does'),
    line: z.int().positive().nullable(),
    owners: sentences.describe('Who may know why, as the files name them'),
    lookUp: z
      .strictObject({
        region: z.string().describe('Where CloudTrail recorded the call'),
        events: sentences.describe('The names of the calls that can have done it; empty: look it up by the resource'),
      })
      .nullable(),
    fix: z.string(),
  })
  .readonly();

const looked = z.strictObject({
  formatVersion: z.literal(1),
  problems: z.array(z.never()).readonly(),
  equal: z.boolean().describe('Whether nothing differs; notes do not count'),
  revision: z
    .strictObject({
      deployed: z.string().nullable().describe('The commit that was deployed; null: no stack tells'),
      files: z.string().nullable().describe('The commit of the files, with `-dirty` after edits; null: there is none'),
    })
    .describe('If they differ, what differs may be an edit that is not deployed'),
  compared: z.strictObject({
    units: count,
    accounts: count,
    policies: count,
    stackSets: count,
    stacks: count.describe('The stacks that were found'),
    resources: z.boolean().describe("Whether CloudFormation compared the stacks' resources"),
    plan: z.string().nullable().describe('The folder of the plan; null: the stacks were compared with none'),
  }),
  effect: z
    .strictObject({
      notJudged: z.string().nullable().describe('Why it could not be judged; null: it was'),
      opened: sentences.describe('Denied by the files, possible at AWS'),
      tightened: sentences.describe('Possible by the files, denied at AWS'),
      settings: sentences.describe('Settings of policies without statements'),
      undecided: sentences.describe('Not proved to be decided as in the files'),
    })
    .nullable()
    .describe('What the live policies decide otherwise; null: no policy, and no place of an account, differs'),
  differences: z.array(differenceSchema).readonly().describe('The most dangerous first'),
  notes: z.array(differenceSchema).readonly().describe('What is told, and fails nothing'),
});

/** What a look at AWS found. */
export type DriftOutput = z.output<typeof looked>;

/** The output of `rampart drift --json`. */
export const driftOutputSchema = z.union([looked, refusalOutputSchema]);
