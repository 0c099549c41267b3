import type { Construct } from 'constructs';
import { MemberTemplate } from '../stack-set/member-template';
import { AccountBaseline, type AccountBaselineProps } from './account-baseline';

/** `AccountBaseline` for member accounts. */
export class AccountTemplate extends MemberTemplate {
  constructor(scope: Construct, id: string, props: AccountBaselineProps) {
    super(scope, id, { description: 'What every account has once', namesManagementAccount: true });
    new AccountBaseline(this, 'Baseline', props);
  }
}
