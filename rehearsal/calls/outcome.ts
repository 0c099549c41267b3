import type { Decision } from '../../lib/analysis/evaluate/request-line';

/** A call as the report describes it. */
export interface MadeCall {
  readonly guardrail: string;
  /** Where the guardrail is placed. */
  readonly target: string;
  /** The account's name or number. */
  readonly account: string;
  /** Such as `a developer`. */
  readonly caller: string;
  /** Such as `creates an access key`. */
  readonly does: string;
  readonly action: string;
  readonly resource: string;
}

/** How a server answered a call. */
export type CallAnswer =
  /** `note`: the error that says that the resource exists already; null if there was no error. */
  | { readonly kind: 'permitted'; readonly note: string | null }
  /** `policyType`: null if the server does not say it. */
  | {
      readonly kind: 'denied';
      readonly explicit: boolean;
      readonly policyType: 'SERVICE_CONTROL_POLICY' | 'RESOURCE_CONTROL_POLICY' | null;
      readonly message: string;
    }
  /** The call failed for a reason other than policies. */
  | { readonly kind: 'failed'; readonly message: string };

/** The result of one call, or why no call was made. */
export type CallOutcome =
  | {
      readonly kind: 'agreed';
      readonly call: MadeCall;
      readonly decision: 'denied' | 'permitted';
      /** Other guardrails that deny a call that the rehearsed one permits. */
      readonly shadowedBy: readonly string[];
    }
  | {
      readonly kind: 'disagreed';
      readonly call: MadeCall;
      /** A sentence without a period. */
      readonly problem: string;
      readonly computed: Decision;
      readonly answer: CallAnswer;
    }
  /** The resources that the calls need could not be created. */
  | { readonly kind: 'failed'; readonly guardrail: string; readonly target: string; readonly problem: string }
  | {
      readonly kind: 'not-rehearsed';
      readonly guardrail: string;
      readonly target: string;
      /** Null: the whole guardrail. */
      readonly what: string | null;
      readonly reason: string;
    };
