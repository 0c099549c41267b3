/** Where a mechanism is in force. */
export interface Reach {
  /** Whether nothing that the control is about is left out. */
  readonly isEverywhere: boolean;
  /** For people: `every member account`, or the targets. */
  readonly text: string;
}

/** Whether a mechanism is in force: where, or why not. */
export type Force = { readonly kind: 'on'; readonly reach: Reach } | { readonly kind: 'off'; readonly why: string };

/** In force where nothing is left out. */
export function everywhere(text: string): Force {
  return { kind: 'on', reach: { isEverywhere: true, text } };
}

/** In force, but not everywhere. */
export function only(text: string): Force {
  return { kind: 'on', reach: { isEverywhere: false, text } };
}

/** In force everywhere but in some accounts. */
export function everywhereBut(text: string, accounts: readonly string[]): Force {
  return accounts.length === 0 ? everywhere(text) : onlyBut(text, accounts);
}

/** In force in a part, and there not in some accounts. */
export function onlyBut(text: string, accounts: readonly string[]): Force {
  return only(accounts.length === 0 ? text : `${text}, but not in ${accounts.join(', ')}`);
}

export function off(why: string): Force {
  return { kind: 'off', why };
}
