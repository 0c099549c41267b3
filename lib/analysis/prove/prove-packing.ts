import { loadServiceReference } from '../../iam/service-reference/load';
import { equivalent } from '../../iam/algebra/compare';
import type { Statement } from '../../iam/statement';
import type { Organization } from '../../model/organization';
import type { AssembledDocument, Assembly } from '../assemble/assembly';
import { isCompiledGuardrail, type CompiledGuardrail } from '../assemble/compiled-guardrail';
import { guardrailParts } from '../evaluate/provenance';
import { CONTROL_POLICY_KINDS } from '../assemble/policy-quota';
import { listTargets } from '../assemble/targets';
import type { PackingFailure } from './failure';

/**
 * Proves that the documents of each target mean the same as its guardrails: all together, and each guardrail where the
 * documents claim to contain it. Nothing is assumed about callers and about the keys that AWS sends.
 */
export function provePacking(
  organization: Organization,
  { compiled, documents }: Pick<Assembly, 'compiled' | 'documents'>,
): readonly PackingFailure[] {
  const own = compiled.filter(isCompiledGuardrail);
  return listTargets(organization).flatMap(({ id: target }) =>
    CONTROL_POLICY_KINDS.flatMap(({ type, noun }) => {
      const guardrails = own.filter(
        ({ placement, guardrail }) => placement.target === target && guardrail.type === type,
      );
      const packed = documents.filter((document) => document.target === target && document.type === type);
      const fail = (guardrail: string | null, difference: Difference): PackingFailure => {
        return { kind: 'packing', run: `${noun} at ${target}`, guardrail, difference };
      };
      return compareTarget(guardrails, packed, fail);
    }),
  );
}

type Difference = PackingFailure['difference'];

function compareTarget(
  guardrails: readonly CompiledGuardrail[],
  documents: readonly AssembledDocument[],
  fail: (guardrail: string | null, difference: Difference) => PackingFailure,
): readonly PackingFailure[] {
  const parts = documents.flatMap(({ content, guardrails: places }) => guardrailParts(content.Statement, places));
  const written = guardrails.map(({ guardrail, content }) => ({ id: guardrail.id, statements: content }));
  const ids = new Set([...written.map(({ id }) => id), ...parts.flatMap((part) => part.guardrails)]);
  const failures = [...ids].flatMap((id): readonly PackingFailure[] => {
    const own = parts.filter((part) => part.guardrails.includes(id)).map(({ statement }) => statement);
    const difference = findDifference(written.find((each) => each.id === id)?.statements ?? [], own);
    return difference === undefined ? [] : [fail(id, difference)];
  });
  const whole = findDifference(
    written.flatMap(({ statements }) => statements),
    documents.flatMap(({ content }) => content.Statement),
  );
  return whole === undefined ? failures : [...failures, fail(null, whole)];
}

function findDifference(written: readonly Statement[], packed: readonly Statement[]): Difference | undefined {
  const options = { neverDenied: [] };
  const answer = equivalent(written, packed, options);
  if (answer.answer === 'yes') return undefined;
  // A known action is a better witness. The list of known actions does not change the result.
  const patterns = [...written, ...packed].flatMap(({ Action = [] }) => Action).filter((pattern) => pattern !== '*');
  const known = [...new Set(patterns)].flatMap((pattern) => loadServiceReference().actionsMatching(pattern));
  const named = equivalent(written, packed, { ...options, knownActions: known.map(({ name }) => name) });
  return named.answer === 'yes' ? answer : named;
}
