import type { AssembledDocument } from '../../lib/analysis/assemble/assembly';
import type { AppInput } from '../../lib/app';
import { ROOT } from '../../lib/model/organization';
import { PERMISSION_SET_IDS } from '../../lib/model/permission-sets';
import { aDocument, aLandingZone, aNewOrganization, anAccount, aUnit } from '../support/a-landing-zone';
import {
  exportNames,
  requireStack,
  resourcesOf,
  synthesize,
  type SynthesizedStack,
  type TemplateJson,
} from '../support/synthesize';
import { theExample } from '../support/the-example';

const ORDER = [
  ...['Organization', 'OrganizationSettings', 'Guardrails', 'Accounts'],
  // The policies on the log archive's account are attached when it has the archive, and before the trail logs.
  ...['Delegations', 'LogArchive', 'AccountGuardrails', 'Audit'],
  // The home Region first: its roles are used in the others.
  ...['Baseline', 'Backups', 'Regional-eu-central-1', 'Regional-eu-west-1', 'Regional-us-east-1'],
  // Their roles need the boundary of the baseline.
  ...['Identity', 'Applications'],
];

/** Properties with policies. */
const WRITTEN = ['Content', 'InlinePolicy'];

describe('the example', () => {
  let input: AppInput;
  let stacks: readonly SynthesizedStack[];
  beforeAll(() => {
    input = theExample();
    stacks = synthesize(input);
  });

  test('is deployed in this order, each stack after the one before it', () => {
    expect(stacks.map(({ id }) => id)).toEqual(ORDER);
    expect(stacks.map(({ dependsOn }) => dependsOn)).toEqual([[], ...ORDER.slice(0, -1).map((id) => [id])]);
  });

  test('is deployed to the management account, in the home Region but for what each Region has, with our stack names', () => {
    expect(stacks.map(({ environment }) => environment)).toEqual(
      ORDER.map((id) => `aws://111111111111/${/^Regional-(.*)/.exec(id)?.[1] ?? 'eu-central-1'}`),
    );
    expect(stacks.map(({ stackName }) => stackName)).toEqual(ORDER.map((id) => `Rampart-${id}`));
  });

  test('is protected from deletion', () => {
    expect(stacks.map(({ terminationProtection }) => terminationProtection)).toEqual(ORDER.map(() => true));
  });

  // The contents of policies are in docs/guardrails and packing.lock.json, and the proof of packing compares them; those of
  // permission sets are in policies/identity. The templates of StackSets have snapshots of their own.
  test.each(ORDER)('synthesizes the stack %s', (id) => {
    const withoutHashes = requireStack(stacks, id).text.replace(/[0-9a-f]{64}\.zip/g, 'ASSET.zip');
    const withoutContent = (key: string, value: unknown): unknown =>
      key === 'TemplateBody' ? 'TEMPLATE' : WRITTEN.includes(key) && typeof value === 'object' ? 'CONTENT' : value;
    expect(JSON.parse(withoutHashes, withoutContent)).toMatchSnapshot();
  });

  test('synthesizes to the same bytes again', () => {
    expect(synthesize(theExample()).map(({ text }) => text)).toEqual(stacks.map(({ text }) => text));
  });

  test('keeps the logical ids of what must not be replaced', () => {
    const logicalIds = stacks.flatMap(({ template }) =>
      Object.entries(template.Resources)
        .filter(([, { Type }]) => Type.startsWith('AWS::Organizations::'))
        .map(([id]) => id),
    );
    expect(logicalIds).toEqual([
      'Organization',
      'UnitsSecurityE0A7C5E6',
      'UnitsInfrastructure4788FA32',
      'UnitsWorkloadsF6334619',
      'UnitsProduction32B097EC',
      'UnitsDevelopment7F31065D',
      'UnitsSandbox1B8A5A1A',
      'UnitsSuspended25FEB328',
      'PoliciesrootSERVICECONTROLPOLICY1D2B412FC',
      'PoliciesrootSERVICECONTROLPOLICY2A73B3F7D',
      'PoliciesrootSERVICECONTROLPOLICY3C78D5531',
      'PoliciesrootSERVICECONTROLPOLICY446BEA6AB',
      'PoliciesrootSERVICECONTROLPOLICY54D850058',
      'PoliciesrootRESOURCECONTROLPOLICY1FBC9BB57',
      'PoliciesrootDECLARATIVEPOLICYEC21BFA965EE',
      'PoliciesrootDECLARATIVEPOLICYEC22C22B68A2',
      'PoliciesrootS3POLICY16010C2EC',
      'PoliciesrootTAGPOLICY1D7CDF22E',
      'PoliciesrootAISERVICESOPTOUTPOLICY10A21658B',
      'PoliciesWorkloadsSERVICECONTROLPOLICY106445C6F',
      'PoliciesWorkloadsSERVICECONTROLPOLICY2D2574A7A',
      'PoliciesWorkloadsDECLARATIVEPOLICYEC215B04CAFA',
      'PoliciesWorkloadsBACKUPPOLICY115EDA340',
      'PoliciesProductionSERVICECONTROLPOLICY1293765A5',
      'PoliciesProductionDECLARATIVEPOLICYEC21AC6689FF',
      'PoliciesSandboxSERVICECONTROLPOLICY1987D2707',
      'PoliciesSandboxDECLARATIVEPOLICYEC21FB72CFE5',
      'PoliciesSuspendedSERVICECONTROLPOLICY13AD20395',
      'Accountsaudit0A3ED9F9',
      'Accountsdataproduction29BE8D12',
      'AccountslogarchiveD0148F4A',
      'Accountsnetwork37356660',
      'AccountssandboxoneA447BBA2',
      'Accountssharedservices3E3CFAB6',
      'Accountsshopdevelopment4B352D3A',
      'Accountsshopproduction5EEE3BF5',
      'PolicieslogarchiveSERVICECONTROLPOLICY1CAA94963',
      'PolicieslogarchiveRESOURCECONTROLPOLICY1B4738318',
    ]);
  });

  test('exports the id of the organization, the root, every unit, account and tier, once', () => {
    expect(stacks.flatMap(({ template }) => exportNames(template))).toEqual([
      'Rampart-Organization:Unit-Security',
      'Rampart-Organization:Unit-Infrastructure',
      'Rampart-Organization:Unit-Workloads',
      'Rampart-Organization:Unit-Production',
      'Rampart-Organization:Unit-Development',
      'Rampart-Organization:Unit-Sandbox',
      'Rampart-Organization:Unit-Suspended',
      'Rampart-Organization:Organization',
      'Rampart-Organization:Root',
      'Rampart-Accounts:Account-audit',
      'Rampart-Accounts:Account-data-production',
      'Rampart-Accounts:Account-log-archive',
      'Rampart-Accounts:Account-network',
      'Rampart-Accounts:Account-sandbox-one',
      'Rampart-Accounts:Account-shared-services',
      'Rampart-Accounts:Account-shop-development',
      'Rampart-Accounts:Account-shop-production',
      ...PERMISSION_SET_IDS.map((id) => `Rampart-Identity:PermissionSet-${id}`),
    ]);
  });

  test('imports nothing that is not exported', () => {
    const exported = stacks.flatMap(({ template }) => exportNames(template));
    const imported = stacks.flatMap(({ text }) =>
      [...text.matchAll(/"Fn::ImportValue": "([^"]*)"/g)].map(([, name]) => name),
    );
    expect(imported.length).toBeGreaterThan(0);
    expect(exported).toEqual(expect.arrayContaining(imported));
  });

  test('imports nothing from another Region: a stack there reads outputs that its Region does not export', () => {
    for (const { text, environment, template } of stacks) {
      const isHome = environment.endsWith('/eu-central-1');
      expect([environment, text.includes(isHome ? 'Fn::GetStackOutput' : 'Fn::ImportValue')]).toEqual([
        environment,
        false,
      ]);
      const outputs = [...JSON.stringify(template).matchAll(/"Fn::GetStackOutput":(\{[^}]*\})/g)].map(
        ([, json = '']) => JSON.parse(json) as { StackName: string; OutputName: string; Region: string },
      );
      for (const { StackName, OutputName, Region } of outputs) {
        expect(Region).toBe('eu-central-1');
        expect(requireStack(stacks, StackName.replace('Rampart-', '')).template.Outputs).toHaveProperty(OutputName);
      }
    }
  });

  test('has a deletion policy for every part of the organization', () => {
    const resources = stacks.flatMap(({ template }) => Object.values(template.Resources));
    const policies = resources
      .filter(({ Type }) => Type.startsWith('AWS::Organizations::'))
      .map(({ Type, DeletionPolicy }) => `${Type}: ${String(DeletionPolicy)}`);
    expect([...new Set(policies)]).toEqual([
      'AWS::Organizations::Organization: Retain',
      'AWS::Organizations::OrganizationalUnit: Retain',
      'AWS::Organizations::Policy: Delete',
      'AWS::Organizations::Account: Retain',
    ]);
  });

  test('attaches just the documents that the assembly holds, their content an object', () => {
    const policies = stacks.flatMap(({ template }) => resourcesOf(template, 'AWS::Organizations::Policy'));
    const { documents, managementPolicies } = input.assembly;
    const byName = (entries: readonly (readonly [unknown, unknown])[]): unknown => Object.fromEntries(entries);
    expect(policies).toHaveLength(documents.length + managementPolicies.length);
    expect(byName(policies.map(([, { Properties }]) => [Properties?.['Name'], Properties?.['Content']]))).toEqual(
      byName(
        [...documents, ...managementPolicies].map(({ name, content }) => [name, withImportedOrganization(content)]),
      ),
    );
  });

  test('undoes no call, and has one function in each stack with calls', () => {
    const templates = stacks.map(({ template }) => template);
    for (const [, { Properties }] of templates.flatMap((template) => resourcesOf(template, 'Custom::AWS'))) {
      expect(Properties).not.toHaveProperty('Delete');
    }
    const withFunction = stacks.filter(({ template }) => resourcesOf(template, 'AWS::Lambda::Function').length > 0);
    expect(withFunction.map(({ id }) => id)).toEqual(['OrganizationSettings', 'Delegations']);
    expect(templates.flatMap((template) => resourcesOf(template, 'AWS::Lambda::Function'))).toHaveLength(2);
  });

  test('never touches the policies that AWS attaches itself', () => {
    expect(stacks.map(({ text }) => text).join()).not.toContain('FullAWSAccess');
  });
});

