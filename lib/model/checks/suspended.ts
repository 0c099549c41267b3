import type { Configuration, ParameterSchemas } from '../configuration';
import { QUARANTINE } from '../people';
import type { Problem } from '../problem';
import { ROOT } from '../organization';
import { unitsDownTo } from '../tree';
import { isUnit } from './account-units';
import { memoize } from './memoize';
import { isMeant } from './people/root-guardrail';
import type { UnitTree } from './unit-tree';

/**
 * A suspended account must be in quarantine: the state alone takes people's permission sets, and no role's power.
 */
export function findUnquarantinedAccounts(
  { landingZone, accounts }: Configuration,
  tree: UnitTree,
  catalogue: ParameterSchemas,
): readonly Problem[] {
  const { guardrails } = landingZone.draft;
  if (guardrails === null || !catalogue.has(QUARANTINE)) return [];
  /** Undefined: a mistake hides it, which has been reported. */
  const isPlaced = memoize((target: string) => {
    const there = Object.hasOwn(guardrails ?? {}, target) ? guardrails?.[target] : {};
    if (there === undefined || there === null) return undefined;
    return Object.keys(there).some((written) => isMeant(written, QUARANTINE, { catalogue }));
  });
  const quarantined = memoize(() => [...tree.byId.keys()].filter((unit) => isPlaced(unit) === true));
  return accounts.flatMap(({ key, yaml, draft: { unit, state } }) => {
    if (state !== 'suspended' || typeof unit !== 'string' || !isUnit(unit, tree)) return [];
    if ([ROOT, ...unitsDownTo(unit), key].some((target) => isPlaced(target) !== false)) return [];
    const [home] = quarantined(undefined);
    return [
      {
        code: 'suspended-without-quarantine',
        at: yaml.locate(['state']),
        message: `the account \`${key}\` is suspended, but its roles work as before: \`${QUARANTINE}\` is neither on it nor above it`,
        allowed: `\`suspended\` below the guardrail \`${QUARANTINE}\``,
        fix:
          home === undefined
            ? `add a unit for such accounts with \`${QUARANTINE}\` in \`guardrails\`, and move the account there`
            : `move it to a unit with the guardrail: \`unit: ${home}\``,
      },
    ];
  });
}
