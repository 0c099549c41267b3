import { groupBy } from '../../model/group-by';
import type { Organization } from '../../model/organization';
import { mapStrings, resolveKnown } from '../../model/placeholder';
import type { Position } from '../../model/problem';
import type { AssembledPolicies } from '../assemble/assembly';
import { exemptionsFrom } from '../assemble/compiled-guardrail';
import { awsIdsOf } from './places';

/** A policy as it must exist in the live organization. */
export interface ExpectedPolicy {
  readonly name: string;
  readonly type: string;
  readonly content: unknown;
  /** AWS's id of the root, unit or account that it is attached to; null if that was not found. */
  readonly targetId: string | null;
  /** The target's id in `guardrails.json`. */
  readonly target: string;
  /** The guardrails that it holds. */
  readonly guardrails: readonly string[];
  /** The line of the first one. */
  readonly at: Position | null;
  /** Who may know of a change: the account's owner, and the owners of exemptions. */
  readonly owners: readonly string[];
  /** The id of the stack that attaches it. */
  readonly stack: string;
}

/**
 * The policies of an organization, with their placeholders replaced by ids.
 *
 * @param organization with the ids of the live organization
 */
export function expectedPolicies(
  organization: Organization,
  { documents, managementPolicies }: AssembledPolicies,
): readonly ExpectedPolicy[] {
  const placements = groupBy(organization.placements, ({ target }) => target);
  const idOf = awsIdsOf(organization);
  const accounts = new Map(organization.accounts.map((account) => [account.key, account]));
  return [...documents, ...managementPolicies].map(({ name, type, target, content, guardrails: places }) => {
    const guardrails = [...new Set(Object.values(places).flat())];
    const account = accounts.get(target);
    const exempt = guardrails.flatMap((guardrail) => exemptionsFrom(guardrail, organization.exemptions));
    const placed = placements.get(target)?.find(({ guardrail }) => guardrails.includes(guardrail));
    return {
      ...{ name, type, target, guardrails },
      targetId: idOf(target),
      content: mapStrings<unknown>(content, (text) => resolveKnown(text, organization)),
      at: placed?.at ?? null,
      owners: [...new Set([...(account === undefined ? [] : [account.owner]), ...exempt.map(({ owner }) => owner)])],
      stack: account === undefined ? 'Guardrails' : 'AccountGuardrails',
    };
  });
}
