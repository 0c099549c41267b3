import { clients, type Clients, type Credentials } from '../aws/clients';
import { findFailure, listStacks } from '../aws/read-stacks';
import { readOrganization } from '../aws/read-organization';
import { EMULATED_POLICY_TYPES } from './assembly/rehearsed-template';
import { cdkCommand, type Cdk } from './cdk';
import type { Emulator } from './emulator/emulator';
import { memberCredentials } from './emulator/member-credentials';
import { rehearsalEnvironment, ROOT_CREDENTIALS, type Environment } from './environment';
import { RehearsalFailure } from './failure';
import { carryOut } from './stack-sets/carry-out';
import { until } from './until';
import { stackSetsOf, verify, type Verification } from './verify/verify';
import type { Version } from './versions';
import type { Running, Workspace } from './workspace';

/** A server that stands for AWS, and how a person would deploy to it. */
export interface Site {
  readonly endpoint: string;
  readonly region: string;
  readonly clients: Clients;
  readonly cdk: Cdk;
  /** Undefined: the server is somebody else's, and cannot be restarted. */
  readonly emulator: Emulator | undefined;
  bootstrap(account: string): Promise<void>;
  /** Throws a `RehearsalFailure` that tells the stack's own event. */
  deploy(version: Version): Promise<void>;
  verify(version: Version): Promise<Verification>;
}

export interface SiteOptions {
  readonly name: string;
  readonly endpoint: string;
  readonly region: string;
  readonly emulator: Emulator | undefined;
  readonly workspace: Workspace;
  readonly nodePath: string;
  readonly environment: Environment;
}

export function openSite(options: SiteOptions): Site {
  const { name, endpoint, region, emulator, workspace, nodePath } = options;
  const folder = workspace.makeFolder(`site-${name}`);
  const environment = rehearsalEnvironment(options.environment, { endpoint, region, folder });
  const own = clients({ endpoint, region, credentials: ROOT_CREDENTIALS });
  const cdk = cdkCommand({ workspace, nodePath, environment });
  const look = { clients: own, clientsIn: memberClients(endpoint) };
  return {
    endpoint,
    region,
    clients: own,
    cdk,
    emulator,
    bootstrap: (account) => succeed(cdk.bootstrap(account, region), 'the bootstrap', own),
    deploy: async (version) => {
      await succeed(cdk.deploy(version.copy.folder), 'the deploy', own);
      await carryOutStackSets(version, own);
    },
    verify: (version) => verifySettled(() => verify(version, look)),
  };
}

/** Runs one of the CDK's commands to its end. */
export async function succeed(running: Running, what: string, { cloudformation }: Clients): Promise<void> {
  const { exitCode, signal } = await running.end;
  if (exitCode === 0) return;
  const failures: string[] = [];
  for (const { name, status } of await listStacks(cloudformation)) {
    if (!/FAILED|ROLLBACK/.test(status)) continue;
    const failure = await findFailure(cloudformation, name);
    failures.push(`${name}: ${failure === undefined ? status : `${failure.resource}: ${failure.reason}`}`);
  }
  const ending = signal ?? `exit code ${String(exitCode)}`;
  throw new RehearsalFailure(1, [`${what} failed (${ending})`, ...failures].join('; '));
}

async function carryOutStackSets(version: Version, own: Clients): Promise<void> {
  const stackSets = await stackSetsOf(version, own);
  if (stackSets.length === 0) return;
  const live = await readOrganization(own.organizations, EMULATED_POLICY_TYPES);
  for (const stackSet of stackSets) await carryOut(stackSet, own, live);
}

/** The emulator calls a stack complete before its functions have ended. */
async function verifySettled(look: () => Promise<Verification>): Promise<Verification> {
  let last: Verification | undefined;
  const settled = await until(
    async () => {
      last = await look();
      return last.pending.length === 0 ? last : undefined;
    },
    { seconds: 90, pauseMs: 500 },
  );
  const found = settled ?? last;
  if (found === undefined) throw new Error('nothing was looked at');
  return { ...found, faults: [...found.faults, ...found.pending] };
}

/** Clients of an administrator in each account, made when they are first needed. */
function memberClients(endpoint: string): (accountId: string, region: string) => Promise<Clients> {
  const known = new Map<string, Promise<Credentials>>();
  return async (accountId, region) => {
    const credentials = known.get(accountId) ?? memberCredentials(endpoint, accountId, 'rampart-rehearsal');
    known.set(accountId, credentials);
    return clients({ endpoint, region, credentials: await credentials });
  };
}
