import { catalogue } from '../../../policies/catalogue';
import {
  exemptFrom,
  explain,
  type ExplainedExemption,
  type Explanation,
  type StepStatement,
} from '../../analysis/explain/explain';
import type { BlamedPolicy } from '../../analysis/explain/message';
import type { RequestLine } from '../../analysis/evaluate/request-line';
import { splitArn } from '../../iam/patterns/arn';
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
export interface Answer extends Explanation {
  readonly request: RequestLine;
  readonly guardrails: readonly AnsweringGuardrail[];
}

/**
 * Explains a call.
 *
 * @param blamed what AWS says denied it: other statements are omitted
 */
export function answer(
  { judge, request }: NonNullable<Question['call']>,
  { platform }: Against,
  blamed: BlamedPolicy | null,
): Answer {
  const explained = explain(judge, request);
  const explanation = blamed === null ? explained : narrow(explained, blamed);
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

/** An explanation with only the statements that AWS may have named. */
function narrow(explanation: Explanation, { type, effect, arn }: BlamedPolicy): Explanation {
  if (effect === 'implicit') return explanation;
  const id = arn === null ? undefined : (splitArn(arn)?.[5] ?? '').split('/').at(-1);
  return {
    ...explanation,
    path: explanation.path.map((step) => ({
      ...step,
      statements: step.statements.filter(
        (one) => one.type === type && (id === undefined || one.awsId === null || one.awsId === id),
      ),
    })),
  };
}
