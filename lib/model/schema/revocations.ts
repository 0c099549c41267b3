import { z } from 'zod';
import { PERSON_ID } from '../aws-ids';
import { instantSchema } from './instant';
import { rolePatternSchema } from './principal';
import { awsId, filledText } from './text';

const why = {
  until: instantSchema.describe('When the revocation ends by itself, without a deployment'),
  owner: filledText('who is responsible for the revocation').describe('Who is responsible for the revocation'),
  reason: filledText('what happened').describe('What happened'),
};

export const personIdSchema = awsId(PERSON_ID);

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
