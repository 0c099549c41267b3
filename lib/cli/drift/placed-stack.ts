import type { LiveStack } from '../../aws/read-stacks';

/** A stack of ours in a Region. */
export interface PlacedStack extends LiveStack {
  readonly region: string;
}

/** Hears what is asked next. */
export type Tell = (what: string) => void;
