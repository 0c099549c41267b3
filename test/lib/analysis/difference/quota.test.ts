import { matchTargets } from '../../../../lib/analysis/evaluate/match-targets';
import { guardrailsTree } from '../../../../lib/analysis/evaluate/guardrails-tree';
import { findQuotaUse } from '../../../../lib/analysis/difference/quota';
import { guardrailsFile } from '../../../../lib/analysis/assemble/guardrails-file';
import type { GuardrailsDocument, GuardrailsFile } from '../../../../lib/model/guardrails-file';
import { theExample } from '../../../support/the-example';
import { aFile, anAccount, aUnit } from './a-file';

const quotaUse = (before: GuardrailsFile, after: GuardrailsFile): ReturnType<typeof findQuotaUse> =>
  findQuotaUse(guardrailsTree(before), guardrailsTree(after), matchTargets(before, after));

/** A policy that denies an action. */
function aPolicy(name: string, target: string, action = 's3:*'): GuardrailsDocument {
  return {
    name,
    type: 'SERVICE_CONTROL_POLICY',
    targets: [target],
    content: { Version: '2012-10-17', Statement: [{ Effect: 'Deny', Action: action, Resource: '*' }] },
  };
}

const SIZE = '{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"s3:*","Resource":"*"}]}'.length;

function file(documents: readonly GuardrailsDocument[], more: Partial<GuardrailsFile> = {}): GuardrailsFile {
  return aFile([aUnit('A'), aUnit('A/B'), anAccount('shop', 'A')], { documents, ...more });
}

describe('the use of the quotas', () => {
  test('is reported if the number of policies changed, with those that AWS attaches', () => {
    const after = file([aPolicy('root-1', 'root'), aPolicy('A-1', 'A'), aPolicy('A-2', 'A')]);
    expect(quotaUse(file([aPolicy('root-1', 'root'), aPolicy('A-1', 'A')]), after)).toEqual([
      {
        target: 'A',
        type: 'SERVICE_CONTROL_POLICY',
        documents: { before: 2, after: 3, allowed: 10 },
        characters: { before: SIZE, after: SIZE, allowed: 10_240 },
      },
    ]);
  });

  test('is reported if the longest policy changed, and not if a shorter one did', () => {
    const [short, longer, longest] = ['s3:*', 's3:Put*', 's3:PutObject'].map((action) => aPolicy('A-1', 'A', action));
    if (short === undefined || longer === undefined || longest === undefined) throw new Error('three policies');
    expect(quotaUse(file([longest, short]), file([longest, longer]))).toEqual([]);
    expect(quotaUse(file([short]), file([longest]))).toMatchObject([
      { target: 'A', documents: { before: 2, after: 2 }, characters: { before: SIZE, after: SIZE + 8 } },
    ]);
  });

  test('is reported if no policy is left, and not for a removed target', () => {
    const before = file([aPolicy('A-1', 'A'), aPolicy('shop-1', 'shop')]);
    const after = aFile([aUnit('A'), aUnit('A/B')]);
    expect(quotaUse(before, after)).toMatchObject([
      { target: 'A', documents: { before: 2, after: 1 }, characters: { before: SIZE, after: 0 } },
    ]);
  });

  test('was zero at a target that is new', () => {
    expect(quotaUse(aFile([aUnit('A')]), file([aPolicy('B-1', 'A/B')]))).toMatchObject([
      { target: 'A/B', documents: { before: 0, after: 2 } },
    ]);
  });

  test('counts reserved policies and uses the quotas of the file', () => {
    const quotas = { reservedServiceControlPolicies: 2, serviceControlPoliciesPerTarget: 20 };
    expect(quotaUse(file([], { quotas }), file([aPolicy('A-1', 'A')], { quotas }))).toMatchObject([
      { documents: { before: 3, after: 4, allowed: 20 } },
    ]);
  });

  test('does not count FullAWSAccess if it is detached', () => {
    const detached = (documents: readonly GuardrailsDocument[]): GuardrailsFile =>
      aFile([{ ...aUnit('A'), fullAwsAccess: false }], { documents });
    expect(quotaUse(detached([]), detached([aPolicy('A-1', 'A')]))).toMatchObject([
      { documents: { before: 0, after: 1 } },
    ]);
  });

  test('counts placeholders at their maximum length, except in a foreign file', () => {
    const unit = '{unit.path:A/B}';
    const documents = [aPolicy('A-1', 'A', unit)];
    const { placements, ...foreign } = file(documents);
    expect(placements).toEqual([]);
    const [organization, root, each] = [34, 34, 68];
    expect(quotaUse(file([]), file(documents))).toMatchObject([
      { characters: { after: SIZE - 's3:*'.length + organization + 1 + root + 1 + 2 * (each + 1) } },
    ]);
    expect(quotaUse(file([]), foreign)).toMatchObject([{ characters: { after: SIZE - 's3:*'.length + unit.length } }]);
  });

  test('is counted for each type, including management policies', () => {
    const settings = [{ name: 'A-tag-1', type: 'TAG_POLICY' as const, targets: ['A'], content: { tags: {} } }];
    expect(quotaUse(file([]), file([], { settings }))).toEqual([
      {
        target: 'A',
        type: 'TAG_POLICY',
        documents: { before: 0, after: 1, allowed: 10 },
        characters: { before: 0, after: '{"tags":{}}'.length, allowed: 10_000 },
      },
    ]);
  });

  test('equals that in the plan', () => {
    const { organization, assembly } = theExample();
    const after = guardrailsFile(organization, assembly);
    const found = quotaUse({ ...after, documents: [], settings: [] }, after);
    const all = [...assembly.documents, ...assembly.managementPolicies];
    const longest = found.map(({ target, type }) =>
      Math.max(...all.filter((each) => each.target === target && each.type === type).map((each) => each.characters)),
    );
    expect(found.length).toBeGreaterThan(5);
    expect(found.map(({ characters }) => characters.after)).toEqual(longest);
  });
});
