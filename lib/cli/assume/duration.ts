import type { Mistake } from '../input/user-mistake';
import { formatNumber } from '../../report/words';

/** What AWS allows, in seconds: https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html */
const LEAST = 900;
export const MOST = 43_200;

const UNITS: Readonly<Record<string, number>> = { '': 1, s: 1, m: 60, h: 3600 };

/** `3600`, `3600s`, `60m` and `1h` are the same. */
export function parseDuration(text: string): number | Mistake {
  const [, count, unit = ''] = /^(\d{1,6})([smh]?)$/.exec(text) ?? [];
  const seconds = Number(count) * (UNITS[unit] ?? NaN);
  if (seconds >= LEAST && seconds <= MOST) return seconds;
  return {
    message: `--duration takes how long the session lasts, not \`${text}\``,
    allowed: '15 minutes to 12 hours, in seconds (`3600`), minutes (`60m`) or hours (`1h`)',
  };
}

/** `1 h`, `90 min`, `1,000 s`. */
export function describeSeconds(seconds: number): string {
  if (seconds % 3600 === 0) return `${formatNumber(seconds / 3600)} h`;
  return seconds % 60 === 0 ? `${formatNumber(seconds / 60)} min` : `${formatNumber(seconds)} s`;
}
