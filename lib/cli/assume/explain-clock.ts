import { counted } from '../../report/words';
import type { Mistake } from '../input/user-mistake';
import type { ThrownBySdk } from './sdk-error';

/** AWS's names for a call whose time is wrong. */
const SKEWED =
  /^(?:SignatureDoesNotMatch|InvalidSignatureException|AuthFailure|Request(?:Expired|InTheFuture|TimeTooSkewed))$/;

/** Differences that AWS never minds, in milliseconds. */
const HARMLESS_MS = 60_000;

/**
 * What a person can do if this machine's clock is wrong; undefined: it is not. AWS takes a call within five minutes of its own
 * time; the SDK corrects the time and tries again, so that a server refuses it twice.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-troubleshooting.html
 */
export function explainClock({ name, message, $response }: ThrownBySdk, now: Date): Mistake | undefined {
  if (!SKEWED.test(name)) return undefined;
  const answered = Date.parse($response?.headers?.['date'] ?? '');
  const skew = Number.isNaN(answered) ? 0 : now.getTime() - answered;
  const isFar = Math.abs(skew) > HARMLESS_MS;
  if (!isFar && !/expired|not yet current/i.test(message)) return undefined;
  return {
    message: isFar
      ? `the clock of this machine is ${minutes(skew)} ${skew < 0 ? 'behind' : 'ahead of'} AWS's`
      : "the clock of this machine differs from AWS's; by how much, the answer does not tell",
    fix: 'set the clock, best by the time servers of the network, and try again',
  };
}

function minutes(ms: number): string {
  return counted(Math.round(Math.abs(ms) / 60_000), 'minute');
}
