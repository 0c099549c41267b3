import { arnParts } from '../../patterns/glob';
import { withoutVariables } from './variables';

const NAMES = ['prefix', 'partition', 'service', 'Region', 'account', 'resource'] as const;

/**
 * Why a pattern cannot be read as an ARN in one way only, or nothing. A star that has to reach over a colon in the first
 * five parts is such a case: AWS's text and the tools disagree on whether it does.
 */
export function arnFault(text: string, mayBeShort: boolean): string | undefined {
  const parts = arnParts(text);
  if (parts[0] !== 'arn') return `'${text}' does not begin with 'arn:'`;
  if (parts.length < 6 && !mayBeShort) return `'${text}' has ${parts.length} of the six parts of an ARN`;
  if (parts.length < 6 && !text.endsWith('*'))
    return `'${text}' has ${parts.length} of six parts, and no star at the end`;
  for (const [index, part] of parts.slice(0, 5).entries()) {
    if (!/^[\w*?.-]*$/.test(withoutVariables(part)))
      return `'${text}' has '${part}' where the ${NAMES[index] ?? ''} of an ARN stands`;
    if (NAMES[index] === 'account' && /^\d+$/.test(part) && part.length !== 12)
      return `'${text}' names an account of ${part.length} digits, not 12`;
  }
  return undefined;
}
