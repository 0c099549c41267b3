import { basename } from 'node:path';
import type { Source } from './sources';

/** Type names that several files export, each with its files. */
export function sharedTypeNames(sources: readonly Source[]): readonly string[] {
  const files = new Map<string, string[]>();
  for (const { path, exportedTypes } of sources)
    for (const name of exportedTypes) files.set(name, [...(files.get(name) ?? []), path]);
  return [...files]
    .filter(([, paths]) => paths.length > 1)
    .map(([name, paths]) => `${name}: ${paths.join(', ')}`)
    .sort();
}

/** Circles of imports: one for each group of files that all reach each other. */
export function importCircles(sources: readonly Source[]): readonly string[] {
  const graph = new Map(sources.map(({ path, imports }) => [path, imports] as const));
  const resolved = (path: string): readonly string[] =>
    (graph.get(path) ?? []).flatMap((name) => {
      const file = [`${name}.ts`, `${name}/index.ts`, name].find((candidate) => graph.has(candidate));
      return file === undefined ? [] : [file];
    });
  const finished = new Set<string>();
  const circles: string[] = [];
  const visit = (path: string, above: readonly string[]): void => {
    if (above.includes(path)) {
      circles.push([...above.slice(above.indexOf(path)), path].join(' → '));
      return;
    }
    if (finished.has(path)) return;
    for (const next of resolved(path)) visit(next, [...above, path]);
    finished.add(path);
  };
  for (const path of graph.keys()) visit(path, []);
  return circles;
}

/** Files that are directly in a folder, not in one of its subfolders. */
export function looseFiles(folder: string, sources: readonly Source[]): readonly string[] {
  return sources.map(({ path }) => path).filter((path) => new RegExp(`^${folder}/[^/]+$`).test(path));
}

/**
 * Where words to avoid are used.
 *
 * @param words as in the glossary: `name/` is a folder, `name.ts` a file, `name*` the beginning of an identifier, and any
 * other word an identifier or a file
 */
export function avoidedWords(words: readonly string[], sources: readonly Source[]): readonly string[] {
  return words.flatMap((word) =>
    sources.filter((source) => uses(source, word)).map(({ path }) => `${word} in ${path}`),
  );
}

function uses({ path, identifiers }: Source, word: string): boolean {
  if (word.endsWith('/')) return path.split('/').slice(0, -1).includes(word.slice(0, -1));
  if (word.endsWith('*')) return [...identifiers].some((name) => name.startsWith(word.slice(0, -1)));
  return basename(path) === word || basename(path, '.ts') === word || identifiers.has(word);
}

/** A row of a table in Markdown, by the heads of its columns. */
export type Row = Readonly<Record<string, string>>;

/** The rows of all tables in a page of Markdown whose first column has this head. */
export function tablesOf(markdown: string, head: string): readonly Row[] {
  const lines = markdown.split('\n');
  return lines.flatMap((line, start) => {
    const heads = cellsOf(line);
    if (heads[0] !== head || !/^\|[ -]*-/.test(lines[start + 1] ?? '')) return [];
    const length = lines.slice(start).findIndex((other) => !other.startsWith('|'));
    return lines
      .slice(start + 2, start + length)
      .map((row) => Object.fromEntries(cellsOf(row).map((cell, index) => [heads[index] ?? '', cell])));
  });
}

function cellsOf(line: string): readonly string[] {
  return line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());
}

/** The words of a cell that are written as code. */
export function codeIn(cell = ''): readonly string[] {
  return [...cell.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code);
}

/**
 * What a table names and what exists, compared for one column in both directions.
 *
 * @param existing the things of this kind that exist
 */
export function columnFaults(rows: readonly Row[], column: string, existing: readonly string[]): readonly string[] {
  const named = new Set(rows.flatMap((row) => codeIn(row[column])));
  return [
    ...[...named].filter((name) => !existing.includes(name)).map((name) => `${column}: \`${name}\` does not exist`),
    ...existing.filter((name) => !named.has(name)).map((name) => `${column}: \`${name}\` has no row`),
  ];
}
