/** Classes of texts. */
import { arnParts, escapeGlob, parseArnGlob, parseGlob, withoutColons } from '../patterns/glob';
import { countTexts, eitherCase, explore, GlobAutomaton, textOf } from '../patterns/glob-automaton';
import type { GlobToken, Visit } from '../patterns/glob-automaton';
import { cell, NO_CELLS } from './cells';
import type { Cells } from './cells';
import type { ValueClasses } from './value-classes';

/** How a text of a policy is compared: with wildcards, part by part like ARNs, or exactly except for case. */
type TextMode = 'glob' | 'arn' | 'ignoring case';

/** A text in a policy. Exact texts are globs without wildcards. */
export interface TextValue {
  readonly kind: 'text';
  readonly id: string;
  readonly mode: TextMode;
  readonly pattern: string;
}

export function textValue(mode: TextMode, pattern: string): TextValue {
  return { kind: 'text', id: `${mode} ${pattern}`, mode, pattern };
}

/**
 * The texts that AWS sends for a key. `principal`: ARNs of principals without a colon in their last part. IAM allows a
 * colon in a path, but then every `StringLike` with wildcards could match in many places, and there would be too many
 * classes. `resource`: ARNs, and `*` for calls without a resource.
 */
export type TextDomain = 'any' | 'not empty' | 'arn' | 'principal' | 'resource';

const DOMAINS: Readonly<Record<TextDomain, readonly (readonly GlobToken[])[]>> = {
  any: [parseGlob('*')],
  'not empty': [parseGlob('?*')],
  arn: [parseArnGlob('arn:*:*:*:*:*')],
  principal: [parseArnGlob('arn:?*:???::????????????:?*').map(withoutColons)],
  resource: [parseGlob(escapeGlob('*')), parseArnGlob('arn:?*:?*:*:*:?*')],
};

/** With more states or cells than this, the values are not divided: each pattern with an inner `*` doubles the cells. */
const STATE_LIMIT = 20_000;
const CELL_LIMIT = 4_096;

/**
 * Divides texts into classes (cells) by the set of values that they match, as in the Myhill-Nerode theorem, but for
 * several languages. Undefined if there are too many classes.
 *
 * `examples` are preferred witnesses, best first. The values themselves are also used as witnesses.
 */
export function classifyTexts(
  domain: TextDomain,
  values: readonly TextValue[],
  examples: readonly string[],
): ValueClasses | undefined {
  const frame = DOMAINS[domain];
  const automaton = new GlobAutomaton([...frame, ...values.map(tokensOf)]);
  const exploration = explore(automaton, (state) => automaton.isAlive(state, 0, frame.length), STATE_LIMIT);
  if (exploration === undefined) return undefined;
  const texts = countTexts(exploration);
  const cells = new Map<string, FoundCell>();
  for (const visit of exploration.visits) {
    const accepted = automaton.accepted(visit.state);
    if ((accepted[0] ?? Infinity) >= frame.length) continue;
    const matched = accepted.filter((row) => row >= frame.length).map((row) => row - frame.length);
    const found = cells.get(matched.join()) ?? { index: cells.size, matched, visit, texts: 0 };
    found.texts += texts.get(visit.state) ?? Infinity;
    cells.set(matched.join(), found);
    if (cells.size > CELL_LIMIT) return undefined;
  }
  return new TextClasses(automaton, frame.length, values, [...cells.values()], examples);
}

interface FoundCell {
  readonly index: number;
  /** The values that the texts of the cell match, as indexes. */
  readonly matched: readonly number[];
  /** Leads to a shortest text of the cell. */
  readonly visit: Visit;
  /** The number of texts. */
  texts: number;
}

class TextClasses implements ValueClasses {
  readonly size: number;
  private readonly automaton: GlobAutomaton;
  private readonly frame: number;
  private readonly cells: ReadonlyMap<string, FoundCell>;
  private readonly matches: ReadonlyMap<string, Cells>;
  private readonly found: readonly FoundCell[];
  private readonly examples: readonly string[];
  private witnesses: ReadonlyMap<number, string> | undefined;

