import type { ControlPolicyType } from '../../iam/control-policy-type';
import type { LevelTrace, StatementTrace } from '../../iam/evaluation/judge';
import { groupBy } from '../../model/group-by';
import type { GuardrailsDocument, GuardrailsFile, GuardrailsTarget } from '../../model/guardrails-file';
import { canonicalKeys, type Judge } from '../evaluate/decide';
import type { PlacedPart } from '../evaluate/directory';
import type { Decision, Denial, RequestLine } from '../evaluate/request-line';
import { permittedIf } from './permitted-if';

/** Why a request is decided as it is. */
export interface Explanation {
  readonly decision: Decision;
  /** From the root down to the caller's account, then the other targets above the accounts of the resources. */
  readonly path: readonly Step[];
}

/** How the policies attached to one target judge a request. */
export interface Step {
  readonly target: string;
  readonly kind: GuardrailsTarget['kind'];
  /** The statements here that deny the request, or may deny it. */
  readonly statements: readonly StepStatement[];
  /** Whether the documents here allow the request, if only they allow anything; null where everything is allowed. */
  readonly allows: 'yes' | 'no' | 'maybe' | null;
}

/** A Deny statement that applies to a request, or may apply; one that guardrails share is listed once for each part. */
export interface StepStatement {
  readonly document: string;
  readonly type: ControlPolicyType;
  /** The policy's id at AWS, once it is known. */
  readonly awsId: string | null;
  /** A JSON pointer into the document. */
  readonly pointer: string;
  readonly sid: string | null;
  readonly guardrails: readonly string[];
  readonly verdict: 'denies' | 'may deny';
  /** The condition keys that the verdict depends on. */
  readonly missing: readonly string[];
  /** The patterns of `aws:PrincipalArn` that it exempts. */
  readonly leavesOut: readonly string[];
  /** If it may deny: any one of these keeps it from it. Empty if it depends on other things. */
  readonly permittedIf: readonly string[];
}

/**
 * Follows a request level by level.
 *
 * @throws if `check` of the judge finds something in the request
 */
export function explain({ trace, directory }: Pick<Judge, 'trace' | 'directory'>, request: RequestLine): Explanation {
  const { decision, account, accesses } = trace(request);
  const targets = [account, ...accesses.map(({ owner }) => owner)].flatMap((known) => known?.targets ?? []);
  const levels = groupBy(
    accesses.flatMap(({ levels: byType }) => Object.values(byType).flat()),
    ({ source }) => source.target,
  );
  return {
    decision,
    path: [...new Set(targets)].map((target) =>
      stepAt(target, directory.partsAt(target.id), levels.get(target.id) ?? []),
    ),
  };
}

function stepAt(
  { id, kind, fullAwsAccess }: GuardrailsTarget,
  parts: readonly PlacedPart[],
  levels: readonly LevelTrace<Denial>[],
): Step {
  const traces = groupBy(
    levels.flatMap(({ denies }) => denies),
    ({ source }) => source,
  );
  return {
    target: id,
    kind,
    statements: parts.flatMap((part) => stepStatement(part, traces.get(part.source) ?? [])),
    allows: fullAwsAccess === false ? allowsOf(levels) : null,
  };
}

/** @param traces one for each resource of the request */
function stepStatement(
  { document, pointer, statement, guardrails }: PlacedPart,
  traces: readonly StatementTrace<Denial>[],
): readonly StepStatement[] {
  const denies = traces.some(({ truth }) => truth === true);
  if (!denies && traces.every(({ truth }) => truth === false)) return [];
  const missing = denies ? [] : canonicalKeys(traces.flatMap((one) => one.missing));
  return [
    {
      document: document.name,
      type: document.type,
      awsId: document.awsId ?? null,
      pointer,
      sid: statement.Sid ?? null,
      guardrails,
      verdict: denies ? 'denies' : 'may deny',
      missing,
      leavesOut: exemptedBy(statement),
      permittedIf: permittedIf(statement, missing),
    },
  ];
}

function allowsOf(levels: readonly LevelTrace<Denial>[]): Step['allows'] {
  if (levels.some(({ allowed }) => allowed === false)) return 'no';
  return levels.some(({ allowed }) => allowed === null) ? 'maybe' : 'yes';
}

/** The operators with which a deny exempts principals. */
export const EXEMPTS = /^(?:ArnNotLike|ArnNotEquals|StringNotLike|StringNotEquals)(?:IfExists)?$/i;

/** IAM ignores the case of operators and keys. */
export function exemptedBy({ Condition }: GuardrailsDocument['content']['Statement'][number]): readonly string[] {
  return Object.entries(Condition ?? {}).flatMap(([operator, keys]) => {
    if (!EXEMPTS.test(operator)) return [];
    return Object.entries(keys).flatMap(([key, values]) =>
      key.toLowerCase() === 'aws:principalarn' ? [values].flat().map(String) : [],
    );
  });
}

/** A principal that a guardrail exempts, and what is known about the exemption. */
export interface ExplainedExemption {
  readonly principal: string;
  /** Its name among the platform's principals, such as `breakGlass`; null: it is not one of them. */
  readonly platform: string | null;
  readonly owner: string | null;
  readonly reason: string | null;
  /** An instant; null: the exemption does not end. */
  readonly expires: string | null;
}

/**
 * The principals that a guardrail exempts, according to its statements. Owner, reason and end come from the file.
 *
 * @param platform the platform's principals: patterns by name; empty if they are not known
 */
export function exemptFrom(
  guardrail: string,
  statements: readonly Pick<StepStatement, 'guardrails' | 'leavesOut'>[],
  { placements = [] }: Pick<GuardrailsFile, 'placements'>,
  platform: Readonly<Record<string, readonly string[]>>,
): readonly ExplainedExemption[] {
  const own = statements.filter(({ guardrails }) => guardrails.includes(guardrail));
  const exemptions = placements.filter((one) => one.guardrail === guardrail).flatMap((one) => one.exemptions);
  return [...new Set(own.flatMap(({ leavesOut }) => leavesOut))].map((principal) => {
    const exemption = exemptions.find((one) => one.principal === principal);
    const name = Object.entries(platform).find(([, patterns]) => patterns.includes(principal))?.[0];
    return {
      principal,
      platform: name ?? null,
      owner: exemption?.owner ?? null,
      reason: exemption?.reason ?? null,
      expires: exemption?.expires ?? null,
    };
  });
}
