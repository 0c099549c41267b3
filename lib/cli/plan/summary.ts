import { POLICY_KINDS, takenByOthers } from '../../analysis/assemble/policy-quota';
import type { Coverage } from '../../analysis/coverage/coverage';
import type { CostEstimate } from '../../analysis/costs/estimate';
import type { AssembledDocument, AssembledManagementPolicy } from '../../analysis/assemble/assembly';
import { findRedundantPlacements } from '../../analysis/assemble/redundant-placements';
import { groupBy } from '../../model/group-by';
import type { GuardrailsTarget } from '../../model/guardrails-file';
import type { Contents } from '../contents';
import type { CheckedOrganization } from '../input/read-organization';
import type { ApplicationSummary } from './applications';
import type { BudgetsSummary } from './budgets';
import type { BackupSummary } from './backups';
import type { EvidenceSummary } from './evidence';
import type { NagReport } from './nag';
import type { OrderSummary } from './deployment';
import type { PackingSummary } from './packing';
import type { PeopleSummary } from './people';
import type { ProofSummary, StackSummary } from './read-assembly';
import type { StackSetSummary } from './read-stack-sets';

/** A guardrail that is placed at a target; inherited ones are not repeated. */
export interface PlacedGuardrail {
  readonly id: string;
  /** The target above from which the same statements are already in force; null: this placement denies more. */
  readonly alreadyInForceFrom: string | null;
}

/** The policies of one type on one target, and AWS's quotas for them. */
export interface PolicyUse {
  readonly type: string;
  /** Including the policies that AWS attaches and those reserved for others. */
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
  /** Only the types of policies that we write here. */
  readonly policies: readonly PolicyUse[];
};

/** The result of a plan. */
export interface PlanSummary {
  readonly organization: Contents & {
    readonly id: string | null;
    readonly homeRegion: string;
    readonly governedRegions: readonly string[];
  };
  readonly targets: readonly TargetSummary[];
  readonly stacks: readonly Omit<StackSummary, 'templateFile'>[];
  /** What StackSets bring to member accounts. */
  readonly stackSets: readonly StackSetSummary[];
  /** What watches which account in which Region. */
  readonly coverage: Coverage;
  /** What records calls. */
  readonly evidence: EvidenceSummary;
  /** What may be spent. */
  readonly budgets: BudgetsSummary;
  /** What is backed up; null: nothing. */
  readonly backups: BackupSummary | null;
  /** Who signs in, and what they may do where; null: the configuration does not say. */
  readonly people: PeopleSummary | null;
  /** What is deployed of each application. */
  readonly applications: readonly ApplicationSummary[];
  readonly costs: CostEstimate;
  /** The proof of the guardrails that would be deployed. */
  readonly proof: ProofSummary;
  /** The steps from what is deployed; null: they were not asked for. */
  readonly order: OrderSummary | null;
  readonly packing: PackingSummary;
  readonly nag: NagReport;
  /** Paths of what was written. */
  readonly files: { readonly assembly: string; readonly guardrails: string; readonly nag: string };
  /** The folder that was read. */
  readonly folder: string;
  readonly seconds: number;
}

/** The guardrails that are placed at each target, and how much of AWS's quotas its policies use. */
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
