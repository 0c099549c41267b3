import { z } from 'zod';
import { text } from './text';

/** https://docs.aws.amazon.com/singlesignon/latest/IdentityStoreAPIReference/API_Group.html */
const groupIdSchema = text(
  "a group's id in the identity store, such as `93a4b8c2-7001-70d6-b5f8-2b1c5d6e7f80`",
  /^(?:[0-9a-f]{10}-)?[A-Fa-f0-9]{8}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{12}$/,
);

const groupNameSchema = text(
  'a letter or digit, then at most 63 letters, digits, spaces and `_.-`',
  /^[A-Za-z0-9][A-Za-z0-9 _.-]{0,63}$/,
);

/** The section `identity` of `landing-zone.yaml`. */
export const identitySchema = z
  .strictObject({
    groups: z
      .record(groupNameSchema, groupIdSchema.nullable(), { error: 'groups and their ids' })
      .default({})
      .describe(
        "Groups of people, by the names that other files use, each with the group's id, or empty until it is known",
      ),
  })
  .describe('People, who sign in by Identity Center');
