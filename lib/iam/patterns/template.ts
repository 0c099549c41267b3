import type { Context } from '../evaluation/context';
import { escapeGlob, globMatches } from './glob';

/** A stretch of a value of a policy. Wildcards count in what the policy's author wrote, never in what a request brings. */
export interface TemplatePiece {
  readonly text: string;
  readonly wild: boolean;
}

/** `${aws:username}`, with a default: `${aws:PrincipalTag/team, 'none'}`. */
export interface Variable {
  /** As it is written. */
  readonly name: string;
  /** In lower case, as contexts are asked. */
  readonly key: string;
  readonly fallback: string | null;
}

/** A value of a policy, with the variables that each request fills in. */
export type Template = readonly (TemplatePiece | Variable)[];

/** A template of which a request has filled in the variables. */
export interface Filled {
  /** A variable that the request does not settle is a hole, which may come to be any text. */
  readonly pieces: readonly (TemplatePiece | typeof HOLE)[];
  /** Whether there are holes. */
  readonly open: boolean;
}

/** A variable's key has no value in the request: nothing is equal to it or like it. */
export const NO_VALUE = Symbol('no value');

export const HOLE = Symbol('hole');

const SPECIAL = /\$\{(?:([*?$])|([^{}$,'\s]+)(?:, '([^']*)')?)\}/g;

/**
 * Splits a value at its variables. What AWS does not document as a variable is text.
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

/** A value in which variables are not known: every `$` is text. */
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

/** The pieces as text, for comparisons that know no wildcards. */
export function textOf(pieces: Filled['pieces']): string {
  return pieces.map((piece) => (piece === HOLE ? '' : piece.text)).join('');
}

/** Whether a pattern of `glob.ts` matches every text. */
export function isEverything(pattern: string): boolean {
  return /^\*+$/.test(pattern);
}

/** The variables of a value, each as it is written. */
export function variablesOf(template: Template): readonly Variable[] {
  return template.filter((part) => 'key' in part);
}

/** The pieces of a template without variables; null when it has some. */
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
  // AWS: a multivalued key cannot be used as a policy variable. What happens when one is, it does not say.
  return typeof value === 'string' ? { text: value, wild: false } : HOLE;
}

/** Whether a text may match once the holes are filled. `wildcards`: those of the policy count. */
export function mayMatch({ pieces }: Filled, wildcards: boolean, text: string): boolean {
  const pattern = pieces.map((piece) => {
    if (piece === HOLE) return '*';
    return wildcards && piece.wild ? piece.text : escapeGlob(piece.text);
  });
  return globMatches(pattern.join(''), text, { ignoreCase: true });
}

/** What is wrong with the variables of a value, in words; null when nothing is. */
export function templateMistake(text: string): string | null {
  const rest = text.replace(SPECIAL, '');
  const at = rest.indexOf('${');
  if (at < 0) return null;
  const end = rest.indexOf('}', at);
  if (end < 0) return 'a variable without its closing brace';
  return `\`${rest.slice(at, end + 1)}\`, which is no variable`;
}
