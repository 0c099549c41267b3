import { below, Complaints, isObject, quote, type JsonObject, type PolicyProblem } from '../grammar/complaints';
import { LIMIT, INHERITANCE_OPERATORS } from './management-policy';
import type { ManagementPolicyType } from './policy-type';
import type { Accepted, Syntax } from './syntax';
import { SYNTAXES } from './syntaxes';

/**
 * What AWS would refuse, or silently ignore, in a policy of settings: names that it does not know, values that it does
 * not take, operators where they cannot stand. It goes no deeper than the syntax, so that any JSON value is safe.
 */
export function checkManagementPolicy(policy: unknown, type: ManagementPolicyType): readonly PolicyProblem[] {
  const complaints = new Complaints();
  check(policy, SYNTAXES[type], '', complaints);
  return complaints.list;
}

function check(written: unknown, syntax: Syntax, at: string, complaints: Complaints): void {
  if (!isObject(written)) {
    complaints.add(at, `${quote(written)} stands where a part of the policy must`, 'an object');
    return;
  }
  const { [LIMIT]: limit, ...rest } = written;
  if (limit !== undefined) checkLimit(limit, below(at, LIMIT), complaints);
  if (Object.keys(written).length === 0) complaints.add(at, 'there is nothing in it', describe(syntax));
  switch (syntax.kind) {
    case 'part':
      checkMembers(
        rest,
        (name) => (Object.hasOwn(syntax.members, name) ? syntax.members[name] : undefined),
        describe(syntax),
        at,
        complaints,
      );
      return;
    case 'named':
      checkMembers(
        rest,
        (name) => (syntax.name.matches(name) ? syntax.each : undefined),
        describe(syntax),
        at,
        complaints,
      );
      return;
    case 'value':
      checkOperators(rest, ['@@assign'], at, complaints);
      if ('@@assign' in rest) checkValue(rest['@@assign'], syntax.accepted, below(at, '@@assign'), complaints);
      return;
    case 'list':
      checkOperators(rest, INHERITANCE_OPERATORS, at, complaints);
      for (const operator of INHERITANCE_OPERATORS) {
        if (operator in rest) checkList(rest[operator], syntax.item, below(at, operator), complaints);
      }
      return;
  }
}

function checkMembers(
  members: JsonObject,
  find: (name: string) => Syntax | undefined,
  allowed: string,
  at: string,
  complaints: Complaints,
): void {
  for (const [name, written] of Object.entries(members)) {
    const syntax = find(name);
    if (syntax === undefined) complaints.add(below(at, name), `${quote(name)} is no name that AWS knows here`, allowed);
    else check(written, syntax, below(at, name), complaints);
  }
}

function checkOperators(written: JsonObject, operators: readonly string[], at: string, complaints: Complaints): void {
  for (const name of Object.keys(written)) {
    if (!operators.includes(name))
      complaints.add(below(at, name), `${quote(name)} is no operator for this setting`, operators.join(', '));
  }
}

function checkValue(written: unknown, { matches, allowed }: Accepted, at: string, complaints: Complaints): void {
  if (!matches(written)) complaints.add(at, `the value is ${quote(written)}`, allowed);
}

function checkList(written: unknown, item: Accepted, at: string, complaints: Complaints): void {
  if (!Array.isArray(written)) complaints.add(at, `the value is ${quote(written)}`, 'a list');
  else for (const [index, one] of written.entries()) checkValue(one, item, below(at, index), complaints);
}

const LIMITS = ['@@all', '@@none', ...INHERITANCE_OPERATORS];

function checkLimit(written: unknown, at: string, complaints: Complaints): void {
  const isLimit =
    Array.isArray(written) &&
    written.length > 0 &&
    written.every((name) => LIMITS.includes(String(name))) &&
    (written.length === 1 || !written.some((name) => name === '@@all' || name === '@@none'));
  if (!isLimit) complaints.add(at, `the limit is ${quote(written)}`, '["@@all"], ["@@none"], or a list of operators');
}

function describe(syntax: Syntax): string {
  switch (syntax.kind) {
    case 'part':
      return Object.keys(syntax.members).join(', ');
    case 'named':
      return syntax.name.allowed;
    case 'value':
      return '@@assign';
    case 'list':
      return INHERITANCE_OPERATORS.join(', ');
  }
}
