import { required } from '../../lib/aws/required';
import type { RehearsalClients } from './clients';
import { send } from './send';

/** Settings of an organization that services other than Organizations hold. */
export interface LiveSettings {
  /** The enabled features of centralized root access, such as `RootSessions`. */
  readonly rootFeatures: readonly string[];
  /** Whether StackSets may act in the whole organization. */
  readonly stackSetsActivated: boolean;
  /** The account that administers each service for the organization, as `ACCOUNT SERVICE`. */
  readonly delegations: readonly string[];
  /** The services that have a service-linked role in the management account. */
  readonly linkedServices: readonly string[];
}

export async function readSettings(
  clients: Pick<RehearsalClients, 'iam' | 'cloudformation' | 'organizations'>,
): Promise<LiveSettings> {
  const { EnabledFeatures = [] } = await send(clients, 'iam:ListOrganizationsFeatures', {});
  const { Status } = await send(clients, 'cloudformation:DescribeOrganizationsAccess', {});
  return {
    rootFeatures: EnabledFeatures,
    stackSetsActivated: Status === 'ENABLED',
    delegations: await readDelegations(clients),
    linkedServices: await readLinkedServices(clients),
  };
}

async function readDelegations(clients: Pick<RehearsalClients, 'organizations'>): Promise<readonly string[]> {
  const { DelegatedAdministrators = [] } = await send(clients, 'organizations:ListDelegatedAdministrators', {});
  const delegations: string[] = [];
  for (const { Id } of DelegatedAdministrators) {
    const query = { AccountId: required(Id, 'the number of a delegated administrator') };
    const { DelegatedServices = [] } = await send(clients, 'organizations:ListDelegatedServicesForAccount', query);
    delegations.push(...DelegatedServices.map(({ ServicePrincipal = '' }) => `${query.AccountId} ${ServicePrincipal}`));
  }
  return delegations;
}

/** The path of such a role is `/aws-service-role/SERVICE/`. */
async function readLinkedServices(clients: Pick<RehearsalClients, 'iam'>): Promise<readonly string[]> {
  const { Roles = [] } = await send(clients, 'iam:ListRoles', { PathPrefix: '/aws-service-role/', MaxItems: 1000 });
  return Roles.flatMap(({ Path = '' }) => Path.split('/')[2] ?? []);
}
