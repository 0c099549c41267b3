/** A place in a file that a person wrote. Lines and columns count from 1. */
export interface Position {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/**
 * A mistake in what a person or another program wrote; `describeProblem` makes the text. It names the value given, what
 * is allowed and, where it can be guessed, the fix.
 *
 * `At` says where: in the end a position in a file; before that, a path, a JSON pointer or an offset, see `locate`.
 */
export interface Problem<At = Position> {
  /** Stable and machine-readable, such as `unknown-unit`. */
  readonly code: string;
  readonly at: At;
  /** What is wrong, with the value given in backticks; lower case, no period. */
  readonly message: string;
  /** What would be accepted. */
  readonly allowed?: string;
  /** The likely fix. */
  readonly fix?: string;
}

/** The problem at its position in a file. */
export function locate<At>(problem: Problem<At>, positionOf: (at: At) => Position): Problem {
  return { ...problem, at: positionOf(problem.at) };
}

/** The text of a problem: `file:line:column: message`, then what is allowed and the likely fix, indented. */
export function describeProblem({ at, message, allowed, fix }: Problem): string {
  const lines = [`${at.file}:${String(at.line)}:${String(at.column)}: ${message}`];
  if (allowed !== undefined) lines.push(`    allowed: ${allowed}`);
  if (fix !== undefined) lines.push(`    fix: ${fix}`);
  return lines.join('\n');
}

/** Problems that a person would read twice, once. */
export function withoutRepetitions(problems: readonly Problem[]): readonly Problem[] {
  return [...new Map(problems.map((problem) => [describeProblem(problem), problem])).values()];
}

/** Problems in reading order: by file, line, column, then message. */
export function sortProblems(problems: readonly Problem[]): readonly Problem[] {
  return [...problems].sort(
    (a, b) =>
      compareText(a.at.file, b.at.file) ||
      a.at.line - b.at.line ||
      a.at.column - b.at.column ||
      compareText(a.message, b.message),
  );
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** A value, or all problems of the input that it should have been made from. */
export type Outcome<T> =
  { readonly kind: 'ok'; readonly value: T } | { readonly kind: 'problems'; readonly problems: readonly Problem[] };

export function ok<T>(value: T): Outcome<T> {
  return { kind: 'ok', value };
}

export function failed(problems: readonly Problem[]): Outcome<never> {
  return { kind: 'problems', problems: sortProblems(problems) };
}
