/**
 * Preloaded into a program: when that ends, writes what it used into the file that `RAMPART_BENCH_USAGE` names.
 *
 * Processor time, not elapsed time: it hardly depends on what else the machine does.
 */
import { writeFileSync } from 'node:fs';

/** In seconds of user and system time together, and in megabytes at the peak. */
export interface Usage {
  readonly seconds: number;
  readonly megabytes: number;
}

process.on('exit', () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  const usage: Usage = { seconds: (userCPUTime + systemCPUTime) / 1e6, megabytes: maxRSS / 1024 };
  writeFileSync(process.env['RAMPART_BENCH_USAGE'] ?? '', JSON.stringify(usage));
});
