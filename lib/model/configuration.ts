import type { z } from 'zod';
import type { FoundBy } from './config-rules/mirror';
import type { YamlFile } from './read/yaml-file';
import type { AccountFileInput } from './schema/account-file';
import type { ApplicationFileInput } from './schema/application-file';
import type { LandingZoneFileInput } from './schema/landing-zone-file';
import type { Draft } from './schema/draft';
import type { PropertyPath } from './organization';
import type { Problem } from './problem';

/**
 * Parameters that an earlier version of a guardrail had, each with what is wrong with its value now: one problem for each
 * thing to write elsewhere, `at` a path into the value.
 */
export type RetiredParameters = Readonly<
  Record<string, (value: unknown) => readonly Omit<Problem<PropertyPath>, 'code'>[]>
>;

/** What the parser needs to know about a guardrail. The entries of `policies/catalogue.ts` fit. */
export interface ParameterSchema {
  readonly id: string;
  readonly type: string;
  /** `nobody`: an exemption from it is a mistake. */
  readonly exempt: 'platform' | 'nobody';
  readonly parameters: z.ZodType;
  readonly retired?: RetiredParameters;
  /** The Config rules that the standard `rampart-mirror` has for it. */
  readonly foundBy: FoundBy;
}

/** The guardrails that configuration may name, by id. */
export type ParameterSchemas = ReadonlyMap<string, ParameterSchema>;

/** `landing-zone.yaml`, as far as it could be read. */
export interface LandingZoneDraft {
  readonly yaml: YamlFile;
  readonly draft: Draft<LandingZoneFileInput>;
}

/** An account's file, as far as it could be read. */
interface AccountDraft {
  readonly key: string;
  readonly yaml: YamlFile;
  readonly draft: Draft<AccountFileInput>;
}

/** An application's file, as far as it could be read. */
interface ApplicationDraft {
  readonly key: string;
  readonly yaml: YamlFile;
  readonly draft: Draft<ApplicationFileInput>;
}

/**
 * The configuration, as far as it could be read. What does not match the schema is null: it has been reported, and must
 * not be reported again as another mistake.
 */
export interface Configuration {
  readonly landingZone: LandingZoneDraft;
  /** In the order of their keys. */
  readonly accounts: readonly AccountDraft[];
  /** The keys of accounts whose files exist but cannot be read. */
  readonly unreadableAccounts: ReadonlySet<string>;
  /** False if the folder of the accounts could not be read. */
  readonly areAccountsKnown: boolean;
  /** In the order of their keys. */
  readonly applications: readonly ApplicationDraft[];
  /** The keys of applications whose files exist but cannot be read. */
  readonly unreadableApplications: ReadonlySet<string>;
  /** False if the folder of the applications could not be read. */
  readonly areApplicationsKnown: boolean;
}
