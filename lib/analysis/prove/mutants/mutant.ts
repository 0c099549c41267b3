import { applyExemptions, type StatementGroup } from '../../../../policies/core/exemptions';
import type { Statement } from '../../../iam/statement';
import { platformBoundBy } from '../../../model/platform';
import type { PreparedScenario } from '../prepared-scenario';
import { entriesOf, withEntries, type ConditionEntry } from './condition-entries';
import type { ActionLookup, MutantWorld, Mutation } from './mutant-operator';
import { CONDITION_OPERATORS, DROP_STATEMENT, MUTANT_OPERATORS } from './mutant-operators';

/** A guardrail in one scenario, with one mistake in it. */
export interface Mutant {
  readonly operator: string;
  readonly change: string;
  /** The index of the statement among those of the guardrail. */
  readonly group: number;
  /** The mutated statement; null: removed; undefined: the mistake is in the exemptions, which the guardrail does not write. */
  readonly source?: Statement | null;
  /** What would be deployed. */
  readonly deployed: () => readonly Statement[];
}

/** All mutants of a scenario. */
export function mutantsOf(
  { scenario: { guardrail, organization, groups, exemptions } }: PreparedScenario,
  actions: ActionLookup,
): readonly Mutant[] {
  // Those of guardrails that exempt nobody have probes of their own: see `findMissing` in prove-alone.ts.
  const boundPlatform = guardrail.exempt === 'nobody' ? [] : platformBoundBy(organization.platform, guardrail);
  const world: MutantWorld = { ...actions, boundPlatform };
  const deploy = (source: Statement): readonly Statement[] =>
    applyExemptions(guardrail, [source], organization, exemptions).flatMap(({ deployed }) => deployed);
  return groups.flatMap((group, index): Mutant[] => [
    { operator: DROP_STATEMENT.id, change: 'drops the statement', group: index, source: null, deployed: () => [] },
    ...MUTANT_OPERATORS.flatMap(({ id, mutate }) =>
      mutate(group.source, world).map(({ change, statement }) => ({
        operator: id,
        change,
        group: index,
        source: statement,
        deployed: () => deploy(statement),
      })),
    ),
    ...mutateExemptions(group, world).map((mutant) => ({ ...mutant, group: index })),
  ]);
}

/** Mistakes in the exemptions of each deployed statement, and in the copies that end them. */
function mutateExemptions({ source, deployed }: StatementGroup, world: MutantWorld): readonly Omit<Mutant, 'group'>[] {
  return deployed.flatMap((statement, place) => {
    const own = new Set(entriesOf(source).map((entry) => JSON.stringify(entry)));
    const entries = entriesOf(statement);
    const [kept, added] = [true, false].map((isOwn) =>
      entries.filter((entry) => own.has(JSON.stringify(entry)) === isOwn),
    );
    const part = withEntries({ Effect: 'Deny', Condition: {} }, added ?? []);
    if (part === undefined) return [];
    const dropped = place === 0 ? [] : [without(deployed, place)];
    return [
      ...dropped,
      ...CONDITION_OPERATORS.flatMap(({ id, mutate }) =>
        mutate(part, world).flatMap((mutation) => {
          const mutated = join(statement, kept ?? [], mutation);
          const change = `${mutation.change} of ${statement.Sid ?? 'the exemptions'}`;
          return mutated === undefined ? [] : [{ operator: id, change, deployed: () => deployed.with(place, mutated) }];
        }),
      ),
    ];
  });
}

function without(deployed: readonly Statement[], place: number): Omit<Mutant, 'group'> {
  const change = `drops ${deployed[place]?.Sid ?? 'a copy'}`;
  return { operator: DROP_STATEMENT.id, change, deployed: () => deployed.toSpliced(place, 1) };
}

function join(
  statement: Statement,
  kept: readonly ConditionEntry[],
  { statement: mutated }: Mutation,
): Statement | undefined {
  return withEntries({ ...statement, Condition: {} }, [...kept, ...entriesOf(mutated)]);
}
