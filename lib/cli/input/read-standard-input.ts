import { readFileSync } from 'node:fs';
import { UserMistake } from './user-mistake';

const STANDARD_INPUT = 0;

/** All of standard input, as text. */
export function readStandardInput(option: string): string {
  try {
    return readFileSync(STANDARD_INPUT, 'utf8');
  } catch {
    throw new UserMistake(`--${option}: standard input cannot be read; pipe a text into the command`);
  }
}
