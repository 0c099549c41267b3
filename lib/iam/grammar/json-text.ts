/** Parses JSON text with the position of each value. */
import { below } from '../json';

/** A position in a text. Lines and columns start at 1. */
interface TextPosition {
  readonly line: number;
  readonly column: number;
}

/** A parsed JSON text, with the position of each value. */
interface JsonText {
  readonly value: unknown;
  /** Where the value at a JSON pointer begins, or the closest existing parent. */
  readonly positionOf: (pointer: string) => TextPosition;
}

/** Why a text cannot be trusted as JSON: its codes and messages are those of problems. */
export interface JsonMistake {
  readonly code: string;
  readonly message: string;
  readonly position: TextPosition;
  readonly allowed?: string;
  readonly fix?: string;
}

type ReadJson =
  | ({ readonly kind: 'json' } & JsonText)
  /** `rest`: what else can be checked; null: the text is no JSON at all. */
  | { readonly kind: 'mistakes'; readonly mistakes: readonly JsonMistake[]; readonly rest: JsonText | null };

/** Deeper than any policy, plan or request. Deeper texts are refused before other code reads them. */
const MAX_DEPTH = 64;

/** An object or a list whose end has not been read. */
interface Open {
  readonly pointer: string;
  readonly names: Set<string> | null;
  count: number;
  name: string;
}

/**
 * Parses JSON like JSON.parse, but refuses a key that an object has twice, the key `__proto__`, and more than 64 levels.
 * It is not recursive.
 */
export function readJsonText(text: string): ReadJson {
  const reader = new StructureReader(text);
  const mistake = reader.read();
  const at = (offset: number): TextPosition => positionAt(text, offset);
  const locate = ({ offset, ...rest }: OffsetMistake): JsonMistake => ({ ...rest, position: at(offset) });
  if (mistake !== null) {
    const broken = { code: 'no-json', ...mistake, message: `this cannot be read as JSON: ${mistake.message}` };
    return { kind: 'mistakes', mistakes: [...reader.badKeys, broken].map(locate), rest: null };
  }
  const positionOf = (pointer: string): TextPosition => at(reader.offsetOf(pointer));
  if (reader.badKeys.length === 0) return { kind: 'json', value: JSON.parse(text), positionOf };
  const value: unknown = JSON.parse(text, (key, member: unknown) => (key === PROTOTYPE ? undefined : member));
  return { kind: 'mistakes', mistakes: reader.badKeys.map(locate), rest: { value, positionOf } };
}

/**
 * Whether a JSON text certainly has no key that `readJsonText` refuses; false: read it to know. Much faster.
 *
 * @param value what JSON.parse made of the text
 */
