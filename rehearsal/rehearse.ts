import { guardrailsFile } from '../lib/analysis/assemble/guardrails-file';
import { rehearseApplications } from './applications/rehearse-applications';
import { attachFullAccess } from './aws/attach-full-access';
import { describeCalls, type CallReport } from './calls/describe-calls';
import { rehearseCalls } from './calls/rehearse-calls';
import type { Project } from './configuration/project';
import { makeVersion, makeVersions, type ConfigurationVersion } from './configuration/versions';
import { deploySettings } from './deploy-settings';
import { startEmulator, isUp } from './emulator/emulator';
import { findEmulator } from './emulator/find-emulator';
import { whileItRuns } from './emulator/while-it-runs';
import { rehearseEvidence } from './evidence/rehearse-evidence';
import { joinReports, type EvidenceReport } from './evidence/run-steps';
import { RehearsalFailure } from './failure';
import { rehearsePeople, rehearseSessions } from './people/rehearse-people';
import type { Environment } from './processes/environment';
import { openWorkspace, type Workspace } from './processes/workspace';
import { makeReport } from './report/make-report';
import { isClean, type RehearsalReport } from './report/report';
import { SCENARIOS } from './scenarios';
import { chooseScenarios } from './scenarios/choose-scenarios';
import { runScenarios } from './scenarios/run-scenarios';
import type { DeployedVersion } from './scenarios/scenario';
import { openSite, type Site } from './site';

export interface RehearsalOptions {
  /** The folder of the configuration. */
  readonly organization: string;
  readonly project: Project;
  /** The emulator's executable. Default: the one on PATH. */
  readonly emulator: string | undefined;
  /** The address of a server that is already running. Default: an emulator is started. */
  readonly endpoint: string | undefined;
  /** Whether the emulator is left running. */
  readonly keep: boolean;
  /** Whether changes and failures are rehearsed too. */
  readonly scenarios: boolean;
  /** The names of the only scenarios; null: all of them, after the calls. */
  readonly only: readonly string[] | null;
  readonly nodePath: string;
  /** Where Lambda functions find the SDK: a value for NODE_PATH. */
  readonly modules: string;
  readonly environment: Environment;
  readonly interrupted: AbortSignal;
  readonly progress: (text: string) => void;
  /** Gets the file with the output of all programs if the rehearsal did not end well. */
  keepLog(file: string): void;
}

/** Deploys the organization to an emulator and verifies the result. Everything that it starts is ended with it. */
export async function rehearse(options: RehearsalOptions): Promise<RehearsalReport> {
  const executable = options.endpoint === undefined ? findEmulator(options.emulator, options.environment) : undefined;
  if (options.endpoint !== undefined && !(await isUp(options.endpoint)))
    throw new RehearsalFailure(2, `no emulator answers at ${options.endpoint}`);
  const workspace = openWorkspace(options.nodePath, options.environment);
  try {
    const report = await Promise.race([perform(options, workspace, executable), interruption(options.interrupted)]);
    if (!isClean(report)) options.keepLog(workspace.logFile);
    if (report.kept !== null) await workspace.abandon();
    return report;
  } catch (error) {
    if (!options.interrupted.aborted) options.keepLog(workspace.logFile);
    throw error;
  } finally {
    options.project.stop();
    await workspace.close();
  }
}

async function interruption(signal: AbortSignal): Promise<never> {
  return new Promise((_settle, reject) => {
    const interrupt = (): void => {
      reject(new RehearsalFailure(2, 'interrupted; every program that the rehearsal started has been stopped'));
    };
    if (signal.aborted) interrupt();
    else signal.addEventListener('abort', interrupt, { once: true });
  });
}

