/** One mistake, in the words of a problem. */
export interface Mistake {
  readonly message: string;
  /** What would be accepted. */
  readonly allowed?: string | undefined;
  /** The likely fix. */
  readonly fix?: string | undefined;
}

/** Mistakes of the user, such as a folder that does not exist. They are reported without a stack trace. */
export class UserMistake extends Error {
  override readonly name = 'UserMistake';
  readonly mistakes: readonly Mistake[];

  constructor(given: string | Mistake | readonly Mistake[]) {
    const mistakes = typeof given === 'string' ? [{ message: given }] : [given].flat();
    super(mistakes.map(mistakeText).join('\n'));
    this.mistakes = mistakes;
  }
}

function mistakeText({ message, allowed, fix }: Mistake): string {
  return [
    message,
    ...(allowed === undefined ? [] : [`    allowed: ${allowed}`]),
    ...(fix === undefined ? [] : [`    fix: ${fix}`]),
  ].join('\n');
}