describe('identities', () => {
  test('stay the same when units are renamed', () => {
    const { organization, assembly } = theExample();
    const units = organization.units.map((unit) => ({ ...unit, name: `${unit.name} (new)` }));
    const before = synthesize({ organization, assembly });
    const after = synthesize({ organization: { ...organization, units }, assembly });
    expect(identities(after)).toEqual(identities(before));
    expect(after.slice(1).map(({ text }) => text)).toEqual(before.slice(1).map(({ text }) => text));
  });

  test('stay the same, with one more, when a guardrail needs one more document', () => {
    const { organization, assembly } = theExample();
    const more: AssembledDocument = aDocument('Infrastructure');
    const before = identities(synthesize({ organization, assembly }));
    const after = identities(
      synthesize({ organization, assembly: { ...assembly, documents: [more, ...assembly.documents] } }),
    );
    expect(after).toEqual(expect.arrayContaining([...before]));
    expect(after.filter((identity) => !before.includes(identity))).toEqual([
      expect.stringMatching(
        /^Guardrails AWS::Organizations::Policy PoliciesInfrastructure\w+ rampart-Infrastructure-scp-1$/,
      ),
    ]);
  });
});

describe('a landing zone', () => {
  test('keeps the stacks of guardrails without guardrails, so that removing the last one removes it at AWS', () => {
    const stacks = synthesize({
      organization: aNewOrganization({ accounts: [] }),
      assembly: { documents: [], managementPolicies: [] },
    });
    expect(stacks.map(({ id, dependsOn }) => [id, dependsOn])).toEqual([
      ['Organization', []],
      ['OrganizationSettings', ['Organization']],
      ['Guardrails', ['OrganizationSettings']],
      ['AccountGuardrails', ['Guardrails']],
    ]);
    for (const id of ['Guardrails', 'AccountGuardrails']) {
      const resources = Object.values(requireStack(stacks, id).template.Resources);
      expect(resources.map(({ Type }) => Type)).toEqual(['AWS::CloudFormation::WaitConditionHandle']);
    }
  });

  test('puts each account into the stack that its file names, one stack after another', () => {
    const accounts = [
      anAccount('audit', 'Security'),
      anAccount('shop', 'Workloads', { stack: 'Accounts-b' }),
      anAccount('web', 'Workloads', { stack: 'Accounts-a' }),
    ];
    const documents = [aDocument(ROOT), aDocument('shop')];
    const stacks = synthesize({
      organization: aNewOrganization({ accounts }),
      assembly: { documents, managementPolicies: [] },
    });
    expect(stacks.slice(2).map(({ id, dependsOn }) => [id, dependsOn])).toEqual([
      ['Guardrails', ['OrganizationSettings']],
      ['Accounts', ['Guardrails']],
      ['Accounts-a', ['Accounts']],
      ['Accounts-b', ['Accounts-a']],
      ['AccountGuardrails', ['Accounts-b']],
    ]);
    expect(targetsOf(requireStack(stacks, 'AccountGuardrails').template)).toEqual([
      [{ 'Fn::ImportValue': 'Rampart-Accounts-b:Account-shop' }],
    ]);
  });

  test('contains suspended accounts, but no closed ones', () => {
    const accounts = [
      anAccount('audit', 'Security', { state: 'suspended' }),
      anAccount('shop', 'Workloads', { state: 'closed' }),
    ];
    const stacks = synthesize({
      organization: aNewOrganization({ accounts }),
      assembly: { documents: [], managementPolicies: [] },
    });
    expect(exportNames(requireStack(stacks, 'Accounts').template)).toEqual(['Rampart-Accounts:Account-audit']);
  });

  test('resolves placeholders to ids that only the deploy knows', () => {
    const content = contentOf(
      '{organization.id}',
      '{unit.path:Workloads/Production}*',
      'arn:aws:iam::{account:audit}:root',
    );
    const documents = [aDocument('audit', { content })];
    const stacks = synthesize({ organization: aNewOrganization(), assembly: { documents, managementPolicies: [] } });
    const [[, policy] = []] = resourcesOf(
      requireStack(stacks, 'AccountGuardrails').template,
      'AWS::Organizations::Policy',
    );
    const unit = (key: string): object => ({ 'Fn::ImportValue': `Rampart-Organization:${key}` });
    expect(policy?.Properties?.['Content']).toEqual(
      contentOf(
        unit('Organization'),
        join(unit('Organization'), '/', unit('Root'), '/', unit('Unit-Workloads'), '/', unit('Unit-Production'), '/*'),
        join('arn:aws:iam::', { 'Fn::ImportValue': 'Rampart-Accounts:Account-audit' }, ':root'),
      ),
    );
    expect(requireStack(stacks, 'AccountGuardrails').text).not.toContain('Path');
  });

  test('fails when a policy above the accounts names one', () => {
    const documents = [aDocument('Workloads', { content: contentOf('{account:audit}') })];
    expect(() =>
      synthesize({ organization: aNewOrganization(), assembly: { documents, managementPolicies: [] } }),
    ).toThrow("a policy on the root or a unit names account 'audit'; only a policy on an account may name one");
  });

  test('adopts an organization without creating it', () => {
    const stacks = synthesize(aLandingZone({ adopted: true, id: 'o-exampleorg1', rootId: 'r-ab12' }));
    expect(stacks.map(({ text }) => text).join()).not.toContain('"AWS::Organizations::Organization"');
    expect(targetsOf(requireStack(stacks, 'Guardrails').template)[0]).toEqual(['r-ab12']);
  });

  test('moves an account by one property of one resource', () => {
    const moved = [anAccount('audit', 'Workloads'), ...aNewOrganization().accounts.slice(1)];
    const before = synthesize(aLandingZone());
    const after = synthesize(
      aLandingZone({ accounts: moved, units: [aUnit('Security'), aUnit('Workloads'), aUnit('Workloads/Production')] }),
    );
    expect(after.filter(({ text }, index) => text !== before[index]?.text).map(({ id }) => id)).toEqual(['Accounts']);
    expect(identities(after)).toEqual(identities(before));
  });
});

