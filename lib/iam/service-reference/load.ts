import { ServiceReference } from './service-reference';
// The namespace, not a default: a JSON module that is no module of TypeScript's has none.
import * as data from './data.json';

let loaded: ServiceReference | undefined;

/** The catalogue of this release. Importing this file parses the table: only commands that need it should. */
export function loadServiceReference(): ServiceReference {
  loaded ??= new ServiceReference(data);
  return loaded;
}
