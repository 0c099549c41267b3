import { arnParts } from '../../patterns/glob';
import { withoutVariables } from './variables';

const NAMES = ['prefix', 'partition', 'service', 'Region', 'account', 'resource'] as const;

/**
 * Why a pattern is not an unambiguous ARN; undefined if it is one. It is ambiguous if a `*` would have to match a colon
 * in the first five parts: AWS's documentation and the tools disagree on whether it does.
 */
export function arnFault(text: string, mayBeShort: boolean): string | undefined {
  const parts = arnParts(text);
  if (parts[0] !== 'arn') return `\`${text}\` does not begin with \`arn:\``;
  if (parts.length < 6 && !mayBeShort) return `\`${text}\` has only ${parts.length} of the six parts of an ARN`;
  if (parts.length < 6 && !text.endsWith('*'))
    return `\`${text}\` has only ${parts.length} of the six parts of an ARN and does not end with \`*\``;
  for (const [index, part] of parts.slice(0, 5).entries()) {
    if (!/^[\w*?.-]*$/.test(withoutVariables(part)))
      return `\`${text}\` has \`${part}\` in place of the ${NAMES[index] ?? ''}`;
    if (NAMES[index] === 'account' && /^\d+$/.test(part) && part.length !== 12)
      return `\`${text}\` has an account ID with ${part.length} digits instead of 12`;
  }
  return undefined;
}
