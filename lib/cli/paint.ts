import { styleText } from 'node:util';

type Style = Parameters<typeof styleText>[0];
export type StyleText = (style: Style, text: string) => string;

/** Colours text, or leaves it alone. */
export function painter(isOn: boolean): StyleText {
  return (style, text) => (isOn ? styleText(style, text, { validateStream: false }) : text);
}
