import type { ControlPolicyType } from '../../../iam/control-policy-type';
import type { ManagementPolicyType } from '../../../iam/management-policies/policy-type';

/** One denial of a call, as AWS's message tells it. What the message omits is null. */
export interface DenialMessage {
  readonly caller: MessageCaller | null;
  readonly action: string | null;
  /** The API's operation, if the message does not name the action. Its name may differ from the action's. */
  readonly operation: string | null;
  /** The actions that the operation may need, if they are known and the message does not decide between them. */
  readonly candidates: readonly string[];
  /** An ARN, or `*`. */
  readonly resource: string | null;
  /** The condition keys that the message gives. */
  readonly context: Readonly<Record<string, string | readonly string[]>>;
  readonly reason: DenialReason | null;
  /** Whether AWS encoded a part of the message. */
  readonly isEncoded: boolean;
  /** Assumptions about what the message omits, as sentences without a period. */
  readonly assumed: readonly string[];
}

/**
 * Who made the call. `principal`: as requests name it; the account in it may be masked. `session`: a session of a role,
 * whose path the message omits. `name`: only a name, such as that of a session.
 */
export type MessageCaller =
  | { readonly kind: 'principal'; readonly principal: string }
  | { readonly kind: 'session'; readonly partition: string; readonly account: string; readonly role: string }
  | { readonly kind: 'name'; readonly name: string };

/** Why AWS says that it denied the call: one reason only, even if policies of several types deny it. */
export type DenialReason = PolicyReason | ManagementPolicyReason | OtherReason;

/** A policy made of statements. */
export interface PolicyReason {
  readonly kind: 'policy';
  /** As AWS writes it, such as `service control policy`. Null: AWS does not tell the type. */
  readonly words: string | null;
  /** Null: not told, or not a policy of the organization. */
  readonly type: ControlPolicyType | null;
  /** `explicit`: a Deny applied; `implicit`: no Allow did. */
  readonly effect: 'explicit' | 'implicit';
  /** The policy's ARN, which only newer messages have. */
  readonly arn: string | null;
  /** The action that no policy allows, which may be another one than the call's. */
  readonly action: string | null;
  /** The `Sid` of each statement that applied, which only decoded messages have. */
  readonly statements: readonly string[];
}

/** A setting that a service enforces, which an organization's management policy may have made. */
export interface ManagementPolicyReason {
  readonly kind: 'management-policy';
  readonly type: ManagementPolicyType;
  /** What refused the call, as AWS writes it, such as `BlockPublicPolicy` or a tag key. */
  readonly setting: string | null;
}

/** Another reason, in AWS's words. */
export interface OtherReason {
  readonly kind: 'other';
  readonly words: string;
}
