import type { Configuration, LandingZoneDraft } from '../../configuration';
import type { PropertyPath } from '../../organization';
import type { YamlFile } from '../../read/yaml-file';
import { targetsUpFrom } from '../../tree';

type Sections = NonNullable<LandingZoneDraft['draft']['budgets']>;

/** The fields of a budget, as far as they could be read. */
export type BudgetDraft = NonNullable<NonNullable<Sections['defaults']>[string]>;

/** A budget where somebody wrote it, or a part of one. */
export interface WrittenBudget {
  readonly yaml: YamlFile;
  readonly path: PropertyPath;
  readonly fields: BudgetDraft;
  /** The unit of the account, or the target of the defaults: what is above it adds the missing fields. Null: nothing does. */
  readonly unit: string | null;
}

/** Every budget that somebody wrote as fields: of the organization, of defaults, and of accounts that are not closed. */
export function writtenBudgets({ landingZone: { yaml, draft }, accounts }: Configuration): readonly WrittenBudget[] {
  const { organization, defaults } = draft.budgets ?? {};
  return [
    ...(organization == null
      ? []
      : [{ yaml, path: ['budgets', 'organization'], fields: organization, unit: null } as const]),
    ...Object.entries(defaults ?? {}).flatMap(([target, fields]) =>
      fields === null ? [] : [{ yaml, path: ['budgets', 'defaults', target], fields, unit: target }],
    ),
    ...accounts.flatMap(({ yaml: file, draft: { budget, unit, state } }) =>
      typeof budget !== 'object' || budget === null || typeof unit !== 'string' || state === 'closed'
        ? []
        : [{ yaml: file, path: ['budget'], fields: budget, unit }],
    ),
  ];
}

/** The defaults that count for accounts in a unit, the nearest first. */
export function defaultsAbove(
  unit: string,
  { landingZone: { draft } }: Configuration,
): readonly (BudgetDraft | null)[] {
  const defaults = draft.budgets?.defaults ?? {};
  return targetsUpFrom(unit).flatMap((target) => {
    const fields = Object.hasOwn(defaults, target) ? defaults[target] : undefined;
    return fields === undefined ? [] : [fields];
  });
}
