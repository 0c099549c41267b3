import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isMap, isSeq, parseDocument, type Document } from 'yaml';
import type { Application, Grant, Organization, RunsOn, Store } from '../../lib/model/organization';
import type { Files } from '../support/organization-folder';

/*
 * Each thing that an application's file gives to somebody, to take it away: by deleting its lines, and, independently of
 * that, from the organization that the files describe.
 */

export interface Taking {
  readonly what: string;
  /** What the files are without it. */
  readonly deleted: Files;
  /** The same files with the lines written again: in a list where they were, else at the end of the section. */
  readonly written: Files;
  /** An organization that never had it. */
  readonly without: (organization: Organization) => Organization;
}

const FOLDER = join(__dirname, '../../organization');

/** The files of the shipped organization. */
export function exampleFiles(): Files {
  return Object.fromEntries(
    readdirSync(FOLDER, { recursive: true, encoding: 'utf8', withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name))
      .map((path) => [path.slice(FOLDER.length + 1).replaceAll('\\', '/'), readFileSync(path, 'utf8')]),
  );
}

type Path = readonly (string | number)[];

/** Something to delete: in the file of an application. */
interface Line {
  readonly application: string;
  readonly path: Path;
}

/** Everything that can be taken away by deleting lines, in the order of the files. */
export function takings(organization: Organization, files: Files): readonly Taking[] {
  return organization.applications
    .flatMap((application) => [
      ...application.stores.flatMap((store) => grantsOf(application, store)),
      ...(application.people === null ? [] : [peopleOf(application, organization)]),
      ...waysToRun(application),
    ])
    .map(({ what, lines, without }) => ({ what, without, ...deleteLines(files, lines) }));
}

/** Everything that can be retired: stores, applications, and applications in one of several accounts. */
export function retirements(organization: Organization, files: Files): readonly Taking[] {
  return organization.applications
    .filter(({ state }) => state === 'active')
    .flatMap((application) => [
      ...application.stores
        .filter(({ state }) => state === 'active')
        .map((store): Taking => ({
          what: `the store ${application.key}/${store.name}`,
          ...setState(files, application.key, ['stores', store.name, 'state']),
          without: (whole) => editStore(whole, application.key, store.name, (one) => ({ ...one, state: 'retired' })),
        })),
      {
        what: `the application ${application.key}`,
        ...setState(files, application.key, ['state']),
        without: (whole) => editApplication(whole, application.key, (one) => ({ ...one, state: 'retired' })),
      },
      {
        what: `the application ${application.key} in its accounts`,
        ...moveAccounts(files, application),
        without: (whole) =>
          editApplication(whole, application.key, (one) => ({
            ...one,
            state: 'retired',
            accounts: [],
            retiredIn: [...one.accounts, ...one.retiredIn],
          })),
      },
    ]);
}

interface Entry {
  readonly what: string;
  readonly lines: readonly Line[];
  readonly without: Taking['without'];
}

function grantsOf({ key }: Application, store: Store): readonly Entry[] {
  return (['readers', 'writers'] as const).flatMap((list) =>
    store[list].map((grant, index): Entry => ({
      what: `${nameOf(grant)} among the ${list} of ${key}/${store.name}`,
      lines: [{ application: key, path: ['stores', store.name, list, index] }],
      without: (whole) =>
        editStore(whole, key, store.name, (one) => ({ ...one, [list]: one[list].filter((_, at) => at !== index) })),
    })),
  );
}

function nameOf(grant: Grant): string {
  switch (grant.kind) {
    case 'application':
      return `the application ${grant.application}`;
    case 'group':
      return `the group ${grant.group}`;
    case 'partner':
      return `the partner ${grant.account}`;
  }
}