/** What other stacks, people and AWS know things by: types, logical ids, policy names and exports. */
function identities(stacks: readonly SynthesizedStack[]): readonly string[] {
  return stacks.flatMap(({ id, template }) => [
    ...Object.entries(template.Resources).map(([logicalId, { Type, Properties }]) =>
      [id, Type, logicalId, ...(Type === 'AWS::Organizations::Policy' ? [String(Properties?.['Name'])] : [])].join(' '),
    ),
    ...Object.entries(template.Outputs ?? {}).map(
      ([logicalId, output]) => `${id} ${logicalId} ${output.Export?.Name ?? ''}`,
    ),
  ]);
}

function targetsOf(template: TemplateJson): readonly unknown[] {
  return resourcesOf(template, 'AWS::Organizations::Policy').map(([, { Properties }]) => Properties?.['TargetIds']);
}

/** A document with values in a condition, texts or expressions of a template. */
function contentOf(...values: readonly unknown[]): AssembledDocument['content'] {
  return {
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Deny', Action: '*', Resource: '*', Condition: { StringNotLike: { 'aws:Key': values as string[] } } },
    ],
  };
}

function join(...parts: readonly unknown[]): object {
  return { 'Fn::Join': ['', parts] };
}

/** Content in which the one placeholder of the example is what CloudFormation resolves to the organization's id. */
function withImportedOrganization(content: unknown): unknown {
  if (content === '{organization.id}') return { 'Fn::ImportValue': 'Rampart-Organization:Organization' };
  if (Array.isArray(content)) return content.map(withImportedOrganization);
  if (typeof content !== 'object' || content === null) return content;
  return Object.fromEntries(Object.entries(content).map(([key, value]) => [key, withImportedOrganization(value)]));
}
