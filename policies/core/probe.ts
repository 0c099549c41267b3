import type { OrganizationFacts } from './organization-facts';

/**
 * The values of condition keys, as AWS would send them. Without a value, the call is in the home Region, with TLS, not made
 * by an AWS service for the caller, and in a new session; other keys that AWS always sends are unknown, and all others
 * absent.
 */
export type ProbeContext = Readonly<Record<string, string | number | boolean | readonly string[]>>;

/**
 * A call, in the format of a line of a requests file.
 *
 * Keys that follow from the organization and the principal (`aws:PrincipalArn`, `aws:PrincipalOrgID` …) may be omitted.
 */
export interface ProbeRequest {
  /** The ARN of a role, a user or the root user, `service:` and a service principal, or `*` for anonymous. */
  readonly principal: string;
  /** Null: the caller's account is outside of the organization, and is not the place's outsider. */
  readonly account?: null;
  readonly action: string;
  /** One ARN; default `*`. */
  readonly resource?: string;
  /** A call that touches several resources, each with keys of its own; it is denied if one of them is. */
  readonly resources?: readonly { readonly arn: string; readonly context?: ProbeContext }[];
  /** The resource's account, if it is neither in its ARN nor the caller's. */
  readonly resourceAccount?: string;
  readonly context?: ProbeContext;
}

/** One fact about a guardrail: a request that it must deny, or one that must stay possible. */
export interface Probe {
  /** What is tried, as a sentence without a period: `a developer stops a trail`. */
  readonly name: string;
  readonly expect: 'denied' | 'possible';
  readonly request: ProbeRequest;
}

/** The accounts of a probe: a member account below the guardrail's target, and others around it. */
export interface ProbePlace {
  readonly organization: OrganizationFacts;
  /** The number of the member account. */
  readonly account: string;
  /** The number of another member account of the same organization. */
  readonly sibling: string;
  /** The number of an account outside of the organization. */
  readonly outsider: string;
  /** The id of the organization, an example while it is unknown. */
  readonly organizationId: string;
}

/** With what a guardrail is probed in addition to its defaults and what is configured. */
export interface Variant {
  /** What is different, such as `without us-east-1`. */
  readonly name: string;
  /** Default: the guardrail's own defaults. */
  readonly parameters?: Readonly<Record<string, unknown>>;
  /** The parts of the organization that are different. */
  readonly organization?: Partial<OrganizationFacts>;
}

/** A request that must be denied. */
export function denied(name: string, request: ProbeRequest): Probe {
  return { name, expect: 'denied', request };
}

/** A request that must stay possible. */
export function possible(name: string, request: ProbeRequest): Probe {
  return { name, expect: 'possible', request };
}

/** An ordinary role of the account: what people and workloads act as. */
export function developer({ account }: Pick<ProbePlace, 'account'>): string {
  return `arn:aws:iam::${account}:role/developer`;
}
