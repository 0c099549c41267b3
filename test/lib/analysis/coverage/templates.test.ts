import { organizationPacks } from '../../../../lib/analysis/assemble/organization-packs';
import { coverageOf } from '../../../../lib/analysis/coverage/coverage';
import { mirrorRules } from '../../../../lib/model/config-rules/mirror';
import { rulesOf } from '../../../../lib/model/config-rules/packs';
import { CONFIG_RULES } from '../../../../lib/model/config-rules/table';
import type { Baseline } from '../../../../lib/model/baseline';
import type { Account, ChosenStandard, Organization } from '../../../../lib/model/organization';
import type { StandardId } from '../../../../lib/model/standards';
import { catalogue } from '../../../../policies/catalogue';
import { deployedCoverage, deployedPacks } from '../../../support/deployed-coverage';
import { synthesize, type SynthesizedStack } from '../../../support/synthesize';
import { theExample } from '../../../support/the-example';

const { organization: example } = theExample();

const synthesized = new Map<Organization, readonly SynthesizedStack[]>();

/** Each organization is synthesized once, without its policies: nothing of them watches an account. */
function stacksOf(organization: Organization): readonly SynthesizedStack[] {
  const stacks =
    synthesized.get(organization) ?? synthesize({ organization, assembly: { documents: [], managementPolicies: [] } });
  synthesized.set(organization, stacks);
  return stacks;
}

/** The matrix in the form in which the templates are read. */
function matrixOf(organization: Organization): ReturnType<typeof deployedCoverage> {
  return Object.fromEntries(
    coverageOf(organization, organizationPacks(organization)).rows.map(({ account, cells }) => [
      account,
      Object.fromEntries(
        cells
          .filter(({ parts, packs }) => parts.length + packs.length > 0)
          .map(({ region, parts, packs }) => [region, { parts, packs }]),
      ),
    ]),
  );
}

/** The identifiers of the Config rules that the table and the chosen standards put into a Region. */
function measuredIn({ compliance, homeRegion }: Organization, region: string): readonly string[] {
  const mirror = mirrorRules(catalogue.values());
  const identifiers = (compliance?.standards ?? []).flatMap(({ id, periodicRules, withoutRules }) =>
    rulesOf(id, mirror).filter((rule) => {
      const { scope, trigger, unavailableIn } = CONFIG_RULES[rule];
      const isAtHome = scope === 'home' || (scope === 'region' && trigger === 'periodic' && periodicRules === 'home');
      const isThere = isAtHome ? region === homeRegion : scope === 'region' || region === scope;
      return isThere && !withoutRules.includes(rule) && !unavailableIn.includes(region);
    }),
  );
  return [...new Set(identifiers)].sort();
}

function deployedRules(
  stacks: readonly SynthesizedStack[],
  organization: Organization,
): Readonly<Record<string, readonly string[]>> {
  const packs = deployedPacks(stacks, organization);
  return Object.fromEntries(
    organization.governedRegions.map((region) => [
      region,
      [...new Set(packs.flatMap((pack) => (pack.region === region ? pack.rules : [])))].sort(),
    ]),
  );
}

function expectedRules(organization: Organization): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(organization.governedRegions.map((region) => [region, measuredIn(organization, region)]));
}

function edited(edits: Partial<Organization>): Organization {
  return { ...example, ...edits };
}

function baselineWith(edits: Partial<Baseline>): Baseline {
  if (example.baseline === null) throw new Error('the example has a baseline');
  return { ...example.baseline, ...edits };
}

function accountsWith(edits: Readonly<Record<string, Partial<Account>>>): readonly Account[] {
  return example.accounts.map((account) => ({ ...account, ...edits[account.key] }));
}

const DEFAULT: ChosenStandard = {
  id: 'pci-dss',
  periodicRules: 'home',
  parameters: {},
  withoutRules: [],
  excludedAccounts: [],
};

/** All standards, with what is different from the default. */
function allStandards(edits: Readonly<Partial<Record<StandardId, Partial<ChosenStandard>>>> = {}) {
  const ids: readonly StandardId[] = ['cis-aws-foundations', 'pci-dss', 'rampart-mirror'];
  return { standards: ids.map((id) => ({ ...DEFAULT, id, ...edits[id] })) };
}

const { homeRegion, governedRegions, managementAccount, accounts } = example;
const [first, ...others] = accounts;
if (first === undefined) throw new Error('the example has accounts');

