import { parseTemplate } from '../../patterns/template';

/** The text with a `*` where a policy variable stands: what it may become. */
export function withoutVariables(text: string): string {
  return parseTemplate(text)
    .map((part) => ('text' in part ? part.text : '*'))
    .join('');
}
