import { findGlobalKey } from '../evaluation/presence';
import type { KeyValues } from '../algebra/key-plan';
import { memoize, MANY_TEXTS } from '../memoize';
import { loadServiceReference } from './load';

/** Whether a request can have several values of a condition key, by AWS's page of global keys and the service reference. */
export const documentedValues = memoize((key: string): KeyValues => {
  const several = findGlobalKey(key)?.multivalued ?? loadServiceReference().isMultiValued(key);
  return several === undefined ? 'unknown' : several ? 'several' : 'one';
}, MANY_TEXTS);
