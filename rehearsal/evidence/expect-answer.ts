import type { RehearsedCall } from '../calls/call';
import type { CallAnswer } from '../calls/outcome';
import { readAnswer } from '../calls/read-answer';
import type { EvidenceCaller } from './callers';

/** `denied-explicitly`: by a deny of a policy, and not only because nothing allows it. */
export type ExpectedAnswer = 'denied' | 'denied-explicitly' | 'permitted';

/** Makes a call. Returns null if the server answers as expected, and a sentence otherwise. */
export async function expectAnswer(
  expected: ExpectedAnswer,
  { label, clients }: EvidenceCaller,
  call: Pick<RehearsedCall, 'does' | 'action' | 'send'>,
): Promise<string | null> {
  const problem = problemOf(expected, await readAnswer(call.send(clients)));
  return problem === null ? null : `${label} ${call.does} (${call.action}): ${problem}`;
}

/** What is wrong with an answer; null if nothing. */
export function problemOf(expected: ExpectedAnswer, answer: CallAnswer): string | null {
  if (answer.kind === 'failed') return `the call failed: ${answer.message}`;
  if (expected === 'permitted') return answer.kind === 'permitted' ? null : `it was denied: ${answer.message}`;
  if (answer.kind === 'permitted') return 'it was permitted';
  return expected === 'denied' || answer.explicit
    ? null
    : `it was denied, but by no deny of a policy: ${answer.message}`;
}

/** Each call by each caller, one after another. */
export async function expectAnswers(
  expected: ExpectedAnswer,
  callers: readonly EvidenceCaller[],
  calls: readonly RehearsedCall[],
): Promise<readonly (string | null)[]> {
  const results: (string | null)[] = [];
  for (const caller of callers) for (const call of calls) results.push(await expectAnswer(expected, caller, call));
  return results;
}
