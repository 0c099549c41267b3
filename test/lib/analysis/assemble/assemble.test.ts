import { assemble } from '../../../../lib/analysis/assemble/assemble';
import { documentSize } from '../../../../lib/iam/size';
import type { Organization } from '../../../../lib/model/organization';
import { DEFAULT_QUOTAS, type QuotaName } from '../../../../lib/model/quotas';
import { aNewOrganization, anAccount, aUnit } from '../../../support/a-landing-zone';
import { anOrganization } from '../../../support/an-organization';
import { aCatalogue, aGuardrail, aLongGuardrail, anExemption, aPlacement, problemsOf, valueOf } from '../builders';

const CATALOGUE = aCatalogue(
  aGuardrail('deny-one'),
  aGuardrail('deny-two'),
  aGuardrail('deny-resources', { type: 'RESOURCE_CONTROL_POLICY' }),
  aLongGuardrail('deny-long', 6000),
  aLongGuardrail('deny-longer', 9000),
  aLongGuardrail('deny-endless', 11_000),
);

const END = '2027-03-31T00:00:00Z';

function withQuota(name: QuotaName, value: number): Organization['quotas'] {
  return { ...DEFAULT_QUOTAS, [name]: { ...DEFAULT_QUOTAS[name], value } };
}

function documentsOf(organization: Organization, catalogue = CATALOGUE) {
  return valueOf(assemble(organization, catalogue)).documents;
}

describe('assembling documents', () => {
  test('lists the root, units and accounts, each with its types in order', () => {
    const organization = anOrganization({
      placements: [
        aPlacement('deny-one', 'audit'),
        aPlacement('deny-resources', 'Security'),
        aPlacement('deny-one', 'Security'),
        aPlacement('deny-two', 'root'),
      ],
    });
    expect(documentsOf(organization).map(({ name, target, key, index }) => [name, target, key, index])).toEqual([
      ['rampart-root-scp-1', 'root', 'root', 1],
      ['rampart-Security-scp-1', 'Security', 'Security', 1],
      ['rampart-Security-rcp-1', 'Security', 'Security', 1],
      ['rampart-audit-scp-1', 'audit', 'audit', 1],
    ]);
  });

  test('names documents by the key of a unit, wherever it lies', () => {
    const organization = anOrganization({
      units: [aUnit('Workloads'), aUnit('Workloads/Production', { name: 'prod' })],
      accounts: [],
      placements: [aPlacement('deny-one', 'Workloads/Production')],
    });
    expect(documentsOf(organization)).toMatchObject([
      { name: 'rampart-Production-scp-1', target: 'Workloads/Production', key: 'Production' },
    ]);
  });

  test('orders guardrails by id, and records the guardrail of each statement', () => {
    const organization = anOrganization({
      placements: [aPlacement('deny-two', 'root'), aPlacement('deny-one', 'root')],
    });
    expect(documentsOf(organization)[0]?.guardrails).toEqual({
      '/Statement/0': ['deny-one'],
      '/Statement/1': ['deny-two'],
    });
  });

  test('leaves statements where packing.lock.json records them, of each target and type by itself', () => {
    const organization = anOrganization({
      placements: ['root', 'Workloads'].flatMap((target) => [
        aPlacement('deny-one', target),
        aPlacement('deny-two', target),
      ]),
      packing: {
        formatVersion: 1,
        documents: { 'rampart-root-scp-3': ['deny-two', 'deny-one'], 'rampart-Workloads-rcp-2': ['deny-two'] },
      },
    });
    expect(documentsOf(organization).map(({ name, index, statements }) => [name, index, statements])).toEqual([
      ['rampart-root-scp-3', 3, ['deny-two', 'deny-one']],
      ['rampart-Workloads-scp-1', 1, ['deny-one', 'deny-two']],
    ]);
  });

  test('opens a second document when the first one is full', () => {
    const organization = anOrganization({
      placements: [aPlacement('deny-long', 'root'), aPlacement('deny-longer', 'root'), aPlacement('deny-one', 'root')],
    });
    const documents = documentsOf(organization);
    expect(documents.map(({ guardrails }) => Object.values(guardrails).flat())).toEqual([
      ['deny-long', 'deny-one'],
      ['deny-longer'],
    ]);
    for (const { characters, content } of documents) expect(characters).toBe(documentSize(content));
  });

  test('gives statements of one target different Sids', () => {
    const catalogue = aCatalogue(
      aGuardrail('deny-a', { statements: () => [{ Effect: 'Deny', Sid: 'B', Action: 'a:A', Resource: '*' }] }),
      aGuardrail('deny-a-b'),
    );
    const organization = anOrganization({ placements: [aPlacement('deny-a', 'root'), aPlacement('deny-a-b', 'root')] });
    expect(documentsOf(organization, catalogue)[0]?.content.Statement.map(({ Sid }) => Sid)).toEqual([
      'DenyAB',
      'DenyABNumber2',
    ]);
  });

  test('writes nothing for accounts that are closed', () => {
    const organization = anOrganization({
      accounts: [anAccount('old', 'Security', { state: 'closed' })],
      placements: [aPlacement('deny-one', 'old')],
    });
    expect(documentsOf(organization)).toEqual([]);
  });

  test('is the same each time', () => {
    const organization = anOrganization({
      placements: [aPlacement('deny-one', 'root'), aPlacement('deny-two', 'audit')],
    });
    expect(assemble(organization, CATALOGUE)).toEqual(assemble(organization, CATALOGUE));
  });
});

