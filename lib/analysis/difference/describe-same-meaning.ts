import { enumerate } from './enumerate';

/** What may be otherwise without another meaning. */
export type Otherwise = 'rewritten' | 'added' | 'removed' | 'parameters' | 'packing';

/** What is otherwise about some guardrails on some targets, as a sentence; foreign statements are nobody's. */
export function describeSameMeaning(
  otherwise: Otherwise,
  guardrails: readonly string[],
  targets: readonly string[],
): string {
  const what = enumerate(guardrails);
  const where = enumerate(targets);
  const [is, means] = guardrails.length === 1 ? ['is', 'means'] : ['are', 'mean'];
  switch (otherwise) {
    case 'rewritten':
      return `${what} ${is} written otherwise on ${where} and ${means} the same.`;
    case 'added':
      return `${what} ${is} now on ${where}, too, which changes nothing.`;
    case 'removed':
      return `${what} ${is} no longer on ${where}, which changes nothing.`;
    case 'parameters':
      return `${what} ${is} given other parameters on ${where} and ${means} the same.`;
    case 'packing': {
      const [stand, say] = guardrails.length === 1 ? ['stands', 'says'] : ['stand', 'say'];
      const subject = guardrails.length === 0 ? 'The statements' : what;
      return `${subject} on ${where} ${stand} in other places or under other names and ${say} the same.`;
    }
  }
}
