import { readDate } from '../../iam/conditions/date';
import { isTimeKey } from '../../iam/conditions/time-keys';
import type { ConditionBlock } from '../../iam/statement';
import type { GuardrailsFile } from '../../model/guardrails-file';

const SECOND = 1000;

/** The conditions of all statements of a file. */
export function conditionBlocks({ documents }: Pick<GuardrailsFile, 'documents'>): readonly ConditionBlock[string][] {
  return documents.flatMap(({ content }) =>
    content.Statement.flatMap(({ Condition = {} }) => Object.values(Condition)),
  );
}

/** At least one instant of each period that the policies of some files distinguish, in order. */
export function instantsOf(files: readonly Pick<GuardrailsFile, 'documents'>[]): readonly string[] {
  const values = files
    .flatMap(conditionBlocks)
    .flatMap((block) =>
      Object.entries(block).flatMap(([key, value]) => (isTimeKey(key) ? [value].flat().map(String) : [])),
    );
  const milliseconds = values.flatMap((value) => readDate(value) ?? []);
  const around = milliseconds.flatMap((instant) => [instant - SECOND, instant, instant + SECOND]);
  return [...new Set(around.length > 0 ? around : [0])]
    .sort((a, b) => a - b)
    .map((instant) => new Date(instant).toISOString().replace('.000Z', 'Z'));
}
