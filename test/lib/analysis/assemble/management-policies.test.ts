import { z } from 'zod';
import { assemble } from '../../../../lib/analysis/assemble/assemble';
import { findFileProblems } from '../../../../lib/analysis/evaluate/file-problems';
import { decider } from '../../../../lib/analysis/evaluate/decide';
import { findRedundantPlacements } from '../../../../lib/analysis/assemble/redundant-placements';
import type { ManagementPolicy } from '../../../../lib/iam/management-policies/management-policy';
import { guardrailsFileSchema } from '../../../../lib/model/guardrails-file';
import type { Organization, Placement } from '../../../../lib/model/organization';
import { managementGuardrail, type ManagementGuardrail } from '../../../../policies/core/management-guardrail';
import { anOrganization } from '../../../support/an-organization';
import { aCatalogue, aGuardrail, aPlacement, problemsOf, valueOf } from '../builders';

/** A management guardrail that writes its parameter. */
function someSettings(
  id: string,
  type: ManagementGuardrail['type'],
  content: (value: string) => ManagementPolicy,
): ManagementGuardrail {
  return managementGuardrail({
    id,
    type,
    summary: 'A test',
    rationale: 'A test',
    foundBy: { nothing: 'A test.' },
    references: [],
    parameters: z.strictObject({ value: z.string().default('all') }).prefault({}),
    content: ({ value }) => content(value),
    effects: () => [],
  });
}

const s3 = (value: string): ManagementPolicy => ({
  s3_attributes: { public_access_block_configuration: { '@@assign': value } },
});
const owner = (value: string): ManagementPolicy => ({ tags: { owner: { tag_value: { '@@append': [value] } } } });

const CATALOGUE = aCatalogue(
  aGuardrail('deny-one'),
  someSettings('set-buckets', 'S3_POLICY', s3),
  someSettings('set-buckets-too', 'S3_POLICY', s3),
  someSettings('set-tags', 'TAG_POLICY', owner),
  someSettings('set-tags-too', 'TAG_POLICY', owner),
);

function place(guardrail: string, target: string, line: number, value = 'all') {
  return aPlacement(guardrail, target, { line, parameters: { value } });
}

function withPlacements(...placements: Organization['placements']): Organization {
  // A quota for two policies: AWS documents no limit for S3 policies.
  const { quotas } = anOrganization();
  return anOrganization({
    placements,
    quotas: { ...quotas, s3PoliciesPerTarget: { ...quotas.s3PoliciesPerTarget, value: 3 } },
  });
}

