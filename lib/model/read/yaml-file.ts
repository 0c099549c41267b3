import { LineCounter, parseDocument } from 'yaml';
import type { PropertyPath } from '../organization';
import type { Outcome, Position, Problem } from '../problem';
import { failed, locate, ok } from '../problem';
import { quote } from './quote';
import { findSyntaxMistakes } from './yaml-syntax';
import type { SourceFile } from './read-folder';
import type { YamlEntry, YamlProblem, YamlTree } from './yaml-tree';
import { readYamlTree } from './yaml-tree';

const EMPTY_FILE: YamlProblem = {
  code: 'empty-file',
  at: 0,
  message: 'the file is empty',
  allowed: 'fields and their values',
  fix: 'write the fields, or remove the file',
};

/** A parsed YAML file: its value, and where each part of it is written. */
export interface YamlFile {
  readonly file: string;
  readonly value: unknown;
  /** Mistakes after which the rest of the file is still readable, such as a repeated key. */
  readonly problems: readonly Problem[];
  /** The position of a value; of a missing value, the position of its key or of the key above. */
  locate(path: PropertyPath): Position;
  /** The position of a value's key; of an item in a list, the position of the item. */
  locateKey(path: PropertyPath): Position;
  /** A value as it is written, on one line. */
  quote(path: PropertyPath): string;
}

/** Parses YAML 1.2 that contains only text, numbers, booleans, lists and maps. */
export function parseYaml({ file, text }: SourceFile): Outcome<YamlFile> {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, {
    lineCounter,
    prettyErrors: false,
    schema: 'core',
    merge: false,
    resolveKnownTags: false,
    // It compares all pairs of keys; readYamlTree finds duplicates in linear time.
    uniqueKeys: false,
  });
  const locateOffset = (offset: number): Position => {
    const { line, col } = lineCounter.linePos(offset);
    return { file, line, column: col };
  };
  const locateMistake = (mistake: YamlProblem): Problem => locate(mistake, locateOffset);

  const syntaxMistakes = findSyntaxMistakes(document, text, lineCounter);
  if (syntaxMistakes.length > 0) return failed(syntaxMistakes.map(locateMistake));
  const { tree, mistakes, refusals } = readYamlTree(document.contents);
  if (refusals.length > 0) return failed([...mistakes, ...refusals].map(locateMistake));
  if (tree.value === null) return failed([locateMistake(EMPTY_FILE)]);

  return ok({
    file,
    value: tree.value,
    problems: mistakes.map(locateMistake),
    locate: (path) => locateOffset(findValueStart(tree, path)),
    locateKey: (path) => locateOffset(findEntry(tree, path).start),
    quote: (path) => {
      const { start, end } = findEntry(tree, path).tree;
      return quote(text, start, end);
    },
  });
}

/** The entry at a path, or the last existing one on the way there. */
function findEntry(tree: YamlTree, path: PropertyPath): YamlEntry & { readonly isFound: boolean } {
  let entry: YamlEntry = { start: tree.start, tree };
  for (const step of path) {
    const next = entry.tree.entries.get(step);
    if (next === undefined) return { ...entry, isFound: false };
    entry = next;
  }
  return { ...entry, isFound: true };
}

function findValueStart(root: YamlTree, path: PropertyPath): number {
  const { start, tree, isFound } = findEntry(root, path);
  return isFound && tree.end > tree.start ? tree.start : start;
}
