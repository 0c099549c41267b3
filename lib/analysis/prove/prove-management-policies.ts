import type { Effect, ManagementGuardrail } from '../../../policies/core/management-guardrail';
import { effectivePolicy, settingAt } from '../../iam/management-policies/effective-policy';
import type { ManagementPolicy, SettingValue } from '../../iam/management-policies/management-policy';
import type { Organization, Placement } from '../../model/organization';
import type { GuardrailsTree } from '../evaluate/guardrails-tree';
import type { ProofFailure } from './failure';
import type { ProofRun } from './proof';
import type { ManagementScenario } from './scenario';

/** Proves the effects of a guardrail with one set of parameters, without any other policy. */
export function proveManagementAlone({
  guardrail,
  name,
  parameters,
  organization,
  content,
}: ManagementScenario): ProofRun {
  return proveEffects(guardrail, parameters, `alone, ${name}`, [[content]], organization);
}

/** Proves the effects of a guardrail in an account below its target, together with all other policies of its type. */
export function proveManagementInChain(
  guardrail: ManagementGuardrail,
  { target, parameters }: Placement,
  organization: Organization,
  tree: GuardrailsTree,
): ProofRun {
  const levels = tree.downTo(target).map(({ id }) =>
    tree
      .managementPoliciesAt(id)
      .filter(({ type }) => type === guardrail.type)
      .map(({ content }) => content as ManagementPolicy),
  );
  return proveEffects(guardrail, parameters, `in the chain at ${target}`, levels, organization);
}

function proveEffects(
  guardrail: ManagementGuardrail,
  parameters: unknown,
  name: string,
  levels: readonly (readonly ManagementPolicy[])[],
  organization: Organization,
): ProofRun {
  const effects = guardrail.effects(parameters, organization);
  const failures = effects.flatMap((effect): readonly ProofFailure[] => {
    const found = valueOf(effect, levels);
    if (JSON.stringify(found) === JSON.stringify(effect.value)) return [];
    return [{ kind: 'effect', guardrail: guardrail.id, run: name, effect, found: found ?? null }];
  });
  const none: readonly ProofFailure[] =
    effects.length > 0 ? [] : [{ kind: 'no-probes', guardrail: guardrail.id, run: name, missing: 'effect' }];
  return { name, probes: [], effects, shadowed: [], failures: [...none, ...failures] };
}

function valueOf(
  { path, despite }: Effect,
  levels: readonly (readonly ManagementPolicy[])[],
): SettingValue | undefined {
  return settingAt(effectivePolicy(despite === undefined ? levels : [...levels, [despite]]), path);
}
