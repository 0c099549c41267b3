import type { Action } from '../../service-reference/service-reference';
import { isKey } from '../../service-reference/service-reference';

const RESOURCE_TAG = /^[\w-]+:resourcetag\//i;

/**
 * Whether the action makes the very resource of whose tag the key tells: there is no tag yet, and the key is absent. So
 * it is where AWS lists the keys of each resource of this action, and none carries the tag; or where the action has one
 * resource only and takes tags for it.
 */
export function createsWhatIsTagged({ name, keys, resources }: Action, key: string): boolean {
  if (!RESOURCE_TAG.test(key) || !/:(Create|Run|Allocate|Register|Import)/.test(name)) return false;
  const carries = (documented: readonly string[]): boolean => documented.some((one) => isKey(key, one));
  if (carries(keys)) return false;
  const [first, ...others] = resources;
  if (first === undefined) return true;
  if (first.exact) return !resources.some((resource) => carries(resource.keys));
  return others.length === 0 && keys.some((one) => isKey('aws:TagKeys', one));
}
