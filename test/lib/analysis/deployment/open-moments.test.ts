import { deploymentSteps } from '../../../../lib/analysis/deployment/steps';
import { findOpenMoments } from '../../../../lib/analysis/deployment/open-moments';
import type { GuardrailsFile } from '../../../../lib/model/guardrails-file';
import { anOrganization, type Scp } from './an-organization';
import { fc } from '../../../seeded-fast-check';

/** Each open moment as `step: accounts: what is permitted`. */
function momentsOf(before: GuardrailsFile, after: GuardrailsFile): readonly string[] {
  const steps = deploymentSteps(before, after);
  return findOpenMoments(before, after, steps).map(({ step, accounts, opening }) => {
    const what = opening.kind === 'request' ? opening.witness.action : JSON.stringify(opening);
    const { kind = '', subject = '' } = steps[step] ?? {};
    return `${kind} ${subject}: ${accounts.join()}: ${what}`;
  });
}

describe('a deployment has no open moment', () => {
  test('when nothing changes', () => {
    const same = anOrganization({ shop: 'A' }, [['root-1', 'root', ['s3:*']]]);
    expect(momentsOf(same, same)).toEqual([]);
  });

  test('when a document changes in place: what it no longer denies is not denied after the deployment', () => {
    const before = anOrganization({ shop: 'A' }, [['root-1', 'root', ['s3:*', 'sqs:*']]]);
    const after = anOrganization({ shop: 'A' }, [['root-1', 'root', ['sqs:*', 'sns:*']]]);
    expect(momentsOf(before, after)).toEqual([]);
  });

  test('when a guardrail moves from an account to its unit, or up to the root', () => {
    const before = anOrganization({ shop: 'A' }, [['shop-1', 'shop', ['s3:*']]]);
    const unit = anOrganization({ shop: 'A' }, [['A-1', 'A', ['s3:*']]]);
    const root = anOrganization({ shop: 'A' }, [['root-1', 'root', ['s3:*']]]);
    expect([...momentsOf(before, unit), ...momentsOf(unit, root), ...momentsOf(root, unit)]).toEqual([]);
  });

  test('when an account moves between units that do not change', () => {
    const policies: readonly Scp[] = [
      ['A-1', 'A', ['s3:*']],
      ['B-1', 'B', ['s3:*']],
    ];
    expect(momentsOf(anOrganization({ shop: 'A' }, policies), anOrganization({ shop: 'B' }, policies))).toEqual([]);
  });
});

describe('a deployment has an open moment', () => {
  test('when a guardrail moves from a unit to the account below it', () => {
    const before = anOrganization({ shop: 'A', bank: 'A' }, [['A-1', 'A', ['s3:PutObject']]]);
    const after = anOrganization({ shop: 'A', bank: 'A' }, [['shop-1', 'shop', ['s3:PutObject']]]);
    expect(momentsOf(before, after)).toEqual(['detach A-1: shop: s3:PutObject']);
    // A configuration that closes an account does not close it at AWS.
    const closing = after.targets.map((target) => ({
      ...target,
      ...(target.id === 'shop' ? { state: 'closed' } : {}),
    }));
    expect(momentsOf(before, { ...after, targets: closing as GuardrailsFile['targets'] })).toEqual([
      'detach A-1: shop: s3:PutObject',
    ]);
  });

  test('when a statement moves to a document that is written later', () => {
    const before = anOrganization({ shop: 'A' }, [
      ['root-1', 'root', ['s3:PutObject', 'sqs:*']],
      ['root-2', 'root', ['sns:*']],
    ]);
    const after = anOrganization({ shop: 'A' }, [
      ['root-1', 'root', ['sqs:*']],
      ['root-2', 'root', ['sns:*', 's3:PutObject']],
    ]);
    expect(momentsOf(before, after)).toEqual(['update root-1: shop: s3:PutObject']);
    expect(momentsOf(after, before)).toEqual([]);
  });

  test('when an account moves and the unit that it leaves is loosened', () => {
    const policies = (a: readonly string[]): readonly Scp[] => [
      ['A-1', 'A', ['sqs:*', ...a]],
      ['B-1', 'B', ['s3:PutObject']],
    ];
    const before = anOrganization({ shop: 'A', bank: 'A' }, policies(['s3:PutObject']));
    const after = anOrganization({ shop: 'B', bank: 'A' }, policies([]));
    expect(momentsOf(before, after)).toEqual(['update A-1: shop: s3:PutObject']);
  });

  test('when an account leaves its unit and then gets its own policy', () => {
    const before = anOrganization({ shop: 'A' }, [['A-1', 'A', ['s3:PutObject']]]);
    const after = anOrganization({ shop: 'B' }, [
      ['A-1', 'A', ['s3:PutObject']],
      ['shop-1', 'shop', ['s3:PutObject']],
    ]);
    expect(momentsOf(before, after)).toEqual(['move shop: shop: s3:PutObject']);
  });

  test('when a setting has neither its old nor its new value for a moment', () => {
    const policy = (name: string, target: string): NonNullable<GuardrailsFile['settings']>[number] => ({
      name,
      type: 'S3_POLICY',
      targets: [target],
      content: { s3_attributes: { public_access_block_configuration: { '@@assign': 'all' } } },
    });
    const none = anOrganization({ shop: 'A' }, []);
    const [unit, account] = [
      { ...none, settings: [policy('A-s3-1', 'A')] },
      { ...none, settings: [policy('shop-s3-1', 'shop')] },
    ];
    expect(momentsOf(unit, account)).toEqual([
      'detach A-s3-1: shop: {"kind":"setting","path":"S3_POLICY/s3_attributes/public_access_block_configuration"}',
    ]);
    expect(momentsOf(account, unit)).toEqual([]);
  });
});

describe('in two steps', () => {
  const ACTIONS = ['s3:PutObject', 'sqs:SendMessage', 'sns:Publish'];
  const policies = (suffix: string): fc.Arbitrary<readonly Scp[]> =>
    fc
      .tuple(...['root', 'A', 'B'].map(() => fc.subarray(ACTIONS)))
      .map((denied) =>
        denied.map((actions, index): Scp => [`${suffix}-${index}`, ['root', 'A', 'B'][index] ?? '', actions]),
      );
  const place = fc.constantFrom('A', 'B');

  test('a change of units never has an open moment: first in both places, then only in the new one', () => {
    fc.assert(
      fc.property(policies('old'), policies('new'), place, place, (old, wanted, from, to) => {
        const before = anOrganization({ shop: from }, old);
        const both = anOrganization({ shop: to }, [...old, ...wanted]);
        const after = anOrganization({ shop: to }, wanted);
        expect([...momentsOf(before, both), ...momentsOf(both, after)]).toEqual([]);
      }),
      { numRuns: 50 },
    );
  });
});
