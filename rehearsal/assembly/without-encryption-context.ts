import { withoutKeys } from './without-keys';

/** The emulator does not send the keys `kms:EncryptionContext:…`. */
export function withoutEncryptionContext(content: unknown): unknown {
  return withoutKeys(content, (key) => key.startsWith('kms:encryptioncontext:'));
}
