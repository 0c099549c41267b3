import type { Configuration } from '../configuration';
import { groupBy } from '../group-by';
import { formatNumber } from '../../report/words';
import { accountsStack } from '../names';
import type { Organization } from '../organization';
import { applicationsWithPeople, permissionSetName, placedAssignments } from '../people';
import { PERMISSION_SET_IDS } from '../permission-sets';
import type { Problem } from '../problem';
import type { QuotaName, Quotas } from '../quotas';
import { DEFAULT_QUOTAS } from '../quotas';
import { countPlaces, countStackSets } from './applications/stack-sets';

/** AWS's defaults, and the overrides of `landing-zone.yaml`. */
export function resolveQuotas(
  overrides: Partial<Record<QuotaName, { readonly value: number; readonly asOf: string }>>,
) {
  return Object.fromEntries(
    Object.entries(DEFAULT_QUOTAS).map(([name, quota]) => [name, { ...quota, ...overrides[name as QuotaName] }]),
  ) as Quotas;
}

/** Checks the quotas that depend only on the configuration. */
export function findExceededQuotas(configuration: Configuration): readonly Problem[] {
  const { landingZone, accounts, unreadableAccounts } = configuration;
  const members = accounts.filter(({ draft }) => draft.state !== 'closed');
  const perStack = groupBy(members, ({ draft }) => accountsStack(draft.stack ?? undefined));
  return [
    ...check(configuration, 'accounts', accounts.length + unreadableAccounts.size + 1, {
      what: (used) =>
        `the organization has too many accounts: \`${used}\`, including the management account and closed accounts`,
      fix: 'request a higher quota from AWS, then write it with its date to `quotas.accounts`',
    }),
    ...[...perStack].flatMap(([stack, { length }]) =>
      check(configuration, 'accountsPerStack', length, {
        what: (used) => `the stack \`${stack}\` has too many accounts: \`${used}\``,
        fix: 'set another `stack` for accounts that are not deployed yet; a deployed account cannot change its stack',
      }),
    ),
    ...[...countPlaces(configuration)].flatMap(([stack, used]) =>
      check(configuration, 'stackSetsPerStack', used, {
        what: (count) =>
          `the stack \`${stack}\` has too many StackSets: \`${count}\`, one for each application in each of its accounts`,
        fix: 'set another `stack` for applications that are not deployed yet; a deployed application cannot change its stack',
      }),
    ),
    ...check(configuration, 'stackSets', countStackSets(configuration), {
      what: (used) => `the organization has too many StackSets: \`${used}\`, most of them of applications and partners`,
      fix: 'request a higher quota from AWS, then write it with its date to `quotas.stackSets`',
    }),
    ...check(configuration, 'units', Object.keys(landingZone.draft.units ?? {}).length, {
      what: (used) => `the organization has too many units: \`${used}\``,
      fix: 'request a higher quota from AWS, then write it with its date to `quotas.units`',
    }),
  ];
}

/** Checks the quotas of Identity Center, which depend on who has which permission set where. */
export function findExceededQuotasOfPeople(
  configuration: Configuration,
  organization: Organization,
): readonly Problem[] {
  // Without an instance, no stack has permission sets.
  if (organization.identity?.instance == null) return [];
  const placed = placedAssignments(organization);
  const setsIn = [...groupBy(placed, ({ account }) => account)].map(
    ([account, there]) =>
      [account, new Set(there.map(({ permissionSet }) => permissionSetName(permissionSet)))] as const,
  );
  return [
    ...check(configuration, 'permissionSets', PERMISSION_SET_IDS.length + applicationsWithPeople(organization).length, {
      what: (used) => `Identity Center has too many permission sets: \`${used}\`, most of them of applications`,
      fix: 'request a higher quota from AWS, then write it with its date to `quotas.permissionSets`',
    }),
    ...setsIn.flatMap(([account, { size }]) =>
      check(configuration, 'permissionSetsPerAccount', size, {
        what: (used) => `the account \`${account}\` has too many permission sets: \`${used}\``,
        fix: 'request a higher quota from AWS, then write it with its date to `quotas.permissionSetsPerAccount`',
      }),
    ),
    ...[...groupBy(placed, ({ stack }) => stack)].flatMap(([stack, { length }]) =>
      check(configuration, 'assignmentsPerStack', length, {
        what: (used) =>
          `the stack \`${stack}\` has too many assignments: \`${used}\`, one for each group and permission set in each account`,
        fix: 'set another `stack` for entries of `identity.assignments` that are not deployed yet',
      }),
    ),
  ];
}

function check(
  { landingZone: { yaml, draft } }: Configuration,
  name: QuotaName,
  used: number,
  { what, fix }: { readonly what: (used: string) => string; readonly fix: string },
): readonly Problem[] {
  const override = draft.quotas === null ? null : draft.quotas?.[name];
  // The quota is unknown because of a mistake that has been reported.
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
