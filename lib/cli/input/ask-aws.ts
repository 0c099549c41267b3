import { SdkClients, type Clients } from '../../aws/clients';
import type { Organization } from '../../model/organization';
import { explainAwsError } from './explain-aws-error';
import { UserMistake } from './user-mistake';

/** With the SDK's growing pauses in between, they outlast half a minute of throttling. */
const ATTEMPTS = 8;

/** The clients of the management account in a Region. */
export type ClientsIn = (region: string) => Clients;

interface Asking {
  /** Default: the home Region. */
  readonly region?: string;
  /** How many times a request is sent before the client gives up. Default: 8. */
  readonly attempts?: number;
}

/**
 * Asks AWS with the credentials that the SDK finds.
 *
 * @param needed the permissions for it, such as `organizations:ListAccounts`
 * @param ask gets the clients of the Region, and those of any other
 * @throws UserMistake if AWS cannot be asked
 */
export async function askAws<Found>(
  { homeRegion, managementAccount }: Pick<Organization, 'homeRegion' | 'managementAccount'>,
  needed: readonly string[],
  ask: (clients: Clients, clientsIn: ClientsIn) => Promise<Found>,
  { region = homeRegion, attempts = ATTEMPTS }: Asking = {},
): Promise<Found> {
  const created = new Map<string, SdkClients>();
  let asked = region;
  const clientsIn: ClientsIn = (one) => {
    asked = one;
    const clients = created.get(one) ?? new SdkClients({ region: one, attempts });
    created.set(one, clients);
    return clients;
  };
  try {
    return await ask(clientsIn(region), clientsIn);
  } catch (error) {
    const context = { managementAccount: managementAccount.accountId, region: asked, needed };
    const mistake = explainAwsError(error, context);
    throw mistake === undefined ? error : new UserMistake(mistake);
  } finally {
    for (const clients of created.values()) clients.destroy();
  }
}
