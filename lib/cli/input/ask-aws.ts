import { SdkClients, type Clients } from '../../aws/clients';
import type { Organization } from '../../model/organization';
import { explainAwsError } from './explain-aws-error';
import { UserMistake } from './user-mistake';

/** With the SDK's growing pauses in between, they outlast half a minute of throttling. */
const ATTEMPTS = 8;

/**
 * Asks AWS in the home Region, with the credentials that the SDK finds.
 *
 * @param needed the permissions for it, such as `organizations:ListAccounts`
 * @throws UserMistake if AWS cannot be asked
 */
export async function askAws<Answer>(
  { homeRegion: region, managementAccount }: Organization,
  needed: readonly string[],
  ask: (clients: Clients) => Promise<Answer>,
): Promise<Answer> {
  const clients = new SdkClients({ region, attempts: ATTEMPTS });
  try {
    return await ask(clients);
  } catch (error) {
    const mistake = explainAwsError(error, { managementAccount: managementAccount.accountId, region, needed });
    throw mistake === undefined ? error : new UserMistake(mistake);
  } finally {
    clients.destroy();
  }
}
