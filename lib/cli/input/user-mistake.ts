/** A mistake of the user, such as a folder that does not exist. It is reported without a stack trace. */
export class UserMistake extends Error {
  override readonly name = 'UserMistake';
}
