import type { z } from 'zod';
import type { ControlPolicyType } from '../../lib/iam/control-policy-type';
import type { ManagementPolicyType } from '../../lib/iam/management-policies/policy-type';
import type { Statement } from '../../lib/iam/statement';
import type { FoundBy } from '../../lib/model/config-rules/mirror';
import type { RetiredParameters } from '../../lib/model/configuration';
import type { PropertyPath } from '../../lib/model/organization';
import type { Position, Problem } from '../../lib/model/problem';
import type { OrganizationFacts } from './organization-facts';
import type { Probe, ProbePlace, Variant } from './probe';

/** The policy types of guardrails, by their names in Organizations. */
export type PolicyType = ControlPolicyType | ManagementPolicyType;

/**
 * Something wrong with the parameters of one placement, `at` a path into them; an empty path: the placement itself. Or
 * something wrong with a part of the organization that the guardrail reads, `at` its position.
 */
export type ParameterProblem = Omit<Problem<PropertyPath | Position>, 'code'> & {
  /** Default: that of every mistake in parameters. */
  readonly code?: string;
};

/** A guardrail in force at the same target, placed there or above. */
export interface Neighbor {
  readonly guardrail: string;
  readonly target: string;
  readonly parameters: unknown;
}

/** The part that guardrails of all policy types share. */
export interface GuardrailBase<Parameters = unknown> {
  /** Equal to the file name. Never reused, because audit records refer to it. */
  readonly id: string;
  readonly type: PolicyType;
  /** What it denies or sets: one sentence, no period. */
  readonly summary: string;
  /** What can go wrong without it. */
  readonly rationale: string;
  /** The Config rules of the mirror for it: they find what it would have prevented. */
  readonly foundBy: FoundBy;
  /** CIS controls and AWS pages. */
  readonly references: readonly string[];
  /**
   * `platform`: configured exemptions, and the platform principals that have this guardrail on their list, are exempt from
   * every statement. `applyExemptions` adds them, never the guardrail itself. `nobody`: the guardrail binds everyone, and an
   * exemption from it is an error.
   */
  readonly exempt: 'platform' | 'nobody';
  /** A schema of the parameters, with defaults and descriptions. Unknown parameters are errors. */
  readonly parameters: z.ZodType<Parameters>;
  /** Parameters that an earlier version had. */
  readonly retired?: RetiredParameters;
  /** Finds parameters that are not valid in this organization, such as a home Region that is not approved. */
  check?(parameters: Parameters, organization: OrganizationFacts): readonly ParameterProblem[];
  /** Finds contradictions to other guardrails in force at the same target. */
  conflicts?(parameters: Parameters, neighbors: readonly Neighbor[]): readonly ParameterProblem[];
  /** Other parameters, and facts of an organization, with which it is proved, so that all special cases are tested whatever a team configures. */
  readonly variants?: readonly Variant[];
}

/** A preventive control made of statements: one thing that is denied in the accounts below its target. */
export interface Guardrail<Parameters = unknown> extends GuardrailBase<Parameters> {
  readonly type: ControlPolicyType;
  /**
   * What it denies, without exemptions. Pure: equal arguments give equal statements in the same order. The `Sid`
   * distinguishes a statement from the others; a single statement needs none.
   */
  statements(parameters: Parameters, organization: OrganizationFacts): readonly Statement[];
  /**
   * Requests that it must deny, and requests that must stay possible. They may read the parameters, but not the
   * constants of the statements: removing an action there must not remove its probe.
   *
   * Exemptions and their expiry are probed for all guardrails by lib/analysis/prove/exemption-probes.ts.
   */
  probes?(parameters: Parameters, place: ProbePlace): readonly Probe[];
}

/** Declares a guardrail; the parameters' type is inferred from the schema and checked against the functions. */
export function guardrail<Schema extends z.ZodType>(
  definition: Omit<Guardrail<z.output<Schema>>, 'parameters'> & { readonly parameters: Schema },
): Guardrail {
  return definition;
}
