import type { StandardId } from '../standards';

/**
 * Where the resources are that a Config rule looks at.
 *
 * - `home`: an account has them once, such as IAM users and trails. Config records IAM in the home Region only.
 * - `region`: each Region has its own.
 * - `us-east-1`: Config records them, and AWS offers the rule, in us-east-1 only, such as CloudFront distributions.
 */
export type PackScope = 'home' | 'region' | 'us-east-1';

/** A managed rule of AWS Config, by its identifier in the table of Config rules. */
export interface ConfigRule {
  readonly scope: PackScope;
  /**
   * When AWS evaluates it: whenever a resource changes, or once a day. The latter costs in every account and Region. A few
   * do both: they are `change` here, and say so.
   */
  readonly trigger: 'change' | 'periodic';
  /** The parameters that it is deployed with, unless the configuration says otherwise. */
  readonly parameters: Readonly<Record<string, string>>;
  /** The names of other parameters that it takes. */
  readonly optionalParameters: readonly string[];
  /** The numbers of the controls that it measures, by standard. */
  readonly controls: Readonly<Partial<Record<StandardId, readonly string[]>>>;
  /** The Regions, of those that are on by default, in which AWS does not offer it: a pack that holds it would fail there. */
  readonly unavailableIn: readonly string[];
}

/** A Config rule in a conformance pack. */
export interface PackedRule {
  /** AWS's identifier, such as `ACCESS_KEYS_ROTATED`. */
  readonly identifier: string;
  readonly parameters: Readonly<Record<string, string>>;
}

/** A conformance pack, as it is deployed to all accounts. */
export interface Pack {
  readonly standard: StandardId;
  /** `home`: in the home Region only; `region`: in every governed Region; `us-east-1`: there, if it is governed. */
  readonly scope: PackScope;
  /** In the order of the table. Not empty. */
  readonly rules: readonly PackedRule[];
  /** The keys of accounts that are not measured. */
  readonly excludedAccounts: readonly string[];
}
