import { POLICY_KINDS, takenByOthers } from '../../analysis/assemble/policy-quota';
import type { AssembledDocument, AssembledManagementPolicy } from '../../analysis/assemble/assembly';
import { findRedundantPlacements } from '../../analysis/assemble/redundant-placements';
import type { ProofTotal } from '../../analysis/prove/proof';
import { groupBy } from '../../model/group-by';
import type { GuardrailsTarget } from '../../model/guardrails-file';
import type { Contents } from '../count';
import type { CheckedOrganization } from '../input/read-organization';
import type { NagReport } from './nag';
import type { OrderSummary } from './deployment';
import type { PackingSummary } from './packing';
import type { StackSummary } from './stacks';

/** A guardrail that is placed at a target; what is inherited is not repeated. */
export interface PlacedGuardrail {
  readonly id: string;
  /** The target above from which the same statements are in force already; null: it denies something more. */
  readonly alreadyInForceFrom: string | null;
}

/** The policies of one type on one target, against AWS's quotas. */
export interface PolicyUse {
  readonly type: string;
  /** What AWS attaches by itself and what others need included. */
  readonly attached: number;
  readonly attachedQuota: number;
  /** Of each of our documents. */
  readonly characters: readonly number[];
  readonly charactersQuota: number;
}

export type TargetSummary = Pick<GuardrailsTarget, 'id' | 'kind' | 'parent' | 'state'> & {
  /** The name that AWS shows. */
  readonly name: string;
  readonly guardrails: readonly PlacedGuardrail[];
  /** Only types of which we write documents here. */
  readonly policies: readonly PolicyUse[];
};

/** What a plan tells. */
export interface PlanSummary {
  readonly organization: Contents & {
    readonly id: string | null;
    readonly homeRegion: string;
    readonly governedRegions: readonly string[];
  };
  readonly targets: readonly TargetSummary[];
  readonly stacks: readonly StackSummary[];
  /** Of the guardrails that are deployed. */
  readonly proof: ProofTotal;
  /** The way from what is deployed; null: nobody asked for it. */
  readonly order: OrderSummary | null;
  readonly packing: PackingSummary;
  readonly compliance: NagReport;
  /** Where the results lie. */
  readonly files: { readonly assembly: string; readonly guardrails: string; readonly compliance: string };
  readonly seconds: number;
}

/** What hangs on each target, and how much of AWS's quotas it takes. */
export function summarizeTargets(checked: CheckedOrganization): readonly TargetSummary[] {
  const { organization, assembly } = checked;
  const placements = groupBy(organization.placements, ({ target }) => target);
  const documents = groupBy([...assembly.documents, ...assembly.managementPolicies], ({ target }) => target);
  const redundant = findRedundantPlacements(assembly);
  const names = namesOf(checked);
  return assembly.file.targets.map(({ id, kind, parent, state }) => ({
    id,
    kind,
    parent,
    state,
    name: names.get(id) ?? id,
    guardrails: (placements.get(id) ?? []).map((placement) => ({
      id: placement.guardrail,
      alreadyInForceFrom: redundant.get(placement)?.target ?? null,
    })),
    policies: usesOf(checked, documents.get(id) ?? []),
  }));
}

function namesOf({ organization: { units, accounts } }: CheckedOrganization): ReadonlyMap<string, string> {
  return new Map([
    ...units.map(({ id, name }) => [id, name] as const),
    ...accounts.map(({ key, name }) => [key, name] as const),
  ]);
}

function usesOf(
  { organization: { quotas } }: CheckedOrganization,
  documents: readonly (AssembledDocument | AssembledManagementPolicy)[],
): readonly PolicyUse[] {
  return POLICY_KINDS.flatMap((kind): PolicyUse[] => {
    const own = documents.filter(({ type }) => type === kind.type);
    if (own.length === 0) return [];
    return [
      {
        type: kind.type,
        attached: own.length + takenByOthers(kind, quotas),
        attachedQuota: quotas[kind.perTarget].value,
        characters: own.map(({ characters }) => characters),
        charactersQuota: quotas[kind.characters].value,
      },
    ];
  });
}
