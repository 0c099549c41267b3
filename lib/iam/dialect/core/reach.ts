/** Which resources and condition keys an action of a statement can involve. */
import type { Action, ActionResource, ServiceReference } from '../../service-reference/service-reference';
import { isKey } from '../../service-reference/service-reference';
import { arnsOverlap } from '../../patterns/overlap';
import type { TextEntry, StatementView } from './document';
import { withoutVariables } from './variables';

/** Whether the statement's resources may be of this type. */
export function reaches(statement: StatementView, resource: ActionResource): boolean {
  if (statement.resources.length === 0) return true;
  return statement.resources.some((entry) => entryReaches(entry, resource));
}

export function entryReaches({ value }: TextEntry, resource: ActionResource): boolean {
  const pattern = withoutVariables(value);
  return pattern === '*' || resource.arns.some((arn) => arnsOverlap(pattern, arn));
}

/** Whether the action can touch any of the statement's resources. */
export function touches(statement: StatementView, { resources }: Action): boolean {
  return resources.length === 0 || resources.some((resource) => reaches(statement, resource));
}

/** Whether a request for this action on the statement's resources may contain the key. */
export function mayCarry(statement: StatementView, action: Action, key: string): boolean {
  return (
    carries(action.keys, key) ||
    action.resources.some((resource) => carries(resource.keys, key) && reaches(statement, resource))
  );
}

/** The resources that the action may touch in this statement and for which the request does not contain the key. */
export function resourcesWithout(statement: StatementView, action: Action, key: string): readonly ActionResource[] {
  if (carries(action.keys, key)) return [];
  return action.resources.filter((resource) => !carries(resource.keys, key) && reaches(statement, resource));
}

/** Answers by list of keys: the actions of the service reference share a few lists. */
const answers = new WeakMap<readonly string[], Map<string, boolean>>();

function carries(keys: readonly string[], key: string): boolean {
  const known = answers.get(keys) ?? new Map<string, boolean>();
  const answer = known.get(key) ?? keys.some((documented) => isKey(key, documented));
  answers.set(keys, known.set(key, answer));
  return answer;
}

/** Tag keys. AWS lists them as global keys, but sends them only with actions that support tags. */
const TAG_KEYS = /^aws:(resourcetag\/|requesttag\/|tagkeys$)/i;

/** Session keys of federated users (OIDC, SAML, Cognito). The service reference cannot list the keys of all providers. */
const FEDERATION_KEYS = /^(saml|[^:]*\.[^:]*):/i;

/** Whether requests contain the key only for some actions. */
export function dependsOnAction(reference: ServiceReference, key: string): boolean {
  return TAG_KEYS.test(key) || !(reference.isGlobal(key) || FEDERATION_KEYS.test(key));
}

/** Whether AWS lists which actions send the key. Otherwise nothing is known, although the guides may name them. */
export function isAttributed(reference: ServiceReference, key: string): boolean {
  return TAG_KEYS.test(key) || reference.isListed(key);
}

/** Whether AWS documents the key. */
export function isDocumented(reference: ServiceReference, key: string): boolean {
  return FEDERATION_KEYS.test(key) || reference.keyType(key) !== undefined;
}
