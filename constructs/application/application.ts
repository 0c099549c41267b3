import type { RunsOn } from '../../lib/model/organization';

export type { RunsOn };

/** Somebody in a resource policy: an account, narrowed by patterns of `aws:PrincipalArn`. */
export interface StorePrincipal {
  /** The account's number, or a token for it. */
  readonly account: string;
  /** Whole ARNs, with the account's number. Patterns of people end in sixteen `?`, one for each sign that AWS draws. */
  readonly patterns: readonly string[];
  /** When its access ends by itself, as ISO 8601 in UTC; null: it does not. */
  readonly until: string | null;
}

/** A store of the application itself, in the account and the Region of the template. */
export interface OwnStore {
  /** Distinguishes it from the other stores of the application. */
  readonly name: string;
  /** Ends as the names of the account-regional namespace must: `-<account>-<Region>-an`. */
  readonly bucketName: string;
  /** Closed for everybody; its data stays. */
  readonly isRetired: boolean;
  /** For how many days a version is kept after another one has replaced it; null: for ever. */
  readonly keepReplacedDays: number | null;
  /** The tag by which a plan of AWS Backup chooses the bucket; null: it is not backed up. */
  readonly backupTag: { readonly key: string; readonly value: string } | null;
  /** Everybody who may read, the application itself and its people included. */
  readonly readers: readonly StorePrincipal[];
  /** Everybody who may write, the application itself included. */
  readonly writers: readonly StorePrincipal[];
}

/** A store that somebody reaches: one of the own application, or one of another application. */
export interface ReachedStore {
  readonly bucketName: string;
  readonly region: string;
  /** The number of the account that has the bucket, or a token for it. */
  readonly account: string;
  readonly mayRead: boolean;
  readonly mayWrite: boolean;
}

/** The identity provider of GitHub Actions in the account. */
export interface TokenProvider {
  /** Such as `token.actions.githubusercontent.com`. */
  readonly host: string;
  /** The audience of the tokens. */
  readonly audience: string;
}
