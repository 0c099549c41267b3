/** The rules that report what the grammar finds. AWS refuses such a document, so nothing in it takes effect. */
import { below, isObject } from '../json';
import { grammarRule, rule, type Fault } from './core/rule';

export const documentShape = grammarRule({
  id: 'document-shape',
  summary: 'A document contains only elements that IAM knows, each with a value of the right type',
  why: 'AWS refuses a document with any other element, so nothing is denied until somebody notices.',
  fix: 'use only the elements that https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html lists',
});

export const documentVersion = grammarRule({
  id: 'document-version',
  summary: '`Version` is 2012-10-17',
  why: 'AWS refuses organization policies of any other version. In older versions, policy variables are plain text.',
  fix: 'write `"Version": "2012-10-17"`',
});

/** The grammar finds empty lists. AWS accepts an empty condition or operator, which demands nothing. */
export const emptyList = rule({
  id: 'empty-list',
  summary: 'Lists, conditions and condition operators are not empty',
  why:
    'An empty list of values never matches, or always matches if the operator is negated. An empty condition or ' +
    'operator demands nothing, so the statement applies to every request.',
  fix: 'write at least one value, or remove the element',
  severity: 'error',
  find: ({ statements }) =>
    statements.flatMap(({ raw, pointer }) => findEmpty(raw['Condition'], `${pointer}/Condition`)),
});

function findEmpty(condition: unknown, pointer: string): readonly Fault[] {
  if (!isObject(condition)) return [];
  const operators = Object.entries(condition);
  if (operators.length === 0) return [{ pointer, message: 'the condition is empty' }];
  return operators
    .filter(([, keys]) => isObject(keys) && Object.keys(keys).length === 0)
    .map(([name]) => ({ pointer: below(pointer, name), message: `\`${name}\` has no condition key` }));
}

export const operatorName = grammarRule({
  id: 'operator-name',
  summary: 'Every condition operator exists',
  why:
    'AWS refuses a document with an operator that it does not know. `Null` takes neither `IfExists` nor a set ' +
    'operator.',
  fix: 'use an operator of https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html',
});

export const policyGrammar = grammarRule({
  id: 'policy-grammar',
  summary: 'AWS accepts the document',
  why: 'AWS refuses the document, so nothing is denied until somebody notices.',
  fix: 'follow https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html',
});

export const rcpActionStar = grammarRule({
  id: 'rcp-action-star',
  summary: 'Every action of a resource control policy names its service',
  why: 'AWS refuses a resource control policy with the action `*`.',
  fix: 'name each service, such as `s3:*`',
});

export const rcpAllow = grammarRule({
  id: 'rcp-allow',
  summary: 'A resource control policy contains only `Deny` statements',
  why: 'AWS refuses `Allow` in a resource control policy. The AWS-managed `RCPFullAWSAccess` already allows everything.',
  fix: 'write a `Deny` statement for the opposite, or remove the statement',
});

export const rcpNotAction = grammarRule({
  id: 'rcp-not-action',
  summary: 'A resource control policy lists its actions in `Action`',
  why: 'AWS refuses `NotAction` in a resource control policy.',
  fix: 'list the actions in `Action`, such as `s3:*`',
});

export const rcpPrincipal = grammarRule({
  id: 'rcp-principal',
  summary: 'Every statement of a resource control policy has `"Principal": "*"`',
  why: 'AWS refuses any other principal, a missing `Principal`, and `NotPrincipal`.',
  fix: 'write `"Principal": "*"` and compare `aws:PrincipalArn` in a condition',
});

export const scpPrincipal = grammarRule({
  id: 'scp-principal',
  summary: 'A service control policy names no principal',
  why: 'AWS refuses `Principal` and `NotPrincipal` in a service control policy, which applies to all principals of the accounts.',
  fix: 'remove the element and compare `aws:PrincipalArn` in a condition',
});
