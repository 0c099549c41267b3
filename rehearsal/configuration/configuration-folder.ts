import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isMap, parseDocument, stringify, type Document } from 'yaml';
import { RehearsalFailure } from '../failure';

/** A copy of a configuration that scenarios edit, as a person would. */
export interface ConfigurationFolder {
  /** Edits `landing-zone.yaml`. */
  edit(change: (document: Document) => void): void;
  /** Edits `accounts/<key>.yaml`. */
  editAccount(key: string, change: (document: Document) => void): void;
  /**
   * Edits `applications/<key>.yaml`.
   *
   * @throws RehearsalFailure if the configuration has no such application
   */
  editApplication(key: string, change: (document: Document) => void): void;
  /** Writes `accounts/<key>.yaml`. */
  addAccount(key: string, fields: Readonly<Record<string, unknown>>): void;
}

export function configurationFolder(folder: string): ConfigurationFolder {
  const accountFile = (key: string): string => join(folder, 'accounts', `${key}.yaml`);
  return {
    edit: (change) => {
      editFile(join(folder, 'landing-zone.yaml'), change);
    },
    editAccount: (key, change) => {
      editFile(accountFile(key), change);
    },
    editApplication: (key, change) => {
      const file = join(folder, 'applications', `${key}.yaml`);
      if (!existsSync(file)) throw new RehearsalFailure(2, missing(key));
      editFile(file, change);
    },
    addAccount: (key, fields) => {
      writeFileSync(accountFile(key), stringify(fields));
    },
  };
}

function missing(application: string): string {
  return `the scenarios edit values of the example, and this configuration does not have the application \`${application}\`; run them on the example, or pass --no-scenarios`;
}

function editFile(file: string, change: (document: Document) => void): void {
  const document = parseDocument(readFileSync(file, 'utf8'));
  change(document);
  writeFileSync(file, document.toString());
}

/**
 * Removes all ids, as if the organization did not exist yet: the first deploy is rehearsed, and the emulator assigns its
 * own ids.
 */
export function forgetIds(folder: string): void {
  const configuration = configurationFolder(folder);
  configuration.edit((document) => {
    for (const name of ['id', 'rootId', 'adopted']) document.deleteIn(['organization', name]);
    const units = document.get('units');
    if (isMap(units)) for (const { value } of units.items) if (isMap(value)) value.delete('id');
  });
  for (const name of readdirSync(join(folder, 'accounts')))
    if (name.endsWith('.yaml'))
      configuration.editAccount(name.slice(0, -'.yaml'.length), (document) => document.delete('id'));
}
