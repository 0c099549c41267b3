import { Catalogue } from './catalogue';
// The namespace, not a default: swc under ts-node and under jest disagree about the default of a JSON module.
import * as data from './catalogue-data.json';

let loaded: Catalogue | undefined;

/** The catalogue of this release. Importing this file parses the table: only commands that need it should. */
export function loadCatalogue(): Catalogue {
  loaded ??= new Catalogue(data);
  return loaded;
}
