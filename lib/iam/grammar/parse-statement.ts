/** Parses one statement of a policy document. */
import type { ControlPolicyType } from '../control-policy-type';
import { below, isObject, quote, type JsonObject } from '../json';
import { templateMistake } from '../patterns/template';
import type { OneOrMany, Statement } from '../statement';
import { parseConditions } from './parse-condition';
import type { PolicyProblem, ProblemCollector } from './policy-problems';

const ELEMENTS = [
  'Sid',
  'Effect',
  'Principal',
  'NotPrincipal',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Condition',
];

/** The one statement of `RCPFullAWSAccess`, which AWS attaches everywhere: the only RCP that may allow anything. */
export function isRcpFullAccess(value: unknown): value is Statement {
  return (
    isObject(value) &&
    value['Effect'] === 'Allow' &&
    ['Principal', 'Action', 'Resource'].every((element) => value[element] === '*') &&
    Object.keys(value).every((element) => ['Sid', 'Effect', 'Principal', 'Action', 'Resource'].includes(element))
  );
}

/** Null if the value is not an object; otherwise everything that could be read, valid only if there are no problems. */
export function parseStatement(
  value: unknown,
  type: ControlPolicyType,
  pointer: string,
  problems: ProblemCollector,
): Statement | null {
  if (!isObject(value)) {
    problems.add({
      rule: 'document-shape',
      pointer,
      message: `the statement is ${quote(value)}`,
      allowed: 'an object',
    });
    return null;
  }
  reportUnknownElements(value, ELEMENTS, pointer, problems);
  const sid = parseSid(value['Sid'], pointer, problems);
  checkEffect(value['Effect'], type, pointer, problems);
  checkPrincipal(value, type, pointer, problems);
  const patterns = { ...parseActions(value, type, pointer, problems), ...parseResources(value, pointer, problems) };
  const condition = parseConditions(value['Condition'], below(pointer, 'Condition'), problems);
  return {
    ...(sid === undefined ? {} : { Sid: sid }),
    Effect: value['Effect'] === 'Allow' ? 'Allow' : 'Deny',
    ...(value['Principal'] === '*' ? { Principal: '*' } : {}),
    ...patterns,
    ...(condition === undefined ? {} : { Condition: condition }),
  };
}

/** Reports the elements of a document or statement that IAM does not know. */
export function reportUnknownElements(
  object: JsonObject,
  known: readonly string[],
  pointer: string,
  problems: ProblemCollector,
): void {
  for (const name of Object.keys(object)) {
    if (known.includes(name)) continue;
    const meant = known.find((candidate) => candidate.toLowerCase() === name.toLowerCase());
    const hint = meant === undefined ? '' : `; names are case-sensitive, write \`${meant}\``;
    problems.add({
      rule: 'document-shape',
      pointer: below(pointer, name),
      message: `${quote(name)} is not a policy element${hint}`,
      allowed: known.join(', '),
    });
  }
}

function parseSid(sid: unknown, pointer: string, problems: ProblemCollector): string | undefined {
  if (sid === undefined) return undefined;
  if (typeof sid === 'string' && /^[A-Za-z0-9]*$/.test(sid)) return sid;
  problems.add({
    pointer: below(pointer, 'Sid'),
    message: `the Sid is ${quote(sid)}`,
    allowed: 'letters A to Z, a to z and digits',
  });
  return undefined;
}

function checkEffect(effect: unknown, type: ControlPolicyType, pointer: string, problems: ProblemCollector): void {
  if (effect !== 'Allow' && effect !== 'Deny') {
    problems.add({
      rule: 'document-shape',
      pointer: effect === undefined ? pointer : below(pointer, 'Effect'),
      reportAt: [pointer],
      message: effect === undefined ? 'the statement has no `Effect`' : `the effect is ${quote(effect)}`,
      allowed: '"Allow" or "Deny", in this spelling',
    });
  } else if (effect === 'Allow' && type === 'RESOURCE_CONTROL_POLICY') {
    problems.add({
      rule: 'rcp-allow',
      pointer: below(pointer, 'Effect'),
      message: 'a resource control policy cannot allow anything',
      allowed: '"Deny"; the AWS-managed RCPFullAWSAccess already allows everything',
    });
  }
}

