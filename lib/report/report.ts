import { visibleJson } from './visible';

/**
 * What a command reports, as plain data. `text/render-text.ts` writes it for a terminal, `markdown/` for pages and for
 * comments on GitHub. A report carries structure and no markup, so that each renderer can escape what it writes.
 */
export interface Report {
  /** The verdict, or what the report is about. */
  readonly title?: Inline;
  /** Right below the title. */
  readonly lead?: readonly Block[];
  readonly sections: readonly Section[];
  /** Where the data is from; shown less prominently. */
  readonly smallPrint?: Inline;
}

export interface Section {
  readonly title?: Inline;
  readonly blocks: readonly Block[];
}

/** Text within a line. In a string, what is between backticks is code, and nothing else has a meaning. */
export type Inline = string | Span | readonly (string | Span)[];

/** Text that stands out. */
export interface Span {
  readonly text: string;
  /** A value, such as a name from a configuration: shown character by character. */
  readonly isCode?: boolean;
  readonly isStrong?: boolean;
  readonly tone?: Tone;
  /** An `https` address, or a path relative to the page. */
  readonly href?: string;
}

/** What something means for the reader. Terminals show it as a color. */
export type Tone = 'good' | 'bad' | 'warning' | 'notice' | 'quiet';

export type Block = Paragraph | Note | List | Table | TreeBlock | CodeBlock | Entries;

export interface Paragraph {
  readonly kind: 'paragraph';
  readonly text: Inline;
}

/** A remark that the reader must not miss. */
export interface Note {
  readonly kind: 'note';
  readonly text: Inline;
}

export interface List {
  readonly kind: 'list';
  readonly items: readonly Inline[];
}

export interface Table {
  readonly kind: 'table';
  /** Titles of the columns; without them, the columns are only aligned. */
  readonly head?: readonly Inline[];
  readonly rows: readonly (readonly Cell[])[];
}

/** What is in one cell of a table: one line, or several below each other. */
export type Cell = Inline | { readonly lines: readonly Inline[] };

export interface TreeBlock {
  readonly kind: 'tree';
  readonly roots: readonly TreeNode[];
}

export interface TreeNode {
  readonly label: Inline;
  /** Names that belong to the node itself. */
  readonly items: readonly string[];
  readonly children: readonly TreeNode[];
}

export interface CodeBlock {
  readonly kind: 'code';
  readonly language: 'json' | 'yaml' | 'sh';
  readonly text: string;
}

/** Findings, changes, steps: a list whose items have details. */
export interface Entries {
  readonly kind: 'entries';
  readonly isNumbered?: boolean;
  readonly entries: readonly Entry[];
}

export interface Entry {
  /** `file:line:column`. */
  readonly place?: string;
  /** The kind of finding, such as `error dead-action`. */
  readonly label?: string;
  /** The bullet that a terminal shows, such as `+`. */
  readonly sign?: string;
  readonly tone?: Tone;
  readonly summary: Inline;
  /** Why no more is known. */
  readonly reason?: Inline;
  readonly example?: { readonly text: Inline };
  readonly facts?: readonly Fact[];
  /** What the entry consists of, if that is more than its summary. */
  readonly parts?: readonly Inline[];
  readonly lists?: readonly NamedList[];
}

/** A detail of an entry, such as its owner. */
export interface Fact {
  readonly title: string;
  readonly text: Inline;
  readonly tone?: Tone;
}

/** All values of one kind that an entry is about. Renderers may show only the first ones. */
export interface NamedList {
  readonly title: string;
  /** The singular, where the number of values is worth knowing: `account`. */
  readonly noun?: string;
  readonly items: readonly string[];
}

/** A value of any origin, shown as it is. */
export function code(text: string): Span {
  return { text, isCode: true };
}

export function strong(text: string, tone?: Tone): Span {
  return { text, isStrong: true, ...(tone && { tone }) };
}

export function toned(tone: Tone, text: string): Span {
  return { text, tone };
}

export function link(text: string, href: string): Span {
  return { text, href };
}

export function paragraph(text: Inline): Paragraph {
  return { kind: 'paragraph', text };
}

/** A value as JSON in which no character is invisible. */
export function json(value: unknown): CodeBlock {
  return { kind: 'code', language: 'json', text: visibleJson(JSON.stringify(value, null, 2)) };
}
