import type { AccountCreation } from '../../../../lib/aws/list-account-creations';
import type { LiveAccount } from '../../../../lib/aws/read-organization';
import type { LiveResource } from '../../../../lib/aws/read-stacks';
import type { LiveAccountsStack, Facts } from '../../../../lib/cli/recover/facts';
import { accountLogicalId } from '../../../../lib/model/account-logical-id';
import type { Account, Organization } from '../../../../lib/model/organization';
import { aNewOrganization, anAccount, aUnit } from '../../../support/a-landing-zone';

export const ROOT_ID = 'r-ab12';
export const SECURITY = 'ou-ab12-security';
export const WORKLOADS = 'ou-ab12-workloads';
export const PRODUCTION = 'ou-ab12-production';

export const NUMBERS = { audit: '333333333333', data: '444444444444', shop: '222222222222' };

/** Three accounts in one stack, without a number: audit, data, shop, in the order in which they are created. */
export function threeAccounts(changes: Readonly<Record<string, Partial<Account>>> = {}): Organization {
  return aNewOrganization({
    units: [aUnit('Security'), aUnit('Workloads'), aUnit('Workloads/Production')],
    accounts: [
      anAccount('audit', 'Security', changes['audit']),
      anAccount('data', 'Workloads', changes['data']),
      anAccount('shop', 'Workloads/Production', changes['shop']),
    ],
  });
}

export function aLiveAccount(key: keyof typeof NUMBERS, changes: Partial<LiveAccount> = {}): LiveAccount {
  const parentId = { audit: SECURITY, data: WORKLOADS, shop: PRODUCTION }[key];
  return { id: NUMBERS[key], name: key, email: `aws+${key}@example.com`, state: 'ACTIVE', parentId, ...changes };
}

export function aResource(key: keyof typeof NUMBERS, changes: Partial<LiveResource> = {}): LiveResource {
  return {
    logicalId: accountLogicalId(key),
    physicalId: NUMBERS[key],
    type: 'AWS::Organizations::Account',
    status: 'CREATE_COMPLETE',
    ...changes,
  };
}

export function aStack(changes: Partial<LiveAccountsStack> = {}): LiveAccountsStack {
  return {
    id: 'Accounts',
    name: 'Rampart-Accounts',
    status: 'UPDATE_COMPLETE',
    resources: [aResource('audit'), aResource('data'), aResource('shop')],
    failures: [],
    ...changes,
  };
}

export function aCreation(changes: Partial<AccountCreation> = {}): AccountCreation {
  return {
    id: 'car-0123456789abcdef',
    name: 'shop',
    state: 'FAILED',
    accountId: null,
    requestedAt: new Date('2026-11-30T10:20:30Z'),
    failureReason: null,
    ...changes,
  };
}

const MANAGEMENT: LiveAccount = {
  id: '111111111111',
  name: 'management',
  email: 'root@example.com',
  state: 'ACTIVE',
  parentId: ROOT_ID,
};

/** What AWS says. Default: the three accounts, each in its unit and in the stack. */
export function atAws({
  accounts = [aLiveAccount('audit'), aLiveAccount('data'), aLiveAccount('shop')],
  creations = [],
  stacks = [aStack()],
  units,
}: {
  readonly accounts?: readonly LiveAccount[];
  readonly creations?: Facts['creations'];
  readonly stacks?: readonly LiveAccountsStack[];
  readonly units?: Facts['tree']['units'];
} = {}): Facts {
  return {
    tree: {
      rootId: ROOT_ID,
      units: units ?? [
        { id: SECURITY, name: 'Security', parentId: ROOT_ID },
        { id: WORKLOADS, name: 'Workloads', parentId: ROOT_ID },
        { id: PRODUCTION, name: 'Production', parentId: WORKLOADS },
      ],
      accounts: [MANAGEMENT, ...accounts],
    },
    creations,
    stacks,
    exports: {},
  };
}