function checkPrincipal(
  statement: JsonObject,
  type: ControlPolicyType,
  pointer: string,
  problems: ProblemCollector,
): void {
  const rule = type === 'SERVICE_CONTROL_POLICY' ? 'scp-principal' : 'rcp-principal';
  const { Principal: principal, NotPrincipal: notPrincipal } = statement;
  if (notPrincipal !== undefined) {
    problems.add({
      rule,
      pointer: below(pointer, 'NotPrincipal'),
      message: 'service and resource control policies cannot contain `NotPrincipal`',
      allowed: 'a condition on aws:PrincipalArn',
    });
  }
  if (type === 'SERVICE_CONTROL_POLICY') {
    if (principal === undefined) return;
    problems.add({
      rule,
      pointer: below(pointer, 'Principal'),
      message: 'a service control policy cannot contain `Principal`',
      allowed: 'a condition on aws:PrincipalArn',
    });
  } else if (principal !== '*') {
    problems.add({
      rule,
      pointer: principal === undefined ? pointer : below(pointer, 'Principal'),
      message: principal === undefined ? 'the statement has no `Principal`' : `the principal is ${quote(principal)}`,
      allowed: '"*", the only principal that a resource control policy can have',
    });
  }
}

function parseActions(
  statement: JsonObject,
  type: ControlPolicyType,
  pointer: string,
  problems: ProblemCollector,
): Pick<Statement, 'Action' | 'NotAction'> {
  const isRcp = type === 'RESOURCE_CONTROL_POLICY';
  if (isRcp && statement['NotAction'] !== undefined) {
    problems.add({
      rule: 'rcp-not-action',
      pointer: below(pointer, 'NotAction'),
      message: 'a resource control policy cannot contain `NotAction`',
      allowed: '`Action`',
    });
  }
  return parseEither(statement, ['Action', 'NotAction'], pointer, problems, (action, element) => {
    if (action === '*') {
      if (!isRcp || element === 'NotAction') return null;
      const message = 'the action `"*"` does not name a service';
      return { rule: 'rcp-action-star', message, allowed: 'a service prefix, such as "s3:*"' };
    }
    if (/^[a-z0-9*?-]+:\S+$/i.test(action)) return null;
    const allowed = '"*", or a service prefix, a colon and a name, such as "s3:Get*"';
    return { rule: 'action-syntax', message: `${quote(action)} is not an action`, allowed };
  });
}

function parseResources(
  statement: JsonObject,
  pointer: string,
  problems: ProblemCollector,
): Pick<Statement, 'Resource' | 'NotResource'> {
  return parseEither(statement, ['Resource', 'NotResource'], pointer, problems, (resource) => {
    const mistake = templateMistake(resource);
    if (mistake !== null) {
      const message = `${quote(resource)} contains ${mistake}`;
      return { rule: 'unknown-variable', message, allowed: "${key} or ${key, 'default'}" };
    }
    if (resource === '*' || resource.startsWith('arn:')) return null;
    return { rule: 'resource-arn', message: `${quote(resource)} is not a resource`, allowed: '"*" or an ARN' };
  });
}

/** What is wrong with one text of an element, or null. */
type TextCheck<Name extends string> = (
  text: string,
  element: Name,
) => Pick<PolicyProblem, 'rule' | 'message' | 'allowed'> | null;

/** Parses an element and its negated form, of which a statement has exactly one. */
function parseEither<Name extends string>(
  statement: JsonObject,
  elements: readonly [Name, Name],
  pointer: string,
  problems: ProblemCollector,
  check: TextCheck<Name>,
): Partial<Record<Name, OneOrMany>> {
  const present = elements.filter((name) => statement[name] !== undefined);
  if (present.length !== 1) {
    const names = elements.map((name) => `\`${name}\``);
    const message =
      present.length === 0
        ? `the statement has neither ${names.join(' nor ')}`
        : `the statement has both ${names.join(' and ')}`;
    problems.add({ rule: 'document-shape', pointer, message, allowed: 'exactly one of them' });
  }
  const parsed: Partial<Record<Name, OneOrMany>> = {};
  for (const name of present)
    parsed[name] = parseTexts(statement[name], below(pointer, name), problems, (text) => check(text, name));
  return parsed;
}

function parseTexts(
  value: unknown,
  pointer: string,
  problems: ProblemCollector,
  check: (text: string) => ReturnType<TextCheck<string>>,
): OneOrMany {
  const listed = Array.isArray(value);
  const given: readonly unknown[] = listed ? value : [value];
  if (given.length === 0)
    problems.add({ rule: 'empty-list', pointer, message: 'the list is empty', allowed: 'at least one string' });
  const texts: string[] = [];
  let areTexts = true;
  for (const [index, text] of given.entries()) {
    const here = listed ? below(pointer, index) : pointer;
    if (typeof text !== 'string') {
      problems.add({
        rule: 'document-shape',
        pointer: here,
        reportAt: areTexts ? [pointer] : [],
        message: `${quote(text)} is not a string`,
        allowed: 'a string, or a list of strings',
      });
      areTexts = false;
      continue;
    }
    const problem = check(text);
    if (problem !== null) problems.add({ ...problem, pointer: here });
    texts.push(text);
  }
  const [only] = texts;
  return listed || only === undefined ? texts : only;
}
