import type { ConfigurationEdit, ConfigurationVersion } from '../configuration/versions';
import type { Site } from '../site';
import type { NotRehearsed } from '../verify/verification-tally';
import type { Verification } from '../verify/verify';

/** A version that was deployed, and what the verification found. */
export interface DeployedVersion {
  readonly version: ConfigurationVersion;
  readonly found: Verification;
}

export interface ScenarioInput {
  readonly site: Site;
  /** What is deployed when the scenario starts. */
  readonly before: DeployedVersion;
  /** The version to deploy: the deployed one, or the result of the scenario's edit. */
  readonly version: ConfigurationVersion;
  /** Starts another emulator that has only the bootstrap. */
  readonly openAnotherSite: () => Promise<Site>;
  /** Creates a folder that is removed with the rehearsal. */
  readonly makeFolder: (name: string) => string;
  /** Reads and synthesizes a configuration that the scenario has changed when it runs, with the pipeline on request. */
  readonly makeVersion: (folder: string, options?: { readonly vending?: boolean }) => Promise<ConfigurationVersion>;
}

export interface ScenarioOutcome {
  /** Null if later scenarios cannot go on from here. */
  readonly deployed: DeployedVersion | null;
  /** What went wrong, one sentence each. */
  readonly faults: readonly string[];
  /** What was measured, one sentence each. */
  readonly measured?: readonly string[];
  /** What it could not show on the emulator. */
  readonly notRehearsed?: readonly NotRehearsed[];
}

/** Something that happens to a landing zone after its first deploy. */
export interface RehearsalScenario {
  /** What `--scenario` calls it. */
  readonly name: string;
  /** The name of an earlier scenario that it cannot do without. */
  readonly needs?: string;
  /** The fact that the scenario shows. */
  readonly title: string;
  /** How the configuration changes. Default: not at all. */
  readonly edit?: ConfigurationEdit;
  /** Whether the scenario restarts the emulator. Then it is skipped behind `--endpoint`. */
  readonly restarts: boolean;
  run(input: ScenarioInput): Promise<ScenarioOutcome>;
}
