import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** The result for a scenario in which every mutant is killed or equivalent. */
const answerSchema = z.strictObject({
  key: z.string(),
  mutants: z.int().nonnegative(),
  killed: z.int().nonnegative(),
  equivalent: z.int().nonnegative(),
});

/** How many mutants of a scenario there are, all of them killed or equivalent. */
export type MutantAnswer = Omit<z.output<typeof answerSchema>, 'key'>;

/** Answers by key. A key contains everything that the answer depends on. */
export interface Answers {
  readonly find: (question: string) => MutantAnswer | undefined;
  readonly keep: (question: string, answer: MutantAnswer) => void;
}

/** Keeps nothing. */
export const NO_ANSWERS: Answers = { find: () => undefined, keep: () => undefined };

/** The source code that judges mutants, below the repository. What guardrails write is part of each question. */
const SOURCES = ['lib/iam', 'lib/model', 'lib/analysis', 'lib/report', 'policies/core', 'package-lock.json'];

const REPOSITORY = join(__dirname, '../../../..');

/**
 * Keeps answers in files of a folder, one for each question. An answer that is missing, damaged or of other source code
 * does not exist. Only scenarios without survivors have answers, so that a survivor is always judged again.
 *
 * @param version the version of Node
 */
export function answersIn(folder: string, version: string): Answers {
  const judge = hash([version, ...SOURCES.flatMap((source) => sourcesIn(join(REPOSITORY, source)))]);
  const keyOf = (question: string): string => hash([judge, question]);
  return {
    find: (question) => readAnswer(folder, keyOf(question)),
    keep: (question, answer) => {
      const key = keyOf(question);
      writeAnswer(folder, key, JSON.stringify({ key, ...answer }));
    },
  };
}

function hash(parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

/** The paths and texts of a file, or of all files in a folder. */
function sourcesIn(path: string): readonly string[] {
  const entries = readdirOrFile(path);
  if (entries === undefined) return [path.slice(REPOSITORY.length), readFileSync(path, 'utf8')];
  return entries.flatMap((name) => sourcesIn(join(path, name)));
}

function readdirOrFile(path: string): readonly string[] | undefined {
  try {
    return readdirSync(path).sort();
  } catch {
    return undefined;
  }
}

function readAnswer(folder: string, key: string): MutantAnswer | undefined {
  try {
    const answer = answerSchema.parse(JSON.parse(readFileSync(join(folder, key), 'utf8')));
    const { mutants, killed, equivalent } = answer;
    return answer.key === key && mutants === killed + equivalent ? { mutants, killed, equivalent } : undefined;
  } catch {
    return undefined;
  }
}

/** Replaces the file as a whole, because another synth may read it. Without a folder to write to, nothing is kept. */
function writeAnswer(folder: string, key: string, text: string): void {
  const file = join(folder, key);
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(`${file}.new`, text);
    renameSync(`${file}.new`, file);
  } catch {
    // The next synth judges again.
  }
}
