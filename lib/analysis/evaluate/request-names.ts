import { findGlobalKey, GLOBAL_KEYS } from '../../iam/evaluation/presence';
import { MANY_TEXTS, memoize } from '../../iam/memoize';
import { isKeyOfProvider, type ServiceReference } from '../../iam/service-reference/service-reference';
import { didYouMean, findClosest, listValues } from '../../model/suggest';
import { S3_OPERATIONS } from './s3-operations';
import type { RequestLine, RequestProblem } from './request-line';

/** Finds the actions and condition keys of a request that AWS does not document. */
export type NameChecker = (
  request: Pick<RequestLine, 'action' | 'context' | 'resources' | 'unknown'>,
) => readonly RequestProblem[];

/** For requests that may have names which AWS added after the service reference was made. */
export const ANY_NAME: NameChecker = () => [];

type Finding = Pick<RequestProblem, 'code' | 'message' | 'allowed' | 'fix'>;

/**
 * Actions and keys that the service reference does not list are probably misspelled, and a misspelled name is decided by
 * the wrong statements. AWS adds names every week, so people must be able to admit what is newer.
 *
 * @param admitting how they do that
 */
export function nameChecker(reference: ServiceReference, admitting = '--allow-unknown-actions'): NameChecker {
  const ofAction = memoize((action: string) => checkAction(action, reference, admitting), MANY_TEXTS);
  const ofKey = memoize((key: string) => checkKey(key, reference, admitting), MANY_TEXTS);
  const keysAt = (path: RequestProblem['at'], context: RequestLine['context']): readonly RequestProblem[] =>
    Object.keys(context ?? {}).flatMap((key) => ofKey(key).map((found) => ({ ...found, at: [...path, key] })));
  return ({ action, context, resources, unknown }) => [
    ...ofAction(action).map((found) => ({ ...found, at: ['action'] })),
    ...keysAt(['context'], context),
    ...(resources ?? []).flatMap((touched, index) => keysAt(['resources', index, 'context'], touched.context)),
    ...(unknown ?? []).flatMap((key, index) => ofKey(key).map((found) => ({ ...found, at: ['unknown', index] }))),
  ];
}

function checkAction(action: string, reference: ServiceReference, admitting: string): readonly Finding[] {
  const [, prefix, name] = /^([a-z0-9-]+):([\w.-]+)$/i.exec(action) ?? [];
  // Other texts are not actions at all, which is reported already.
  if (prefix === undefined || name === undefined || reference.actionExists(action)) return [];
  return [
    {
      code: 'unknown-action',
      message: reference.serviceExists(prefix)
        ? `AWS documents no action \`${action}\``
        : `AWS documents no service with the prefix \`${prefix}\``,
      allowed: allowedIn(reference, 'actions', admitting),
      ...suggestAction(prefix, name, reference),
    },
  ];
}

function suggestAction(prefix: string, name: string, reference: ServiceReference): { readonly fix?: string } {
  const operation = prefix.toLowerCase() === 's3' ? S3_OPERATIONS.get(name.toLowerCase()) : undefined;
  if (operation !== undefined)
    return { fix: `did you mean \`${operation}\`? AWS authorizes the S3 operation \`${name}\` as that action` };
  const service = reference.serviceExists(prefix) ? prefix : findClosest(prefix, reference.services);
  if (service === undefined) return {};
  const names = reference.actionsOf(service).map((action) => action.name.slice(action.name.indexOf(':') + 1));
  const closest = findClosest(name, names);
  if (closest !== undefined) return { fix: `did you mean \`${service.toLowerCase()}:${closest}\`?` };
  const longer = names.filter((one) => one.toLowerCase().startsWith(name.toLowerCase()));
  return longer.length === 0
    ? {}
    : { fix: `did you mean one of ${listValues(longer.map((one) => `${service.toLowerCase()}:${one}`))}?` };
}

/** A name with a wildcard, as `unknown` may have, is not looked up. */
function checkKey(key: string, reference: ServiceReference, admitting: string): readonly Finding[] {
  if (!key.includes(':') || key.includes('*') || isKeyOfProvider(key)) return [];
  if (reference.keyType(key) !== undefined || (findGlobalKey(key) !== null && !key.endsWith('/'))) return [];
  return [
    {
      code: 'unknown-key',
      message: `AWS documents no condition key \`${key}\``,
      allowed: allowedIn(reference, 'condition keys', admitting),
      ...suggestKey(key, reference),
    },
  ];
}

/** The key of a tag is kept. */
function suggestKey(key: string, reference: ServiceReference): { readonly fix?: string } {
  const slash = key.indexOf('/');
  const [name, tag] = slash < 0 ? [key, null] : [key.slice(0, slash), key.slice(slash + 1)];
  const known = [...GLOBAL_KEYS.map((one) => one.name.replace('*', '${TagKey}')), ...reference.keys];
  const isTag = known.find((one) => one.toLowerCase() === `${key}/\${tagkey}`.toLowerCase());
  if (isTag !== undefined) return { fix: `did you mean \`${isTag}\`?` };
  if (tag === null) return didYouMean(key, known);
  const ofTags = known.filter((one) => /\/\$\{\w+\}$/.test(one)).map((one) => one.slice(0, one.indexOf('/')));
  const closest = findClosest(name, ofTags);
  return closest === undefined
    ? didYouMean(key, known)
    : { fix: `did you mean \`${closest}/${tag === '' ? '${TagKey}' : tag}\`?` };
}

function allowedIn({ updated }: ServiceReference, what: string, admitting: string): string {
  return `the ${what} of AWS's service reference of ${updated}; newer ones with ${admitting}`;
}
