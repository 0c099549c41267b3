import type { Definition } from '../../constructs/finisher/definition';
import type { Case } from './cases';
import { finisherClients } from './clients';
import { createStateMachine, type Execution } from './execute';
import type { Moto } from './moto';
import { readState, type State } from './read-state';

/** What was seen when an account was finished twice. */
export interface Observation {
  readonly before: State;
  readonly first: Execution;
  readonly after: State;
  readonly second: Execution;
  readonly afterSecond: State;
}

/** Finishes a new account twice, and asks the services for its state: before, after, and after the second time. */
export async function observe(moto: Moto, one: Case, definition: Definition, region: string): Promise<Observation> {
  await moto.reset();
  const clients = finisherClients(moto.endpoint, region);
  await one.prepare?.(clients);
  const before = await readState(clients);
  const execute = await createStateMachine(clients, one.edit?.(definition) ?? definition);
  const first = await execute();
  const after = await readState(clients);
  const second = await execute();
  return { before, first, after, second, afterSecond: await readState(clients) };
}
