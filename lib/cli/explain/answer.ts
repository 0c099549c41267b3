import { catalogue } from '../../../policies/catalogue';
import { explain, type Explanation, type StepStatement } from '../../analysis/explain/explain';
import { exemptFrom, type ExplainedExemption } from '../../analysis/explain/exempt';
import type { BlamedPolicy } from '../../analysis/explain/message';
import type { RequestLine } from '../../analysis/evaluate/request-line';
import type { GuardrailsFile } from '../../model/guardrails-file';
import { splitArn } from '../../iam/patterns/arn';
import type { Against } from './against';

/** What a person hears about a guardrail that denies, or may. */
export interface AnsweringGuardrail {
  readonly id: string;
  /** Null where the guardrail is not of our catalogue. */
  readonly summary: string | null;
  readonly rationale: string | null;
  /** The page about it, in the repository. */
  readonly page: string | null;
  readonly exempt: readonly ExplainedExemption[];
  /** Whether somebody can be exempted. */
  readonly exempts: boolean;
}

/** Everything about one request. */
export interface Answer extends Explanation {
  readonly request: RequestLine;
  readonly guardrails: readonly AnsweringGuardrail[];
}

/**
 * Decides a request and gathers what a person needs to go on.
 *
 * @param blamed what AWS says denied it: other statements are left out
 */
export function answer(
  file: GuardrailsFile,
  request: RequestLine,
  { platform }: Against,
  blamed: BlamedPolicy | null,
): Answer {
  const explained = explain(file, request);
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
        exempt: exemptFrom(id, statements, file, platform),
        exempts: guardrail === undefined || guardrail.exempt === 'platform',
      };
    }),
  };
}

/** Where something denies, what only may deny does not matter. */
function statementsOf({ decision, path }: Explanation): readonly StepStatement[] {
  const all = path.flatMap(({ statements }) => statements);
  const certain = decision.decision === 'denied' ? all.filter(({ verdict }) => verdict === 'denies') : [];
  return certain.length > 0 ? certain : all;
}

/** What of an explanation can have been what AWS names. */
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
