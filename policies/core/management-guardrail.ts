import type { z } from 'zod';
import type { ManagementPolicy, SettingValue } from '../../lib/iam/management-policies/management-policy';
import type { ManagementPolicyType } from '../../lib/iam/management-policies/policy-type';
import type { Guardrail, GuardrailBase } from './guardrail';
import type { OrganizationFacts } from './organization-facts';

/** One fact about a management guardrail: an effective value in an account below its target. */
export interface Effect {
  /** What holds, as a sentence without a period: `new instances require IMDSv2`. */
  readonly name: string;
  /** The names that lead to the setting in the effective policy. */
  readonly path: readonly string[];
  /** Absent: there must be no such setting. */
  readonly value?: SettingValue;
  /** A policy further down that must not be able to change it. */
  readonly despite?: ManagementPolicy;
}

/**
 * A preventive control that is a management policy, which AWS's services enforce. It does not depend on the principal, so
 * nobody is exempt, and it binds the management account, too.
 */
export interface ManagementGuardrail<Parameters = unknown> extends GuardrailBase<Parameters> {
  readonly type: ManagementPolicyType;
  readonly exempt: 'nobody';
  /** The policy. Pure: equal arguments give equal content in the same order. */
  content(parameters: Parameters, organization: OrganizationFacts): ManagementPolicy;
  /**
   * What must hold in an account below. They may read the parameters, but not the constants of the content, and they cover
   * every value: removing or changing one there must break an effect here.
   */
  effects(parameters: Parameters, organization: OrganizationFacts): readonly Effect[];
}

/** A guardrail of any policy type. */
export type AnyGuardrail = Guardrail | ManagementGuardrail;

/** Whether a guardrail is a management policy. */
export function isManagementGuardrail(guardrail: AnyGuardrail): guardrail is ManagementGuardrail {
  return 'content' in guardrail;
}

/** Declares a management guardrail; the parameters' type is inferred from the schema and checked against the functions. */
export function managementGuardrail<Schema extends z.ZodType>(
  definition: Omit<ManagementGuardrail<z.output<Schema>>, 'parameters' | 'exempt'> & { readonly parameters: Schema },
): ManagementGuardrail {
  return { ...definition, exempt: 'nobody' };
}