export function hasPlainKeys(text: string, value: unknown): boolean {
  // A quote before a colon ends a key, or is in a string: if there are no more of them than members, no key was lost.
  return (text.match(/"\s*:/g)?.length ?? 0) === countMembers(value, MAX_DEPTH);
}

function countMembers(value: unknown, depth: number): number {
  if (typeof value !== 'object' || value === null) return 0;
  if (depth === 0) return Infinity;
  const names = Array.isArray(value) ? [] : Object.keys(value);
  if (names.includes(PROTOTYPE)) return Infinity;
  let count = names.length;
  for (const member of Object.values(value)) count += countMembers(member, depth - 1);
  return count;
}

/** Code that copies objects would take its value for the prototype of the copy, or lose it. */
const PROTOTYPE = '__proto__';

type OffsetMistake = Omit<JsonMistake, 'position'> & { readonly offset: number };

/** More than anyone reads. */
const MAX_BAD_KEYS = 100;

/** Scans a JSON text, and records where each value begins and which keys are refused. */
class StructureReader {
  readonly badKeys: OffsetMistake[] = [];
  private readonly text: string;
  private readonly offsets = new Map<string, number>();
  private readonly open: Open[] = [];
  private next = 0;

  constructor(text: string) {
    this.text = text;
  }

  offsetOf(pointer: string): number {
    for (let at = pointer; at !== ''; at = at.slice(0, at.lastIndexOf('/'))) {
      const offset = this.offsets.get(at);
      if (offset !== undefined) return offset;
    }
    return this.offsets.get('') ?? 0;
  }

  read(): { readonly message: string; readonly offset: number } | null {
    let mistake = this.value('');
    while (mistake === null && this.open.length > 0) mistake = this.member();
    if (mistake !== null) return { message: mistake, offset: this.next };
    this.skipSpace();
    return this.next < this.text.length
      ? { message: `unexpected ${this.found()} after the value`, offset: this.next }
      : null;
  }

  /** Reads a scalar, or the beginning of an object or list. Returns the mistake, or null. */
  private value(pointer: string): string | null {
    this.skipSpace();
    this.offsets.set(pointer, this.next);
    const first = this.text[this.next];
    if (first === '{' || first === '[') {
      if (this.open.length >= MAX_DEPTH) return `values are nested more than ${MAX_DEPTH} deep`;
      this.next += 1;
      this.open.push({ pointer, names: first === '{' ? new Set() : null, count: 0, name: '' });
      return null;
    }
    if (first === '"') return this.string() === null ? 'a string has no end or contains invalid characters' : null;
    SCALAR.lastIndex = this.next;
    const scalar = SCALAR.exec(this.text)?.[0];
    if (scalar === undefined) return `expected a value, found ${this.found()}`;
    this.next += scalar.length;
    return null;
  }

  /** Reads the next element or member of the innermost object or list, or its end. */
  private member(): string | null {
    const inner = this.open.at(-1);
    if (inner === undefined) return null;
    this.skipSpace();
    const closing = inner.names === null ? ']' : '}';
    if (this.text[this.next] === closing) {
      this.next += 1;
      this.open.pop();
      return null;
    }
    if (inner.count > 0 && !this.take(',')) return `expected a comma or \`${closing}\`, found ${this.found()}`;
    inner.count += 1;
    if (inner.names === null) return this.value(`${inner.pointer}/${inner.count - 1}`);
    return this.named(inner, inner.names);
  }

  private named(inner: Open, names: Set<string>): string | null {
    this.skipSpace();
    if (this.text[this.next] !== '"') return `expected a name in quotes, found ${this.found()}`;
    const start = this.next;
    const name = this.string();
    if (name === null) return 'a name has no end or contains invalid characters';
    if (names.has(name))
      this.refuseKey(start, {
        code: 'duplicate-key',
        message: `the key \`${name}\` is written twice`,
        allowed: 'each key once',
        fix: 'remove one of the two',
      });
    if (name === PROTOTYPE)
      this.refuseKey(start, {
        code: 'reserved-key',
        message: `\`${name}\` cannot be a key`,
        allowed: 'any other key',
        fix: 'remove it',
      });
    names.add(name);
    this.skipSpace();
    if (!this.take(':')) return `expected a colon, found ${this.found()}`;
    return this.value(below(inner.pointer, name));
  }

  private refuseKey(offset: number, mistake: Omit<OffsetMistake, 'offset'>): void {
    if (this.badKeys.length < MAX_BAD_KEYS) this.badKeys.push({ ...mistake, offset });
  }

  /** Reads the string that begins here; null if it is not valid. */
  private string(): string | null {
    const start = this.next;
    for (let at = start + 1; at < this.text.length; at += 1) {
      const character = this.text[at];
      if (character === '\\') at += 1;
      else if (character === '"') {
        const text = parseString(this.text.slice(start, at + 1));
        if (text !== null) this.next = at + 1;
        return text;
      }
    }
    return null;
  }

  private take(character: string): boolean {
    if (this.text[this.next] !== character) return false;
    this.next += 1;
    return true;
  }

  private skipSpace(): void {
    SPACE.lastIndex = this.next;
    this.next += SPACE.exec(this.text)?.[0].length ?? 0;
  }

  private found(): string {
    return this.next < this.text.length ? `\`${this.text[this.next] ?? ''}\`` : 'the end of the text';
  }
}

const SPACE = /[ \t\r\n]*/y;
const SCALAR = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

/** Null if it contains a control character or an unknown escape. */
function parseString(written: string): string | null {
  try {
    return JSON.parse(written) as string;
  } catch {
    return null;
  }
}

function positionAt(text: string, offset: number): TextPosition {
  const before = text.slice(0, offset);
  const line = before.split('\n').length;
  return { line, column: offset - before.lastIndexOf('\n') };
}
