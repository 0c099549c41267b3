/**
 * What AWS says, in a line, without anything that could be a secret: when a signature is wrong, AWS repeats what should have
 * been signed, session token included.
 */
export function quoteAws(message: string): string {
  const [line = ''] = message.split('\n');
  return line.trim().replace(/[A-Za-z0-9+/=]{40,}/g, '…');
}
