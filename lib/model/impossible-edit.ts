import type { GuardrailsFile, GuardrailsTarget } from './guardrails-file';
import type { Application, ApplicationState, PropertyPath } from './organization';
import type { Problem } from './problem';

/** An application, without the parts that could not be read. */
export interface ReadApplication extends Partial<
  Pick<Application, 'state' | 'region' | 'stack' | 'accounts' | 'retiredIn'>
> {
  /** By name. */
  readonly stores?: Readonly<Record<string, ApplicationState>>;
}

/** By key; null: nothing of the application could be read. */
export type ReadApplications = Readonly<Record<string, ReadApplication | null>>;

/** What stacks have made in Identity Center. */
export interface ReadIdentityCenter {
  /** The ARN of the instance; null: there is none, and no stack. */
  readonly instance: string | null;
  /** Whether anybody has a permission set. */
  readonly isInUse: boolean;
}

/** What shows that no deployment can lead from one state of an organization to another. Each `guardrails.json` fits. */
export interface StatedOrganization {
  readonly organization: Pick<
    GuardrailsFile['organization'],
    'homeRegion' | 'baseline' | 'compliance' | 'spending' | 'access'
  > & {
    readonly logArchive?: { readonly account: string };
    /** Of files that may have mistakes, as far as they could be read; else `access` says it. */
    readonly applications?: ReadApplications;
    /** As far as it could be read; else `access` says it. */
    readonly identityCenter?: ReadIdentityCenter;
    /** How many assignments each stack of Identity Center has, by its name; else `access` says it. */
    readonly identityStacks?: Readonly<Record<string, number>>;
  };
  readonly targets: readonly GuardrailsTarget[];
  /** The keys of accounts whose files exist but cannot be read, so that they are in no target; `all`: the folder cannot. */
  readonly unreadableAccounts?: 'all' | ReadonlySet<string>;
  /** A state that was read from AWS has none. */
  readonly placements?: readonly { readonly target: string }[];
}

/**
 * A place in the later configuration: in the file of an account or of an application, or in `landing-zone.yaml`. If that file is
 * gone, it is the folder.
 */
export interface EditPlace {
  readonly account: string | null;
  readonly application?: string;
  readonly path: PropertyPath;
}

export const IMPOSSIBLE_EDITS = [
  'home-changed',
  'archive-moved',
  'parent-changed',
  'unit-key-changed',
  'unit-in-use',
  'account-key-changed',
  'account-email-changed',
  'account-name-changed',
  'account-stack-changed',
  'account-in-use',
  'account-removed',
  'account-not-suspended',
  'account-reopened',
  'application-in-use',
  'application-account-in-use',
  'application-store-in-use',
  'application-region-changed',
  'application-stack-changed',
  'identity-instance-changed',
  'identity-instance-removed',
  'identity-stack-in-use',
] as const;

/** An edit that no deployment can make, or not in one step. */
export interface ImpossibleEdit extends Required<Problem<EditPlace>> {
  readonly code: (typeof IMPOSSIBLE_EDITS)[number];
  /** The unit, account or application; empty: the organization. */
  readonly target: string;
}

/** What is stated of accounts, and compared. */
const OF_ACCOUNTS = ['name', 'email', 'stack', 'owner', 'budget', 'tags'] as const;

/** What cannot be compared, because one of the states does not have it. */
export const NOT_COMPARED = [
  'homeRegion',
  'key',
  ...OF_ACCOUNTS,
  'baseline',
  'compliance',
  'spending',
  'access',
] as const;
export type NotCompared = (typeof NOT_COMPARED)[number];