describe('placeholders', () => {
  const catalogue = (resource: string) =>
    aCatalogue(aGuardrail('deny-there', { statements: () => [{ Effect: 'Deny', Action: 'a:A', Resource: resource }] }));
  const placed = (target: string) => ({ placements: [aPlacement('deny-there', target, { line: 7 })] });

  test('stay while ids are unknown, and count at their greatest length', () => {
    const [document] = documentsOf(aNewOrganization(placed('audit')), catalogue('{organization.id}/{account:audit}'));
    expect(document?.content.Statement[0]?.Resource).toBe('{organization.id}/{account:audit}');
    const longest = 'o-'.length + 32 + 12;
    const written = '{organization.id}{account:audit}'.length;
    expect(document?.characters).toBe(documentSize(document?.content) - written + longest);
  });

  test('give way to ids that are written down', () => {
    const [document] = documentsOf(anOrganization(placed('root')), catalogue('{organization.id}/{account:audit}'));
    expect(document?.content.Statement[0]?.Resource).toBe('o-exampleorg1/333333333333');
    expect(document?.characters).toBe(documentSize(document?.content));
  });

  test.each([
    ['an unknown placeholder', 'audit', '{organisation.id}', 'unknown-placeholder'],
    ['the path of an unknown unit', 'audit', '{unit.path:Nowhere}', 'unknown-unit'],
    ['an unknown account', 'audit', '{account:nobody}', 'unknown-account'],
    ['an account that does not exist yet, on the root', 'root', '{account:audit}', 'account-not-born'],
    ['an account that does not exist yet, on a unit', 'Workloads', '{account:audit}', 'account-not-born'],
  ])('fails for %s', (_name, target, resource, code) => {
    const problems = problemsOf(assemble(aNewOrganization(placed(target)), catalogue(resource)));
    expect(problems).toMatchObject([{ code, at: { line: 7 } }]);
    expect(problems[0]?.message).toContain(`\`deny-there\` names \`${resource}\``);
  });
});

describe('parameters', () => {
  const choosy = aGuardrail('deny-choosy', {
    check: () => [{ at: ['regions', 0], message: 'a Region too many', allowed: 'fewer', fix: 'remove it' }],
  });
  const sociable = aGuardrail('deny-sociable', {
    conflicts: (_parameters, neighbors) => [
      { at: [], message: neighbors.map(({ guardrail, target }) => `${guardrail}@${target}`).join(' ') },
    ],
  });

  test('fail where they make no sense, at the parameter itself', () => {
    const organization = anOrganization({ placements: [aPlacement('deny-choosy', 'root', { line: 9 })] });
    expect(problemsOf(assemble(organization, aCatalogue(choosy)))).toEqual([
      {
        code: 'senseless-parameter',
        at: { file: 'landing-zone.yaml', line: 9, column: 3 },
        message: 'a Region too many',
        allowed: 'fewer',
        fix: 'remove it',
      },
    ]);
  });

  test('are compared with all guardrails at the target and above, never with others', () => {
    const organization = anOrganization({
      units: [aUnit('Workloads'), aUnit('Workloads/Production'), aUnit('Sandbox')],
      accounts: [anAccount('shop', 'Workloads/Production')],
      placements: [
        aPlacement('deny-one', 'shop'),
        aPlacement('deny-two', 'Workloads/Production'),
        aPlacement('deny-sociable', 'Workloads/Production', { line: 3 }),
        aPlacement('deny-one', 'Sandbox'),
        aPlacement('deny-one', 'Workloads'),
        aPlacement('deny-two', 'root'),
      ],
    });
    const catalogue = aCatalogue(sociable, aGuardrail('deny-one'), aGuardrail('deny-two'));
    expect(problemsOf(assemble(organization, catalogue))).toMatchObject([
      {
        code: 'contradicting-guardrails',
        at: { line: 3, column: 1 },
        message: 'deny-two@root deny-one@Workloads deny-two@Workloads/Production',
      },
    ]);
  });

  test('are all reported, together with exemptions, before any document', () => {
    const organization = anOrganization({
      placements: [
        aPlacement('deny-choosy', 'root', { line: 9 }),
        aPlacement('deny-sociable', 'root', { line: 8 }),
        aPlacement('deny-endless', 'root', { line: 10 }),
      ],
      exemptions: [anExemption('arn:aws:iam::*:role/platform/deployment', ['deny-endless'], { line: 20 })],
    });
    const catalogue = aCatalogue(choosy, sociable, aLongGuardrail('deny-endless', 11_000));
    expect(problemsOf(assemble(organization, catalogue)).map(({ code }) => code)).toEqual([
      'contradicting-guardrails',
      'senseless-parameter',
      'exemption-of-platform',
    ]);
  });
});

