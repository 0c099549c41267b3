import { BACKUP_GUARDRAIL } from '../../backup-plans';
import type { ParameterSchemas } from '../../configuration';
import type { Problem } from '../../problem';
import { findClosest, listValues } from '../../suggest';
import { isUnit } from '../account-units';
import { guardrailsDownTo } from '../guardrails-above';
import { isActive, isOpen, itemsOf, type ApplicationContext, type WrittenStore } from './context';

/** A store is backed up by a plan of the organization: one must reach each account that has it, in the Region where it is. */
export function findStoresWithoutPlan(context: ApplicationContext, catalogue: ParameterSchemas): readonly Problem[] {
  return context.stores
    .filter(({ application, store }) => isActive(application) && store.state !== 'retired' && store.backup != null)
    .flatMap((written) =>
      itemsOf(written.application.draft.accounts).flatMap(({ value }) => findPlan(written, value, context, catalogue)),
    );
}

function findPlan(
  { application, name, store }: WrittenStore,
  key: string,
  context: ApplicationContext,
  catalogue: ParameterSchemas,
): readonly Problem[] {
  const { configuration, accounts, tree } = context;
  const { regions, guardrails } = configuration.landingZone.draft;
  const unit = accounts.get(key)?.draft.unit;
  if (guardrails === null || !isOpen(key, context)) return [];
  if (typeof unit !== 'string' || !tree.isKnown || !isUnit(unit, tree)) return [];
  const chain = guardrailsDownTo(key, unit, configuration);
  const isMeant = (id: string): boolean =>
    id === BACKUP_GUARDRAIL || (!catalogue.has(id) && findClosest(id, catalogue.keys()) === BACKUP_GUARDRAIL);
  const placed = chain.filter((at) => at.guardrails.some(isMeant));
  const nearest = placed.at(-1);
  const at = application.yaml.locate(['stores', name, 'backup']);
  const what = `\`${application.key}/${name}\` is to be backed up (\`${String(store.backup)}\`)`;
  if (nearest === undefined)
    return [
      {
        code: 'store-without-plan',
        at,
        message: `${what}, but no plan reaches the account \`${key}\`: the guardrail \`${BACKUP_GUARDRAIL}\` is on no target above it`,
        allowed: `the guardrail on ${listValues(chain.slice(0, -1).map(({ target }) => target))}`,
        fix: `add \`${BACKUP_GUARDRAIL}\` to \`guardrails\`, below \`${chain.at(-2)?.target ?? unit}\`, or remove \`backup\``,
      },
    ];
  const values = tagValuesOf(placed.map(({ target }) => guardrails?.[target]?.[BACKUP_GUARDRAIL]?.['plans']));
  if (typeof store.backup === 'string' && !values.includes(store.backup))
    return [
      {
        code: 'store-without-plan',
        at,
        message: `${what}, but no plan above the account \`${key}\` backs up what has this value of the tag`,
        allowed: listValues(new Set(values)),
        fix: `add \`${store.backup}\` to \`tagValues\` of a plan of \`${BACKUP_GUARDRAIL}\` on \`${nearest.target}\`, or remove \`backup\``,
      },
    ];
  const planned = guardrails?.[nearest.target]?.[BACKUP_GUARDRAIL]?.['regions'];
  const region = application.draft.region ?? regions?.home;
  if (!Array.isArray(planned) || typeof region !== 'string' || planned.includes(region)) return [];
  // Regions that are not governed have been reported.
  const governed = planned.map(String).filter((one) => regions?.governed?.some((other) => other === one));
  if (governed.length === 0) return [];
  return [
    {
      code: 'store-outside-plan',
      at,
      message: `${what}, but it is in \`${region}\`, where the plan of \`${nearest.target}\` backs up nothing in the account \`${key}\``,
      allowed: listValues(governed),
      fix: `add \`${region}\` to \`regions\` of \`${BACKUP_GUARDRAIL}\` on \`${nearest.target}\`, or remove \`backup\``,
    },
  ];
}

/**
 * The values of the tag in plans as they are written, from the root down: of a plan, the lowest placement that has it counts.
 * Where none are written, there are the default plans. Mistakes have been reported.
 */
function tagValuesOf(placed: readonly unknown[]): readonly string[] {
  const merged: Record<string, unknown> = {};
  for (const plans of placed)
    Object.assign(merged, plans === undefined ? DEFAULTS : typeof plans === 'object' ? plans : {});
  return Object.values(merged).flatMap((plan) => {
    const { tagValues } = (plan ?? {}) as { readonly tagValues?: unknown };
    return Array.isArray(tagValues) ? tagValues.map(String) : [];
  });
}

const DEFAULTS = { daily: { tagValues: ['daily'] }, monthly: { tagValues: ['daily', 'monthly'] } };
