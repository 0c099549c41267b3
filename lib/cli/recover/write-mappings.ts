import { writeFileSync } from 'node:fs';
import { UserMistake } from '../input/user-mistake';
import { mappingFile, type StackPlan } from './plan-stack';

/**
 * Writes what `cdk import` takes into the current folder, where the CDK runs. A mapping of an earlier time is replaced.
 *
 * @returns the files
 * @throws UserMistake if a file cannot be written
 */
export function writeMappings(stacks: readonly StackPlan[]): readonly string[] {
  return stacks.flatMap(({ id, mapping }) => {
    if (mapping === null) return [];
    const file = mappingFile(id);
    try {
      writeFileSync(file, `${JSON.stringify(mapping, null, 2)}\n`);
    } catch (error) {
      // Not `instanceof Error`: Node's own errors may come from another realm.
      const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : error;
      throw new UserMistake(`cannot write \`${file}\` (${String(code)})`);
    }
    return [file];
  });
}
