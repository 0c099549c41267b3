import type { Assembly } from '../../lib/analysis/assemble/assembly';
import { ROOT, type Organization } from '../../lib/model/organization';
import { mapStrings, resolveKnown } from '../../lib/model/placeholder';
import { adapted } from '../assembly/adapted';
import { isEmulatedPolicyType } from '../assembly/rehearsed-template';

/** A policy as it must exist in the running organization. */
export interface ExpectedPolicy {
  readonly name: string;
  readonly type: string;
  readonly content: unknown;
  /** AWS's id of the root, unit or account that it is attached to; null if that was not found. */
  readonly targetId: string | null;
  /** The target's id in `guardrails.json`. */
  readonly target: string;
}

/**
 * The policies of `guardrails.json` that can be rehearsed, with their placeholders replaced by ids.
 *
 * @param organization with the ids of the running organization
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
