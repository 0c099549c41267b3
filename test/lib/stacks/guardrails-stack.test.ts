import type { AssembledDocument, AssembledManagementPolicy } from '../../../lib/analysis/assemble/assembly';
import { ROOT } from '../../../lib/model/organization';
import { GuardrailsStack } from '../../../lib/stacks/guardrails-stack';
import { aDocument, aNewOrganization, aUnit } from '../../support/a-landing-zone';
import { anApp, resourcesOf, templateOf, type TemplateJson } from '../../support/synthesize';

const POLICY = 'AWS::Organizations::Policy';
const ids = {
  organizationId: 'o-exampleorg1',
  rootId: 'r-ab12',
  unitId: (unit: string) => `ou-ab12-${unit}`,
  accountId: (account: string) => `number of ${account}`,
};
const DOCUMENTS = [
  aDocument(ROOT),
  aDocument(ROOT, { index: 2 }),
  aDocument('Workloads/Production'),
  aDocument('audit'),
];

describe('policies', () => {
  const policies = resourcesOf(build(DOCUMENTS), POLICY);

  test('are attached to the root, the unit or the account of their documents', () => {
    expect(policies.map(([, { Properties }]) => [Properties?.['Name'], Properties?.['TargetIds']])).toEqual([
      ['rampart-root-scp-1', ['r-ab12']],
      ['rampart-root-scp-2', ['r-ab12']],
      ['rampart-Production-scp-1', ['ou-ab12-Workloads/Production']],
      ['rampart-audit-scp-1', ['number of audit']],
    ]);
  });

  test('are written one after another', () => {
    const logicalIds = policies.map(([id]) => id);
    expect(policies.map(([, { DependsOn }]) => DependsOn)).toEqual([
      undefined,
      ...logicalIds.slice(0, -1).map((previous) => [previous]),
    ]);
  });

  test('describe their target and their guardrails', () => {
    expect(policies[2]?.[1].Properties?.['Description']).toBe('On Workloads/Production: deny-leaving-organization');
  });

  test('hold just what the documents hold', () => {
    expect(policies.map(([, { Properties }]) => Properties?.['Content'])).toEqual(
      DOCUMENTS.map(({ content }) => content),
    );
  });

  test('are identified by key, type and index', () => {
    expect(policies.map(([id]) => id)).toEqual([
      'PoliciesrootSERVICECONTROLPOLICY1D2B412FC',
      'PoliciesrootSERVICECONTROLPOLICY2A73B3F7D',
      'PoliciesProductionSERVICECONTROLPOLICY1293765A5',
      'PoliciesauditSERVICECONTROLPOLICY16C623B44',
    ]);
  });

  test('may be of two types at one target', () => {
    const rcp = aDocument(ROOT, { name: 'rampart-root-rcp-1', type: 'RESOURCE_CONTROL_POLICY' });
    const types = resourcesOf(build([aDocument(ROOT), rcp]), POLICY).map(([, { Properties }]) => Properties?.['Type']);
    expect(types).toEqual(['SERVICE_CONTROL_POLICY', 'RESOURCE_CONTROL_POLICY']);
  });
});

test('settings are attached like statements, their content an object', () => {
  const content = { tags: { owner: { tag_key: { '@@assign': '{organization.id}' } } } };
  const [[id, policy] = []] = resourcesOf(
    build([
      {
        ...{ name: 'rampart-root-tag-1', type: 'TAG_POLICY', target: ROOT, key: ROOT, index: 1, content },
        ...{ guardrails: { '': ['standard-tags'] }, characters: 60 },
      },
    ]),
    POLICY,
  );
  expect(id).toMatch(/^PoliciesrootTAGPOLICY1/);
  expect(policy?.Properties).toMatchObject({
    Type: 'TAG_POLICY',
    Name: 'rampart-root-tag-1',
    Description: 'On root: standard-tags',
  });
  expect(policy?.Properties?.['Content']).not.toEqual(content);
  expect(policy?.Properties?.['Content']).toMatchObject({ tags: { owner: { tag_key: {} } } });
});

test('a document that is added changes what another waits for, and nothing else', () => {
  const before = build(DOCUMENTS);
  const after = build([...DOCUMENTS.slice(0, 2), aDocument(ROOT, { index: 3 }), ...DOCUMENTS.slice(2)]);
  const changed = Object.entries(before.Resources).filter(
    ([id, resource]) => JSON.stringify(resource) !== JSON.stringify(after.Resources[id]),
  );
  expect(changed.map(([id]) => id)).toEqual(['PoliciesProductionSERVICECONTROLPOLICY1293765A5']);
  for (const [id, resource] of changed) {
    expect(after.Resources[id]?.Properties).toEqual(resource.Properties);
  }
});

test('fails when a document is longer than its quota', () => {
  const content = { ...aDocument(ROOT).content, Statement: [{ Effect: 'Deny' as const, Action: 'x'.repeat(10_241) }] };
  expect(() => build([aDocument(ROOT, { content })])).toThrow('AWS accepts at most 10240');
});

function build(documents: readonly (AssembledDocument | AssembledManagementPolicy)[]): TemplateJson {
  const organization = aNewOrganization({ units: [aUnit('Workloads'), aUnit('Workloads/Production')] });
  const description = 'Policies on the root and on organizational units';
  return templateOf(new GuardrailsStack(anApp(), 'Guardrails', { organization, description, documents, ids }));
}
