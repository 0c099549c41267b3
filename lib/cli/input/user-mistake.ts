/** A mistake in what was asked for, such as a folder that does not exist: a line for a person, never a stack trace. */
export class UserMistake extends Error {
  override readonly name = 'UserMistake';
}