describe('guardrails of settings', () => {
  test('become one document each, named by target, type and number', () => {
    const organization = withPlacements(
      place('set-tags', 'Workloads', 1),
      place('set-buckets', 'root', 2),
      place('deny-one', 'root', 3),
      place('set-tags-too', 'Workloads', 4),
    );
    const { documents, managementPolicies } = valueOf(assemble(organization, CATALOGUE));
    expect(documents.map(({ name }) => name)).toEqual(['rampart-root-scp-1']);
    expect(managementPolicies.map(({ name, guardrails }) => [name, guardrails])).toEqual([
      ['rampart-root-s3-1', { '': ['set-buckets'] }],
      ['rampart-Workloads-tag-1', { '': ['set-tags'] }],
      ['rampart-Workloads-tag-2', { '': ['set-tags-too'] }],
    ]);
    expect(managementPolicies[0]?.characters).toBe(JSON.stringify(s3('all')).length);
  });

  test('keep the numbers that packing.lock.json records; new ones take the lowest that are free', () => {
    const placed = withPlacements(place('set-tags-too', 'root', 1), place('set-tags', 'root', 2));
    const names = (documents: Organization['packing']['documents']) =>
      valueOf(assemble({ ...placed, packing: { formatVersion: 1, documents } }, CATALOGUE)).managementPolicies.map(
        ({ name, guardrails }) => [name, ...(guardrails[''] ?? [])],
      );
    const inOrder = [
      ['rampart-root-tag-1', 'set-tags'],
      ['rampart-root-tag-2', 'set-tags-too'],
    ];
    expect(names({})).toEqual(inOrder);
    expect(names({ 'rampart-root-tag-1': ['set-tags-too'] })).toEqual([
      ['rampart-root-tag-1', 'set-tags-too'],
      ['rampart-root-tag-2', 'set-tags'],
    ]);
    expect(names({ 'rampart-root-tag-2': ['set-tags-too'], 'rampart-root-tag-3': ['set-tags-too'] })).toEqual(inOrder);
    expect(names({ 'rampart-root-tag-1': ['set-gone'], 'rampart-Workloads-tag-1': ['set-tags-too'] })).toEqual(inOrder);
  });

  test('may set one thing twice when they agree, and add to one list', () => {
    const agreeing = withPlacements(place('set-buckets', 'root', 1), place('set-buckets-too', 'root', 2));
    const adding = withPlacements(place('set-tags', 'root', 1, 'a'), place('set-tags-too', 'root', 2, 'b'));
    expect([agreeing, adding].map((organization) => assemble(organization, CATALOGUE).kind)).toEqual(['ok', 'ok']);
  });

  test('fail when two on one target set one thing differently, and not on two targets', () => {
    const [one, other] = [place('set-buckets', 'root', 1), place('set-buckets-too', 'root', 2, 'none')];
    expect(problemsOf(assemble(withPlacements(one, other), CATALOGUE))).toMatchObject([
      {
        code: 'contradicting-settings',
        at: { line: 2 },
        message:
          '`set-buckets-too` sets `s3_attributes/public_access_block_configuration` on `root` to `"none"`, ' +
          'and `set-buckets` to `"all"`',
      },
    ]);
    expect(assemble(withPlacements(one, { ...other, target: 'Workloads' }), CATALOGUE).kind).toBe('ok');
  });

  test('fail when AWS would not take what they write', () => {
    expect(problemsOf(assemble(withPlacements(place('set-buckets', 'root', 7, 'some')), CATALOGUE))).toMatchObject([
      {
        code: 'refused-settings',
        at: { line: 7 },
        message:
          '`set-buckets` writes a policy that AWS rejects: ' +
          '/s3_attributes/public_access_block_configuration/@@assign: the value is `"some"`',
        allowed: 'all, none',
      },
    ]);
  });

  test('fail when they are too many or too long for a target', () => {
    const { quotas } = anOrganization();
    const narrow = {
      ...withPlacements(place('set-buckets', 'root', 1), place('set-buckets-too', 'root', 2)),
      quotas: { ...quotas, s3PolicyCharacters: { ...quotas.s3PolicyCharacters, value: 50 } },
    };
    const found = problemsOf(assemble(narrow, CATALOGUE));
    expect(found.map(({ code, at }) => [code, at.line])).toEqual([
      ['settings-too-long', 1],
      ['too-many-documents', 2],
      ['settings-too-long', 2],
    ]);
  });

  test('are redundant below the same policy, unless another one is in between', () => {
    const [root, unit, account] = [
      place('set-buckets', 'root', 1),
      place('set-buckets', 'Workloads', 2, 'none'),
      place('set-buckets', 'shop', 3),
    ];
    const redundant = (...placements: readonly Placement[]): ReadonlyMap<Placement, Placement> =>
      findRedundantPlacements(valueOf(assemble(withPlacements(...placements), CATALOGUE)));
    expect(redundant(root, account).get(account)).toBe(root);
    expect(redundant(root, unit, account).size).toBe(0);
  });
});

describe('in guardrails.json', () => {
  const organization = withPlacements(place('deny-one', 'root', 1), place('set-buckets', 'root', 2));
  const { file } = valueOf(assemble(organization, CATALOGUE));

  test('management policies are listed as settings, separate from documents', () => {
    expect(file.documents.map(({ name }) => name)).toEqual(['rampart-root-scp-1']);
    expect(file.settings).toEqual([
      {
        name: 'rampart-root-s3-1',
        type: 'S3_POLICY',
        targets: ['root'],
        awsId: null,
        content: s3('all'),
        guardrails: { '': ['set-buckets'] },
      },
    ]);
    expect(guardrailsFileSchema.safeParse(file).success).toBe(true);
    expect(findFileProblems(file)).toEqual([]);
  });

  test('settings decide no request', () => {
    const request = { id: '1', account: 'shop', principal: 'arn:aws:iam::222222222222:role/developer', resource: '*' };
    const decide = decider({ ...file, documents: [] });
    expect(decide({ ...request, action: 's3:PutAccountPublicAccessBlock' }).decision).toBe('permitted');
  });

  test('fails on what AWS would refuse, and on a target that is not there', () => {
    const [settings] = file.settings ?? [];
    if (settings === undefined) throw new Error('no settings');
    const broken = { ...file, settings: [{ ...settings, targets: ['Nowhere'], content: s3('some') }] };
    expect(findFileProblems(broken).map(({ code, at }) => [code, at])).toEqual([
      ['unknown-target', '/settings/0/targets/0'],
      ['bad-policy', '/settings/0/content/s3_attributes/public_access_block_configuration/@@assign'],
    ]);
  });
});
