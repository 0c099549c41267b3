/** Why a rehearsal stopped early. The message is for people, without a stack trace. */
export class RehearsalFailure extends Error {
  override readonly name = 'RehearsalFailure';
  /** 1: what is rehearsed failed. 2: the rehearsal could not run. */
  readonly exitCode: 1 | 2;

  constructor(exitCode: 1 | 2, message: string) {
    super(message);
    this.exitCode = exitCode;
  }
}
