import { CfnParameter } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { MemberTemplate } from '../stack-set/member-template';
import { AccountBaseline, type AccountBaselineProps } from './account-baseline';
import { RoleFromAuditAccount, type RoleFromAudit } from './role-from-audit-account';

export interface AccountTemplateProps extends AccountBaselineProps {
  /** The role that reads the configuration of the account. */
  readonly auditor: RoleFromAudit;
  /** The role that restores backups. */
  readonly backupOperator: RoleFromAudit;
}

/**
 * `AccountBaseline` for member accounts, and the roles by which people of the audit account work in them. The parameter
 * `Audit` is the number of that account.
 */
export class AccountTemplate extends MemberTemplate {
  constructor(scope: Construct, id: string, { auditor, backupOperator, ...baseline }: AccountTemplateProps) {
    super(scope, id, { description: 'What every account has once', namesManagementAccount: true });
    const auditAccount = new CfnParameter(this, 'Audit', { allowedPattern: '\\d{12}' }).valueAsString;
    new AccountBaseline(this, 'Baseline', baseline);
    new RoleFromAuditAccount(this, 'Auditor', { ...auditor, auditAccount });
    new RoleFromAuditAccount(this, 'BackupOperator', { ...backupOperator, auditAccount });
  }
}
