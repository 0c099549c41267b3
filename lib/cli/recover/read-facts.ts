import type { Clients } from '../../aws/clients';
import { listAccountCreations } from '../../aws/list-account-creations';
import { listStackFailures } from '../../aws/list-stack-failures';
import { readCallerAccount } from '../../aws/read-caller';
import { readTree } from '../../aws/read-organization';
import { listStackResources, listStacks, readExports } from '../../aws/read-stacks';
import { accountsStack, stackName } from '../../model/names';
import type { Organization } from '../../model/organization';
import { askAws } from '../input/ask-aws';
import { requireManagementAccount } from '../input/require-management-account';
import type { Io } from '../io';
import type { LiveAccountsStack, Facts } from './facts';
import { conditionOf } from './stack-condition';

/** What the command may do. All of it reads. */
export const NEEDED = [
  'organizations:ListRoots',
  'organizations:ListOrganizationalUnitsForParent',
  'organizations:ListAccountsForParent',
  'organizations:ListCreateAccountStatus',
  'cloudformation:DescribeStacks',
  'cloudformation:ListStackResources',
  'cloudformation:DescribeStackEvents',
  'cloudformation:ListExports',
];

/**
 * Asks AWS, with the credentials that the SDK finds.
 *
 * @throws UserMistake if AWS cannot be asked
 */
export async function readFacts(organization: Organization, io: Pick<Io, 'progress'>): Promise<Facts> {
  try {
    return await askAws(organization, NEEDED, (clients) => readWith(clients, organization, io));
  } finally {
    io.progress(null);
  }
}

async function readWith(clients: Clients, organization: Organization, io: Pick<Io, 'progress'>): Promise<Facts> {
  io.progress('asking AWS for the accounts and their stacks');
  requireManagementAccount(await readCallerAccount(clients.sts), organization, 'the organization');
  // The stacks before the accounts: what a deployment creates in between then counts as not in a stack yet, but busy.
  const stacks = await readStacks(clients, organization);
  const exports = await readExports(clients.cloudformation);
  const creations = await listAccountCreations(clients.organizations);
  const tree = await readTree(clients.organizations, (what) => {
    io.progress(`asking AWS for ${what}`);
  });
  return { stacks, exports, creations, tree };
}

async function readStacks(
  { cloudformation }: Clients,
  { accounts }: Organization,
): Promise<readonly LiveAccountsStack[]> {
  const ids = [...new Set([accountsStack(), ...accounts.map(({ stack }) => stack)])].sort();
  const live = await listStacks(cloudformation);
  const stacks: LiveAccountsStack[] = [];
  for (const id of ids) {
    const name = stackName(id);
    const status = live.find((stack) => stack.name === name)?.status ?? null;
    const isThere = conditionOf(status) !== 'absent';
    const resources = isThere ? await listStackResources(cloudformation, name) : [];
    stacks.push({
      id,
      name,
      status,
      resources: resources.filter(({ type }) => type === 'AWS::Organizations::Account'),
      failures: isThere ? await listStackFailures(cloudformation, name) : [],
    });
  }
  return stacks;
}
