import { matchTargets } from '../../../../lib/analysis/evaluate/match-targets';
import { findQuotaUse } from '../../../../lib/analysis/difference/quota';
import { guardrailsFile } from '../../../../lib/analysis/assemble/guardrails-file';
import type { GuardrailsDocument, GuardrailsFile } from '../../../../lib/model/guardrails-file';
import { theExample } from '../../../support/the-example';
import { aFile, anAccount, aUnit } from './a-file';

const quotaUse = (before: GuardrailsFile, after: GuardrailsFile): ReturnType<typeof findQuotaUse> =>
  findQuotaUse(before, after, matchTargets(before, after));

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
  test('is told where the number of documents changed, with what AWS attaches itself', () => {
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

  test('is told where the longest document changed, and not where a shorter one did', () => {
    const [short, longer, longest] = ['s3:*', 's3:Put*', 's3:PutObject'].map((action) => aPolicy('A-1', 'A', action));
    if (short === undefined || longer === undefined || longest === undefined) throw new Error('three policies');
    expect(quotaUse(file([longest, short]), file([longest, longer]))).toEqual([]);
    expect(quotaUse(file([short]), file([longest]))).toMatchObject([
      { target: 'A', documents: { before: 2, after: 2 }, characters: { before: SIZE, after: SIZE + 8 } },
    ]);
  });

  test('is told where nothing is left, and not for a target that is gone', () => {
    const before = file([aPolicy('A-1', 'A'), aPolicy('shop-1', 'shop')]);
    const after = aFile([aUnit('A'), aUnit('A/B')]);
    expect(quotaUse(before, after)).toMatchObject([
      { target: 'A', documents: { before: 2, after: 1 }, characters: { before: SIZE, after: 0 } },
    ]);
  });

  test('is none on a target that was not there', () => {
    expect(quotaUse(aFile([aUnit('A')]), file([aPolicy('B-1', 'A/B')]))).toMatchObject([
      { target: 'A/B', documents: { before: 0, after: 2 } },
    ]);
  });

  test('counts what others need, and the quotas that the file names', () => {
    const quotas = { reservedServiceControlPolicies: 2, serviceControlPoliciesPerTarget: 20 };
    expect(quotaUse(file([], { quotas }), file([aPolicy('A-1', 'A')], { quotas }))).toMatchObject([
      { documents: { before: 3, after: 4, allowed: 20 } },
    ]);
  });

  test('counts no FullAWSAccess where it is detached', () => {
    const detached = (documents: readonly GuardrailsDocument[]): GuardrailsFile =>
      aFile([{ ...aUnit('A'), fullAwsAccess: false }], { documents });
    expect(quotaUse(detached([]), detached([aPolicy('A-1', 'A')]))).toMatchObject([
      { documents: { before: 0, after: 1 } },
    ]);
  });

  test('counts placeholders at their greatest length, but not in a foreign file', () => {
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

  test('is counted per type, policies of settings included', () => {
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

  test('is the one that the plan tells', () => {
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
