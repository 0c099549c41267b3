import { isMap, isScalar, isSeq, parseDocument, stringify, type Document, type Pair, type YAMLSeq } from 'yaml';
import type { PropertyPath } from '../../../model/organization';

/** A part of a text that is replaced. Offsets are those of the text before. */
interface Splice {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Texts by field, in their order. */
export type Fields = Readonly<Record<string, string>>;

/** A YAML file in which a few places are replaced, and every other character stays. */
interface EditableYaml {
  readonly text: string;
  readonly document: Document.Parsed;
  /** Of the file. */
  readonly newline: '\n' | '\r\n';
}

function readEditable(text: string): EditableYaml {
  const document = parseDocument(text, { schema: 'core', merge: false, keepSourceTokens: true });
  return { text, document, newline: text.includes('\r\n') ? '\r\n' : '\n' };
}

/** What a file says; null: it cannot be read. */
export function valueOf(text: string): unknown {
  const { document } = readEditable(text);
  return document.errors.length > 0 ? null : document.toJS();
}

function applySplices(text: string, splices: readonly Splice[] | null): string | null {
  if (splices === null) return null;
  return [...splices]
    .sort((one, other) => other.start - one.start)
    .reduce((edited, { start, end, text: put }) => edited.slice(0, start) + put + edited.slice(end), text);
}

/**
 * Adds an item at the end of a list at the top of a file, which may be missing, empty, or on one line; null: the list is
 * written in a way that this cannot extend, such as an alias.
 */
export function appendItem(text: string, key: string, fields: Fields): string | null {
  return applySplices(text, spliceItem(readEditable(text), key, fields));
}

function spliceItem(yaml: EditableYaml, key: string, fields: Fields): readonly Splice[] | null {
  const { text, document, newline } = yaml;
  const pair = pairAt(document.contents, key);
  const block = (indent: string): string =>
    itemLines(fields)
      .map((line) => `${newline}${indent}${line}`)
      .join('');
  if (pair === undefined) return atEnd(yaml, `${key}:${block('  ')}${newline}`);
  const { value } = pair;
  if (isEmpty(value) || (isSeq(value) && value.flow === true && value.items.length === 0)) {
    const colon = colonAfter(pair, text);
    const [from, to] = isEmptyText(value) ? [colon, colon] : rangeOf(value);
    if (colon === null || from === null || to === null) return null;
    const lineEnd = endOfLine(text, to);
    return [
      { start: colon, end: to, text: '' },
      { start: lineEnd, end: lineEnd, text: block('  ') },
    ];
  }
  if (!isSeq(value)) return null;
  const [, last] = rangeOf(value.items.at(-1));
  if (last === null) return null;
  if (value.flow === true) return [{ start: last, end: last, text: `, { ${pairsOf(fields).join(', ')} }` }];
  const indent = indentOf(value, text);
  if (indent === null) return null;
  const lineEnd = endOfLine(text, contentEnd(text, last));
  return [{ start: lineEnd, end: lineEnd, text: block(indent) }];
}

/**
 * Removes items of a list at the top of a file, with the comment lines right above each; null: as above. Without items, the
 * list stays as `[]`.
 */
export function removeItems(text: string, key: string, indexes: readonly number[]): string | null {
  return applySplices(text, spliceRemoval(readEditable(text), key, indexes));
}

function spliceRemoval(
  { text, document }: EditableYaml,
  key: string,
  indexes: readonly number[],
): readonly Splice[] | null {
  const pair = pairAt(document.contents, key);
  const list = pair?.value;
  if (pair === undefined || !isSeq(list) || list.flow === true) return null;
  const indent = indentOf(list, text);
  const colon = colonAfter(pair, text);
  if (indent === null || colon === null) return null;
  const lines = list.items.map((item) => linesOfItem(item, indent, text));
  const removed = indexes.flatMap((index) => lines[index] ?? []);
  if (removed.length < indexes.length) return null;
  const splices = removed.map(({ start, end }) => ({ start, end, text: '' }));
  return indexes.length < list.items.length ? splices : [{ start: colon, end: colon, text: ' []' }, ...splices];
}

/** Writes a text where a key has no value; null: it has one, or there is no such key. */
export function fillValue(text: string, path: PropertyPath, value: string): string | null {
  return applySplices(text, spliceValue(readEditable(text), path, value));
}

function spliceValue({ text, document }: EditableYaml, path: PropertyPath, value: string): readonly Splice[] | null {
  const above = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1));
  const pair = pairAt(above, String(path.at(-1)));
  return pair === undefined || !isEmpty(pair.value) ? null : spliceEmpty(pair, text, ` ${scalarText(value)}`);
}

