import type { AccessRequest } from '../../iam/evaluation/context';
import { isNeverDenied, rcpBinds, scpExemptReason } from '../../iam/evaluation/binding';
import type { ControlPolicyType } from '../../iam/control-policy-type';
import { judge, traceLevels, type Level, type LevelTrace } from '../../iam/evaluation/judge';
import { canonicalKey } from '../../iam/evaluation/presence';
import type { CallerKind } from '../../iam/evaluation/principal';
import { RequestContext, valuesByKey } from '../../iam/evaluation/request-context';
import type { GuardrailsFile } from '../../model/guardrails-file';
import { buildDirectory, type Directory, type KnownAccount } from './directory';
import { guardrailsTree } from './guardrails-tree';
import { interpreter, type Access, type Interpretation } from './interpret';
import { checkKeys } from './request-keys';
import type { Decision, Denial, RequestLine, RequestProblem } from './request-line';

export type Decide = (request: RequestLine) => Decision;

/** One organization's policies, prepared once for many requests. */
export interface Judge {
  readonly directory: Directory;
  /** Whether a request has none of the problems that keep it from being decided. */
  readonly canDecide: (request: RequestLine) => boolean;
  /** The contradictions in a request, and between it and the organization. */
  readonly check: (request: RequestLine) => readonly RequestProblem[];
  /** @throws unless `canDecide` */
  readonly decide: Decide;
  /** Decides a request and says how; slower than `decide`. @throws as `decide` */
  readonly trace: (request: RequestLine) => TracedDecision;
}

/** A decision, and how every statement about the action judged the request. */
export interface TracedDecision {
  readonly decision: Decision;
  /** The caller's account; null: outside the organization. */
  readonly account: KnownAccount | null;
  /** One for each resource of the request. */
  readonly accesses: readonly AccessTrace[];
}

/** How the organization's policies judged the access to one resource. */
export interface AccessTrace {
  /** Null: not known. */
  readonly resource: string | null;
  /** The account that holds the resource; null: outside the organization. */
  readonly owner: KnownAccount | null;
  /**
   * From the root down, without levels that permit everything: the levels of the caller's account for service control
   * policies, of the owner for resource control policies. Empty if policies of the type do not bind this access.
   */
  readonly levels: Readonly<Record<ControlPolicyType, readonly LevelTrace<Denial>[]>>;
}

/** Decides requests by the documents of a file and no other policies. */
export function decider(file: GuardrailsFile): Decide {
  return prepareJudge(file).decide;
}

export function prepareJudge(file: GuardrailsFile): Judge {
  return judgeIn(buildDirectory(guardrailsTree(file)));
}

export function judgeIn(directory: Directory): Judge {
  const interpret = interpreter(directory);
  const understand = (request: RequestLine): Interpretation => {
    const interpretation = interpret(request);
    const [problem] = interpretation.problems;
    if (problem === undefined) return interpretation;
    throw new Error(`request ${request.id}: ${problem.at.join('.')}: ${problem.message}`);
  };
  return {
    directory,
    canDecide: (request) => interpret(request).problems.length === 0,
    check: (request) => [...interpret(request).problems, ...checkKeys(request)],
    decide: (request) => decide(request, understand(request)),
    trace: (request) => traceDecision(request, understand(request)),
  };
}

function decide({ id, action }: RequestLine, interpretation: Interpretation): Decision {
  if (isNeverDenied(action)) return { id, decision: 'permitted', exempt: 'never-denied-action', by: [], missing: [] };
  const { accesses } = interpretation;
  const exempt = exemptReason(action, interpretation);
  let by: readonly Denial[] = [];
  let missing: readonly string[] = [];
  let decision: Decision['decision'] = 'permitted';
  for (const access of accesses) {
    const { scp, rcp } = askPolicies(access, action, interpretation, judge<Denial>);
    for (const verdict of [scp, rcp]) {
      if (verdict === null || verdict.decision === 'permitted') continue;
      if (verdict.decision === 'denied') decision = 'denied';
      else if (decision === 'permitted') decision = 'undecided';
      by = union(by, verdict.by);
      missing = union(missing, verdict.missing);
    }
  }
  if (decision === 'permitted') return { id, decision, exempt, by: [], missing: [] };
  if (decision === 'denied') return { id, decision, exempt: null, by, missing: [] };
  return { id, decision, exempt: null, by: [], missing: canonicalKeys(missing) };
}

