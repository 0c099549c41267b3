import { readFileSync } from 'node:fs';
import { oneTimeCode } from '../calls/one-time-code';

/** Prints the code that a device shows now, as a password manager does; its seed is in a file. */
process.stdout.write(`${oneTimeCode(readFileSync(process.argv[2] ?? '', 'utf8'), new Date())}\n`);
