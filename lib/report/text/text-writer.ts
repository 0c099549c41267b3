import type { Inline, Span } from '../report';
import { clip, visible } from '../visible';
import type { Paint } from './paint';

/** How the parts of a line become text. */
export interface TextWriter {
  readonly paint: Paint;
  readonly inline: (text: Inline) => string;
}

/** @param longest characters that are shown of any one text; the rest is cut */
export function textWriter(paint: Paint, longest: number): TextWriter {
  const show = (text: string): string => visible(clip(text, longest));
  const writeSpan = ({ text, isStrong, tone, href }: Span): string => {
    const address = href === undefined || href === text ? '' : ` (${show(href)})`;
    const shown = paint.tone(tone, `${show(text)}${address}`);
    return isStrong === true ? paint.bold(shown) : shown;
  };
  return {
    paint,
    inline: (text) =>
      [text]
        .flat()
        .map((part) => (typeof part === 'string' ? show(part) : writeSpan(part)))
        .join(''),
  };
}
