import { attachFullAccess } from '../aws/attach-full-access';
import { describeCalls, type CallReport } from './calls/describe-calls';
import { rehearseCalls } from './calls/rehearse-calls';
import { startEmulator, isUp, type Emulator } from './emulator/emulator';
import { findEmulator } from './emulator/find-emulator';
import type { Environment } from './environment';
import { RehearsalFailure } from './failure';
import { makeReport } from './make-report';
import { playScenarios } from './play-scenarios';
import type { Project } from './project';
import { isClean, type Report } from './report';
import { SCENARIOS } from './scenarios';
import type { Deployed } from './scenarios/scenario';
import { openSite, type Site } from './site';
import { makeVersions, type Version } from './versions';
import { whileItRuns } from './while-it-runs';
import { openWorkspace, type Workspace } from './workspace';

export interface RehearsalOptions {
  /** The folder of the configuration. */
  readonly organization: string;
  readonly project: Project;
  /** The emulator's executable. Default: the one on PATH. */
  readonly emulator: string | undefined;
  /** A server that runs already. Default: an emulator is started. */
  readonly endpoint: string | undefined;
  /** Whether the emulator is left running. */
  readonly keep: boolean;
  /** Whether changes and failures are rehearsed, too. */
  readonly scenarios: boolean;
  readonly nodePath: string;
  /** Where Lambda functions find the SDK. */
  readonly modules: string;
  readonly environment: Environment;
  readonly interrupted: AbortSignal;
  readonly progress: (text: string) => void;
  /** Is given the file with everything that the programs wrote, when the rehearsal did not end well. */
  keepLog(file: string): void;
}

/** Deploys the organization to an emulator and looks at what came of it. Whatever it starts ends with it. */
export async function rehearse(options: RehearsalOptions): Promise<Report> {
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
      reject(new RehearsalFailure(2, 'interrupted; everything that was started has been stopped'));
    };
    if (signal.aborted) interrupt();
    else signal.addEventListener('abort', interrupt, { once: true });
  });
}

async function perform(
  options: RehearsalOptions,
  workspace: Workspace,
  executable: string | undefined,
): Promise<Report> {
  const { organization, project, progress } = options;
  progress('synthesising the stacks');
  const scenarios = options.scenarios ? SCENARIOS : [];
  const edits = scenarios.flatMap(({ edit }) => (edit === undefined ? [] : [edit]));
  const versions = makeVersions(organization, edits, { project, workspace });
  const [version] = await Promise.all(versions.slice(0, 1));
  if (version === undefined) throw new Error('there is no version to deploy');
  const openFresh = async (name: string): Promise<Site> =>
    openEmulatedSite(name, version, options, workspace, executable);
  const site =
    options.endpoint === undefined
      ? await openFresh('main')
      : openSite({
          ...common(version, options, workspace),
          name: 'main',
          endpoint: options.endpoint,
          emulator: undefined,
        });
  const play = async (): Promise<Report> => {
    const deployed = await deployFirst(site, version, options);
    const calls = deployed.found.faults.length === 0 ? await makeCalls(site, deployed, options) : null;
    const { makeFolder } = workspace;
    const stage = { site, deployed, makeFolder, openAnotherSite: () => openFresh('another') };
    const played =
      deployed.found.faults.length === 0 && options.scenarios
        ? await playScenarios(scenarios, versions.slice(1), stage, progress)
        : null;
    return makeReport({ deployed, calls, played, site, options, workspace });
  };
  return whileItRuns(site.emulator, play());
}

function common({ organization }: Version, { nodePath, environment }: RehearsalOptions, workspace: Workspace) {
  return { region: organization.homeRegion, nodePath, environment, workspace };
}

/** An emulator of its own, with the bootstrap in it. */
async function openEmulatedSite(
  name: string,
  version: Version,
  options: RehearsalOptions,
  workspace: Workspace,
  executable: string | undefined,
): Promise<Site> {
  if (executable === undefined) throw new Error('only an emulator of our own can be started');
  const shared = common(version, options, workspace);
  const managementAccount = version.organization.managementAccount.accountId;
  options.progress('starting the emulator');
  const { modules } = options;
  const emulator: Emulator = await startEmulator({ ...shared, executable, name, managementAccount, modules });
  const site = openSite({ ...shared, name, endpoint: emulator.endpoint, emulator });
  options.progress('bootstrapping');
  await whileItRuns(emulator, site.bootstrap(managementAccount));
  return site;
}

async function deployFirst(site: Site, version: Version, { progress, endpoint }: RehearsalOptions): Promise<Deployed> {
  if (endpoint !== undefined) {
    progress('bootstrapping');
    await site.bootstrap(version.organization.managementAccount.accountId);
  }
  progress('deploying the stacks');
  await site.deploy(version);
  progress('asking for what was built');
  return { version, found: await site.verify(version) };
}

/** The second act: null where the server cannot be started again with its policies in force. */
async function makeCalls(
  site: Site,
  { version, found }: Deployed,
  { progress, scenarios }: RehearsalOptions,
): Promise<CallReport | null> {
  const { emulator, clients, endpoint, region } = site;
  if (emulator === undefined) return null;
  const { live, organization } = found;
  const members = live.accounts.filter(({ id }) => id !== live.managementAccountId);
  await attachFullAccess(
    clients.organizations,
    [...live.units, ...members].map(({ id }) => id),
  );
  progress('starting the emulator again, with its policies in force');
  await emulator.restart('strict');
  const file = version.assembly.file;
  const outcomes = await rehearseCalls({ endpoint, region, file, organization, progress });
  // A deploy needs everybody to be allowed everything; a person who goes on by hand does not.
  if (scenarios) await emulator.restart('off');
  return describeCalls(outcomes);
}