/** Puts a text where a key has no value. */
function spliceEmpty(pair: Pair, text: string, put: string): readonly Splice[] | null {
  const colon = colonAfter(pair, text);
  if (colon === null) return null;
  const [, end] = isEmptyText(pair.value) ? [colon, colon] : rangeOf(pair.value);
  return end === null ? null : [{ start: colon, end, text: put }];
}

/**
 * Gives a field at the top of a file another text, or adds it as the last one; null: its value is written in a way that this
 * cannot replace, such as an alias or over several lines, or the file is on one line.
 */
export function replaceField(text: string, key: string, value: string): string | null {
  const yaml = readEditable(text);
  const map = yaml.document.contents;
  if (!isMap(map) || map.flow === true) return null;
  const pair = pairAt(map, key);
  return pair === undefined || isEmpty(pair.value)
    ? addField(text, [], key, value)
    : applySplices(text, spliceField(pair, text, value));
}

function spliceField(pair: Pair, text: string, value: string): readonly Splice[] | null {
  const colon = colonAfter(pair, text);
  const [start, end] = rangeOf(pair.value);
  if (colon === null || start === null || end === null) return null;
  if (!isScalar(pair.value) || text.slice(colon, end).includes('\n')) return null;
  // From the colon on: what may stand in between, such as an anchor, is part of the value.
  return /^ *$/.test(text.slice(colon, start)) ? [{ start, end, text: scalarText(value) }] : null;
}

/** Adds a field with fields of its own before the first field of a map at the top; null: the map is not there, or on one line. */
export function prependMap(text: string, key: string, field: string, fields: Fields): string | null {
  return applySplices(text, spliceMap(readEditable(text), key, field, fields));
}

function spliceMap(
  { text, document, newline }: EditableYaml,
  key: string,
  field: string,
  fields: Fields,
): readonly Splice[] | null {
  const map = pairAt(document.contents, key)?.value;
  if (!isMap(map) || map.flow === true) return null;
  const [first] = rangeOf(map.items[0]?.key);
  if (first === null) return null;
  const start = startOfLine(text, first);
  const indent = text.slice(start, first);
  if (!/^ +$/.test(indent)) return null;
  const lines = [`${field}:`, ...pairsOf(fields).map((line) => `${indent}${line}`)];
  return [{ start, end: start, text: lines.map((line) => `${indent}${line}${newline}`).join('') }];
}

/**
 * Writes a field of a map: where it stands without a value, else as the last one of a map at the top, and as the first one of
 * any other map, which may be missing its value, or be on one line. Null: the field has a value, or the map is written in a way
 * that this cannot extend, such as an alias.
 *
 * @param path of the map; empty: the whole file
 */
export function addField(text: string, path: PropertyPath, field: string, value: string): string | null {
  const yaml = readEditable(text);
  return pairAt(mapAt(yaml, path), field) === undefined
    ? applySplices(text, spliceNewField(yaml, path, { field, value }))
    : fillValue(text, [...path, field], value);
}

function mapAt({ document }: EditableYaml, path: PropertyPath): unknown {
  return path.length === 0 ? document.contents : document.getIn(path);
}

function spliceNewField(
  yaml: EditableYaml,
  path: PropertyPath,
  { field, value }: { readonly field: string; readonly value: string },
): readonly Splice[] | null {
  const { text, document, newline } = yaml;
  const line = `${field}: ${scalarText(value)}`;
  const map = mapAt(yaml, path);
  if (isEmpty(map) && path.length > 0) {
    const pair = pairAt(document.getIn(path.slice(0, -1)), String(path.at(-1)));
    return pair === undefined ? null : spliceEmpty(pair, text, ` { ${line} }`);
  }
  if (!isMap(map)) return null;
  const [start, end] = rangeOf(map);
  if (start === null || end === null) return null;
  if (map.flow === true) {
    const last = map.items.at(-1);
    if (last === undefined) return [{ start, end, text: `{ ${line} }` }];
    const [, lastEnd] = rangeOf(last.value ?? last.key);
    return lastEnd === null ? null : [{ start: lastEnd, end: lastEnd, text: `, ${line}` }];
  }
  if (path.length === 0) {
    const lastLine = endOfLine(text, contentEnd(text, end));
    return [{ start: lastLine, end: lastLine, text: `${newline}${line}` }];
  }
  const indent = text.slice(startOfLine(text, start), start);
  if (!/^ +$/.test(indent)) return null;
  // Comments right above the first field belong to that.
  let from = startOfLine(text, start);
  while (from > 0 && text.startsWith(`${indent}#`, startOfLine(text, from - 1))) from = startOfLine(text, from - 1);
  return [{ start: from, end: from, text: `${indent}${line}${newline}` }];
}

