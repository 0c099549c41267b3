import type { JsonMistake } from '../../iam/grammar/json-text';
import type { Problem } from '../../model/problem';

/** Mistakes of a JSON text as problems of its file. */
export function locateMistakes(mistakes: readonly JsonMistake[], file: string): readonly Problem[] {
  return mistakes.map(({ position, ...mistake }) => ({ ...mistake, at: { file, ...position } }));
}
