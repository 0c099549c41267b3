import { catalogue } from '../../../policies/catalogue';
import {
  exemptFrom,
  type ExplainedExemption,
  type Explanation,
  type StepStatement,
} from '../../analysis/explain/explain';
import { settle } from '../../analysis/explain/settle';
import { explainReadings, type ReadingsExplanation } from '../../analysis/explain/readings';
import type { RequestLine } from '../../analysis/evaluate/request-line';
import type { Against } from './against';
import type { Question } from './question';

/** A guardrail that denies the request, or may deny it. */
export interface AnsweringGuardrail {
  readonly id: string;
  /** Null if the guardrail is not in the catalogue. */
  readonly summary: string | null;
  readonly rationale: string | null;
  /** Its page in the repository. */
  readonly page: string | null;
  readonly exempt: readonly ExplainedExemption[];
  /** Whether principals can be exempted from it. */
  readonly exempts: boolean;
}

/** An explanation, with the guardrails in it. */
export interface Answer extends ReadingsExplanation {
  readonly request: RequestLine;
  readonly guardrails: readonly AnsweringGuardrail[];
}

/** Explains a call: one that AWS denied in all its readings, another one in the first. */
export function answer(
  { judge, request, readings }: NonNullable<Question['call']>,
  { platform }: Against,
  message: Question['message'],
): Answer {
  const all = explainReadings(judge, request, readings);
  const explanation = message === null ? { ...all, ...all.groups[0]?.explanation } : settle(all, message.reason);
  const statements = statementsOf(explanation);
  const ids = [...new Set(statements.flatMap(({ guardrails }) => guardrails))];
  return {
    ...explanation,
    request,
    guardrails: ids.map((id) => {
      const guardrail = catalogue.get(id);
      return {
        id,
        summary: guardrail?.summary ?? null,
        rationale: guardrail?.rationale ?? null,
        page: guardrail === undefined ? null : `docs/guardrails/${id}.md`,
        exempt: exemptFrom(id, statements, judge.directory.tree.file, platform),
        exempts: guardrail === undefined || guardrail.exempt === 'platform',
      };
    }),
  };
}

/** If a statement denies the request, those that only may deny it do not matter. */
function statementsOf({ decision, path }: Explanation): readonly StepStatement[] {
  const all = path.flatMap(({ statements }) => statements);
  const certain = decision.decision === 'denied' ? all.filter(({ verdict }) => verdict === 'denies') : [];
  return certain.length > 0 ? certain : all;
}
