/** Why a rehearsal ended before its end: a line for a person. */
export class RehearsalFailure extends Error {
  override readonly name = 'RehearsalFailure';
  /** 1: what is rehearsed failed. 2: it could not be rehearsed. */
  readonly exitCode: 1 | 2;

  constructor(exitCode: 1 | 2, message: string) {
    super(message);
    this.exitCode = exitCode;
  }
}
