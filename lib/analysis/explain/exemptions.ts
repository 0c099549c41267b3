/** Exemptions of one caller: those it has, and whether one more would change the answer. */
import { globMatches } from '../../iam/patterns/glob';
import type { ConditionBlock, ConditionValue, Statement } from '../../iam/statement';
import type { GuardrailsFile } from '../../model/guardrails-file';
import { prepareJudge, type Judge } from '../evaluate/decide';
import { callerArn } from '../evaluate/interpret';
import type { RequestLine } from '../evaluate/request-line';
import {
  EXEMPTS,
  exemptedBy,
  explain,
  exemptFrom,
  type ExplainedExemption,
  type Explanation,
  type StepStatement,
} from './explain';

/** An exemption of the caller from a guardrail that would deny, or may deny, the call. */
export interface OwnExemption extends ExplainedExemption {
  readonly guardrail: string;
  /** It ended before the call, so that the guardrail denies it. */
  readonly ended: boolean;
}

const PRINCIPAL = 'aws:principalarn';

/**
 * The caller's own exemptions, of the guardrails that would matter without them.
 *
 * @param platform the platform's principals: patterns by name
 */
export function ownExemptions(
  { directory }: Judge,
  request: RequestLine,
  explanation: Explanation,
  platform: Readonly<Record<string, readonly string[]>>,
): readonly OwnExemption[] {
  const { file } = directory.tree;
  const caller = callerArn(directory, request);
  if (caller === null) return [];
  const isOwn = (pattern: string): boolean => globMatches(directory.resolve(pattern), caller);
  const stripped = mapStatements(file, (statement) => withoutExemption(statement, isOwn));
  if (stripped === file) return [];
  const denying = explain(prepareJudge(stripped), request).path.flatMap(({ statements }) => statements);
  const now = explanation.path.flatMap(({ statements }) => statements);
  return [...new Set(denying.flatMap(({ guardrails }) => guardrails))].flatMap((guardrail) =>
    exemptFrom(guardrail, writtenStatements(directory, request), file, platform)
      .filter(({ principal }) => isOwn(principal))
      .map((exemption) => ({
        ...exemption,
        guardrail,
        ended:
          exemption.expires !== null &&
          now.some(({ guardrails, verdict }) => verdict === 'denies' && guardrails.includes(guardrail)),
      })),
  );
}

/** Whether an exemption of the caller from some guardrails would change the answer. */
export function exemptionHelps(
  { directory }: Judge,
  request: RequestLine,
  { decision, path }: Explanation,
  patterns: readonly string[],
  guardrails: readonly string[],
): boolean {
  if (decision.decision !== 'denied' || patterns.length === 0) return false;
  const places = new Set(
    path
      .flatMap(({ statements }) => statements)
      .filter((one) => one.verdict === 'denies' && one.guardrails.some((id) => guardrails.includes(id)))
      .map(({ document, pointer }) => `${document} ${pointer}`),
  );
  const exempting = mapStatements(directory.tree.file, (statement, place) =>
    places.has(place) ? withExemption(statement, patterns) : statement,
  );
  return prepareJudge(exempting).decide(request).decision !== 'denied';
}

/** The statements at the targets above the caller, as far as exemptions matter. */
function writtenStatements(
  { tree, partsAt }: Judge['directory'],
  { account }: RequestLine,
): readonly Pick<StepStatement, 'guardrails' | 'leavesOut'>[] {
  const own = tree.accounts.find(({ id, accountId }) => account !== null && [id, accountId].includes(account));
  const targets = own === undefined ? [] : tree.downTo(own.id);
  return targets.flatMap(({ id }) =>
    partsAt(id).map(({ guardrails, statement }) => ({ guardrails, leavesOut: exemptedBy(statement) })),
  );
}

/** The file itself if no statement changes. `place` is the name of the document and the pointer of the statement. */
function mapStatements(
  file: GuardrailsFile,
  change: (statement: Statement, place: string) => Statement,
): GuardrailsFile {
  const documents = file.documents.map((document) => {
    const { Statement: written } = document.content;
    const changed = written.map((statement, index) => change(statement, `${document.name} /Statement/${index}`));
    const isSame = changed.every((statement, index) => statement === written[index]);
    return isSame ? document : { ...document, content: { ...document.content, Statement: changed } };
  });
  return documents.every((document, index) => document === file.documents[index]) ? file : { ...file, documents };
}

/** A statement that exempts more principals. */
function withExemption(statement: Statement, patterns: readonly string[]): Statement {
  const { ArnNotLike = {}, ...others } = statement.Condition ?? {};
  const name = Object.keys(ArnNotLike).find((key) => key.toLowerCase() === PRINCIPAL) ?? 'aws:PrincipalArn';
  const values = [ArnNotLike[name] ?? []].flat();
  return { ...statement, Condition: { ...others, ArnNotLike: { ...ArnNotLike, [name]: [...values, ...patterns] } } };
}

function withoutExemption(statement: Statement, isOwn: (pattern: string) => boolean): Statement {
  const block = statement.Condition ?? {};
  if (!exemptedBy(statement).some(isOwn)) return statement;
  const entries = Object.entries(block).flatMap(([operator, keys]): [string, ConditionBlock[string]][] => {
    if (!EXEMPTS.test(operator)) return [[operator, keys]];
    const kept = Object.entries(keys).flatMap(([key, values]): [string, ConditionValue][] => {
      if (key.toLowerCase() !== PRINCIPAL) return [[key, values]];
      const others = [values].flat().filter((value) => !isOwn(String(value)));
      return others.length === 0 ? [] : [[key, others]];
    });
    return kept.length === 0 ? [] : [[operator, Object.fromEntries(kept)]];
  });
  return { ...statement, Condition: Object.fromEntries(entries) };
}
