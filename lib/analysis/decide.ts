import type { AccessRequest } from '../iam/context';
import { isNeverDenied, rcpBinds, scpExemption } from '../iam/exemption';
import { judge, type Verdict } from '../iam/judge';
import { canonicalKey } from '../iam/presence';
import { RequestContext, valuesByKey } from '../iam/request-context';
import type { GuardrailsFile } from '../model/guardrails-file';
import { buildDirectory, type Directory } from './decide-directory';
import { interpreter, type Access, type Interpretation } from './decide-interpret';
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
  const directory = buildDirectory(file);
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
  const exempt = scpExemption(caller.principal.kind, standing, action);
  let by: readonly Denial[] = [];
  let missing: readonly string[] = [];
  let decision: Decision['decision'] = 'permitted';
  for (const access of accesses) {
    for (const verdict of verdictsOn(access, action, exempt === null, interpretation)) {
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
function verdictsOn(
  { arn, account: owner, owner: facts, keys }: Access,
  action: string,
  bound: boolean,
  { caller, account, isUnknown, resolve }: Interpretation,
): readonly Verdict<Denial>[] {
  const context = new RequestContext({ values: () => valuesByKey(keys, resolve), isUnknown }, caller, facts);
  const request: AccessRequest = { action, resource: arn, context };
  const verdicts: Verdict<Denial>[] = [];
  if (bound && account !== null) verdicts.push(judge(account.levels.SERVICE_CONTROL_POLICY, request));
  const levels = owner?.levels.RESOURCE_CONTROL_POLICY ?? [];
  if (levels.length > 0) {
    const aliases = context.value('kms:resourcealiases');
    const binds = rcpBinds({
      action,
      caller: caller.principal.kind,
      owner: owner?.standing ?? 'outside',
      resource: arn,
      aliases: typeof aliases === 'string' ? [aliases] : typeof aliases === 'object' ? aliases : [],
    });
    if (binds) verdicts.push(judge(levels, request));
  }
  return verdicts;
}

function union<Item>(left: readonly Item[], right: readonly Item[]): readonly Item[] {
  if (left.length === 0) return right;
  return right.length === 0 ? left : [...new Set([...left, ...right])];
}
