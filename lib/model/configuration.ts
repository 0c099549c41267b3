import type { z } from 'zod';
import type { YamlFile } from './read/yaml-file';
import type { AccountFileInput } from './schema/account-file';
import type { LandingZoneFileInput } from './schema/landing-zone-file';
import type { Draft } from './schema/draft';

/** What the parser must know of a guardrail. The catalogue in `policies` fits. */
export interface ParameterSchema {
  readonly id: string;
  readonly type: string;
  /** `nobody`: exempting somebody from it is a mistake. */
  readonly exempt: 'platform' | 'nobody';
  readonly parameters: z.ZodType;
}

/** The guardrails that configuration may name, by id. */
export type ParameterSchemas = ReadonlyMap<string, ParameterSchema>;

/** `landing-zone.yaml`, as far as it could be read. */
export interface LandingZoneDraft {
  readonly yaml: YamlFile;
  readonly draft: Draft<LandingZoneFileInput>;
}

/** An account's file, as far as it could be read. */
export interface AccountDraft {
  readonly key: string;
  readonly yaml: YamlFile;
  readonly draft: Draft<AccountFileInput>;
}

/**
 * The whole configuration, as far as it could be read. What breaks the schema is null, has been reported, and must
 * not be reported again as something else.
 */
export interface Configuration {
  readonly landingZone: LandingZoneDraft;
  /** In the order of their keys. */
  readonly accounts: readonly AccountDraft[];
  /** The keys of accounts whose files are there but cannot be read. */
  readonly unreadableAccounts: ReadonlySet<string>;
  /** False when the folder of the accounts could not be read. */
  readonly areAccountsKnown: boolean;
}
