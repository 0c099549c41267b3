/** Values with policy variables. */
import type { Context } from '../evaluation/context';
import { escapeGlob, globMatches } from './glob';

/**
 * A piece of a value of a policy. `*` and `?` are wildcards only in text from the policy, never in text from a request.
 */
interface TemplatePiece {
  readonly text: string;
  readonly wild: boolean;
}

/** `${aws:username}`, with a default: `${aws:PrincipalTag/team, 'none'}`. */
export interface Variable {
  /** As written in the policy. */
  readonly name: string;
  /** The condition key in lower case, as contexts require. */
  readonly key: string;
  readonly fallback: string | null;
}

/** A value of a policy, with variables that are filled in for each request. */
export type Template = readonly (TemplatePiece | Variable)[];

/** A template with its variables filled in for a request. */
export interface Filled {
  /** A variable whose value is not known is a hole, which may be any text. */
  readonly pieces: readonly (TemplatePiece | typeof HOLE)[];
  /** Whether there are holes. */
  readonly open: boolean;
}

/** The key of a variable is absent from the request, so the value matches nothing. */
export const NO_VALUE = Symbol('no value');

export const HOLE = Symbol('hole');

const SPECIAL = /\$\{(?:([*?$])|([^{}$,'\s]+)(?:, '([^']*)')?)\}/g;

/**
 * Splits a value at its variables. Everything that is not a documented variable is text.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
export function parseTemplate(text: string): Template {
  if (!text.includes('${')) return plainTemplate(text);
  const parts: (TemplatePiece | Variable)[] = [];
  let from = 0;
  for (const match of text.matchAll(SPECIAL)) {
    const [whole, character, name, fallback] = match;
    if (match.index > from) parts.push({ text: text.slice(from, match.index), wild: true });
    if (character !== undefined) parts.push({ text: character, wild: false });
    else if (name !== undefined) parts.push({ name, key: name.toLowerCase(), fallback: fallback ?? null });
    from = match.index + whole.length;
  }
  if (from < text.length) parts.push({ text: text.slice(from), wild: true });
  return parts;
}

/** A value without policy variables: every `$` is text. */
export function plainTemplate(text: string): readonly TemplatePiece[] {
  if (!text.includes('$')) return [{ text, wild: true }];
  return text.split('$').flatMap((piece, index) =>
    index === 0
      ? [{ text: piece, wild: true }]
      : [
          { text: '$', wild: false },
          { text: piece, wild: true },
        ],
  );
}

/** The pieces as one pattern of `glob.ts`. */
export function patternOf(pieces: Filled['pieces']): string {
  return pieces.map((piece) => (piece === HOLE ? '*' : piece.wild ? piece.text : escapeGlob(piece.text))).join('');
}

/** The pieces as text, for comparisons without wildcards. */
export function textOf(pieces: Filled['pieces']): string {
  return pieces.map((piece) => (piece === HOLE ? '' : piece.text)).join('');
}

/** Whether a pattern of `glob.ts` matches every text. */
export function isEverything(pattern: string): boolean {
  return /^\*+$/.test(pattern);
}

/** The variables of a value. */
export function variablesOf(template: Template): readonly Variable[] {
  return template.filter((part) => 'key' in part);
}

/** The pieces of a template without variables; null if it has variables. */
export function fixedPieces(template: Template): readonly TemplatePiece[] | null {
  const pieces = template.filter((part) => 'text' in part);
  return pieces.length === template.length ? pieces : null;
}

/** Fills in the variables. */
export function fillIn(template: Template, context: Context): Filled | typeof NO_VALUE {
  const pieces: (TemplatePiece | typeof HOLE)[] = [];
  for (const part of template) {
    const piece = 'text' in part ? part : valueOf(part, context);
    if (piece === NO_VALUE) return NO_VALUE;
    pieces.push(piece);
  }
  return { pieces, open: pieces.includes(HOLE) };
}

function valueOf(variable: Variable, context: Context): TemplatePiece | typeof HOLE | typeof NO_VALUE {
  const value = context.value(variable.key);
  if (value === undefined) return variable.fallback === null ? NO_VALUE : { text: variable.fallback, wild: false };
  // A multivalued key cannot be a policy variable. AWS does not document the effect of one.
  return typeof value === 'string' ? { text: value, wild: false } : HOLE;
}

/** Whether a text can match if the holes are filled in. `wildcards`: whether the policy's wildcards are used. */
export function mayMatch({ pieces }: Filled, wildcards: boolean, text: string): boolean {
  const pattern = pieces.map((piece) => {
    if (piece === HOLE) return '*';
    return wildcards && piece.wild ? piece.text : escapeGlob(piece.text);
  });
  return globMatches(pattern.join(''), text, { ignoreCase: true });
}

/** What is wrong with the variables of a value, as an object of "contains"; null if nothing is. */
export function templateMistake(text: string): string | null {
  const rest = text.replace(SPECIAL, '');
  const at = rest.indexOf('${');
  if (at < 0) return null;
  const end = rest.indexOf('}', at);
  if (end < 0) return 'a variable without its closing brace';
  return `\`${rest.slice(at, end + 1)}\`, which is not a variable`;
}
