import type { OneOrMany, Statement } from '../statement';
import { templateMistake } from '../patterns/template';
import { below, complainOfUnknown, isObject, quote, type Complaints, type JsonObject } from './complaints';
import { parseConditions } from './parse-condition';
import type { ControlPolicyType } from '../control-policy-type';

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

/** The one statement of `RCPFullAWSAccess`, which AWS attaches everywhere: the only RCP that may allow. */
export function isRcpFullAccess(value: unknown): value is Statement {
  return (
    isObject(value) &&
    value['Effect'] === 'Allow' &&
    ['Principal', 'Action', 'Resource'].every((element) => value[element] === '*') &&
    Object.keys(value).every((element) => ['Sid', 'Effect', 'Principal', 'Action', 'Resource'].includes(element))
  );
}

/** Null when it is no object at all; otherwise what could be read, to be used only without problems. */
export function parseStatement(
  value: unknown,
  type: ControlPolicyType,
  at: string,
  complaints: Complaints,
): Statement | null {
  if (!isObject(value)) {
    complaints.add(at, `the statement is ${quote(value)}`, 'an object');
    return null;
  }
  complainOfUnknown(value, ELEMENTS, at, complaints);
  const sid = parseSid(value, at, complaints);
  checkEffect(value, type, at, complaints);
  checkPrincipal(value, type, at, complaints);
  const patterns = { ...parseActions(value, type, at, complaints), ...parseResources(value, at, complaints) };
  const condition = parseConditions(value['Condition'], below(at, 'Condition'), complaints);
  return {
    ...(sid === undefined ? {} : { Sid: sid }),
    Effect: value['Effect'] === 'Allow' ? 'Allow' : 'Deny',
    ...(value['Principal'] === '*' ? { Principal: '*' } : {}),
    ...patterns,
    ...(condition === undefined ? {} : { Condition: condition }),
  };
}

function parseSid(statement: JsonObject, at: string, complaints: Complaints): string | undefined {
  const sid = statement['Sid'];
  if (sid === undefined) return undefined;
  if (typeof sid === 'string' && /^[A-Za-z0-9]*$/.test(sid)) return sid;
  complaints.add(below(at, 'Sid'), `the Sid is ${quote(sid)}`, 'letters A to Z, a to z and digits');
  return undefined;
}

function checkEffect(statement: JsonObject, type: ControlPolicyType, at: string, complaints: Complaints): void {
  const effect = statement['Effect'];
  if (effect !== 'Allow' && effect !== 'Deny') {
    const message = effect === undefined ? 'the statement has no `Effect`' : `the effect is ${quote(effect)}`;
    complaints.add(effect === undefined ? at : below(at, 'Effect'), message, '"Allow" or "Deny"; case counts');
  } else if (effect === 'Allow' && type === 'RESOURCE_CONTROL_POLICY') {
    complaints.add(
      below(at, 'Effect'),
      'a resource control policy allows something',
      '"Deny": AWS allows everything itself, by RCPFullAWSAccess',
    );
  }
}

function checkPrincipal(statement: JsonObject, type: ControlPolicyType, at: string, complaints: Complaints): void {
  if (statement['NotPrincipal'] !== undefined) {
    complaints.add(
      below(at, 'NotPrincipal'),
      'control policies take no `NotPrincipal`',
      'a condition on aws:PrincipalArn',
    );
  }
  const principal = statement['Principal'];
  if (type === 'SERVICE_CONTROL_POLICY') {
    if (principal !== undefined) {
      complaints.add(
        below(at, 'Principal'),
        'a service control policy names a principal',
        'a condition on aws:PrincipalArn',
      );
    }
  } else if (principal !== '*') {
    const message =
      principal === undefined ? 'the statement has no `Principal`' : `the principal is ${quote(principal)}`;
    complaints.add(
      principal === undefined ? at : below(at, 'Principal'),
      message,
      '"*", the only principal of resource control policies',
    );
  }
}

function parseActions(
  statement: JsonObject,
  type: ControlPolicyType,
  at: string,
  complaints: Complaints,
): Pick<Statement, 'Action' | 'NotAction'> {
  const element = oneOf(statement, 'Action', 'NotAction', at, complaints);
  if (element === null) return {};
  const resourceControl = type === 'RESOURCE_CONTROL_POLICY';
  if (resourceControl && element === 'NotAction') {
    complaints.add(below(at, element), 'a resource control policy takes no `NotAction`', '`Action`');
  }
  return {
    [element]: parseTexts(statement[element], below(at, element), complaints, (action) => {
      if (action === '*') return resourceControl ? ['`"*"` stands alone', 'a service prefix, such as "s3:*"'] : null;
      return /^[a-z0-9*?-]+:\S+$/i.test(action)
        ? null
        : [`${quote(action)} is no action`, '"*", or a prefix, a colon and a name, such as "s3:Get*"'];
    }),
  };
}

function parseResources(
  statement: JsonObject,
  at: string,
  complaints: Complaints,
): Pick<Statement, 'Resource' | 'NotResource'> {
  const element = oneOf(statement, 'Resource', 'NotResource', at, complaints);
  if (element === null) return {};
  return {
    [element]: parseTexts(statement[element], below(at, element), complaints, (resource) => {
      const mistake = templateMistake(resource);
      if (mistake !== null) return [`${quote(resource)} holds ${mistake}`, "${key} or ${key, 'default'}"];
      return resource === '*' || resource.startsWith('arn:')
        ? null
        : [`${quote(resource)} is no resource`, '"*", or an ARN'];
    }),
  };
}

/** The one of two elements that is there. */
function oneOf<Name extends string>(
  statement: JsonObject,
  element: Name,
  negated: Name,
  at: string,
  complaints: Complaints,
): Name | null {
  const there = [element, negated].filter((name) => statement[name] !== undefined);
  if (there.length === 1) return there[0] ?? null;
  complaints.add(
    at,
    `the statement has ${there.length === 0 ? 'neither' : 'both'} \`${element}\` ${there.length === 0 ? 'nor' : 'and'} \`${negated}\``,
    'one of them',
  );
  return null;
}

type TextCheck = (text: string) => readonly [message: string, allowed: string] | null;

function parseTexts(value: unknown, at: string, complaints: Complaints, check: TextCheck): OneOrMany {
  const listed = Array.isArray(value);
  const given: readonly unknown[] = listed ? value : [value];
  if (given.length === 0) complaints.add(at, 'the list is empty', 'at least one text');
  const texts: string[] = [];
  for (const [index, text] of given.entries()) {
    const here = listed ? below(at, index) : at;
    if (typeof text !== 'string') {
      complaints.add(here, `${quote(text)} stands where text should`, 'text, or a list of texts');
      continue;
    }
    const problem = check(text);
    if (problem !== null) complaints.add(here, ...problem);
    texts.push(text);
  }
  const [only] = texts;
  return listed || only === undefined ? texts : only;
}
