import type { AccessRequest } from '../../iam/evaluation/context';
import { isNeverDenied, rcpBinds, scpExemptReason } from '../../iam/evaluation/binding';
import { judge, type Verdict } from '../../iam/evaluation/judge';
import { canonicalKey } from '../../iam/evaluation/presence';
import type { CallerKind } from '../../iam/evaluation/principal';
import { RequestContext, valuesByKey } from '../../iam/evaluation/request-context';
import type { GuardrailsFile } from '../../model/guardrails-file';
import { buildDirectory, type Directory, type KnownAccount } from './directory';
import { guardrailsTree } from './guardrails-tree';
import { interpreter, type Access, type Interpretation } from './interpret';
import { checkKeys } from './request-keys';
import type { Decision, Denial, RequestLine } from './request-line';
import type { RequestMistake } from './request-mistake';

export type Decide = (request: RequestLine) => Decision;

/** One organization's guardrails, prepared once and asked often. */
export interface Judge {
  /** Refuses a request in which `check` finds something. */
  readonly decide: Decide;
  /** What in a request contradicts itself or the organization. */
  readonly check: (request: RequestLine) => readonly RequestMistake[];
}

/** Decides requests by the documents of a file: what the organization's policies say, and nothing beside them. */
export function decider(file: GuardrailsFile): Decide {
  return prepareJudge(file).decide;
}

export function prepareJudge(file: GuardrailsFile): Judge {
  const directory = buildDirectory(guardrailsTree(file));
  const interpret = interpreter(directory);
  return {
    check: (request) => [...interpret(request).mistakes, ...checkKeys(request)],
    decide: deciderIn(directory),
  };
}

/** Decides requests in an organization that has been prepared. */
export function deciderIn(directory: Directory): Decide {
  const interpret = interpreter(directory);
  return (request) => {
    const interpretation = interpret(request);
    const [mistake] = interpretation.mistakes;
    if (mistake !== undefined) {
      throw new Error(`request ${request.id}: ${mistake.path.join('.')}: ${mistake.message}`);
    }
    return decide(request, interpretation);
  };
}

function decide({ id, action }: RequestLine, interpretation: Interpretation): Decision {
  if (isNeverDenied(action)) return { id, decision: 'permitted', exempt: 'never-denied-action', by: [], missing: [] };
  const { caller, standing, accesses } = interpretation;
  const exempt = scpExemptReason(caller.principal.kind, standing, action);
  let by: readonly Denial[] = [];
  let missing: readonly string[] = [];
  let decision: Decision['decision'] = 'permitted';
  for (const access of accesses) {
    for (const verdict of verdictsOn(access, action, interpretation)) {
      if (verdict.decision === 'permitted') continue;
      if (verdict.decision === 'denied') decision = 'denied';
      else if (decision === 'permitted') decision = 'undecided';
      by = union(by, verdict.by);
      missing = union(missing, verdict.missing);
    }
  }
  if (decision === 'permitted') return { id, decision, exempt, by: [], missing: [] };
  if (decision === 'denied') return { id, decision, exempt: null, by, missing: [] };
  return { id, decision, exempt: null, by: [], missing: [...new Set(missing.map(canonicalKey))].sort() };
}

/** What the caller's account and the resource's say of one access. */
function verdictsOn(access: Access, action: string, interpretation: Interpretation): readonly Verdict<Denial>[] {
  const { scp, rcp, context } = bindingOf(access, action, interpretation);
  const request: AccessRequest = { action, resource: access.arn, context };
  const levels = rcp?.levels.RESOURCE_CONTROL_POLICY ?? [];
  return [
    ...(scp === null ? [] : [judge(scp.levels.SERVICE_CONTROL_POLICY, request)]),
    ...(levels.length === 0 ? [] : [judge(levels, request)]),
  ];
}

/** Whose policies bind an access. */
export interface Binding {
  readonly context: RequestContext;
  /** The account whose service control policies do; null: none. */
  readonly scp: KnownAccount | null;
  /** The account whose resource control policies do. */
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
