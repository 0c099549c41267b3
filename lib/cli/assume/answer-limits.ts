import type { ClientsOptions } from '../../aws/clients';

export type AnswerLimits = Pick<ClientsOptions, 'attempts' | 'answerWithinMs'>;

/** A person waits for the answer. */
export const ANSWER_LIMITS: AnswerLimits = { attempts: 3, answerWithinMs: 15_000 };
