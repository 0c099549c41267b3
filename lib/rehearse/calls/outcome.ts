import type { Decision } from '../../analysis/evaluate/request-line';

/** A call as a person reads of it. */
export interface MadeCall {
  readonly guardrail: string;
  /** Where the guardrail is placed. */
  readonly target: string;
  /** The account's name or number. */
  readonly account: string;
  /** Such as `a developer`. */
  readonly caller: string;
  /** Such as `makes an access key`. */
  readonly does: string;
  readonly action: string;
  readonly resource: string;
}

/** What a server said to a call. */
export type Answer =
  /** `note`: that what the call makes is there already. */
  | { readonly kind: 'permitted'; readonly note: string | null }
  /** `policyType`: null where the server does not tell it. */
  | {
      readonly kind: 'denied';
      readonly explicit: boolean;
      readonly policyType: 'SERVICE_CONTROL_POLICY' | 'RESOURCE_CONTROL_POLICY' | null;
      readonly message: string;
    }
  /** It passed all policies, or came to none, and failed. */
  | { readonly kind: 'failed'; readonly message: string };

/** What came of one call, or why one was not made. */
export type CallOutcome =
  | {
      readonly kind: 'agreed';
      readonly call: MadeCall;
      readonly decision: 'denied' | 'permitted';
      /** The guardrails that deny a call that this one would let pass. */
      readonly shadowedBy: readonly string[];
    }
  | {
      readonly kind: 'disagreed';
      readonly call: MadeCall;
      /** A sentence without a period. */
      readonly problem: string;
      readonly computed: Decision;
      readonly answer: Answer;
    }
  /** What the calls of a guardrail need could not be made. */
  | { readonly kind: 'failed'; readonly guardrail: string; readonly target: string; readonly problem: string }
  | {
      readonly kind: 'not-rehearsed';
      readonly guardrail: string;
      readonly target: string;
      /** Null: all of it. */
      readonly what: string | null;
      readonly reason: string;
    };