const withNewRegion = edited({ governedRegions: [...governedRegions, 'eu-north-1'] });
const withNewAccount = edited({
  accounts: [first, ...others, { ...first, key: 'zoo', name: 'zoo', email: 'zoo@example.com' }],
});
const withAll = edited({
  baseline: baselineWith({ guardDuty: { forwardFrom: 7 }, unusedAccessDays: 90 }),
  compliance: allStandards({
    'cis-aws-foundations': { excludedAccounts: ['network'] },
    'pci-dss': { periodicRules: 'everywhere', excludedAccounts: ['network', 'management'] },
  }),
  accounts: accountsWith({
    'shared-services': { hasBaseline: false },
    'sandbox-one': { state: 'suspended', unit: 'Suspended' },
    'shop-development': { state: 'closed' },
  }),
});
const withoutGlobal = edited({ governedRegions: ['eu-central-1', 'eu-west-1'], compliance: allStandards() });

const organizations: readonly (readonly [string, Organization])[] = [
  ['the example', example],
  ['all that can be on, and accounts that are excluded, skip the baseline, or are suspended or closed', withAll],
  [
    'a management account that keeps its recorder and detector, and PCI DSS',
    edited({
      managementAccount: { ...managementAccount, hasBaseline: false },
      baseline: baselineWith({ guardDuty: { forwardFrom: 4 } }),
      compliance: allStandards(),
    }),
  ],
  ['us-east-1 not governed', withoutGlobal],
  ['us-east-1 as the home Region', edited({ homeRegion: 'us-east-1', compliance: allStandards() })],
  ['the home Region alone', edited({ governedRegions: [homeRegion] })],
  ['a new governed Region', withNewRegion],
  ['a new account', withNewAccount],
  ['no baseline', edited({ baseline: null, compliance: null })],
];

describe.each(organizations)('with %s', (_, organization) => {
  test('the templates put into each account and Region exactly what the matrix says', () => {
    expect(deployedCoverage(stacksOf(organization), organization)).toEqual(matrixOf(organization));
  });

  test('the packs in a Region hold exactly the Config rules that the table has for it', () => {
    expect(deployedRules(stacksOf(organization), organization)).toEqual(expectedRules(organization));
  });
});

test('these organizations together have every pack that there can be', () => {
  const names = organizations.flatMap(([, one]) => deployedPacks(stacksOf(one), one).map(({ name }) => name));
  expect([...new Set(names)].sort()).toEqual([
    'rampart-cis-aws-foundations-home',
    'rampart-cis-aws-foundations-region',
    'rampart-cis-aws-foundations-us-east-1',
    // No guardrail is about what is in us-east-1 only.
    'rampart-mirror-home',
    'rampart-mirror-region',
    'rampart-pci-dss-home',
    'rampart-pci-dss-region',
    'rampart-pci-dss-us-east-1',
  ]);
});

test('without us-east-1, what is there only is measured nowhere, and the matrix names its packs', () => {
  const there = Object.entries(CONFIG_RULES).filter(([, { scope }]) => scope === 'us-east-1');
  const deployed = JSON.stringify(deployedPacks(stacksOf(withoutGlobal), withoutGlobal));
  for (const [identifier] of there) expect(deployed).not.toContain(`"${identifier}"`);
  const { nowhere } = coverageOf(withoutGlobal, organizationPacks(withoutGlobal));
  expect(nowhere).toEqual(['rampart-cis-aws-foundations-us-east-1', 'rampart-pci-dss-us-east-1']);
});

describe('a change', () => {
  const changedBy = (organization: Organization): readonly string[] =>
    stacksOf(organization)
      .filter(({ id, text }) => stacksOf(example).find((stack) => stack.id === id)?.text !== text)
      .map(({ id }) => id);

  test('that governs one more Region changes the StackSets, and adds the stack of the Region', () => {
    expect(changedBy(withNewRegion)).toEqual(['OrganizationSettings', 'Baseline', 'Backups', 'Regional-eu-north-1']);
  });

  test('that adds an account changes the stacks of the accounts and of people: the rest is deployed to it by itself', () => {
    expect(changedBy(withNewAccount)).toEqual(['Accounts', 'Identity']);
  });
});

/** A template that a colleague has edited by mistake. */
type Edit = (stacks: readonly MutableStack[]) => void;

interface MutableStack {
  readonly id: string;
  readonly template: { Resources: Record<string, MutableResource> };
}

interface MutableResource {
  Type: string;
  Condition?: string;
  Properties: Record<string, unknown>;
}

interface MutableStackSet {
  StackSetName: string;
  TemplateBody: string;
  StackInstancesGroup: [{ DeploymentTargets: Record<string, unknown>; Regions: string[] }];
}

