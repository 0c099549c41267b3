import type { AlarmId } from './alarms';
import type { Backups } from './backups';
import type { Baseline } from './baseline';
import type { Budget, Budgets } from './budgets';
import type { PermissionSetId } from './permission-sets';
import type { StandardId } from './standards';
import type { PackingLock } from './packing-lock';
import type { Position } from './problem';
import type { Quotas } from './quotas';
import type { SourceFile } from './read/read-folder';

/** A path into a configuration value, such as `['regions', 0]`. */
export type PropertyPath = readonly (string | number)[];

/** The id of the root, as a target of guardrails. */
export const ROOT = 'root';

/** An organizational unit. */
export interface Unit {
  /** Identifies the unit and never changes: logical ids, exports and policy names are made from it. */
  readonly key: string;
  /** The keys from the top unit down to this one, joined by `/`, such as `Workloads/Production`. */
  readonly id: string;
  /** The id of the parent: another unit's, or `root`. */
  readonly parent: string;
  /** The name that AWS shows; may change at any time. */
  readonly name: string;
  /** The unit's id at AWS; null until the configuration has it. */
  readonly awsId: string | null;
  readonly at: Position;
}

/** `suspended`: quarantined, but still a member; `closed`: closed at AWS, in no stack, and not bound by guardrails. */
type AccountState = 'active' | 'suspended' | 'closed';

/** A member account. */
export interface Account {
  /** Identifies the account and never changes: the name of its file. */
  readonly key: string;
  /** The name that AWS shows; default: the key. CloudFormation cannot change it later. */
  readonly name: string;
  readonly email: string;
  /** The id of the account's unit. */
  readonly unit: string;
  readonly owner: string;
  readonly budget: Budget;
  readonly tags: Readonly<Record<string, string>>;
  readonly state: AccountState;
  /** The account's number; null until the configuration has it. */
  readonly accountId: string | null;
  /** The stack that holds it: `Accounts`, or `Accounts-<suffix>`. It never changes. */
  readonly stack: string;
  /** False: the account keeps its own recorder and detectors, and the baseline leaves it alone. */
  readonly hasBaseline: boolean;
  readonly at: Position;
}

/** The account that owns the organization. Service control policies never bind it. */
interface ManagementAccount {
  readonly key: string;
  readonly accountId: string;
  /** False: it keeps its own recorder and detectors. It forwards events and is measured all the same. */
  readonly hasBaseline: boolean;
}

/**
 * The kinds of platform principals. `forwarder`: the role with which EventBridge sends events to the management account;
 * `finisher`: the role of the state machine that finishes an account; `finisherStart`: the role of the schedule that starts it;
 * `backup`: the role of AWS Backup.
 */
export const PLATFORM_KINDS = [
  'organizationAccess',
  'stackSetsExecution',
  'deployment',
  'breakGlass',
  'forwarder',
  'finisher',
  'finisherStart',
  'backup',
] as const;

export type PlatformKind = (typeof PLATFORM_KINDS)[number];

/** The principals in member accounts for deployments, emergencies and the baseline, as patterns of `aws:PrincipalArn`. */
export interface Platform {
  /** The role that Organizations creates in each account, for the management account to assume. */
  readonly organizationAccessRoleName: string;
  /** The patterns of each kind; empty if the organization has no such principal. */
  readonly principals: Readonly<Record<PlatformKind, readonly string[]>>;
  /** The ids of the guardrails that do not bind each kind; `all`: every guardrail that exempts anybody. */
  readonly exemptFrom: Readonly<Record<PlatformKind, 'all' | readonly string[]>>;
}

/** A principal that some guardrails do not bind, with the reason and, if there is one, the time at which it expires. */
export interface Exemption {
  /** A pattern of `aws:PrincipalArn`, such as `arn:*:iam::*:role/ci/publisher`. */
  readonly principal: string;
  /** The ids of the guardrails. */
  readonly guardrails: readonly string[];
  readonly owner: string;
  readonly reason: string;
  /** ISO 8601 in UTC, to the second; null: it never ends. */
  readonly expires: string | null;
  readonly at: Position;
  /** The position of a part of it. */
  locate(path: PropertyPath): Position;
}

/** A guardrail at a target, with its parameters parsed by the guardrail's own schema. */
export interface Placement {
  readonly guardrail: string;
  /** The id of the root, a unit or an account. */
  readonly target: string;
  readonly parameters: unknown;
  readonly at: Position;
  /** The position of a parameter; of a default, the placement's own position. */
  locate(path: PropertyPath): Position;
}

/** Where logs are kept: buckets in an account of their own. */
export interface LogArchive {
  /** The key of the account. */
  readonly account: string;
  /** How long nobody can delete a log of the trail, in days. It can be extended later, for new logs, but never shortened. */
  readonly lockDays: number;
  /** How long the trail's logs are kept, in days; at least as long as they are locked. */
  readonly trailDays: number;
  /** How long all other logs are kept, in days. */
  readonly otherDays: number;
}

/** A receiver of alarms. It must confirm the subscription. */
export interface Subscription {
  readonly protocol: 'email' | 'https';
  readonly endpoint: string;
}

