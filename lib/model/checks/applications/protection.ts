import type { ParameterSchemas } from '../../configuration';
import { groupBy } from '../../group-by';
import { QUARANTINE } from '../../people';
import type { Problem } from '../../problem';
import { findClosest, listValues } from '../../suggest';
import { isUnit } from '../account-units';
import { guardrailsDownTo, type GuardrailsAt } from '../guardrails-above';
import { memoize } from '../memoize';
import { isActive, type ApplicationContext, type ApplicationDraft, type WrittenGrant } from './context';

const GUARDRAIL = 'protect-application-stores';

/**
 * Whoever administers an account could rewrite the policies of its buckets and keys, and so the list of who reaches a store.
 * Or, where stores of others are granted to an application, make its role or rewrite who may act as it: the policies of stores
 * know the role by its name. So the guardrail against both covers every account with stores, those of retired applications
 * included, and every account from which an application reaches others'.
 */
export function findUnprotectedStores(context: ApplicationContext, catalogue: ParameterSchemas): readonly Problem[] {
  const uncovered = memoize((account: string) => uncoveredChain(account, context, catalogue));
  const grants = groupBy(context.grants.filter(hasEffect), ({ grant }) =>
    'application' in grant ? grant.application : null,
  );
  return context.configuration.applications.flatMap((application) =>
    findUnprotected(application, grants.get(application.key) ?? [], uncovered),
  );
}

function hasEffect({ application, store }: WrittenGrant): boolean {
  return isActive(application) && application.draft.stores?.[store]?.state !== 'retired';
}

function findUnprotected(
  application: ApplicationDraft,
  grants: readonly WrittenGrant[],
  uncovered: (account: string) => readonly GuardrailsAt[],
): readonly Problem[] {
  const { key, yaml, draft } = application;
  const hasStores = Object.keys(draft.stores ?? {}).length > 0;
  const grantTo = (account: string): WrittenGrant | undefined =>
    grants.find(
      ({ grant }) => !('from' in grant) || grant.from === undefined || grant.from?.includes(account) === true,
    );
  return (['accounts', 'retiredIn'] as const).flatMap((list) =>
    (draft[list] ?? []).flatMap((account, index): readonly Problem[] => {
      const chain = account === null ? [] : uncovered(account);
      if (account === null || chain.length === 0) return [];
      const reached = list === 'accounts' && isActive(application) ? grantTo(account) : undefined;
      if (!hasStores && reached === undefined) return [];
      const could =
        hasStores || reached === undefined
          ? `open the stores of \`${key}\``
          : `act as \`${key}\`, and reach \`${reached.application.key}/${reached.store}\``;
      return [
        {
          code: 'stores-not-protected',
          at: yaml.locate([list, index]),
          message:
            `the account \`${account}\` is not covered by the guardrail \`${GUARDRAIL}\`: ` +
            `whoever administers it could ${could}`,
          allowed: `the guardrail on ${listValues(chain.map(({ target }) => target))}`,
          fix: `add \`${GUARDRAIL}\` to \`guardrails\`, below \`${chain[1]?.target ?? account}\``,
        },
      ];
    }),
  );
}

/** The targets from the root down to an account, if none of them has the guardrail; empty: one has, or it is not known. */
function uncoveredChain(
  key: string,
  { configuration, accounts, tree }: ApplicationContext,
  catalogue: ParameterSchemas,
): readonly GuardrailsAt[] {
  const account = accounts.get(key)?.draft;
  const { guardrails, logArchive, audit } = configuration.landingZone.draft;
  if (account === undefined || account.state === 'closed' || guardrails === null) return [];
  // No application belongs there, which has been reported.
  if (key === logArchive?.account || key === audit?.account) return [];
  if (typeof account.unit !== 'string' || !tree.isKnown || !isUnit(account.unit, tree)) return [];
  const chain = guardrailsDownTo(key, account.unit, configuration);
  // Quarantine denies administrators everything, so that suspending an account is one edit. A misspelled id is a problem of its own.
  const isMeant = (id: string): boolean =>
    id === GUARDRAIL || id === QUARANTINE || (!catalogue.has(id) && findClosest(id, catalogue.keys()) === GUARDRAIL);
  return chain.some((at) => at.guardrails.some(isMeant)) ? [] : chain;
}
