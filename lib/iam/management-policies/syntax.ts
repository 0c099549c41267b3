/** What AWS takes at one place of a policy of settings. */
export type Syntax =
  /** Names that AWS knows. */
  | { readonly kind: 'part'; readonly members: Readonly<Record<string, Syntax>> }
  /** Names that people choose. */
  | { readonly kind: 'named'; readonly name: Accepted; readonly each: Syntax }
  /** One value, which can only be assigned. */
  | { readonly kind: 'value'; readonly accepted: Accepted }
  /** Several values, which can also be appended and removed. */
  | { readonly kind: 'list'; readonly item: Accepted };

/** A set of values, and how a message calls it. */
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

/** One of these words. */
export function oneOf(...words: readonly string[]): Accepted {
  return { allowed: words.join(', '), matches: (given) => typeof given === 'string' && words.includes(given) };
}

/** Text of a form. */
export function text(form: RegExp, allowed: string): Accepted {
  return { allowed, matches: (given) => typeof given === 'string' && form.test(given) };
}

/** A whole number in a range; AWS's examples write numbers both as numbers and as text. */
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