/** The organization's trail, and who is told what. */
export interface Audit {
  /** The key of the account from which people look at the organization. */
  readonly account: string;
  /** The ARN of the key that encrypts the trail's logs; null: its alias is used. */
  readonly trailKeyArn: string | null;
  /** How long the trail's log group keeps events, in days. */
  readonly logGroupDays: number;
  readonly subscriptions: readonly Subscription[];
  /** The alarms that are on, with the number of events in five minutes that sets each off. In the order of `ALARM_IDS`. */
  readonly alarms: readonly { readonly id: AlarmId; readonly threshold: number }[];
}

/** The standards against which accounts are measured, by conformance packs. */
export interface Compliance {
  /** In the order of `STANDARD_IDS`. */
  readonly standards: readonly ChosenStandard[];
}

/** A standard as it is configured. */
export interface ChosenStandard {
  readonly id: StandardId;
  /** Where its periodic Config rules run: each costs per account, Region and day. */
  readonly periodicRules: 'home' | 'everywhere';
  /** Parameters of Config rules that differ from the defaults, by rule. */
  readonly parameters: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Config rules of the standard that are left out. */
  readonly withoutRules: readonly string[];
  /** The keys of accounts that are not measured. */
  readonly excludedAccounts: readonly string[];
}

/** `retired`: nobody reaches it anymore; its data stays, under policies that deny everybody. */
export type ApplicationState = 'active' | 'retired';

/** What runs with the role of an application. */
export interface RunsOn {
  readonly ec2: boolean;
  readonly ecs: boolean;
  readonly lambda: boolean;
  /** Pods of EKS, by their cluster, namespace and service account. */
  readonly pods: readonly Pod[];
  /** Workflows of GitHub Actions, by the exact subjects of their tokens. */
  readonly github: readonly string[];
}

export interface Pod {
  readonly cluster: string;
  readonly namespace: string;
  readonly serviceAccount: string;
}

/** Somebody besides the application itself who may read a store, or write to it. */
export type Grant = (
  | {
      readonly kind: 'application';
      readonly application: string;
      /** The keys of the accounts from which it comes; empty: the only one in which it runs. */
      readonly from: readonly string[];
    }
  /** The people of a group, by the permission sets of all applications whose people they are. */
  | { readonly kind: 'group'; readonly group: string; readonly from: readonly string[] }
  /** A role outside of the organization, by the account's number and the role's path and name. */
  | { readonly kind: 'partner'; readonly account: string; readonly role: string; readonly until: string | null }
) & {
  /** The keys of the accounts of the store's application in which the grant holds. */
  readonly in: readonly string[];
  readonly at: Position;
};

/** A store of data of an application, in each of its accounts. */
export interface Store {
  readonly name: string;
  readonly kind: 'bucket';
  readonly state: ApplicationState;
  /** For how many days a version of an object is kept after another one has replaced it; null: for ever. */
  readonly keepReplacedDays: number | null;
  /** How often AWS Backup backs it up; null: never. */
  readonly backup: { readonly every: BackupInterval; readonly at: Position } | null;
  readonly readers: readonly Grant[];
  readonly writers: readonly Grant[];
  readonly at: Position;
}

/** A value of the tag by which the plans of the guardrail `organization-backups` choose what they back up. */
export type BackupInterval = 'daily' | 'monthly';

/** An application: a role, a key, stores, and who reaches them. */
export interface Application {
  /** Identifies the application and never changes: the name of its file. */
  readonly key: string;
  readonly owner: string;
  readonly state: ApplicationState;
  /** The keys of the accounts in which it runs. */
  readonly accounts: readonly string[];
  /** The keys of the accounts in which it ran: its stores there are closed. */
  readonly retiredIn: readonly string[];
  readonly region: string;
  /** The stack that holds it: `Applications`, or `Applications-<suffix>`. It never changes. */
  readonly stack: string;
  /** Who works with its data; null: nobody. */
  readonly people: { readonly group: string; readonly mayWrite: boolean; readonly at: Position } | null;
  readonly runsOn: RunsOn;
  /** In the order of the file. */
  readonly stores: readonly Store[];
  readonly at: Position;
  /** The position of a part of its file. */
  locate(path: PropertyPath): Position;
}

/** A group of people of Identity Center. */
export interface Group {
  readonly name: string;
  /** Its id in the identity store; null until the configuration has it. */
  readonly id: string | null;
}

/** The organization instance of Identity Center, which a person enables once, in the console. */
export interface IdentityCenterInstance {
  readonly arn: string;
  readonly identityStoreId: string;
  /** The address of the access portal; null: it is not known. */
  readonly startUrl: string | null;
}

/** That the people of a group have a permission set in accounts. */
export interface Assignment {
  readonly group: string;
  readonly permissionSet: PermissionSetId;
  /** The root, ids of units, and keys of accounts. */
  readonly to: readonly string[];
  /** Whether accounts in quarantine are included. */
  readonly quarantined: boolean;
  /** The stack that holds it: `Identity`, or `Identity-<suffix>`. */
  readonly stack: string;
  readonly at: Position;
  /** The position of a part of it. */
  locate(path: PropertyPath): Position;
}

