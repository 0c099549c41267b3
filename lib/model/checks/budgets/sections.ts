import type { Configuration } from '../../configuration';
import { ROOT } from '../../organization';
import type { Problem } from '../../problem';
import { BUDGET_REGIONS, DEFAULT_REGIONS } from '../../regions';
import { listValues } from '../../suggest';
import { isUnit, suggestUnit } from '../account-units';
import type { UnitTree } from '../unit-tree';

/** The defaults belong to the root and to units. */
export function findUnknownDefaults(
  { landingZone: { yaml, draft } }: Configuration,
  tree: UnitTree,
): readonly Problem[] {
  return Object.keys(draft.budgets?.defaults ?? {}).flatMap((target) =>
    target === ROOT || isUnit(target, tree)
      ? []
      : [
          {
            code: 'unknown-unit',
            at: yaml.locateKey(['budgets', 'defaults', target]),
            message: `unknown unit \`${target}\``,
            allowed: listValues([ROOT, ...tree.byId.keys()]),
            ...suggestUnit(target, tree, [ROOT, ...tree.byId.keys()]),
          },
        ],
  );
}

/** Every account has a budget beside it, and the stacks of accounts are in the home Region. */
export function findHomeWithoutBudgets({ landingZone: { yaml, draft } }: Configuration): readonly Problem[] {
  const home = draft.regions?.home;
  // An opt-in Region is a mistake in any case.
  if (typeof home !== 'string' || !DEFAULT_REGIONS.has(home) || BUDGET_REGIONS.has(home)) return [];
  return [
    {
      code: 'home-region-without-budgets',
      at: yaml.locate(['regions', 'home']),
      message: `CloudFormation cannot make budgets in \`${home}\`, and every account has one, in a stack of the home Region`,
      allowed: listValues(BUDGET_REGIONS, BUDGET_REGIONS.size),
      fix: `choose another home Region: it is where the stacks are, and \`${home}\` can still be governed`,
    },
  ];
}

const WHO = {
  organization: "the budget of all accounts tells the topic of the audit's alarms",
  anomalies: "unusual spending is told to the topic of the audit's alarms",
} as const;

/** Without an audit, there is no topic. */
export function findUnheardBudgets({ landingZone: { yaml, draft } }: Configuration): readonly Problem[] {
  if (draft.audit !== undefined) return [];
  return (['organization', 'anomalies'] as const)
    .filter((section) => draft.budgets?.[section] !== undefined)
    .map((section) => ({
      code: 'budgets-unheard',
      at: yaml.locateKey(['budgets', section]),
      message: `${WHO[section]}, and there is no section \`audit\``,
      allowed: `\`${section}\` in an organization with an \`audit\``,
      fix: `write the section \`audit\` (docs/audit.md), or remove \`${section}\``,
    }));
}