describe('exemptions', () => {
  const problemsFor = (...exemptions: Organization['exemptions']) =>
    problemsOf(assemble(anOrganization({ placements: [aPlacement('deny-one', 'root')], exemptions }), CATALOGUE));
  const ci = 'arn:*:iam::*:role/ci/publisher';

  test.each(['arn:*:iam::*:role/platform/deployment', 'arn:aws:iam::222222222222:role/stacksets-exec-1'])(
    'fail for %s, which the platform exempts already',
    (principal) => {
      expect(problemsFor(anExemption(principal, ['deny-one'], { line: 20 }))).toMatchObject([
        { code: 'exemption-of-platform', at: { line: 20, column: 2 }, fix: 'remove the exemption' },
      ]);
    },
  );

  test('pass for a principal that the platform covers only in part', () => {
    expect(problemsFor(anExemption('arn:*:iam::*:role/platform/*', ['deny-one']))).toEqual([]);
  });

  test('fail where a wider one lasts as long', () => {
    const problems = problemsFor(
      anExemption(ci, ['deny-two', 'deny-one'], { line: 20, expires: END }),
      anExemption('arn:*:iam::*:role/ci/*', ['deny-one'], { line: 30 }),
    );
    expect(problems).toMatchObject([{ code: 'pointless-exemption', at: { line: 20, column: 3 } }]);
    expect(problems[0]?.message).toContain('without an end (landing-zone.yaml:30)');
  });

  test('fail at the second of two that are equal', () => {
    const two = [20, 30].map((line) => anExemption(ci, ['deny-one'], { line, expires: END }));
    expect(problemsFor(...two)).toMatchObject([{ code: 'pointless-exemption', at: { line: 30 } }]);
  });

  test.each([
    ['the wider one ends earlier', ['deny-one'], '2027-01-01T00:00:00Z'],
    ['the wider one is from another guardrail', ['deny-two'], END],
  ])('pass where %s', (_name, guardrails, expires) => {
    const wider = anExemption('arn:*:iam::*:role/ci/*', guardrails, { expires });
    expect(problemsFor(anExemption(ci, ['deny-one'], { expires: END }), wider)).toEqual([]);
  });
});

