import type { Difference } from '../../analysis/difference/difference-file';
import { POLICY_KINDS } from '../../analysis/assemble/policy-quota';
import { counted } from '../count';
import { formatNumber } from '../../report/words';

type Use = Difference['quota'][number];

/** `service control policies: 3 of 10 (before: 2), the longest 4,987 of 10,240 characters (before: 5,120)`. */
export function describeUse({ type, documents, characters }: Use): string {
  const noun = POLICY_KINDS.find((kind) => kind.type === type)?.noun ?? type;
  const longest = `the longest ${formatNumber(characters.after)} of ${counted(characters.allowed, 'character')}`;
  return `${noun.replace('policy', 'policies')}: ${documents.after} of ${documents.allowed}${since(documents)}, ${longest}${since(characters)}`;
}

function since({ before, after }: Use['documents']): string {
  return before === after ? '' : ` (before: ${formatNumber(before)})`;
}
