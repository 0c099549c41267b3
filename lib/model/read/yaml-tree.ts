import type { Alias, Scalar, YAMLMap, YAMLSeq } from 'yaml';
import { isAlias, isMap, isNode, isScalar, isSeq } from 'yaml';
import { formatNumber } from '../../report/words';
import type { Problem } from '../problem';

/** How many values aliases may repeat in one file: a few lines can expand to millions of values. */
const MAX_REPEATED_VALUES = 1_000;

/** Deeper than any configuration, and shallow enough for recursion. */
const MAX_DEPTH = 50;

/** A value, and where it is written. */
export interface YamlTree {
  readonly value: unknown;
  /** Offsets into the text; where nothing is written, start equals end. */
  readonly start: number;
  readonly end: number;
  /** Values in it, itself included, with aliases followed. */
  readonly size: number;
  /** By key, or by index in a list. */
  readonly entries: ReadonlyMap<string | number, YamlEntry>;
}

/** A part of a collection: where its key starts (in a list, its value), and the value. */
export interface YamlEntry {
  readonly start: number;
  readonly tree: YamlTree;
}

/** A problem at an offset of the text. */
export type YamlProblem = Problem<number>;

/** The values of a document's nodes. With mistakes in `refusals`, they cannot be used. */
interface YamlReading {
  readonly tree: YamlTree;
  readonly mistakes: readonly YamlProblem[];
  readonly refusals: readonly YamlProblem[];
}

/** Reads the nodes of a document in one pass, in time linear in its length. */
export function readYamlTree(contents: unknown): YamlReading {
  const reader = new TreeReader();
  return { tree: reader.read(contents, 0), mistakes: reader.mistakes, refusals: reader.refusals };
}

class TreeReader {
  readonly mistakes: YamlProblem[] = [];
  readonly refusals: YamlProblem[] = [];
  /** The tree of each anchor so far; null while the anchor's own value is being read. */
  private readonly anchors = new Map<string, YamlTree | null>();
  private repeatedValues = 0;

  read(node: unknown, depth: number): YamlTree {
    if (!isNode(node)) return nothingAt(0);
    if (isAlias(node)) return this.readAlias(node);
    if (depth > MAX_DEPTH) return this.refuse(node, { code: 'nested-too-deeply', message: 'nested too deeply' });
    const { anchor } = node;
    if (anchor !== undefined) this.anchors.set(anchor, null);
    const tree = isMap(node) ? this.readMap(node, depth) : isSeq(node) ? this.readList(node, depth) : readScalar(node);
    // An inner anchor of the same name may have replaced this one.
    if (anchor !== undefined && this.anchors.get(anchor) === null) this.anchors.set(anchor, tree);
    return tree;
  }

  private readMap(node: YAMLMap, depth: number): YamlTree {
    const entries = new Map<string, YamlEntry>();
    for (const { key, value } of node.items) {
      const name = this.readKey(key, entries);
      const start = startOf(key);
      const tree = isNode(value) ? this.read(value, depth + 1) : nothingAt(start);
      if (name !== undefined && !entries.has(name)) entries.set(name, { start, tree });
    }
    return collect(node, entries, Object.fromEntries([...entries].map(([name, { tree }]) => [name, tree.value])));
  }

  private readList(node: YAMLSeq, depth: number): YamlTree {
    const trees = node.items.map((item) => this.read(item, depth + 1));
    const starts = node.items.map(startOf);
    const entries = new Map(trees.map((tree, index) => [index, { start: starts[index] ?? tree.start, tree }]));
    return collect(
      node,
      entries,
      trees.map(({ value }) => value),
    );
  }

  private readKey(key: unknown, siblings: ReadonlyMap<string, unknown>): string | undefined {
    const offset = startOf(key);
    if (!isScalar(key) || typeof key.value !== 'string' || key.value === '__proto__') {
      this.mistakes.push({ code: 'key-not-text', at: offset, allowed: 'text', ...explainKey(key) });
      return undefined;
    }
    if (siblings.has(key.value)) {
      const message = `the key \`${key.value}\` is written twice`;
      this.mistakes.push({
        code: 'duplicate-key',
        at: offset,
        message,
        allowed: 'each key once',
        fix: 'remove one of the two',
      });
    }
    return key.value;
  }

  private readAlias(node: Alias): YamlTree {
    const tree = this.anchors.get(node.source);
    if (tree === undefined) {
      const message = `the alias \`*${node.source}\` has no anchor before it`;
      return this.refuse(node, {
        code: 'unknown-alias',
        message,
        fix: `mark the value that it repeats with \`&${node.source}\``,
      });
    }
    if (tree === null) {
      const message = `the alias \`*${node.source}\` is inside of the value that it repeats`;
      return this.refuse(node, { code: 'recursive-alias', message });
    }
    const before = this.repeatedValues;
    this.repeatedValues += tree.size;
    if (this.repeatedValues <= MAX_REPEATED_VALUES) return tree;
    if (before > MAX_REPEATED_VALUES) return nothingAt(startOf(node));
    return this.refuse(node, {
      code: 'too-many-aliases',
      message: `with the alias \`*${node.source}\`, aliases repeat ${formatNumber(this.repeatedValues)} values`,
      allowed: `at most ${formatNumber(MAX_REPEATED_VALUES)} values repeated by aliases in a file`,
      fix: 'write the values without aliases',
    });
  }

  private refuse(node: unknown, refusal: Omit<YamlProblem, 'at'>): YamlTree {
    this.refusals.push({ ...refusal, at: startOf(node) });
    return nothingAt(startOf(node));
  }
}

function explainKey(key: unknown): Pick<Problem, 'message' | 'allowed' | 'fix'> {
  if (!isScalar(key)) return { message: 'only text can be a key' };
  const written = key.source ?? '';
  if (written === '') return { message: 'a key is missing before the colon' };
  const message = `\`${written}\` cannot be a key`;
  // Only `__proto__` is text and no key.
  if (typeof key.value === 'string') return { message, allowed: 'any other key', fix: 'remove it' };
  return { message, fix: `put it in quotes: \`'${written}'\`` };
}

function readScalar(node: Scalar): YamlTree {
  const [start, end] = node.range ?? [0, 0];
  return { value: node.value, start, end, size: 1, entries: new Map() };
}

function collect(node: YAMLMap | YAMLSeq, entries: YamlTree['entries'], value: unknown): YamlTree {
  const [start, end] = node.range ?? [0, 0];
  let size = 1;
  for (const { tree } of entries.values()) size += tree.size;
  return { value, start, end, size, entries };
}

function nothingAt(offset: number): YamlTree {
  return { value: null, start: offset, end: offset, size: 1, entries: new Map() };
}

function startOf(node: unknown): number {
  return isNode(node) ? (node.range?.[0] ?? 0) : 0;
}
