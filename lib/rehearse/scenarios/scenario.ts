import type { Site } from '../site';
import type { Verification } from '../verify/verify';
import type { Edit, Version } from '../versions';

/** A version that was deployed, and what was found then. */
export interface Deployed {
  readonly version: Version;
  readonly found: Verification;
}

export interface Scene {
  readonly site: Site;
  /** What stands there. */
  readonly before: Deployed;
  /** What is to be deployed: that, or what the scenario's edit made of it. */
  readonly version: Version;
  /** Another server, empty but for the bootstrap. */
  readonly openAnotherSite: () => Promise<Site>;
  /** A folder that goes with the rehearsal. */
  readonly makeFolder: (name: string) => string;
}

export interface Outcome {
  /** Null: what stands there now is of no use to those that follow. */
  readonly deployed: Deployed | null;
  /** What went otherwise than it must, a sentence each. */
  readonly faults: readonly string[];
}

/** Something that happens to a landing zone after its first deploy. */
export interface Scenario {
  /** A fact, as it must be. */
  readonly title: string;
  /** How the configuration changes. Default: not at all. */
  readonly edit?: Edit;
  /** True: only with an emulator of our own. */
  readonly restarts: boolean;
  run(scene: Scene): Promise<Outcome>;
}
