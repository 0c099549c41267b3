import { parseTemplate } from '../../patterns/template';
import type { TextEntry } from './document';

/** The text with `*` in place of each policy variable. */
export function withoutVariables(text: string): string {
  return parseTemplate(text)
    .map((part) => ('text' in part ? part.text : '*'))
    .join('');
}

/** Whether the whole value is one variable, which the request fills in. */
export function isVariable({ value }: TextEntry): boolean {
  const [first, ...others] = parseTemplate(value);
  return first !== undefined && 'key' in first && others.length === 0;
}
