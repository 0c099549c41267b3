/** Checks a management policy against the syntax that AWS documents. */
import { ProblemCollector, type PolicyProblem } from '../grammar/policy-problems';
import { below, isObject, quote, type JsonObject } from '../json';
import { INHERITANCE_OPERATORS, LIMIT } from './management-policy';
import type { ManagementPolicyType } from './policy-type';
import type { Accepted, Syntax } from './syntax';
import { SYNTAXES } from './syntaxes';

/**
 * Everything in a management policy that AWS would refuse or silently ignore: unknown names, values that AWS does not
 * accept, operators in the wrong place. It goes no deeper than the syntax, so any JSON value is safe.
 */
export function checkManagementPolicy(policy: unknown, type: ManagementPolicyType): readonly PolicyProblem[] {
  const problems = new ProblemCollector();
  check(policy, SYNTAXES[type], '', problems);
  return problems.list;
}

function check(written: unknown, syntax: Syntax, pointer: string, problems: ProblemCollector): void {
  if (!isObject(written)) {
    problems.add({ pointer, message: `the value is ${quote(written)}`, allowed: 'an object' });
    return;
  }
  const { [LIMIT]: limit, ...rest } = written;
  if (limit !== undefined) checkLimit(limit, below(pointer, LIMIT), problems);
  if (Object.keys(written).length === 0)
    problems.add({ pointer, message: 'the object is empty', allowed: describe(syntax) });
  switch (syntax.kind) {
    case 'part':
    case 'named':
      checkMembers(rest, syntax, pointer, problems);
      return;
    case 'value':
      checkOperators(rest, ['@@assign'], pointer, problems);
      if ('@@assign' in rest) checkValue(rest['@@assign'], syntax.accepted, below(pointer, '@@assign'), problems);
      return;
    case 'list':
      checkOperators(rest, INHERITANCE_OPERATORS, pointer, problems);
      for (const operator of INHERITANCE_OPERATORS) {
        if (operator in rest) checkList(rest[operator], syntax.item, below(pointer, operator), problems);
      }
      return;
  }
}

function checkMembers(
  members: JsonObject,
  syntax: Extract<Syntax, { kind: 'part' | 'named' }>,
  pointer: string,
  problems: ProblemCollector,
): void {
  for (const [name, written] of Object.entries(members)) {
    const here = below(pointer, name);
    const member = memberSyntax(syntax, name);
    if (member !== undefined) check(written, member, here, problems);
    else problems.add({ pointer: here, message: `AWS does not know ${quote(name)} here`, allowed: describe(syntax) });
  }
}

function memberSyntax(syntax: Extract<Syntax, { kind: 'part' | 'named' }>, name: string): Syntax | undefined {
  if (syntax.kind === 'named') return syntax.name.matches(name) ? syntax.each : undefined;
  return Object.hasOwn(syntax.members, name) ? syntax.members[name] : undefined;
}

function checkOperators(
  written: JsonObject,
  operators: readonly string[],
  pointer: string,
  problems: ProblemCollector,
): void {
  for (const name of Object.keys(written)) {
    if (operators.includes(name)) continue;
    const message = `${quote(name)} is not an operator for this setting`;
    problems.add({ pointer: below(pointer, name), message, allowed: operators.join(', ') });
  }
}

function checkValue(
  written: unknown,
  { matches, allowed }: Accepted,
  pointer: string,
  problems: ProblemCollector,
): void {
  if (!matches(written)) problems.add({ pointer, message: `the value is ${quote(written)}`, allowed });
}

function checkList(written: unknown, item: Accepted, pointer: string, problems: ProblemCollector): void {
  if (!Array.isArray(written)) problems.add({ pointer, message: `the value is ${quote(written)}`, allowed: 'a list' });
  else for (const [index, one] of written.entries()) checkValue(one, item, below(pointer, index), problems);
}

const LIMITS = ['@@all', '@@none', ...INHERITANCE_OPERATORS];

function checkLimit(written: unknown, pointer: string, problems: ProblemCollector): void {
  const isLimit =
    Array.isArray(written) &&
    written.length > 0 &&
    written.every((name) => LIMITS.includes(String(name))) &&
    (written.length === 1 || !written.some((name) => name === '@@all' || name === '@@none'));
  if (isLimit) return;
  const allowed = '["@@all"], ["@@none"], or a list of operators';
  problems.add({ pointer, message: `the limit is ${quote(written)}`, allowed });
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
