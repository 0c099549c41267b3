import { styleText } from 'node:util';

type Style = Parameters<typeof styleText>[0];
export type Paint = (style: Style, text: string) => string;

/** Colors text, or leaves it alone. */
export function painter(isOn: boolean): Paint {
  return (style, text) => (isOn ? styleText(style, text, { validateStream: false }) : text);
}
