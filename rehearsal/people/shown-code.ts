import { renameSync, writeFileSync } from 'node:fs';
import { oneTimeCode } from '../calls/one-time-code';
import type { MfaDevice } from '../calls/mfa-device';

const EVERY_MS = 1_000;

/** Acts while a file always has the code that a device shows at the moment, as a password manager would know it. */
export async function whileCodeIsShown<Result>(
  { seed }: MfaDevice,
  file: string,
  act: () => Promise<Result>,
): Promise<Result> {
  const show = (): void => {
    // Whoever reads the file meanwhile sees a whole code.
    writeFileSync(`${file}.next`, `${oneTimeCode(seed, new Date())}\n`, { mode: 0o600 });
    renameSync(`${file}.next`, file);
  };
  show();
  const timer = setInterval(show, EVERY_MS);
  try {
    return await act();
  } finally {
    clearInterval(timer);
  }
}
