import { catalogue } from '../../../policies/catalogue';
import {
  exemptFrom,
  type ExplainedExemption,
  type Explanation,
  type StepStatement,
} from '../../analysis/explain/explain';
import { exemptionPatterns } from '../../analysis/explain/exemption-patterns';
import { exemptionHelps, ownExemptions, type OwnExemption } from '../../analysis/explain/exemptions';
import { governingSettings, type GoverningSetting } from '../../analysis/explain/governing-policies';
import { settle } from '../../analysis/explain/settle';
import { explainReadings, type ReadingsExplanation } from '../../analysis/explain/readings';
import type { Judge } from '../../analysis/evaluate/decide';
import { callerArn } from '../../analysis/evaluate/interpret';
import type { RequestLine } from '../../analysis/evaluate/request-line';
import { loadServiceReference } from '../../iam/service-reference/load';
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
  /** The caller's own exemptions from guardrails that would matter without them. */
  readonly ownExemptions: readonly OwnExemption[];
  /** The settings of management policies that govern the call. */
  readonly managementPolicies: readonly GoverningSetting[];
  /** An exemption that would change the answer; null: none would. */
  readonly proposal: ExemptionProposal | null;
}

/** An exemption to ask for. */
export interface ExemptionProposal {
  /** Patterns; a role of Identity Center has two, because the Region in its path is not always known. */
  readonly principals: readonly string[];
  readonly guardrails: readonly string[];
}

/** Explains a call: one that AWS denied in all its readings, another one with the first account of the resource. */
export function answer(
  { judge, request, readings }: NonNullable<Question['call']>,
  { platform }: Against,
  message: Question['message'],
): Answer {
  const [first] = readings;
  const meant =
    message === null ? readings.filter(({ resourceAccount }) => resourceAccount === first?.resourceAccount) : readings;
  const told = explainReadings(judge, request, meant);
  const explanation =
    message === null
      ? { ...told, groups: explainReadings(judge, request, readings).groups }
      : settle(told, message.reason);
  const statements = statementsOf(explanation);
  const ids = [...new Set(statements.flatMap(({ guardrails }) => guardrails))];
  const guardrails = ids.map((id): AnsweringGuardrail => {
    const guardrail = catalogue.get(id);
    return {
      id,
      summary: guardrail?.summary ?? null,
      rationale: guardrail?.rationale ?? null,
      page: guardrail === undefined ? null : `docs/guardrails/${id}.md`,
      exempt: exemptFrom(id, statements, judge.directory.tree.file, platform),
      exempts: guardrail === undefined || guardrail.exempt === 'platform',
    };
  });
  return {
    ...explanation,
    request,
    guardrails,
    ownExemptions: ownExemptions(judge, request, explanation, platform),
    managementPolicies: governingSettings(judge, request, loadServiceReference()),
    // Exempt or not: the management policy that AWS names refuses the call.
    proposal: message?.reason?.kind === 'management-policy' ? null : propose(judge, request, explanation, guardrails),
  };
}

/** The evaluator decides whether the exemption would help: a call may be denied for another reason as well. */
function propose(
  judge: Judge,
  request: RequestLine,
  explanation: Explanation,
  guardrails: readonly AnsweringGuardrail[],
): ExemptionProposal | null {
  const asked = guardrails.filter(({ exempts }) => exempts).map(({ id }) => id);
  const principals = patternsFor(judge.directory, request);
  if (asked.length === 0 || !exemptionHelps(judge, request, explanation, principals, asked)) return null;
  return { principals, guardrails: asked };
}

/** In the caller's account if its number is known, else in all. */
function patternsFor(directory: Judge['directory'], request: RequestLine): readonly string[] {
  const [, , , , number = '', name = ''] = callerArn(directory, request)?.split(':') ?? [];
  return exemptionPatterns(directory.findAccount(number)?.isExample === true ? '*' : number, name);
}

/** If a statement denies the request, those that only may deny it do not matter. */
function statementsOf({ decision, path }: Explanation): readonly StepStatement[] {
  const all = path.flatMap(({ statements }) => statements);
  const certain = decision.decision === 'denied' ? all.filter(({ verdict }) => verdict === 'denies') : [];
  return certain.length > 0 ? certain : all;
}
