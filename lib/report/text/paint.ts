import { styleText } from 'node:util';
import type { Tone } from '../report';

type Style = Parameters<typeof styleText>[0];

const COLORS = { good: 'green', bad: 'red', warning: 'yellow', notice: 'cyan', quiet: 'dim' } as const;

/** Writes text in a style, if the terminal takes colors. */
export interface Paint {
  bold(text: string): string;
  /** Without a tone, the text stays as it is. */
  tone(tone: Tone | undefined, text: string): string;
}

export function painter(hasColors: boolean): Paint {
  const style = (name: Style, text: string): string =>
    hasColors ? styleText(name, text, { validateStream: false }) : text;
  return {
    bold: (text) => style('bold', text),
    tone: (tone, text) => (tone === undefined ? text : style(COLORS[tone], text)),
  };
}
