import { isTimeKey } from '../../../iam/conditions/time-keys';
import type { GuardrailsFile } from '../../../model/guardrails-file';
import { prepareJudge, type Decide } from '../../evaluate/decide';
import { instantsOf } from '../../evaluate/instants';
import type { Decision } from '../../evaluate/request-line';
import type { DenyingStatement, ExpectationFailure, ExpectationProof } from './expectation-proof';
import type { Expectation, AccountCall } from './read-expectations';

/** Decides every expectation in each account and, if it has no time, at an instant of each period that the policies know. */
export function proveExpectations(
  expectations: readonly Expectation[],
  file: GuardrailsFile,
): readonly ExpectationProof[] {
  if (expectations.length === 0) return [];
  const { decide } = prepareJudge(file);
  const instants = instantsOf([file]);
  return expectations.map((expectation) => {
    const failures = new Map<string, ExpectationFailure & { readonly accounts: string[] }>();
    for (const call of expectation.calls) {
      const found = firstFailure(call, expectation, decide, instants);
      if (found === undefined) continue;
      const statements = found.decision.by.map((denial) => describeDenial(denial, file));
      const key = JSON.stringify([found.instant, found.decision.decision, found.decision.missing, found.decision.by]);
      const known = failures.get(key);
      if (known === undefined)
        failures.set(key, { kind: 'expectation', expectation, ...found, statements, accounts: [call.account] });
      else known.accounts.push(call.account);
    }
    return { expectation, failures: [...failures.values()] };
  });
}

function firstFailure(
  { request }: AccountCall,
  { expect }: Expectation,
  decide: Decide,
  instants: readonly string[],
): Pick<ExpectationFailure, 'instant' | 'decision'> | undefined {
  const fails = ({ decision }: Decision): boolean => decision !== expect;
  if (Object.keys(request.context ?? {}).some(isTimeKey)) {
    const decision = decide(request);
    return fails(decision) ? { instant: null, decision } : undefined;
  }
  const decisions = instants.map((instant) => ({
    instant,
    decision: decide({ ...request, context: { ...request.context, 'aws:CurrentTime': instant } }),
  }));
  const failed = decisions.filter(({ decision }) => fails(decision));
  const [first] = failed;
  if (first === undefined) return undefined;
  return failed.length === decisions.length ? { ...first, instant: null } : first;
}

function describeDenial(
  { guardrails, target, document, pointer }: Decision['by'][number],
  { documents }: GuardrailsFile,
): DenyingStatement {
  const index = Number(/^\/Statement\/(\d+)/.exec(pointer ?? '')?.[1] ?? NaN);
  const content = documents.find(({ name }) => name === document)?.content;
  return { guardrails, target, document, statement: content?.Statement[index]?.Sid ?? pointer };
}
