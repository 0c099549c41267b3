import { GetUserIdCommand, type IdentitystoreClient } from '@aws-sdk/client-identitystore';
import type { Sender } from './clients';
import { required } from './required';

/** By what a person can be found: AWS takes no other attributes. */
const ATTRIBUTES = ['userName', 'emails.value'] as const;

/** A person of an identity store, and by which attribute it was found. */
export interface FoundPerson {
  readonly id: string;
  readonly by: (typeof ATTRIBUTES)[number];
}

/**
 * Finds a person by the exact user name or, if nobody has it, by the exact e-mail address; null: there is none.
 *
 * Source: https://docs.aws.amazon.com/singlesignon/latest/IdentityStoreAPIReference/API_GetUserId.html
 */
export async function findPerson(
  identitystore: Sender<IdentitystoreClient>,
  identityStoreId: string,
  name: string,
): Promise<FoundPerson | null> {
  for (const by of ATTRIBUTES) {
    const id = await findBy(identitystore, identityStoreId, by, name);
    if (id !== null) return { id, by };
  }
  return null;
}

async function findBy(
  identitystore: Sender<IdentitystoreClient>,
  identityStoreId: string,
  attribute: FoundPerson['by'],
  value: string,
): Promise<string | null> {
  try {
    const { UserId } = await identitystore.send(
      new GetUserIdCommand({
        IdentityStoreId: identityStoreId,
        AlternateIdentifier: { UniqueAttribute: { AttributePath: attribute, AttributeValue: value } },
      }),
    );
    return required(UserId, 'the id of a person');
  } catch (error) {
    if (isMissingPerson(error)) return null;
    throw error;
  }
}

/** The same error says that the store is missing or, with a reason, that its key cannot be used. */
function isMissingPerson(error: unknown): boolean {
  const { name, ResourceType, Reason } = error as Readonly<Record<string, unknown>>;
  return name === 'ResourceNotFoundException' && ResourceType !== 'IDENTITY_STORE' && Reason === undefined;
}