/** Resource control policies bind callers that service control policies do not, but no resource of the management account. */
function exemptReason(action: string, { caller, standing, accesses }: Interpretation): Decision['exempt'] {
  const reason = scpExemptReason(caller.principal.kind, standing, action);
  if (reason !== 'outside-organization' && reason !== 'service-principal') return reason;
  return accesses.every(({ account }) => account?.standing === 'management-account') ? 'management-account' : reason;
}

function traceDecision(request: RequestLine, interpretation: Interpretation): TracedDecision {
  const { account, accesses } = interpretation;
  return {
    decision: decide(request, interpretation),
    account,
    accesses: accesses.map((access) => {
      const { scp, rcp } = askPolicies(access, request.action, interpretation, traceLevels<Denial>);
      return {
        resource: access.arn,
        owner: access.account,
        levels: { SERVICE_CONTROL_POLICY: scp ?? [], RESOURCE_CONTROL_POLICY: rcp ?? [] },
      };
    }),
  };
}

/** Condition keys in AWS's spelling, each once, in alphabetical order. */
export function canonicalKeys(keys: readonly string[]): readonly string[] {
  return [...new Set(keys.map(canonicalKey))].sort();
}

/** What the policies of each type say about one access; null: none of them bind it. */
function askPolicies<Answer>(
  access: Access,
  action: string,
  interpretation: Interpretation,
  ask: (levels: readonly Level<Denial>[], request: AccessRequest) => Answer,
): { readonly scp: Answer | null; readonly rcp: Answer | null } {
  const { scp, rcp, context } = bindingOf(access, action, interpretation);
  const request: AccessRequest = { action, resource: access.arn, context };
  return {
    scp: scp === null ? null : ask(scp.levels.SERVICE_CONTROL_POLICY, request),
    rcp: rcp === null ? null : ask(rcp.levels.RESOURCE_CONTROL_POLICY, request),
  };
}

/** Whose policies bind an access. */
export interface Binding {
  readonly context: RequestContext;
  /** The account whose service control policies bind it; null: none. */
  readonly scp: KnownAccount | null;
  /** The account whose resource control policies bind it; null: none. */
  readonly rcp: KnownAccount | null;
}

export function bindingOf(
  { arn, account: owner, owner: facts, keys }: Access,
  action: string,
  { caller, account, standing, isUnknown, resolve }: Interpretation,
): Binding {
  const context = new RequestContext({ values: () => valuesByKey(keys, resolve), isUnknown }, caller, facts);
  const exempt = isNeverDenied(action) || scpExemptReason(caller.principal.kind, standing, action) !== null;
  return {
    context,
    scp: exempt ? null : account,
    rcp: owner !== null && isBoundByOwner(owner, arn, action, caller.principal.kind, context) ? owner : null,
  };
}

function isBoundByOwner(
  { standing, levels }: KnownAccount,
  resource: string | null,
  action: string,
  caller: CallerKind,
  context: RequestContext,
): boolean {
  if (isNeverDenied(action) || levels.RESOURCE_CONTROL_POLICY.length === 0) return false;
  const aliases = context.value('kms:resourcealiases');
  return rcpBinds({
    action,
    caller,
    owner: standing,
    resource,
    aliases: typeof aliases === 'string' ? [aliases] : typeof aliases === 'object' ? aliases : [],
  });
}

function union<Item>(left: readonly Item[], right: readonly Item[]): readonly Item[] {
  if (left.length === 0) return right;
  return right.length === 0 ? left : [...new Set([...left, ...right])];
}
