import type { Assembly } from '../../analysis/assemble/assembly';
import { ROOT, type Organization } from '../../model/organization';
import { mapStrings, resolveKnown } from '../../model/placeholder';
import { adapted } from '../assembly/adapted';
import { isEmulatedPolicyType } from '../assembly/rehearsed-template';

/** A policy as it must hang in the running organization. */
export interface ExpectedPolicy {
  readonly name: string;
  readonly type: string;
  readonly content: unknown;
  /** The id at AWS of the root, unit or account that it hangs on; null where that was not found. */
  readonly targetId: string | null;
  /** Our name for the target. */
  readonly target: string;
}

/**
 * The policies of `guardrails.json` that can be rehearsed, with ids in the place of placeholders.
 *
 * @param organization with the ids of the running one
 */
export function expectedPolicies(
  organization: Organization,
  { documents, managementPolicies }: Assembly,
): readonly ExpectedPolicy[] {
  return [...documents, ...managementPolicies]
    .filter(({ type }) => isEmulatedPolicyType(type))
    .map(({ name, type, target, content }) => ({
      name,
      type,
      target,
      targetId: awsIdOf(target, organization),
      content: adapted(
        mapStrings<unknown>(content, (text) => resolveKnown(text, organization)),
        type,
      ),
    }));
}

function awsIdOf(target: string, { rootId, units, accounts }: Organization): string | null {
  if (target === ROOT) return rootId;
  const unit = units.find(({ id }) => id === target);
  return unit === undefined ? (accounts.find(({ key }) => key === target)?.accountId ?? null) : unit.awsId;
}