async function perform(
  options: RehearsalOptions,
  workspace: Workspace,
  executable: string | undefined,
): Promise<RehearsalReport> {
  const { organization, project, progress, endpoint, keep, only } = options;
  const scenarios = options.scenarios ? chooseScenarios(SCENARIOS, only) : [];
  progress('synthesizing the stacks');
  const edits = scenarios.flatMap(({ edit }) => (edit === undefined ? [] : [edit]));
  const versions = makeVersions(organization, edits, { project, workspace });
  const [version] = await Promise.all(versions.slice(0, 1));
  if (version === undefined) throw new Error('there is no version to deploy');
  const openFresh = (name: string): Promise<Site> => openEmulatedSite(name, version, options, workspace, executable);
  const site =
    endpoint === undefined
      ? await openFresh('main')
      : openSite({ ...shared(version, options, workspace), name: 'main', endpoint, emulator: undefined });
  const act = async (): Promise<RehearsalReport> => {
    const deployed = await deployFirst(site, version, options);
    const isIntact = deployed.found.faults.length === 0;
    const { calls, evidence } =
      isIntact && only === null ? await makeCalls(site, deployed, options, workspace) : NO_CALLS;
    const { makeFolder } = workspace;
    const setup = {
      ...{ site, deployed, makeFolder, openAnotherSite: () => openFresh('another') },
      makeVersion: (folder: string, more?: { readonly vending?: boolean }) => makeVersion(folder, { project }, more),
    };
    const played =
      isIntact && options.scenarios ? await runScenarios(scenarios, versions.slice(1), setup, progress) : null;
    return makeReport({ deployed, calls, evidence, played, site, workspace, keep, scenarios: options.scenarios });
  };
  return whileItRuns(site.emulator, act());
}

function shared(
  { organization, copy }: ConfigurationVersion,
  { nodePath, environment }: RehearsalOptions,
  workspace: Workspace,
) {
  const region = organization.homeRegion;
  const regions = [...new Set([region, ...copy.stacks.map((stack) => stack.region)])];
  return { region, regions, nodePath, environment, workspace };
}

/** Starts an emulator and bootstraps it. */
async function openEmulatedSite(
  name: string,
  version: ConfigurationVersion,
  options: RehearsalOptions,
  workspace: Workspace,
  executable: string | undefined,
): Promise<Site> {
  if (executable === undefined) throw new Error('behind --endpoint, no other emulator can be started');
  const common = shared(version, options, workspace);
  const managementAccount = version.organization.managementAccount.accountId;
  options.progress('starting the emulator');
  const { modules } = options;
  const emulator = await startEmulator({ ...common, executable, name, managementAccount, modules });
  const site = openSite({ ...common, name, endpoint: emulator.endpoint, emulator });
  options.progress('bootstrapping');
  await whileItRuns(emulator, site.bootstrap(managementAccount));
  return site;
}

async function deployFirst(
  site: Site,
  version: ConfigurationVersion,
  { progress, endpoint }: RehearsalOptions,
): Promise<DeployedVersion> {
  if (endpoint !== undefined) {
    progress('bootstrapping');
    await site.bootstrap(version.organization.managementAccount.accountId);
  }
  progress('deploying the stacks');
  await deploySettings(site, version);
  await site.deploy(version);
  progress('verifying what was deployed');
  return { version, found: await site.verify(version) };
}

/** What needs a server that enforces policies. */
interface EnforcedResults {
  readonly calls: CallReport | null;
  readonly evidence: EvidenceReport | null;
}

const NO_CALLS: EnforcedResults = { calls: null, evidence: null };

/** No results if the server cannot be restarted with its policies enforced. */
async function makeCalls(
  site: Site,
  deployed: DeployedVersion,
  { progress, scenarios }: RehearsalOptions,
  { makeFolder }: Workspace,
): Promise<EnforcedResults> {
  const { version, found } = deployed;
  const { emulator, clients, management, endpoint, region } = site;
  if (emulator === undefined) return NO_CALLS;
  const { live, organization } = found;
  const members = live.accounts.filter(({ id }) => id !== live.managementAccountId);
  const targetIds = [...live.units, ...members].map(({ id }) => id);
  await attachFullAccess(clients, targetIds);
  // With the ids that the accounts and units got on the server.
  const file = guardrailsFile(organization, version.assembly);
  const stage = { endpoint, region, file, organization, progress };
  const people = await rehearsePeople(stage, deployed, site, makeFolder);
  progress('restarting the emulator with its policies enforced');
  await emulator.restart('strict');
  const outcomes = await rehearseCalls(stage);
  const evidence = joinReports([
    await rehearseEvidence(stage, deployed, management),
    await rehearseApplications(stage, organization),
    people?.report ?? null,
    await rehearseSessions(stage, people),
  ]);
  // Scenarios deploy, which needs policies to be off. With --keep they stay enforced.
  if (scenarios) await emulator.restart('off');
  return { calls: describeCalls(outcomes), evidence };
}
