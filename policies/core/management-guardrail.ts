import type { z } from 'zod';
import type { ManagementPolicy, SettingValue } from '../../lib/iam/management-policies/management-policy';
import type { ManagementPolicyType } from '../../lib/iam/management-policies/policy-type';
import type { Guardrail, GuardrailBase } from './guardrail';
import type { OrganizationFacts } from './organization-facts';

/** One fact about a guardrail of settings: what an account below its target ends up with. */
export interface Effect {
  /** What holds, as a sentence without a period: `new instances require IMDSv2`. */
  readonly name: string;
  /** The names that lead to the setting in the effective policy. */
  readonly path: readonly string[];
  /** Absent: there must be no such setting. */
  readonly value?: SettingValue;
  /** A policy further down that tries to change it, and must not. */
  readonly despite?: ManagementPolicy;
}

/**
 * A preventive control made of settings, which a service enforces by itself. It knows no principals, so nobody is exempt,
 * and it binds the management account, too.
 */
export interface ManagementGuardrail<Parameters = unknown> extends GuardrailBase<Parameters> {
  readonly type: ManagementPolicyType;
  readonly exempt: 'nobody';
  /** The policy. Pure: equal arguments give equal content in the same order. */
  content(parameters: Parameters, organization: OrganizationFacts): ManagementPolicy;
  /**
   * What must hold in an account below. They may read the parameters, never the constants that the content is made from,
   * and they look at every setting: one that is dropped or altered there must break an effect here.
   */
  effects(parameters: Parameters, organization: OrganizationFacts): readonly Effect[];
}

/** A guardrail of any policy type. */
export type AnyGuardrail = Guardrail | ManagementGuardrail;

/** Whether a guardrail is made of settings. */
export function isManagementGuardrail(guardrail: AnyGuardrail): guardrail is ManagementGuardrail {
  return 'content' in guardrail;
}

/** Declares a guardrail of settings; the parameters' type is inferred from the schema and checked against the functions. */
export function managementGuardrail<Schema extends z.ZodType>(
  definition: Omit<ManagementGuardrail<z.output<Schema>>, 'parameters' | 'exempt'> & { readonly parameters: Schema },
): ManagementGuardrail {
  return { ...definition, exempt: 'nobody' };
}
