import type { Clients } from '../../aws/clients';
import type { LiveStack } from '../../aws/read-stacks';

/** A stack of ours in a Region. */
export interface PlacedStack extends LiveStack {
  readonly region: string;
}

/** The clients of the management account in a Region. */
export type ClientsIn = (region: string) => Clients;

/** Hears what is asked next. */
export type Tell = (what: string) => void;