/** Who signs in, by Identity Center, and what they may do. */
export interface Identity {
  /** Null until the configuration has it: then no stack has permission sets. */
  readonly instance: IdentityCenterInstance | null;
  /** The key of the account that administers Identity Center besides the management account; null: none. */
  readonly delegatedAdministrator: string | null;
  /** How long sessions last, in hours. */
  readonly hours: Readonly<Record<PermissionSetId, number>>;
  /** The further stacks of assignments, `Identity-<suffix>`, with assignments or without. */
  readonly stacks: readonly string[];
  /** In the order of the file. */
  readonly assignments: readonly Assignment[];
}

/** Somebody outside of the organization who has a role in some accounts. */
export interface PartnerRole {
  /** Identifies the partner and never changes: the name of its role. */
  readonly key: string;
  /** A number. */
  readonly account: string;
  /** The path and name of the partner's role; null: any principal of its account. */
  readonly role: string | null;
  /** The keys of the accounts in which it has a role. */
  readonly accounts: readonly string[];
  readonly permissionSet: PermissionSetId;
  readonly externalId: string;
  /** Whether it must send the code of an MFA device. */
  readonly mfa: boolean;
  /** How long a session lasts at most, in hours. */
  readonly hours: number;
  readonly owner: string;
  readonly reason: string;
  /** When the role and its sessions end: ISO 8601 in UTC, to the second. */
  readonly expires: string;
  readonly at: Position;
  /** The position of a part of it. */
  locate(path: PropertyPath): Position;
}

/** A person or a role whose sessions can do nothing, until the revocation ends by itself. */
export type Revocation = (
  | {
      readonly kind: 'person';
      /** The id of a user in Identity Center. */
      readonly person: string;
    }
  | {
      readonly kind: 'role';
      /** A pattern of `aws:PrincipalArn`. */
      readonly role: string;
      /** Sessions from before this time can do nothing: ISO 8601 in UTC, to the second. */
      readonly issuedBefore: string;
    }
) & {
  /** ISO 8601 in UTC, to the second. */
  readonly until: string;
  readonly owner: string;
  readonly reason: string;
  readonly at: Position;
  /** The position of a part of it. */
  locate(path: PropertyPath): Position;
};

/** The pipeline that deploys what is merged. */
export interface VendingPipeline {
  /** Of CodeConnections, to the host of the repository. */
  readonly connectionArn: string;
  /** Its owner or groups, and its name, such as `example/landing-zone`. */
  readonly repository: string;
  readonly branch: string;
}

/** How accounts are made. */
export interface Vending {
  /** The address that is proposed, with `{name}` for the account's key; null: none. */
  readonly emailPattern: string | null;
  /** Null: people deploy. If there is one, there is an audit. */
  readonly pipeline: VendingPipeline | null;
}

/** The organization after parsing: valid and immutable. */
export interface Organization {
  /** At AWS, such as `o-exampleorg1`; null until the configuration has it. */
  readonly id: string | null;
  readonly rootId: string | null;
  /** True if the organization existed before Rampart, so that no stack creates it. */
  readonly adopted: boolean;
  readonly managementAccount: ManagementAccount;
  readonly homeRegion: string;
  readonly governedRegions: readonly string[];
  readonly platform: Platform;
  /** Parents before their children; siblings in the order of the file. */
  readonly units: readonly Unit[];
  /** In the order of their keys. */
  readonly accounts: readonly Account[];
  /** In the order of the file. */
  readonly placements: readonly Placement[];
  readonly exemptions: readonly Exemption[];
  readonly quotas: Quotas;
  /** Null: there is no log archive. */
  readonly logArchive: LogArchive | null;
  /** Null: there is no trail. If there is one, there is a log archive. */
  readonly audit: Audit | null;
  /** Null: accounts have no baseline. If there is one, there are a log archive and an audit. */
  readonly baseline: Baseline | null;
  /** Null: accounts are measured against no standard. If there is one, there is a baseline. */
  readonly compliance: Compliance | null;
  /** In the order of the file. */
  readonly groups: readonly Group[];
  /** Null: nobody signs in by Identity Center, as far as Rampart knows. */
  readonly identity: Identity | null;
  /** In the order of the file. If there is one, there is a baseline. */
  readonly partners: readonly PartnerRole[];
  /** In the order of the file. */
  readonly revocations: readonly Revocation[];
  /** Null: nothing is said about it. */
  readonly vending: Vending | null;
  /** Null: the organization has no budget, and nobody is told of unusual spending. Accounts have budgets all the same. */
  readonly budgets: Budgets | null;
  readonly backups: Backups;
  /** In the order of their keys. If there is one, there is a baseline. */
  readonly applications: readonly Application[];
  /** Which policy holds which statement, as far as it is recorded. */
  readonly packing: PackingLock;
  /** Which requests must be permitted or denied, as text; null: no file says so. */
  readonly expectations: SourceFile | null;
  /** The position of a value in `landing-zone.yaml`, for problems of later phases. */
  locate(path: PropertyPath): Position;
}
