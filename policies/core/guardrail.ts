import type { z } from 'zod';
import type { ControlPolicyType } from '../../lib/iam/control-policy-type';
import type { ManagementPolicyType } from '../../lib/iam/management-policies/policy-type';
import type { Statement } from '../../lib/iam/statement';
import type { PropertyPath } from '../../lib/model/organization';
import type { Problem } from '../../lib/model/problem';
import type { OrganizationFacts } from './organization-facts';
import type { Probe, ProbePlace, Variant } from './probe';

/** The policy types that Rampart writes guardrails in, by Organizations' own names. */
export type PolicyType = ControlPolicyType | ManagementPolicyType;

/** Something wrong with the parameters of one placement, `at` a path into them; an empty path: the placement itself. */
export type ParameterProblem = Omit<Problem<PropertyPath>, 'code'>;

/** A guardrail that is in force at the same target, by its own placement there or by one above. */
export interface Neighbour {
  readonly guardrail: string;
  readonly target: string;
  readonly parameters: unknown;
}

/** What guardrails of all policy types have in common. */
export interface GuardrailBase<Parameters = unknown> {
  /** Equal to the file name; never reused, because audit records quote it. */
  readonly id: string;
  readonly type: PolicyType;
  /** What it denies or sets: one sentence, no period. */
  readonly summary: string;
  /** What goes wrong without it. */
  readonly rationale: string;
  /** CIS controls and AWS pages. */
  readonly references: readonly string[];
  /**
   * `platform`: the platform's principals and configured exemptions are left out of every statement, by
   * `compileGuardrail`, never by the guardrail itself. `nobody`: the guardrail binds everyone, and exempting somebody
   * from it is an error.
   */
  readonly exempt: 'platform' | 'nobody';
  /** A schema of the parameters, with defaults and descriptions. Unknown parameters are errors. */
  readonly parameters: z.ZodType<Parameters>;
  /** What makes no sense in this organization, such as a home Region that is not approved. */
  check?(parameters: Parameters, organization: OrganizationFacts): readonly ParameterProblem[];
  /** What contradicts another guardrail in force at the same target. */
  conflicts?(parameters: Parameters, neighbours: readonly Neighbour[]): readonly ParameterProblem[];
  /** Other parameters under which it is proved, so that every trap is met whatever a team configures. */
  readonly variants?: readonly Variant[];
}

/** A preventive control made of statements: one thing that nobody in the accounts below its target may do. */
export interface Guardrail<Parameters = unknown> extends GuardrailBase<Parameters> {
  readonly type: ControlPolicyType;
  /**
   * What it denies, without exemptions. Pure: equal arguments give equal statements in the same order. `Sid` holds
   * what tells this statement from its siblings, or nothing when there is only one.
   */
  statements(parameters: Parameters, organization: OrganizationFacts): readonly Statement[];
  /**
   * Requests that it must deny, and requests that must stay possible. They may read the parameters, never the constants
   * that the statements are made from: an action that is dropped there must not drop its probe here.
   *
   * That exempt principals are left out, and until when, is probed for all guardrails alike, by lib/analysis/prove.ts.
   */
  probes?(parameters: Parameters, place: ProbePlace): readonly Probe[];
}

/** Declares a guardrail; the parameters' type is inferred from the schema and checked against the functions. */
export function guardrail<Schema extends z.ZodType>(
  definition: Omit<Guardrail<z.output<Schema>>, 'parameters'> & { readonly parameters: Schema },
): Guardrail {
  return definition;
}