  constructor(
    automaton: GlobAutomaton,
    frame: number,
    values: readonly TextValue[],
    found: readonly FoundCell[],
    examples: readonly string[],
  ) {
    this.size = found.length;
    this.automaton = automaton;
    this.frame = frame;
    this.cells = new Map(found.map((each) => [each.matched.join(), each]));
    this.found = found;
    this.examples = [...examples, ...values.flatMap(examplesOf), 'x', 'y'];
    const matches = values.map(() => NO_CELLS);
    for (const { index, matched } of found)
      for (const value of matched) matches[value] = (matches[value] ?? NO_CELLS) | cell(index);
    this.matches = new Map(values.map(({ id }, index) => [id, matches[index] ?? NO_CELLS]));
  }

  cellOf(text: string): number | undefined {
    const accepted = this.automaton.accepted(this.automaton.run(text));
    if ((accepted[0] ?? Infinity) >= this.frame) return undefined;
    const matched = accepted.filter((row) => row >= this.frame).map((row) => row - this.frame);
    return this.cells.get(matched.join())?.index;
  }

  cellsOf(id: string): Cells {
    return this.matches.get(id) ?? NO_CELLS;
  }

  isSingle(index: number): boolean {
    return this.found[index]?.texts === 1;
  }

  witness(index: number): string {
    this.witnesses ??= this.chooseWitnesses();
    return this.witnesses.get(index) ?? '';
  }

  another(index: number, than: string): string | undefined {
    const witness = this.witness(index);
    const endings = ['x', 'y', '0'].flatMap((end) => [witness + end, witness.slice(0, -1) + end, end + witness]);
    const cases = [...witness.matchAll(/[a-z]/gi)].map((letter) => withOtherCase(witness, letter.index));
    return [witness, ...this.examples, ...endings, ...cases].find(
      (text) => text !== than && this.cellOf(text) === index,
    );
  }

  private chooseWitnesses(): ReadonlyMap<number, string> {
    const witnesses = new Map<number, string>();
    for (const example of this.examples) {
      const index = this.cellOf(example);
      if (index !== undefined && !witnesses.has(index)) witnesses.set(index, example);
    }
    for (const { index, visit } of this.found) if (!witnesses.has(index)) witnesses.set(index, textOf(visit));
    return witnesses;
  }
}

function withOtherCase(text: string, index: number): string {
  const letter = text.charAt(index);
  const other = letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase();
  return text.slice(0, index) + other + text.slice(index + 1);
}

export function tokensOf({ mode, pattern }: TextValue): readonly GlobToken[] {
  switch (mode) {
    case 'glob':
      return parseGlob(pattern);
    case 'arn':
      return parseArnGlob(pattern);
    case 'ignoring case':
      return parseGlob(pattern).map((token) => (token >= 0 ? eitherCase(token) : token));
  }
}

/** Common values of the parts of an ARN, used if a pattern does not specify them. */
const ARN_EXAMPLE = ['arn', 'aws', 'x', 'eu-central-1', '111122223333', 'x'];

/** Readable texts that the pattern matches in most cases. */
function examplesOf({ pattern }: TextValue): readonly string[] {
  const parts = arnParts(pattern);
  const byParts =
    parts.length === 6
      ? parts.map((part, index) => (index === 4 && numberOf(part)) || fill(part, ARN_EXAMPLE[index] ?? 'x')).join(':')
      : [];
  return [byParts, fill(pattern, ''), fill(pattern, 'x')].flat();
}

/** An account number that a pattern matches; undefined if it is not a pattern of a part of a number. */
export function numberOf(pattern: string): string | undefined {
  if (!/^[\d?]*\*?[\d?]*$/.test(pattern)) return undefined;
  const missing = 12 - pattern.replace('*', '').length;
  if (missing < 0 || (missing > 0 && !pattern.includes('*'))) return undefined;
  return pattern.replace('*', '111122223333'.slice(0, missing)).replaceAll('?', '4');
}

function fill(pattern: string, star: string): string {
  return pattern.replace(/\$\{([*?$])\}|\*|\?/g, (wildcard, literal?: string) => {
    if (literal !== undefined) return literal;
    return wildcard === '*' ? star : 'x';
  });
}
