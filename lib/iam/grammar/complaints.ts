/** Something in a policy document that IAM's grammar does not allow. */
export interface PolicyProblem {
  /** Where, as a JSON pointer (RFC 6901) into the document. */
  readonly pointer: string;
  /** What is wrong, with the value given in backticks; lower case, no period. */
  readonly message: string;
  /** What would be accepted. */
  readonly allowed?: string;
}

/** Nobody reads more, and a hostile document could bring millions. */
const MOST = 100;

/** Gathers the problems of one document, in the order in which they are found. */
export class Complaints {
  private readonly problems: PolicyProblem[] = [];
  private dropped = 0;

  add(pointer: string, message: string, allowed?: string): void {
    if (this.problems.length >= MOST) this.dropped += 1;
    else this.problems.push({ pointer, message, ...(allowed === undefined ? {} : { allowed }) });
  }

  get list(): readonly PolicyProblem[] {
    if (this.dropped === 0) return this.problems;
    return [...this.problems, { pointer: '', message: `${this.dropped} more problems are not shown` }];
  }
}

/** The place of a member or an element, below another. */
export function below(pointer: string, name: string | number): string {
  return `${pointer}/${String(name).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

/** A path from the outside in, as a JSON pointer. */
export function pointerTo(path: readonly (string | number)[]): string {
  return path.reduce<string>(below, '');
}

const LONGEST = 60;

/** A value as it is written, shortened; deep values are named by their kind, so that no depth can hurt. */
export function quote(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (typeof value === 'object' && value !== null) return 'an object';
  if (value === undefined) return 'nothing';
  const text = JSON.stringify(value);
  return `\`${text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text}\``;
}

export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The members that are not among the known ones. */
export function complainOfUnknown(
  object: JsonObject,
  known: readonly string[],
  at: string,
  complaints: Complaints,
): void {
  for (const name of Object.keys(object)) {
    if (known.includes(name)) continue;
    const meant = known.find((candidate) => candidate.toLowerCase() === name.toLowerCase());
    complaints.add(
      below(at, name),
      `${quote(name)} is no element of a policy${meant === undefined ? '' : `; case counts: \`${meant}\``}`,
      known.join(', '),
    );
  }
}