/** Edits a StackSet of the baseline: its targets and Regions, and the resources of its template. */
function inStackSet(
  name: string,
  edit: (stackSet: MutableStackSet, resources: Record<string, MutableResource>) => void,
): Edit {
  return (stacks) => {
    const resources = stacks.flatMap(({ template }) => Object.values(template.Resources));
    const stackSet = resources.find(
      ({ Type, Properties }) => Type === 'AWS::CloudFormation::StackSet' && Properties['StackSetName'] === name,
    );
    if (stackSet === undefined) throw new Error(`no StackSet ${name}`);
    const properties = stackSet.Properties as unknown as MutableStackSet;
    const body = JSON.parse(properties.TemplateBody) as { Resources: Record<string, MutableResource> };
    edit(properties, body.Resources);
    properties.TemplateBody = JSON.stringify(body);
  };
}

function inStack(id: string, edit: (resources: Record<string, MutableResource>) => void): Edit {
  return (stacks) => {
    edit(resourcesIn(stacks, id));
  };
}

function resourcesIn(stacks: readonly MutableStack[], id: string): Record<string, MutableResource> {
  const stack = stacks.find((candidate) => candidate.id === id);
  if (stack === undefined) throw new Error(`no stack ${id}`);
  return stack.template.Resources;
}

const PACK = 'AWS::Config::OrganizationConformancePack';

function packIn(resources: Record<string, MutableResource>, name: string): MutableResource {
  const found = Object.values(resources).find(
    ({ Type, Properties }) => Type === PACK && Properties['OrganizationConformancePackName'] === name,
  );
  if (found === undefined) throw new Error(`no pack ${name}`);
  return found;
}

function idOf(resources: Record<string, MutableResource>, type: string, name?: string): string {
  const [id] =
    Object.entries(resources).find(
      ([, { Type, Properties }]) => Type === type && (name === undefined || Properties['Name'] === name),
    ) ?? [];
  if (id === undefined) throw new Error(`no ${type} ${name ?? ''}`);
  return id;
}

const without =
  (type: string, name?: string) =>
  (resources: Record<string, MutableResource>): void => {
    Reflect.deleteProperty(resources, idOf(resources, type, name));
  };

