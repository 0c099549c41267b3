import type { ManagementPolicyReason } from '../../analysis/explain/message/denial-message';
import { refusingPolicies, type RefusingPolicy } from '../../analysis/explain/refusing-policies';
import { guardrailsTree } from '../../analysis/evaluate/guardrails-tree';
import type { ManagementPolicyType } from '../../iam/management-policies/policy-type';
import type { GuardrailsFile } from '../../model/guardrails-file';
import { inARow } from '../../report/words';

/** What a file says about a setting that refused a call. */
export interface Refusal {
  readonly policies: readonly RefusingPolicy[];
  readonly sentence: string;
}

const NAMES: Readonly<Record<ManagementPolicyType, string>> = {
  TAG_POLICY: 'tag policy',
  S3_POLICY: 'S3 policy',
  DECLARATIVE_POLICY_EC2: 'declarative policy for EC2',
  BACKUP_POLICY: 'backup policy',
  AISERVICES_OPT_OUT_POLICY: 'AI opt-out policy',
};

/**
 * @param account where the setting applies, by name or number; null: not known
 * @param action what was called; null: not known
 */
export function explainRefusal(
  reason: ManagementPolicyReason,
  file: GuardrailsFile,
  account: string | null,
  action: string | null,
): Refusal {
  const policies = refusingPolicies(guardrailsTree(file), reason, account, action);
  const name = NAMES[reason.type];
  const names = [...new Set(policies.map(nameOf))];
  const where = account === null ? 'this file' : `this file for ${account}`;
  if (policies.length === 0) {
    const other = reason.type === 'TAG_POLICY' ? '' : 'the account itself may have it, or ';
    return { policies, sentence: `No ${name} of ${where} makes that setting: ${other}what is deployed differs.` };
  }
  const may = account === null ? ', if the account is below it; --account tells' : '';
  return {
    policies,
    sentence:
      names.length === 1
        ? `The ${name} that makes the setting is ${names[0] ?? ''}${may}.`
        : `The setting is from one of these policies: ${inARow(names, 'or')}${may}.`,
  };
}

function nameOf({ guardrails, document, target }: RefusingPolicy): string {
  const name = guardrails.length === 0 ? document : inARow(guardrails, 'or');
  return `${name} (at ${target})`;
}