describe('quotas', () => {
  const NAMES = Array.from({ length: 9 }, (_, index) => `deny-part-${index + 1}`);
  const PARTS = aCatalogue(...NAMES.map((id) => aLongGuardrail(id, 9000)));
  const parts = (count: number) =>
    NAMES.slice(0, count).map((id, index) => aPlacement(id, 'root', { line: index + 1 }));

  test('leave eight documents of service control policies at a target', () => {
    expect(documentsOf(anOrganization({ placements: parts(8) }), PARTS)).toHaveLength(8);
  });

  test('fail at the placement that comes too late, with the target, the excess and the largest guardrails', () => {
    const problems = problemsOf(assemble(anOrganization({ placements: parts(9) }), PARTS));
    expect(problems).toMatchObject([{ code: 'too-many-characters', at: { line: 9 } }]);
    expect(problems[0]?.message).toMatch(
      /^the guardrails on `root` are 8,\d{3} characters too long .*; most is taken by `deny-part-1` \(9,\d{3}\), `deny-part-2` .*, `deny-part-3`/,
    );
    expect(problems[0]?.allowed).toBe(
      'at most 8 × 9,932 characters at a target: AWS takes 10 policies of this type (as of 2026-11-21), ' +
        'less FullAWSAccess, 0 reserved and one slot kept free, each of 10,240 characters, less 3 %',
    );
  });

  test('leave room for slots that others need', () => {
    const quotas = withQuota('reservedServiceControlPolicies', 3);
    expect(documentsOf(anOrganization({ quotas, placements: parts(5) }), PARTS)).toHaveLength(5);
    expect(problemsOf(assemble(anOrganization({ quotas, placements: parts(6) }), PARTS))).toHaveLength(1);
  });

  test('leave three documents of resource control policies', () => {
    const catalogue = aCatalogue(
      ...NAMES.map((id) => ({ ...aLongGuardrail(id, 4500), type: 'RESOURCE_CONTROL_POLICY' as const })),
    );
    expect(documentsOf(anOrganization({ placements: parts(3) }), catalogue)).toHaveLength(3);
    expect(problemsOf(assemble(anOrganization({ placements: parts(4) }), catalogue))).toMatchObject([
      { at: { line: 4 } },
    ]);
  });

  test('fail where nothing may be written at all', () => {
    const quotas = withQuota('serviceControlPoliciesPerTarget', 1);
    expect(problemsOf(assemble(anOrganization({ quotas, placements: parts(1) }), PARTS))).toMatchObject([
      { code: 'too-many-characters', at: { line: 1 } },
    ]);
  });

  test('fail for a single statement that fits nowhere', () => {
    const organization = anOrganization({ placements: [aPlacement('deny-endless', 'Workloads', { line: 5 })] });
    const problems = problemsOf(assemble(organization, CATALOGUE));
    expect(problems).toMatchObject([{ code: 'statement-too-long', at: { line: 5 } }]);
    expect(problems[0]?.message).toMatch(/^`deny-endless` on `Workloads` makes a statement that is 1,\d{3} characters/);
  });

  test('report every target', () => {
    const organization = anOrganization({
      placements: [
        aPlacement('deny-endless', 'Workloads', { line: 5 }),
        aPlacement('deny-endless', 'audit', { line: 6 }),
      ],
    });
    expect(problemsOf(assemble(organization, CATALOGUE)).map(({ at }) => at.line)).toEqual([5, 6]);
  });

  test('fail for a document that has grown beyond its room, and propose a move in two steps', () => {
    const organization = anOrganization({
      placements: parts(3),
      packing: {
        formatVersion: 1,
        documents: { 'rampart-root-scp-1': ['deny-part-2', 'deny-part-1'], 'rampart-root-scp-2': ['deny-part-3'] },
      },
    });
    const problems = problemsOf(assemble(organization, PARTS));
    expect(problems).toMatchObject([{ code: 'document-too-long', at: { line: 2 } }]);
    expect(problems[0]?.message).toMatch(
      /^`rampart-root-scp-1` on `root` is 8,\d{3} characters too long, .*; most is taken by `deny-part-2` \(9,\d{3}\), `deny-part-1`/,
    );
    expect(problems[0]?.fix).toBe(
      'shorten the parameters, or move `deny-part-2` in two steps: in packing.lock.json, list it under ' +
        '`rampart-root-scp-3` too, and deploy that alone; then take it out of `rampart-root-scp-1`',
    );
  });

  test('say so where only the record keeps statements from fitting', () => {
    const short = aCatalogue(...NAMES.slice(0, 3).map((id) => aLongGuardrail(id, 4600)));
    const quotas = withQuota('serviceControlPoliciesPerTarget', 4);
    const apart = { 'rampart-root-scp-1': ['deny-part-1'], 'rampart-root-scp-2': ['deny-part-2'] };
    const organization = anOrganization({
      quotas,
      placements: [...parts(2), aPlacement('deny-long', 'root')],
      packing: { formatVersion: 1, documents: apart },
    });
    const catalogue = new Map([...short, ['deny-long', aLongGuardrail('deny-long', 9000)]]);
    const problems = problemsOf(assemble(organization, catalogue));
    expect(problems).toMatchObject([{ code: 'too-many-characters' }]);
    expect(problems[0]?.fix).toContain('Without packing.lock.json they would fit, but statements would move');
  });

  test('fail at the exemption that makes a target too long, and say what ends cost', () => {
    const organization = anOrganization({
      placements: parts(8),
      exemptions: [
        anExemption('arn:*:iam::*:role/ci/one', ['deny-part-1'], { line: 20 }),
        anExemption('arn:*:iam::*:role/ci/two', ['deny-part-1'], { line: 30, expires: END }),
      ],
    });
    const problems = problemsOf(assemble(organization, PARTS));
    expect(problems).toMatchObject([{ code: 'too-many-characters', at: { line: 30, column: 1 } }]);
    expect(problems[0]?.message).toMatch(
      /^with the exemption of `arn:\*:iam::\*:role\/ci\/two`, the guardrails on `root`/,
    );
    expect(problems[0]?.fix).toMatch(/exemptions that end, at one instant, take 9,\d{3} characters/);
  });
});
