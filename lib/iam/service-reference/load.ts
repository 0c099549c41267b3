import { ServiceReference } from './service-reference';
// A namespace import, because the JSON module has no default export.
import * as data from './data.json';

let loaded: ServiceReference | undefined;

/**
 * The service reference of this release. Importing this file parses the whole table, so import it only in commands that
 * need it.
 */
export function loadServiceReference(): ServiceReference {
  loaded ??= new ServiceReference(data);
  return loaded;
}
