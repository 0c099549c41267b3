import { z } from 'zod';
import { refusalOutputSchema } from '../input/problem-output';
import { GROUP_STATES } from './compare-groups';

const shown = z.strictObject({
  formatVersion: z.literal(1),
  problems: z.array(z.never()).readonly(),
  region: z.string().describe('Where Identity Center was asked'),
  instance: z
    .strictObject({
      arn: z.string(),
      identityStoreId: z.string(),
      status: z.string().describe("AWS's status of the instance, such as `ACTIVE`"),
      state: z
        .enum(['same', 'new', 'different'])
        .describe('`new`: the configuration does not have it; `different`: it has another one'),
    })
    .readonly(),
  groups: z
    .array(
      z
        .strictObject({
          name: z.string(),
          state: z
            .enum(GROUP_STATES)
            .describe(
              '`new`: the configuration lacks the id; `renamed`: the id is that of a group with another name; `different`: the name is that of a group with another id; `missing`: neither is there',
            ),
          configured: z.string().nullable().describe('The id in the configuration'),
          live: z.string().nullable().describe('The id of the group with this name'),
          otherName: z
            .string()
            .nullable()
            .describe('The name of the group with the configured id; if the group is missing, a name that is similar'),
        })
        .readonly(),
    )
    .readonly()
    .describe('The groups of the configuration, in the order of the file'),
  yaml: z.string().describe('The lines for landing-zone.yaml'),
  written: z.string().nullable().describe('The file that was written; null: none'),
});

export type GroupsOutput = z.output<typeof shown>;

/** The output of `rampart groups --json`. */
export const groupsOutputSchema = z.union([shown, refusalOutputSchema]);
