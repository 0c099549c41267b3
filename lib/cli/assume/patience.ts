import type { ClientsOptions } from '../../aws/clients';

export type Patience = Pick<ClientsOptions, 'attempts' | 'answerWithinMs'>;

/** A person waits for the answer. */
export const PATIENCE: Patience = { attempts: 3, answerWithinMs: 15_000 };
