import { Catalogue } from './catalogue';
// The namespace, not a default: a JSON module that is no module of TypeScript's has none.
import * as data from './catalogue-data.json';

let loaded: Catalogue | undefined;

/** The catalogue of this release. Importing this file parses the table: only commands that need it should. */
export function loadCatalogue(): Catalogue {
  loaded ??= new Catalogue(data);
  return loaded;
}
