/** What AWS accepts in one place of a management policy. */
export type Syntax =
  /** Names that AWS knows. */
  | { readonly kind: 'part'; readonly members: Readonly<Record<string, Syntax>> }
  /** Names that the author chooses. */
  | { readonly kind: 'named'; readonly name: Accepted; readonly each: Syntax }
  /** One value. It can only be assigned. */
  | { readonly kind: 'value'; readonly accepted: Accepted }
  /** Several values. They can also be appended and removed. */
  | { readonly kind: 'list'; readonly item: Accepted };

/** A set of values, and its description for messages. */
export interface Accepted {
  readonly allowed: string;
  readonly matches: (value: unknown) => boolean;
}

export function part(members: Readonly<Record<string, Syntax>>): Syntax {
  return { kind: 'part', members };
}

export function named(name: Accepted, each: Syntax): Syntax {
  return { kind: 'named', name, each };
}

export function value(accepted: Accepted): Syntax {
  return { kind: 'value', accepted };
}

export function list(item: Accepted): Syntax {
  return { kind: 'list', item };
}

/** One of these texts. */
export function oneOf(...texts: readonly string[]): Accepted {
  return { allowed: texts.join(', '), matches: (given) => typeof given === 'string' && texts.includes(given) };
}

/** Text that matches a pattern. */
export function text(pattern: RegExp, allowed: string): Accepted {
  return { allowed, matches: (given) => typeof given === 'string' && pattern.test(given) };
}

/** A whole number in a range, both ends included. AWS's examples contain numbers and numbers as text. */
export function wholeNumber(least: number, most: number): Accepted {
  return {
    allowed: `a whole number from ${least} to ${most}`,
    matches: (given) => {
      if (typeof given !== 'number' && !(typeof given === 'string' && /^-?\d+$/.test(given))) return false;
      const number = Number(given);
      return Number.isInteger(number) && number >= least && number <= most;
    },
  };
}