const sabotages: readonly (readonly [string, Edit])[] = [
  [
    'a StackSet that misses a Region',
    inStackSet('rampart-region', ({ StackInstancesGroup: [{ Regions }] }) => Regions.pop()),
  ],
  [
    'a StackSet in a Region that is not governed',
    inStackSet('rampart-region', ({ StackInstancesGroup: [{ Regions }] }) => Regions.push('ap-south-1')),
  ],
  [
    'global events in every governed Region',
    inStackSet('rampart-global-events', ({ StackInstancesGroup: [{ Regions }] }) => Regions.push('eu-west-1')),
  ],
  [
    'a StackSet that leaves an account out',
    inStackSet('rampart-region', ({ StackInstancesGroup: [{ DeploymentTargets }] }) => {
      DeploymentTargets['Accounts'] = [{ 'Fn::ImportValue': 'Rampart-Accounts:Account-network' }];
      DeploymentTargets['AccountFilterType'] = 'DIFFERENCE';
    }),
  ],
  [
    'the audit of another account',
    inStackSet('rampart-audit', ({ StackInstancesGroup: [{ DeploymentTargets }] }) => {
      DeploymentTargets['Accounts'] = [{ 'Fn::ImportValue': 'Rampart-Accounts:Account-network' }];
    }),
  ],
  [
    'no recorder',
    inStackSet('rampart-region', (_, resources) => {
      without('AWS::Config::ConfigurationRecorder')(resources);
    }),
  ],
  [
    'a delivery channel in the home Region only',
    inStackSet('rampart-region', (_, resources) => {
      const channel = resources[idOf(resources, 'AWS::Config::DeliveryChannel')];
      if (channel !== undefined) channel.Condition = 'IsHomeRegion';
    }),
  ],
  [
    'no block of public documents',
    inStackSet('rampart-region', (_, resources) => {
      without('AWS::SSM::ServiceSetting')(resources);
    }),
  ],
  [
    'no forwarding of failures',
    inStackSet('rampart-region', (_, resources) => {
      without('AWS::Events::Rule', 'rampart-forward-failed-executions')(resources);
    }),
  ],
  [
    'no forwarding of MFA events',
    inStackSet('rampart-global-events', (_, resources) => {
      without('AWS::Events::Rule', 'rampart-forward-mfa')(resources);
    }),
  ],
  [
    'a detector that nobody switched on',
    inStackSet('rampart-region', (_, resources) => {
      resources['Detector'] = { Type: 'AWS::GuardDuty::Detector', Properties: { Enable: true } };
    }),
  ],
  [
    'an aggregator in every Region',
    inStackSet('rampart-audit', (_, resources) => {
      Reflect.deleteProperty(resources[idOf(resources, 'AWS::Config::ConfigurationAggregator')] ?? {}, 'Condition');
    }),
  ],
  [
    'no analyzer',
    inStackSet('rampart-audit', (_, resources) => {
      without('AWS::AccessAnalyzer::Analyzer')(resources);
    }),
  ],
  [
    'no recorder in the management account',
    inStack('Regional-eu-west-1', without('AWS::Config::ConfigurationRecorder')),
  ],
  [
    'a pack that is named for every Region, but is in one only',
    inStack('Regional-eu-west-1', (resources) => {
      packIn(resources, 'rampart-mirror-region').Properties['OrganizationConformancePackName'] = 'rampart-mirror-home';
    }),
  ],
  [
    'a pack of us-east-1 elsewhere',
    (stacks) => {
      const [from, to] = ['Regional-us-east-1', 'Regional-eu-west-1'].map((id) => resourcesIn(stacks, id));
      if (from === undefined || to === undefined) return;
      to['Misplaced'] = packIn(from, 'rampart-cis-aws-foundations-us-east-1');
    },
  ],
  [
    'a Region without its packs',
    (stacks) => {
      const resources = resourcesIn(stacks, 'Regional-eu-west-1');
      for (const [id, { Type }] of Object.entries(resources)) if (Type === PACK) Reflect.deleteProperty(resources, id);
    },
  ],
  [
    'a Region without its stack',
    (stacks) => {
      (stacks as MutableStack[]).splice(
        stacks.findIndex(({ id }) => id === 'Regional-eu-west-1'),
        1,
      );
    },
  ],
  [
    'a pack that leaves an account out',
    inStack('Regional-eu-central-1', (resources) => {
      packIn(resources, 'rampart-mirror-region').Properties['ExcludedAccounts'] = [
        { 'Fn::ImportValue': 'Rampart-Accounts:Account-network' },
      ];
    }),
  ],
  [
    'a pack that leaves the management account out',
    inStack('Regional-eu-west-1', (resources) => {
      packIn(resources, 'rampart-mirror-region').Properties['ExcludedAccounts'] = ['111111111111'];
    }),
  ],
  [
    'a trail of one Region',
    inStack('Audit', (resources) => {
      const trail = resources[idOf(resources, 'AWS::CloudTrail::Trail')];
      if (trail !== undefined) trail.Properties['IsMultiRegionTrail'] = false;
    }),
  ],
];

describe('a mistake in a template is noticed', () => {
  const broken = (edit: Edit): readonly SynthesizedStack[] => {
    const stacks = structuredClone(stacksOf(example)) as unknown as SynthesizedStack[] & MutableStack[];
    edit(stacks);
    return stacks;
  };

  test.each(sabotages)('%s', (_, edit) => {
    expect(deployedCoverage(broken(edit), example)).not.toEqual(matrixOf(example));
  });

  test('a resource of a type that the matrix does not know', () => {
    const edit = inStackSet('rampart-region', (_, resources) => {
      resources['Queue'] = { Type: 'AWS::SQS::Queue', Properties: {} };
    });
    expect(() => deployedCoverage(broken(edit), example)).toThrow('Queue is a AWS::SQS::Queue');
  });

  test('a Config rule that a pack leaves out', () => {
    const edit = inStack('Regional-eu-west-1', (resources) => {
      const { Properties } = packIn(resources, 'rampart-cis-aws-foundations-region');
      const body = JSON.parse(String(Properties['TemplateBody'])) as MutableStack['template'];
      const [id = ''] = Object.keys(body.Resources);
      Reflect.deleteProperty(body.Resources, id);
      Properties['TemplateBody'] = JSON.stringify(body);
    });
    const stacks = broken(edit);
    expect(deployedRules(stacks, example)).not.toEqual(expectedRules(example));
    // The matrix has packs, and not their Config rules.
    expect(deployedCoverage(stacks, example)).toEqual(matrixOf(example));
  });

  test('an account in another Region that is named by an export, which only its own Region has', () => {
    const edit = inStack('Regional-eu-west-1', (resources) => {
      packIn(resources, 'rampart-mirror-region').Properties['ExcludedAccounts'] = [
        { 'Fn::ImportValue': 'Rampart-Accounts:Account-network' },
      ];
    });
    expect(() => deployedCoverage(broken(edit), example)).toThrow("Regional-eu-west-1 reads no account's number");
  });
});
