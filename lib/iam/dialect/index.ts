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
import { documentShape } from './document-shape';
import { documentVersion } from './document-version';
import { emptyList } from './empty-list';
import { exemptsIdentityCenter } from './exempts-identity-center';
import { forAllValues } from './for-all-values';
import { hardCodedPartition } from './hard-coded-partition';
import { ipValue } from './ip-value';
import { literalWildcard } from './literal-wildcard';
import { mfaBindsRoles } from './mfa-binds-roles';
import { negatedAbsentKey } from './negated-absent-key';
import { negatedVariable } from './negated-variable';
import { nullAndNegated } from './null-and-negated';
import { operatorName } from './operator-name';
import { operatorType } from './operator-type';
import { principalArn } from './principal-arn';
import { rcpActionStar } from './rcp-action-star';
import { rcpAllow } from './rcp-allow';
import { rcpNotAction } from './rcp-not-action';
import { rcpPrincipal } from './rcp-principal';
import { rcpUnconditional } from './rcp-unconditional';
import { rcpUnsupportedService } from './rcp-unsupported-service';
import { renamedAction } from './renamed-action';
import { resourceArn } from './resource-arn';
import { scpPrincipal } from './scp-principal';
import { setOperator } from './set-operator';
import { tagKeysAndTogether } from './tag-keys-and-together';
import { unknownVariable } from './unknown-variable';
import { untagWithoutTag } from './untag-without-tag';
import { valueType } from './value-type';
import { wildcardService } from './wildcard-service';

export type { DialectFinding, Rule, RuleContext, Severity } from './core/rule';

/** Every rule, in alphabetical order. A new rule is one new file in this folder and its lines here. */
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
 * Where a document leaves the dialect in which AWS's meaning is documented and unambiguous, rule by rule. The document
 * may be any JSON value; our own placeholders (`{organization.id}`) are filled in before.
 */
export function checkDialect(document: unknown, context: RuleContext): readonly DialectFinding[] {
  const view = viewDocument(document);
  return rules.flatMap((rule) => rule.check(view, context));
}
