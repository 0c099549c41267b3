import type { Action, ActionResource, ServiceReference } from '../../service-reference/service-reference';
import { isKey } from '../../service-reference/service-reference';
import { arnsOverlap } from '../../patterns/overlap';
import type { TextEntry, StatementView } from './document';
import { withoutVariables } from './variables';

/** Whether the statement's resources, taken for themselves, may be of this type. */
export function reaches(statement: StatementView, resource: ActionResource): boolean {
  if (statement.resources.length === 0) return true;
  return statement.resources.some((entry) => entryReaches(entry, resource));
}

export function entryReaches({ value }: TextEntry, resource: ActionResource): boolean {
  const pattern = withoutVariables(value);
  return pattern === '*' || resource.arns.some((arn) => arnsOverlap(pattern, arn));
}

/** Whether the statement's resources leave the action anything to touch. */
export function touches(statement: StatementView, { resources }: Action): boolean {
  return resources.length === 0 || resources.some((resource) => reaches(statement, resource));
}

/** Whether a request for this action may carry the key in this statement. */
export function mayCarry(statement: StatementView, action: Action, key: string): boolean {
  return (
    carries(action.keys, key) ||
    action.resources.some((resource) => carries(resource.keys, key) && reaches(statement, resource))
  );
}

/** What the action touches in this statement without that the request carries the key. */
export function resourcesWithout(statement: StatementView, action: Action, key: string): readonly ActionResource[] {
  if (carries(action.keys, key)) return [];
  return action.resources.filter((resource) => !carries(resource.keys, key) && reaches(statement, resource));
}

/** The answers by list: the service reference shares a few lists of keys among all its actions. */
const answers = new WeakMap<readonly string[], Map<string, boolean>>();

function carries(keys: readonly string[], key: string): boolean {
  const known = answers.get(keys) ?? new Map<string, boolean>();
  const answer = known.get(key) ?? keys.some((documented) => isKey(key, documented));
  answers.set(keys, known.set(key, answer));
  return answer;
}

/** The keys of tags: AWS counts them as global, but sends them only with the actions that take tags. */
const TAG_KEYS = /^aws:(resourcetag\/|requesttag\/|tagkeys$)/i;

/** Keys of a person's federation (OIDC, SAML, Cognito): session keys of providers that the service reference cannot all list. */
const FEDERATION_KEYS = /^(saml|[^:]*\.[^:]*):/i;

/** Whether it depends on the action whether a request carries the key. */
export function dependsOnAction(reference: ServiceReference, key: string): boolean {
  return TAG_KEYS.test(key) || !(reference.isGlobal(key) || FEDERATION_KEYS.test(key));
}

/** Whether AWS documents such a key at all. */
export function isDocumented(reference: ServiceReference, key: string): boolean {
  return FEDERATION_KEYS.test(key) || reference.keyType(key) !== undefined;
}
