import { parseTemplate } from '../../patterns/template';

/** The text with `*` in place of each policy variable. */
export function withoutVariables(text: string): string {
  return parseTemplate(text)
    .map((part) => ('text' in part ? part.text : '*'))
    .join('');
}
