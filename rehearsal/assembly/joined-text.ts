import { z } from 'zod';

/** A text of a template, of which CloudFormation may know some parts only. */
export interface JoinedText {
  /** With a sign in place of each part that only CloudFormation knows. */
  readonly text: string;
  /** Puts the parts back, in a text that was made of this one. */
  restore(text: string): unknown;
}

const JOIN = 'Fn::Join';

const joinSchema = z.strictObject({ [JOIN]: z.tuple([z.literal(''), z.array(z.unknown())]) });

/** Signs that no policy has: Unicode keeps them for private use. */
const FIRST_SIGN = 0xe000;

/** Null: it is neither a text nor a join of texts and references without a separator. */
export function joinedText(value: unknown): JoinedText | null {
  if (typeof value === 'string') return { text: value, restore: (text) => text };
  const { data } = joinSchema.safeParse(value);
  if (data === undefined) return null;
  const parts = data[JOIN][1];
  const signs = new Map<string, unknown>();
  const text = parts.map((part, index) => {
    if (typeof part === 'string') return part;
    const sign = String.fromCodePoint(FIRST_SIGN + index);
    signs.set(sign, part);
    return sign;
  });
  return {
    text: text.join(''),
    restore: (changed) => {
      const pieces = changed.split(/([\u{e000}-\u{f8ff}])/u).filter((piece) => piece !== '');
      return { [JOIN]: ['', pieces.map((piece) => signs.get(piece) ?? piece)] };
    },
  };
}
