import { loadServiceReference } from '../../../iam/service-reference/load';
import { coverCommon } from '../../../iam/patterns/distinguish';
import { arnCovers } from '../../../iam/patterns/glob';
import { arnsOverlap } from '../../../iam/patterns/overlap';
import type { Statement } from '../../../iam/statement';
import { listOf } from './lists';

/**
 * Whether a statement with more in `Resource` denies no more, because its actions touch no such resource: the Service
 * Authorization Reference lists the resource types of each action. Nothing is claimed about undocumented actions.
 */
export function isOutOfReach(source: Statement | undefined, mutated: Statement | null | undefined): boolean {
  if (source?.Action === undefined || !mutated?.Resource || !onlyResourceDiffers(source, mutated)) return false;
  const before = listOf(source.Resource);
  const added = listOf(mutated.Resource).filter((pattern) => !before.includes(pattern));
  // Something was removed.
  if (!before.every((old) => [...added, ...listOf(mutated.Resource)].some((now) => now === '*' || arnCovers(now, old))))
    return false;
  const touched = listOf(source.Action).map(touchedBy);
  return touched.every(
    (arns) =>
      arns?.every(
        (arn) => isCovered(arn, before) || !added.some((now) => matches(now, arn) && !addsNothing(now, arn, before)),
      ) === true,
  );
}

function onlyResourceDiffers(source: Statement, mutated: Statement): boolean {
  const rest = ({ Resource, ...others }: Statement): string => JSON.stringify([Resource !== undefined, others]);
  return rest(source) === rest(mutated);
}

/** The ARNs of the service reference that an action's calls touch; `*` for a call that touches none. Undefined: unknown. */
function touchedBy(pattern: string): readonly string[] | undefined {
  const actions = loadServiceReference().actionsMatching(pattern);
  if (actions.length === 0) return undefined;
  return actions.flatMap(({ resources }) => {
    const arns = resources.flatMap((resource) => resource.arns);
    return resources.some(({ required }) => required) ? arns : ['*', ...arns];
  });
}

function isCovered(arn: string, patterns: readonly string[]): boolean {
  return patterns.some((pattern) => arn !== '*' && arnCovers(pattern, arn.replaceAll('%', '*')));
}

/** Whether the patterns already match whatever an added one matches of a resource type. */
function addsNothing(added: string, arn: string, before: readonly string[]): boolean {
  return added !== '*' && arn !== '*' && coverCommon(before, [arn.replaceAll('%', '*'), added]);
}

function matches(pattern: string, arn: string): boolean {
  return pattern === '*' || (arn !== '*' && arnsOverlap(pattern, arn));
}
