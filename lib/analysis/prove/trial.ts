import type { Probe } from '../../../policies/core/probe';
import type { PolicyType } from '../../../policies/core/guardrail';
import type { CompiledStatement } from '../../iam/evaluation/compile';
import type { AccessRequest } from '../../iam/evaluation/context';
import { isNeverDenied, rcpBinds, scpExemptReason } from '../../iam/evaluation/binding';
import { RequestContext, valuesByKey, type Caller } from '../../iam/evaluation/request-context';
import type { Truth } from '../../iam/evaluation/truth';
import type { Organization } from '../../model/organization';
import type { Directory } from '../evaluate/directory';
import { interpreter, type Access, type Interpretation } from '../evaluate/interpret';
import { toRequestLine } from './probe-world';

/** A probe, prepared to be tested with many statements. */
export interface Trial {
  readonly probe: Probe;
  /** In lower case. */
  readonly action: string;
  /** The accesses that policies of the type bind; empty: nothing denies it. */
  readonly accesses: readonly AccessRequest[];
}

/** Prepares probes for statements of one policy type that are attached to the root, without other policies. */
export function trialMaker(
  directory: Directory,
  type: PolicyType,
  organization: Pick<Organization, 'homeRegion'>,
): (probe: Probe) => Trial {
  const interpret = interpreter(directory);
  return (probe) => {
    const interpretation = interpret(toRequestLine(probe.name, probe.request, organization));
    const { action } = probe.request;
    return {
      probe,
      action: action.toLowerCase(),
      accesses: isNeverDenied(action) ? [] : boundAccesses(action, type, interpretation),
    };
  };
}

function boundAccesses(action: string, type: PolicyType, interpretation: Interpretation): readonly AccessRequest[] {
  const { caller, isUnknown, resolve, account, standing, accesses } = interpretation;
  const boundByScp = account !== null && scpExemptReason(caller.principal.kind, standing, action) === null;
  return accesses.flatMap((access) => {
    const values = () => valuesByKey(access.keys, resolve);
    const context = new RequestContext({ values, isUnknown }, caller, access.owner);
    const request = { action, resource: access.arn, context };
    const binds = type === 'SERVICE_CONTROL_POLICY' ? boundByScp : isBoundByRcp(request, access, caller);
    return binds ? [request] : [];
  });
}

function isBoundByRcp({ action, resource, context }: AccessRequest, { account }: Access, caller: Caller): boolean {
  const aliases = context.value('kms:resourcealiases');
  return rcpBinds({
    action,
    caller: caller.principal.kind,
    owner: account?.standing ?? 'outside',
    resource,
    aliases: typeof aliases === 'string' ? [aliases] : typeof aliases === 'object' ? aliases : [],
  });
}

/** Whether one of the statements applies to one of the accesses; null: undecided. */
export function isDenied(statements: readonly CompiledStatement[], { action, accesses }: Trial): Truth {
  let outcome: Truth = false;
  for (const statement of statements) {
    if (!statement.matchesAction(action)) continue;
    for (const access of accesses) {
      const applies = statement.applies(access);
      if (applies === true) return true;
      if (applies === null) outcome = null;
    }
  }
  return outcome;
}
