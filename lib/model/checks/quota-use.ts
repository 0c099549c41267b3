import type { Configuration } from '../configuration';
import { groupBy } from '../group-by';
import { formatNumber } from '../../report/words';
import { accountsStack } from '../names';
import type { Problem } from '../problem';
import type { QuotaName, Quotas } from '../quotas';
import { DEFAULT_QUOTAS } from '../quotas';

/** AWS's defaults, with what `landing-zone.yaml` says instead. */
export function resolveQuotas(
  overrides: Partial<Record<QuotaName, { readonly value: number; readonly asOf: string }>>,
) {
  return Object.fromEntries(
    Object.entries(DEFAULT_QUOTAS).map(([name, quota]) => [name, { ...quota, ...overrides[name as QuotaName] }]),
  ) as Quotas;
}

/** Quotas that need nothing but the configuration. */
export function findExceededQuotas(configuration: Configuration): readonly Problem[] {
  const { landingZone, accounts, unreadableAccounts } = configuration;
  const members = accounts.filter(({ draft }) => draft.state !== 'closed');
  const perStack = groupBy(members, ({ draft }) => accountsStack(draft.stack ?? undefined));
  return [
    ...check(configuration, 'accounts', accounts.length + unreadableAccounts.size + 1, {
      what: (used) =>
        `the organization has too many accounts: \`${used}\`, with the management account and closed ones`,
      fix: 'ask AWS for a higher quota, then write it with its date under `quotas.accounts`',
    }),
    ...[...perStack].flatMap(([stack, { length }]) =>
      check(configuration, 'accountsPerStack', length, {
        what: (used) => `the stack \`${stack}\` has too many accounts: \`${used}\``,
        fix: 'give those that are not deployed yet a `stack` of their own; a deployed account never moves',
      }),
    ),
    ...check(configuration, 'units', Object.keys(landingZone.draft.units ?? {}).length, {
      what: (used) => `the organization has too many units: \`${used}\``,
      fix: 'ask AWS for a higher quota, then write it with its date under `quotas.units`',
    }),
  ];
}

function check(
  { landingZone: { yaml, draft } }: Configuration,
  name: QuotaName,
  used: number,
  { what, fix }: { readonly what: (used: string) => string; readonly fix: string },
): readonly Problem[] {
  const override = draft.quotas === null ? null : draft.quotas?.[name];
  // What the quota is cannot be told: that has been reported.
  if (override === null || override?.value === null) return [];
  const { asOf } = DEFAULT_QUOTAS[name];
  const value = override?.value ?? DEFAULT_QUOTAS[name].value;
  if (used <= value) return [];
  const allowed = `at most ${formatNumber(value)} (as of ${override?.asOf ?? asOf})`;
  return [
    {
      code: 'quota-exceeded',
      at: yaml.locate(['quotas', name, 'value']),
      message: what(formatNumber(used)),
      allowed,
      fix,
    },
  ];
}
