import { arnMatches } from '../../../lib/iam/patterns/glob';
import { denied, possible, type Probe, type ProbePlace } from '../../core/probe';
import { arnsAround, arnElsewhere, sampleArn } from '../sample-arn';
import { person } from './people-calls';

/**
 * On which resources the people of a permission set make a call: on those of the patterns, and on none beside them.
 *
 * @param others more resources to try
 */
export function resourceProbes(
  permissionSet: string,
  { action, patterns, others = [] }: ResourceCalls,
  place: ProbePlace,
): readonly Probe[] {
  const principal = person(permissionSet, place);
  const arns = [
    ...patterns.flatMap((pattern) => [sampleArn(pattern, place), arnElsewhere(pattern, place)]),
    ...arnsAround(patterns, place),
    ...others,
  ];
  return [...new Set(arns)].map((resource) => {
    const isReached = patterns.some((pattern) => arnMatches(pattern, resource));
    const verb = action === 'sts:AssumeRole' ? 'assumes' : `calls ${action} on`;
    return (isReached ? possible : denied)(`${permissionSet} ${verb} ${resource}`, { principal, action, resource });
  });
}

interface ResourceCalls {
  readonly action: string;
  readonly patterns: readonly string[];
  readonly others?: readonly string[];
}
