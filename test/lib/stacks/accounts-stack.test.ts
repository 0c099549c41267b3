import type { Account } from '../../../lib/model/organization';
import { DEFAULT_QUOTAS } from '../../../lib/model/quotas';
import { AccountsStack } from '../../../lib/stacks/accounts-stack';
import { findExceededLimits } from '../../../lib/stacks/stack-limits';
import { aNewOrganization, anAccount } from '../../support/a-landing-zone';
import { anApp, exportNames, resourcesOf, templateOf, type TemplateJson } from '../../support/synthesize';

const ACCOUNT = 'AWS::Organizations::Account';
const ids = { organizationId: 'o-exampleorg1', rootId: 'r-ab12', unitId: (unit: string) => `ou-ab12-${unit}` };
const A_BUDGET = {
  usd: 300,
  actual: [80, 100],
  forecast: [100],
  addresses: ['shop@example.com', 'finance@example.com', 'night@example.com'],
};
const THREE = [anAccount('audit', 'Security'), anAccount('log-archive', 'Security'), anAccount('shop', 'Workloads')];

describe('accounts', () => {
  test('are created one after another', () => {
    const accounts = resourcesOf(build(THREE), ACCOUNT);
    const logicalIds = accounts.map(([id]) => id);
    expect(accounts.map(([, { DependsOn }]) => DependsOn)).toEqual([undefined, [logicalIds[0]], [logicalIds[1]]]);
  });

  test('are exported by key', () => {
    expect(exportNames(build(THREE))).toEqual([
      'Rampart-Accounts:Account-audit',
      'Rampart-Accounts:Account-log-archive',
      'Rampart-Accounts:Account-shop',
    ]);
  });

  test('outlive their stack', () => {
    for (const [, { DeletionPolicy, UpdateReplacePolicy }] of resourcesOf(build(THREE), ACCOUNT)) {
      expect([DeletionPolicy, UpdateReplacePolicy]).toEqual(['Retain', 'Retain']);
    }
  });

  test('carry the tags of their file and their owner', () => {
    const [[, account] = []] = resourcesOf(
      build([anAccount('shop', 'Workloads', { owner: 'shop@example.com', tags: { team: 'shop', owner: 'nobody' } })]),
      ACCOUNT,
    );
    expect(account?.Properties?.['Tags']).toEqual([
      { Key: 'owner', Value: 'shop@example.com' },
      { Key: 'team', Value: 'shop' },
    ]);
  });

  test('are created with the role of the platform', () => {
    const [[, account] = []] = resourcesOf(build(THREE), ACCOUNT);
    expect(account?.Properties?.['RoleName']).toBe('OrganizationAccountAccessRole');
  });
});

describe('budgets', () => {
  const BUDGET = 'AWS::Budgets::Budget';

  test('are beside their accounts, each of its number', () => {
    const template = build([anAccount('shop', 'Workloads', { budget: A_BUDGET })]);
    const [[account] = ['']] = resourcesOf(template, ACCOUNT);
    expect(resourcesOf(template, BUDGET).map(([, { Properties }]) => Properties?.['Budget'])).toEqual([
      expect.objectContaining({
        BudgetName: expect.stringMatching(/^rampart-account-shop-/) as string,
        BudgetLimit: { Amount: 300, Unit: 'USD' },
        CostFilters: { LinkedAccount: [{ 'Fn::GetAtt': [account, 'AccountId'] }] },
      }),
    ]);
  });

  test('do not outlive their stack: the budget of an account that is closed goes', () => {
    for (const [, { DeletionPolicy }] of resourcesOf(build(THREE), BUDGET)) expect(DeletionPolicy).toBeUndefined();
  });

  test('fit into the stack with as many accounts as it takes, with five thresholds and three addresses each', () => {
    const budget = { ...A_BUDGET, actual: [50, 80, 100], forecast: [80, 100] };
    const accounts = Array.from({ length: DEFAULT_QUOTAS.accountsPerStack.value }, (_, index) =>
      anAccount(`account-with-a-rather-long-name-${index}`, 'Workloads', {
        budget,
        tags: { team: 'a team', app: 'an app' },
      }),
    );
    const template = build(accounts);
    expect(Object.keys(template.Resources)).toHaveLength(2 * accounts.length);
    expect(findExceededLimits(template, '')).toEqual([]);
  });
});

test('an account that moves to another unit stays the same resource', () => {
  const moved = THREE.map((account) => (account.key === 'audit' ? { ...account, unit: 'Workloads' } : account));
  expect(JSON.stringify(build(moved))).toBe(
    JSON.stringify(build(THREE)).replace('["ou-ab12-Security"]', '["ou-ab12-Workloads"]'),
  );
});

test('an account that is added changes what one other account waits for, and nothing else', () => {
  const before = build(THREE);
  const after = build([...THREE.slice(0, 1), anAccount('data', 'Workloads'), ...THREE.slice(1)]);
  expect(after.Outputs).toEqual(expect.objectContaining(before.Outputs));
  const changed = Object.entries(before.Resources).filter(
    ([id, resource]) => JSON.stringify(resource) !== JSON.stringify(after.Resources[id]),
  );
  expect(changed).toHaveLength(1);
  for (const [id, { DependsOn, ...resource }] of changed) {
    expect(DependsOn).toHaveLength(1);
    expect(after.Resources[id]).toEqual(expect.objectContaining(resource));
  }
});

test('an account is found in its stack only', () => {
  const stack = stackOf(THREE);
  const template = templateOf(stack);
  const [logicalId] = Object.entries(template.Outputs ?? {}).find(
    ([, { Export }]) => Export?.Name === 'Rampart-Accounts:Account-shop',
  ) ?? [''];
  expect(stack.resolve(stack.findAccountId('shop'))).toEqual({
    inSameRegion: { 'Fn::ImportValue': 'Rampart-Accounts:Account-shop' },
    inOtherRegions: {
      'Fn::GetStackOutput': { StackName: 'Rampart-Accounts', OutputName: logicalId, Region: 'eu-central-1' },
    },
  });
  expect(stack.findAccountId('network')).toBeUndefined();
});

function stackOf(accounts: readonly Account[]): AccountsStack {
  return new AccountsStack(anApp(), 'Accounts', { organization: aNewOrganization({ accounts }), accounts, ids });
}

function build(accounts: readonly Account[]): TemplateJson {
  return templateOf(stackOf(accounts));
}
