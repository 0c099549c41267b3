import type { Action } from '../../service-reference/service-reference';
import { isKey } from '../../service-reference/service-reference';

const RESOURCE_TAG = /^[\w-]+:resourcetag\//i;

/** Whether the key has the value of a tag of the resource. */
export function isResourceTag(key: string): boolean {
  return RESOURCE_TAG.test(key);
}

/**
 * Whether the action creates the resource whose tag the key tests: there is no tag yet, so the key is absent. That is so
 * if AWS lists the keys of each resource of this action and none has the tag, or if the action has only one resource and
 * accepts tags for it.
 */
export function createsTaggedResource({ name, keys, resources }: Action, key: string): boolean {
  if (!isResourceTag(key) || !/:(Create|Run|Allocate|Register|Import)/.test(name)) return false;
  const carries = (documented: readonly string[]): boolean => documented.some((one) => isKey(key, one));
  if (carries(keys)) return false;
  const [first, ...others] = resources;
  if (first === undefined) return true;
  if (first.exact) return !resources.some((resource) => carries(resource.keys));
  return others.length === 0 && keys.some((one) => isKey('aws:TagKeys', one));
}