function pairAt(map: unknown, key: string): Pair | undefined {
  return isMap(map) ? map.items.find((pair) => isScalar(pair.key) && pair.key.value === key) : undefined;
}

function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || (isScalar(value) && value.value === null);
}

/** Whether a value that is null is also not written, neither as `null` nor as `~`. */
function isEmptyText(value: unknown): boolean {
  return isEmpty(value) && (!isScalar(value) || value.source === undefined || value.source === '');
}

/** Where a node starts, and where it ends. */
function rangeOf(node: unknown): readonly [start: number | null, end: number | null] {
  const { range } = (node ?? {}) as { readonly range?: readonly [number, number, number] | null };
  return range === null || range === undefined ? [null, null] : [range[0], range[1]];
}

/** The offset after the colon of a key. */
function colonAfter({ key }: Pair, text: string): number | null {
  const [, end] = rangeOf(key);
  if (end === null) return null;
  const [spaces = ''] = /^ *:/.exec(text.slice(end)) ?? [];
  return spaces === '' ? null : end + spaces.length;
}

function startOfLine(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1;
}

/** Before the end of the line at an offset. */
function endOfLine(text: string, offset: number): number {
  const feed = text.indexOf('\n', offset);
  if (feed < 0) return text.length;
  return text[feed - 1] === '\r' && feed - 1 >= offset ? feed - 1 : feed;
}

/** A block of text ends after its last line: back to the end of what it says. */
function contentEnd(text: string, offset: number): number {
  return text.slice(0, offset).trimEnd().length;
}

/** The spaces before the hyphens of a list; null: they are not alone on their lines. */
function indentOf(list: YAMLSeq, text: string): string | null {
  const [start] = rangeOf(list);
  if (start === null) return null;
  const indent = text.slice(startOfLine(text, start), start);
  return /^ *$/.test(indent) && text[start] === '-' ? indent : null;
}

/** The whole lines of an item; null: they cannot be told from those of others. */
function linesOfItem(item: unknown, indent: string, text: string): Omit<Splice, 'text'> | null {
  const [start, end] = rangeOf(item);
  if (start === null || end === null) return null;
  let from = startOfLine(text, start);
  if (!text.startsWith(`${indent}-`, from)) return null;
  while (from > 0 && text.startsWith(`${indent}#`, startOfLine(text, from - 1))) from = startOfLine(text, from - 1);
  let to = nextLine(text, contentEnd(text, end));
  // Comments that are deeper than the hyphen belong to the item.
  while (new RegExp(`^${indent} +#`).test(text.slice(to, endOfLine(text, to)))) to = nextLine(text, to);
  return { start: from, end: to };
}

function nextLine(text: string, offset: number): number {
  const feed = text.indexOf('\n', offset);
  return feed < 0 ? text.length : feed + 1;
}

function atEnd({ text, newline }: EditableYaml, section: string): readonly Splice[] {
  const lead = text === '' ? '' : text.endsWith('\n') ? newline : `${newline}${newline}`;
  return [{ start: text.length, end: text.length, text: `${lead}${section}` }];
}

function itemLines(fields: Fields): readonly string[] {
  return pairsOf(fields).map((pair, index) => `${index === 0 ? '- ' : '  '}${pair}`);
}

function pairsOf(fields: Fields): readonly string[] {
  return Object.entries(fields).map(([name, value]) => `${name}: ${scalarText(value)}`);
}

/** In quotes, unless every reader takes it for a text, also on a line with others. */
function scalarText(value: string): string {
  if (/^[A-Za-z][\w @./:-]*$/.test(value) || /^[0-9a-f]{8,10}(?:-[0-9a-f]{4,12}){4,5}$/i.test(value)) {
    const plain = stringify(value, { lineWidth: 0 }).trimEnd();
    if (plain === value) return plain;
  }
  return `'${value.replaceAll("'", "''")}'`;
}
