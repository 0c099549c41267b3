import { viewDocument } from './core/document';
import type { RuleContext, DialectFinding, Rule } from './core/rule';
import { absentKeyIsNormal } from './absent-key-is-normal';
import { actionSyntax } from './action-syntax';
import { arnValue } from './arn-value';
import { conditionContradiction } from './condition-contradiction';
import { coveredStatement } from './covered-statement';
import { createUnderResourceTag } from './create-under-resource-tag';
import { dateValue } from './date-value';
import { deadAction } from './dead-action';
import { deadActionPattern } from './dead-action-pattern';
import { deadConditionKey } from './dead-condition-key';
import { deadResource } from './dead-resource';
import { documentQuota } from './document-quota';
import { exemptsIdentityCenter } from './exempts-identity-center';
import { forAllValues } from './for-all-values';
import {
  documentShape,
  documentVersion,
  emptyList,
  operatorName,
  policyGrammar,
  rcpActionStar,
  rcpAllow,
  rcpNotAction,
  rcpPrincipal,
  scpPrincipal,
} from './grammar-rules';
import { hardCodedPartition } from './hard-coded-partition';
import { ipValue } from './ip-value';
import { literalWildcard } from './literal-wildcard';
import { mfaBindsRoles } from './mfa-binds-roles';
import { negatedAbsentKey } from './negated-absent-key';
import { negatedVariable } from './negated-variable';
import { nullAndNegated } from './null-and-negated';
import { operatorType } from './operator-type';
import { principalArn } from './principal-arn';
import { rcpUnconditional } from './rcp-unconditional';
import { rcpUnsupportedService } from './rcp-unsupported-service';
import { renamedAction } from './renamed-action';
import { resourceArn } from './resource-arn';
import { setOperator } from './set-operator';
import { tagKeysAndTogether } from './tag-keys-and-together';
import { unknownVariable } from './unknown-variable';
import { untagWithoutTag } from './untag-without-tag';
import { valueType } from './value-type';
import { wildcardService } from './wildcard-service';

export type { DialectFinding, Rule, RuleContext, Severity } from './core/rule';

/** All rules, in alphabetical order. To add a rule, add a file to this folder and list it here. */
export const rules: readonly Rule[] = [
  absentKeyIsNormal,
  actionSyntax,
  arnValue,
  conditionContradiction,
  coveredStatement,
  createUnderResourceTag,
  dateValue,
  deadAction,
  deadActionPattern,
  deadConditionKey,
  deadResource,
  documentQuota,
  documentShape,
  documentVersion,
  emptyList,
  exemptsIdentityCenter,
  forAllValues,
  hardCodedPartition,
  ipValue,
  literalWildcard,
  mfaBindsRoles,
  negatedAbsentKey,
  negatedVariable,
  nullAndNegated,
  operatorName,
  operatorType,
  policyGrammar,
  principalArn,
  rcpActionStar,
  rcpAllow,
  rcpNotAction,
  rcpPrincipal,
  rcpUnconditional,
  rcpUnsupportedService,
  renamedAction,
  resourceArn,
  scpPrincipal,
  setOperator,
  tagKeysAndTogether,
  unknownVariable,
  untagWithoutTag,
  valueType,
  wildcardService,
];

/**
 * Checks a policy document against the dialect: the part of the policy language whose meaning AWS documents
 * unambiguously. The document may be any JSON value; a document that AWS would refuse gets the findings of the grammar.
 * Rampart's own placeholders (`{organization.id}`) must be filled in first.
 */
export function checkDialect(document: unknown, context: RuleContext): readonly DialectFinding[] {
  const view = viewDocument(document, context.type);
  return rules.flatMap((rule) => rule.check(view, context));
}
