import { Construct } from 'constructs';
import { MonthlyBudget } from '../../constructs/budgets/monthly-budget';
import { inSequence } from '../../constructs/organization/in-sequence';
import { MemberAccount } from '../../constructs/organization/member-account';
import { BUDGETS, EXPORTS } from '../model/names';
import type { Account, Organization } from '../model/organization';
import { exportIdEverywhere, type ExportedId } from './export-id';
import type { OrganizationIds } from './ids';
import { ManagementStack } from './management-stack';

export interface AccountsStackProps {
  readonly organization: Organization;
  /** In the order in which they are created. */
  readonly accounts: readonly Account[];
  readonly ids: OrganizationIds;
}

/**
 * Member accounts, created one after another, each with its budget. The accounts are retained: nothing here closes one. The
 * budget of an account that is closed goes: nothing is left to spend.
 */
export class AccountsStack extends ManagementStack {
  private readonly accountIds: ReadonlyMap<string, ExportedId>;

  constructor(scope: Construct, id: string, { organization, accounts, ids }: AccountsStackProps) {
    super(scope, id, {
      organization,
      description: 'Member accounts',
      remedy:
        'give accounts that are not deployed yet another stack in their files, such as `stack: b` for `Accounts-b`; a deployed ' +
        'account cannot change its stack',
    });
    const parent = new Construct(this, 'Accounts');
    const created = accounts.map(({ key, name, email, unit, owner, tags }) => ({
      key,
      account: new MemberAccount(parent, key, {
        name,
        email,
        roleName: organization.platform.organizationAccessRoleName,
        unitId: ids.unitId(unit),
        tags: { ...tags, owner },
      }),
    }));
    inSequence(created.map(({ account }) => account));
    const budgets = new Construct(this, 'Budgets');
    for (const [index, { key, budget }] of accounts.entries())
      new MonthlyBudget(budgets, key, {
        ...budget,
        name: BUDGETS.account(key),
        accountId: created[index]?.account.accountId ?? '',
      });
    const exported = new Construct(this, 'Ids');
    this.accountIds = new Map(
      created.map(({ key, account }) => [
        key,
        exportIdEverywhere(exported, { name: EXPORTS.account(key), value: account.accountId }),
      ]),
    );
  }

  /** An account's number, for other stacks; undefined if another stack has the account. */
  findAccountId(key: string): ExportedId | undefined {
    return this.accountIds.get(key);
  }
}
