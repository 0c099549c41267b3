import { z } from 'zod';
import { instantSchema } from './instant';
import { rolePatternSchema } from './principal';
import { filledText, text } from './text';

const why = {
  until: instantSchema.describe('When the revocation ends by itself, without a deployment'),
  owner: filledText('who is responsible for the revocation').describe('Who is responsible for the revocation'),
  reason: filledText('what happened').describe('What happened'),
};

/** https://docs.aws.amazon.com/singlesignon/latest/IdentityStoreAPIReference/API_User.html */
export const personIdSchema = text(
  'the id of a user in Identity Center, such as `906a1b2c3d-11111111-2222-3333-4444-555555555555`',
  /^(?:[0-9a-f]{10}-)?[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$/,
);

const revocation = z
  .union(
    [
      z.strictObject({
        person: personIdSchema.describe('The id of a user in Identity Center, who can do nothing until the end'),
        ...why,
      }),
      z.strictObject({
        role: rolePatternSchema.describe('A pattern of the ARNs of roles, in every account'),
        issuedBefore: instantSchema.describe('Sessions from before this time can do nothing; later ones can'),
        ...why,
      }),
    ],
    { error: 'a `person`, or a `role` with `issuedBefore`' },
  )
  .describe('A person or a role whose sessions can do nothing');

/** The section `revocations` of `landing-zone.yaml`. */
export const revocationsSchema = z
  .array(revocation, { error: 'a list of revocations' })
  .describe('Sessions that are revoked: `npx rampart revoke` writes an entry, and `revoke-sessions` denies them');
