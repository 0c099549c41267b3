import type { StandardId } from '../standards';

/** A managed rule of AWS Config, by its identifier in the table of Config rules. */
export interface ConfigRule {
  /**
   * `home`: it looks at something that an account has once, such as its IAM users, and is deployed in the home Region only.
   * `region`: it looks at the resources of its Region.
   */
  readonly scope: 'home' | 'region';
  /** When AWS evaluates it: whenever a resource changes, or once a day. The latter costs in every account and Region. */
  readonly trigger: 'change' | 'periodic';
  /** The parameters that it is deployed with, unless the configuration says otherwise. */
  readonly parameters: Readonly<Record<string, string>>;
  /** The names of other parameters that it takes. */
  readonly optionalParameters: readonly string[];
  /** The numbers of the controls that it measures, by standard. */
  readonly controls: Readonly<Partial<Record<StandardId, readonly string[]>>>;
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
  /** `home`: in the home Region only; `region`: in every governed Region. */
  readonly scope: 'home' | 'region';
  /** In the order of the table. Not empty. */
  readonly rules: readonly PackedRule[];
  /** The keys of accounts that are not measured. */
  readonly excludedAccounts: readonly string[];
}
