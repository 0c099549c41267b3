import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Stack } from 'aws-cdk-lib';
import { buildApp } from '../lib/app';
import { landingZoneFileSchema } from '../lib/model/schema/landing-zone-file';
import { linksOf } from './docs/markdown';
import * as house from './support/house-rules';
import { parseSource, readSources, type Source } from './support/sources';
import { anApp } from './support/synthesize';
import { theExample } from './support/the-example';

const root = join(__dirname, '..');
const sources = readSources(root, ['bin', 'constructs', 'lib', 'policies', 'rehearsal', 'tools']);
const glossary = readFileSync(join(root, 'docs/glossary.md'), 'utf8');

describe('type names', () => {
  const isLibrary = ({ path }: Source): boolean => /^(lib|policies|constructs|rehearsal)\//.test(path);

  test('are exported by one file each', () => {
    expect(house.sharedTypeNames(sources.filter(isLibrary))).toEqual([]);
  });

  test.each([
    ['interface', 'export interface Place {}'],
    ['type', 'export type Place = string;'],
    ['class', 'export class Place {}'],
    ['enum', 'export enum Place {}'],
    ['export at the end', 'interface Place {}\nexport type { Place };'],
    ['export under another name', 'interface Place {}\nexport type { Place as Other };'],
  ])('are found when two files export one: %s', (_, text) => {
    const pair = [parseSource('lib/a.ts', text), parseSource('lib/b.ts', 'export interface Place {}')];
    expect(house.sharedTypeNames(pair)).toEqual(['Place: lib/a.ts, lib/b.ts']);
  });

  test.each([
    ['a re-export', "export type { Place } from './b';"],
    ['a type that is not exported', 'interface Place {}'],
    ['a value', 'export const Place = 1;'],
  ])('may be repeated by %s', (_, text) => {
    const pair = [parseSource('lib/a.ts', text), parseSource('lib/b.ts', 'export interface Place {}')];
    expect(house.sharedTypeNames(pair)).toEqual([]);
  });
});

describe('imports', () => {
  test('form no circles', () => {
    expect(house.importCircles(sources)).toEqual([]);
  });

  test.each([
    ['a value', "import { b } from './b';"],
    ['a type', "import type { B } from './b';"],
    ['a type in an expression', "export type A = import('./b').B;"],
    ['a re-export', "export { b } from './b';"],
    ['a module that is loaded later', "export const load = () => import('./b');"],
    ['a module with its extension', "import { b } from './b.ts';"],
  ])('form a circle through %s', (_, text) => {
    const pair = [parseSource('lib/a.ts', text), parseSource('lib/b.ts', "import type { A } from './a';")];
    expect(house.importCircles(pair)).toEqual(['lib/a.ts → lib/b.ts → lib/a.ts']);
  });

  test('form a circle through the index of a folder', () => {
    const three = [
      parseSource('lib/a.ts', "import { b } from './b';"),
      parseSource('lib/b/index.ts', "export { c } from './c';"),
      parseSource('lib/b/c.ts', "import type { A } from '../a';"),
    ];
    expect(house.importCircles(three)).toEqual(['lib/a.ts → lib/b/index.ts → lib/b/c.ts → lib/a.ts']);
  });

  test('form no circle when two files import a third', () => {
    const three = [
      parseSource('lib/a.ts', "import { b } from './b'; import { c } from './c';"),
      parseSource('lib/b.ts', "import { c } from './c';"),
      parseSource('lib/c.ts', "import { join } from 'node:path';"),
    ];
    expect(house.importCircles(three)).toEqual([]);
  });
});

describe('lib/analysis', () => {
  test('has a folder for each question and no other file', () => {
    expect(house.looseFiles('lib/analysis', sources)).toEqual([]);
    const files = ['lib/analysis/a.ts', 'lib/analysis/prove/b.ts', 'lib/a.ts'].map((path) => parseSource(path, ''));
    expect(house.looseFiles('lib/analysis', files)).toEqual(['lib/analysis/a.ts']);
  });
});

describe('the glossary', () => {
  const avoided = house.tablesOf(glossary, 'word').flatMap((row) => house.codeIn(row['not']));

  test('lists words that the code does not use', () => {
    expect(avoided.length).toBeGreaterThan(10);
    expect(house.avoidedWords(avoided, sources)).toEqual([]);
  });

  test.each(['told.ts', 'order/', 'remember', 'brief', 'Settings*', 'guardrail-parts'])(
    'would find `%s` as a name of a file, a folder or an identifier',
    (word) => {
      const files = [
        parseSource('lib/order/told.ts', ''),
        parseSource('lib/guardrail-parts.ts', 'const brief = remember<SettingsPolicy>(told);'),
        parseSource('lib/orders/a.ts', "// remember, brief\nconst remembered = 'order', aSettings = 'brief';"),
      ];
      expect(house.avoidedWords([word], files)).toHaveLength(1);
    },
  );

  test('has each word once', () => {
    const names = house.tablesOf(glossary, 'word').map((row) => row['word']);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });
});

describe('the table of capabilities', () => {
  const rows = house.tablesOf(glossary, 'capability');
  const foldersIn = (folder: string): readonly string[] =>
    readdirSync(join(root, folder), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name);

  test('has every section of landing-zone.yaml and every folder beside it', () => {
    const sections = Object.keys(landingZoneFileSchema.shape).filter((name) => name !== 'formatVersion');
    const folders = foldersIn('organization').map((name) => `${name}/`);
    expect(house.columnFaults(rows, 'YAML', [...sections, ...folders])).toEqual([]);
  });

  test('has every folder of constructs, which has tests and no loose files around it', () => {
    expect(house.columnFaults(rows, 'constructs', foldersIn('constructs'))).toEqual([]);
    expect(foldersIn('test/constructs')).toEqual(foldersIn('constructs'));
    expect(house.looseFiles('constructs', sources)).toEqual([]);
  });

  test('has every stack of the app', () => {
    const app = anApp();
    const example = theExample();
    buildApp(app, { ...example, vending: example.organization.vending?.pipeline ?? undefined });
    const stacks = app.node.children.filter((child) => Stack.isStack(child)).map(({ node }) => node.id);
    expect(house.columnFaults(rows, 'stack', stacks)).toEqual([]);
  });

  test('has a page for every capability', () => {
    for (const row of rows) expect(linksOf(row['page'] ?? '')).not.toEqual([]);
    const links = linksOf(rows.map((row) => row['page']).join(' '));
    expect(links.filter((link) => !existsSync(join(root, 'docs', link)))).toEqual([]);
  });

  test('would show what is missing on either side', () => {
    const text = '| capability | stack |\n| --- | --- |\n| audit | `Audit`, `Trail` |\n\nEnd';
    expect(house.columnFaults(house.tablesOf(text, 'capability'), 'stack', ['Audit', 'Baseline'])).toEqual([
      'stack: `Trail` does not exist',
      'stack: `Baseline` has no row',
    ]);
  });
});
