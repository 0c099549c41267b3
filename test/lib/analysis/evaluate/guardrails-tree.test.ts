import { guardrailsTree } from '../../../../lib/analysis/evaluate/guardrails-tree';
import type { GuardrailsManagementPolicy } from '../../../../lib/model/guardrails-file';
import { aFile, deny, rcp, scp } from './builders';

const namesOf = (policies: readonly { readonly name: string }[]): readonly string[] => policies.map(({ name }) => name);
const idsOf = (targets: readonly { readonly id: string }[]): readonly string[] => targets.map(({ id }) => id);

describe('the tree of targets', () => {
  const tree = guardrailsTree(aFile([]));

  test('leads from the root down to a target, the target included', () => {
    expect(idsOf(tree.downTo('shop'))).toEqual(['root', 'Workloads', 'Workloads/Production', 'shop']);
  });

  test('lists the root and the units, and the accounts with the management account', () => {
    expect(idsOf(tree.units)).toEqual(['root', 'Workloads', 'Workloads/Production']);
    expect(idsOf(tree.accounts)).toEqual(['shop', 'audit', 'management']);
  });

  test('lists the accounts below a target; of an account, itself', () => {
    expect(idsOf(tree.accountsIn('root'))).toEqual(['shop', 'audit', 'management']);
    expect(idsOf(tree.accountsIn('Workloads'))).toEqual(['shop']);
    expect(idsOf(tree.accountsIn('audit'))).toEqual(['audit']);
    expect(tree.accountsIn('nowhere')).toEqual([]);
  });
});

describe('the policies attached to a target', () => {
  const tags: GuardrailsManagementPolicy = { name: 'tags', type: 'TAG_POLICY', targets: ['root', 'shop'], content: {} };
  const file = aFile(
    [scp('root', deny('s3:*')), rcp('root', deny('s3:*')), { ...scp('shop', deny('*')), targets: ['shop', 'shop'] }],
    { settings: [tags] },
  );
  const tree = guardrailsTree(file);

  test('are those of the target itself, in the order of the file', () => {
    expect(namesOf(tree.documentsAt('root'))).toEqual(['scp-root', 'rcp-root']);
    expect(tree.documentsAt('Workloads')).toEqual([]);
    expect(namesOf(tree.managementPoliciesAt('shop'))).toEqual(['tags']);
  });

  test('can be read by type', () => {
    expect(namesOf(tree.policiesAt('root', 'RESOURCE_CONTROL_POLICY'))).toEqual(['rcp-root']);
    expect(namesOf(tree.policiesAt('root', 'TAG_POLICY'))).toEqual(['tags']);
    expect(tree.policiesAt('root', 'BACKUP_POLICY')).toEqual([]);
  });

  test('list a policy once, even if it names the target twice', () => {
    expect(namesOf(tree.documentsAt('shop'))).toEqual(['scp-shop']);
  });
});