/** With the last people of a group go its grants, because a group reaches stores only as the people of an application. */
function peopleOf({ key, people }: Application, { applications }: Organization): Entry {
  const isLast = applications.every((other) => other.key === key || other.people?.group !== people?.group);
  const isGone = (grant: Grant): boolean => isLast && grant.kind === 'group' && grant.group === people?.group;
  const grants = applications.flatMap((other) =>
    other.stores.flatMap((store) =>
      (['readers', 'writers'] as const).flatMap((list) =>
        store[list].flatMap((grant, index): readonly Line[] =>
          isGone(grant) ? [{ application: other.key, path: ['stores', store.name, list, index] }] : [],
        ),
      ),
    ),
  );
  return {
    what: `the people of ${key}`,
    lines: [{ application: key, path: ['people'] }, ...grants],
    without: (whole) => ({
      ...whole,
      applications: whole.applications.map((other) => ({
        ...other,
        people: other.key === key ? null : other.people,
        stores: other.stores.map((store) => ({
          ...store,
          readers: store.readers.filter((grant) => !isGone(grant)),
          writers: store.writers.filter((grant) => !isGone(grant)),
        })),
      })),
    }),
  };
}

function waysToRun({ key, runsOn }: Application): readonly Entry[] {
  const entry = (path: Path, what: string, edit: (runs: RunsOn) => RunsOn): Entry => ({
    what: `${what} of ${key}`,
    lines: [{ application: key, path: ['runsOn', ...path] }],
    without: (whole) => editApplication(whole, key, (one) => ({ ...one, runsOn: edit(one.runsOn) })),
  });
  return [
    ...(['ec2', 'ecs', 'lambda'] as const)
      .filter((way) => runsOn[way])
      .map((way) => entry([way], `\`${way}\``, (runs) => ({ ...runs, [way]: false }))),
    ...runsOn.pods.map((_, index) =>
      entry(['pods', index], `pod ${index + 1}`, (runs) => ({
        ...runs,
        pods: runs.pods.filter((__, at) => at !== index),
      })),
    ),
    ...runsOn.github.map((_, index) =>
      entry(['github', index], `workflow ${index + 1}`, (runs) => ({
        ...runs,
        github: runs.github.filter((__, at) => at !== index),
      })),
    ),
  ];
}

function editApplication(
  organization: Organization,
  key: string,
  edit: (application: Application) => Application,
): Organization {
  return {
    ...organization,
    applications: organization.applications.map((one) => (one.key === key ? edit(one) : one)),
  };
}

function editStore(organization: Organization, key: string, name: string, edit: (store: Store) => Store): Organization {
  return editApplication(organization, key, (one) => ({
    ...one,
    stores: one.stores.map((store) => (store.name === name ? edit(store) : store)),
  }));
}

/** The files without some lines, and with them again. */
function deleteLines(files: Files, lines: readonly Line[]): Pick<Taking, 'deleted' | 'written'> {
  const documents = new Map(lines.map(({ application }) => [application, read(files, application)]));
  const texts = (): Files => ({
    ...files,
    ...Object.fromEntries([...documents].map(([key, document]) => [pathOf(key), String(document)])),
  });
  const deleted = lines.map(({ application, path }) => {
    const document = documents.get(application);
    const node = document?.getIn(path, true);
    if (document?.deleteIn(path) !== true) throw new Error(`${application} has no ${path.join('.')}`);
    return { document, path, node };
  });
  const without = texts();
  for (const { document, path, node } of deleted) {
    const parent = document.getIn(path.slice(0, -1));
    if (isSeq(parent)) parent.items.splice(Number(path.at(-1)), 0, node);
    else if (isMap(parent)) parent.set(path.at(-1), node);
    else document.setIn(path, node);
  }
  return { deleted: without, written: texts() };
}

/** The files with `state: retired`, and with `state: active` behind that. */
function setState(files: Files, application: string, path: Path): Pick<Taking, 'deleted' | 'written'> {
  const to = (state: string): Files => {
    const document = read(files, application);
    document.setIn(path, state);
    return { ...files, [pathOf(application)]: String(document) };
  };
  return { deleted: to('retired'), written: to('active') };
}

/** The files with an application that is retired by `retiredIn`, and as they were. */
function moveAccounts(files: Files, { key, accounts, retiredIn }: Application): Pick<Taking, 'deleted' | 'written'> {
  const document = read(files, key);
  document.delete('accounts');
  document.set('state', 'retired');
  document.set('retiredIn', [...accounts, ...retiredIn]);
  return { deleted: { ...files, [pathOf(key)]: String(document) }, written: files };
}

function pathOf(application: string): string {
  return `applications/${application}.yaml`;
}

function read(files: Files, application: string): Document {
  return parseDocument(String(files[pathOf(application)]));
}
