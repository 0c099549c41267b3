import type { DenialMessage, PolicyReason } from '../../analysis/explain/message/denial-message';
import type { ManagementPolicyType } from '../../iam/management-policies/policy-type';
import { inARow } from '../../report/words';

/** AWS's reason as a sentence; empty if it gives none. */
export function awsSays({ reason, action }: Pick<DenialMessage, 'reason' | 'action'>): readonly string[] {
  if (reason === null) return [];
  if (reason.kind === 'other') return [`AWS says: because ${reason.words}.`];
  if (reason.kind === 'management-policy') {
    const setting = reason.setting === null ? '' : ` (${reason.setting})`;
    return [`AWS says: ${REFUSED[reason.type]}${setting}.`];
  }
  return [`AWS says: ${reason.effect === 'explicit' ? describeDeny(reason) : describeNoAllow(reason, action)}.`];
}

/** What each kind of management policy makes a service say. */
const REFUSED: Readonly<Record<ManagementPolicyType, string>> = {
  TAG_POLICY: 'a tag policy does not allow a tag of the request',
  S3_POLICY: 'S3 Block Public Access prevents it',
  DECLARATIVE_POLICY_EC2: 'a setting refuses it that a declarative policy for EC2 can make',
  BACKUP_POLICY: 'a backup policy refuses it',
  AISERVICES_OPT_OUT_POLICY: 'an AI opt-out policy refuses it',
};

function describeDeny({ words, arn, statements }: PolicyReason): string {
  const by = statements.length === 0 ? '' : ` by the ${named(statements)}`;
  if (words === null) return `an explicit deny${by}, without the type of the policy`;
  return `an explicit deny${by} in ${/^[aeiou]/i.test(words) ? 'an' : 'a'} ${words}${arn === null ? '' : ` (${arn})`}`;
}

function named(statements: readonly string[]): string {
  return `${statements.length === 1 ? 'statement' : 'statements'} ${inARow(statements, 'and')}`;
}

function describeNoAllow({ words, action: needed, arn }: PolicyReason, action: string | null): string {
  const policy = `no ${words ?? 'policy'} allows`;
  const by = arn === null ? '' : ` (${arn})`;
  if (needed === null || action === null || needed.toLowerCase() === action.toLowerCase()) return `${policy} it${by}`;
  return `${policy} ${needed}${by}, another action than the call's; to explain that one, add --action ${needed}`;
}
