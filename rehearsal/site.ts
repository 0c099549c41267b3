import type { Credentials } from '../lib/aws/clients';
import { readOrganization } from '../lib/aws/read-organization';
import { findFailure, listStacks } from '../lib/aws/read-stacks';
import { EMULATED_POLICY_TYPES } from './assembly/rehearsed-template';
import { rehearsalClients, type ManagementClients, type RehearsalClients } from './aws/clients';
import { readSettings } from './aws/read-settings';
import type { ConfigurationVersion } from './configuration/versions';
import type { Emulator } from './emulator/emulator';
import { memberCredentials } from './emulator/member-credentials';
import { RehearsalFailure } from './failure';
import { cdkCommand, type Cdk } from './processes/cdk';
import { nodeProgram, type NodeProgram } from './processes/node-program';
import { rampartCommand, type RampartCommand } from './processes/rampart';
import { rehearsalEnvironment, ROOT_CREDENTIALS, type Environment } from './processes/environment';
import type { RunningProgram, Workspace } from './processes/workspace';
import { carryOut } from './stack-sets/carry-out';
import { until } from './until';
import { stackSetsOf, verify, type Verification } from './verify/verify';

/** An emulator's server, and how a person would deploy to it. */
export interface Site {
  readonly endpoint: string;
  /** The home Region. */
  readonly region: string;
  /** In the management account, in the home Region. */
  readonly clients: RehearsalClients;
  readonly management: ManagementClients;
  readonly cdk: Cdk;
  /** Runs one of Rampart's own commands. */
  readonly rampart: RampartCommand;
  /** Runs a program of Node.js against the server. */
  readonly node: NodeProgram;
  /** The executable of Node.js. */
  readonly nodePath: string;
  /** Undefined if we did not start the server: then it cannot be restarted. */
  readonly emulator: Emulator | undefined;
  bootstrap(account: string): Promise<void>;
  /** @throws RehearsalFailure with the failed event of the stack */
  deploy(version: ConfigurationVersion): Promise<void>;
  verify(version: ConfigurationVersion): Promise<Verification>;
}

export interface SiteOptions {
  readonly name: string;
  readonly endpoint: string;
  readonly region: string;
  /** Those of all stacks. */
  readonly regions: readonly string[];
  readonly emulator: Emulator | undefined;
  readonly workspace: Workspace;
  readonly nodePath: string;
  readonly environment: Environment;
}

export function openSite(options: SiteOptions): Site {
  const { name, endpoint, region, regions, emulator, workspace, nodePath } = options;
  const folder = workspace.makeFolder(`site-${name}`);
  const environment = rehearsalEnvironment(options.environment, { endpoint, region, folder });
  const management = managementClients(endpoint, regions);
  const clients = management.in(region);
  const cdk = cdkCommand({ workspace, nodePath, environment });
  const node = nodeProgram({ workspace, nodePath, environment, folder });
  const clientsIn = memberClients(endpoint);
  return {
    endpoint,
    region,
    clients,
    management,
    cdk,
    rampart: rampartCommand(node),
    node,
    nodePath,
    emulator,
    bootstrap: (account) => succeed(cdk.bootstrap(account, regions), 'the bootstrap', management),
    deploy: async (version) => {
      await succeed(cdk.deploy(version.copy.folder), 'the deploy', management);
      await carryOutStackSets(version, clients, management);
    },
    verify: (version) => verifySettled(() => verify(version, { clients, management, clientsIn })),
  };
}

/**
 * Waits for one of the CDK's commands to end.
 *
 * @throws RehearsalFailure if the command fails
 */
export async function succeed(running: RunningProgram, what: string, { everywhere }: ManagementClients): Promise<void> {
  const { exitCode, signal } = await running.end;
  if (exitCode === 0) return;
  const failures: string[] = [];
  for (const { cloudformation } of everywhere)
    for (const { name, status } of await listStacks(cloudformation)) {
      if (!/FAILED|ROLLBACK/.test(status)) continue;
      const failure = await findFailure(cloudformation, name);
      failures.push(`${name}: ${failure === undefined ? status : `${failure.resource}: ${failure.reason}`}`);
    }
  const ending = signal ?? `exit code ${String(exitCode)}`;
  throw new RehearsalFailure(1, [`${what} failed (${ending})`, ...failures].join('; '));
}

async function carryOutStackSets(
  version: ConfigurationVersion,
  clients: RehearsalClients,
  management: ManagementClients,
): Promise<void> {
  const stackSets = await stackSetsOf(version, management);
  if (stackSets.length === 0) return;
  await waitForStackSets(clients);
  const live = await readOrganization(clients.organizations, EMULATED_POLICY_TYPES);
  for (const stackSet of stackSets) await carryOut(stackSet, clients, live);
}

/** The emulator reports a stack as complete before its functions have ended, one of which activates StackSets. */
async function waitForStackSets(clients: RehearsalClients): Promise<void> {
  const look = async () => ((await readSettings(clients)).stackSetsActivated ? true : undefined);
  if ((await until(look, SETTLING)) === undefined)
    throw new RehearsalFailure(1, 'no stack activated StackSets, so that none can be created');
}

const SETTLING = { seconds: 90, pauseMs: 500 };

/** The emulator reports a stack as complete before its functions have ended. */
async function verifySettled(look: () => Promise<Verification>): Promise<Verification> {
  let last = await look();
  await until(async () => {
    if (last.pending.length > 0) last = await look();
    return last.pending.length === 0 ? true : undefined;
  }, SETTLING);
  return { ...last, faults: [...last.faults, ...last.pending] };
}

function managementClients(endpoint: string, regions: readonly string[]): ManagementClients {
  const known = new Map(
    regions.map((region) => [region, rehearsalClients({ endpoint, region, credentials: ROOT_CREDENTIALS })]),
  );
  return {
    everywhere: [...known.values()],
    in: (region) => {
      const clients = known.get(region);
      if (clients === undefined) throw new Error(`no stack is in ${region}`);
      return clients;
    },
  };
}

/** Clients of an administrator in each account, created when they are first needed. */
function memberClients(endpoint: string): (accountId: string, region: string) => Promise<RehearsalClients> {
  const known = new Map<string, Promise<Credentials>>();
  return async (accountId, region) => {
    const credentials = known.get(accountId) ?? memberCredentials(endpoint, accountId, 'rampart-rehearsal');
    known.set(accountId, credentials);
    return rehearsalClients({ endpoint, region, credentials: await credentials });
  };
}
