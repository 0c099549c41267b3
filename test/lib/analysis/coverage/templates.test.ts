import { coverageOf } from '../../../../lib/analysis/coverage/coverage';
import type { Account, Baseline, Organization } from '../../../../lib/model/organization';
import { deployedCoverage } from '../../../support/deployed-coverage';
import { synthesize, type SynthesizedStack } from '../../../support/synthesize';
import { theExample } from '../../../support/the-example';

const example = theExample();

function stacksOf(organization: Organization): readonly SynthesizedStack[] {
  return synthesize({ organization, assembly: example.assembly });
}

/** The matrix in the form in which the templates are read. */
function matrixOf(organization: Organization): ReturnType<typeof deployedCoverage> {
  return Object.fromEntries(
    coverageOf(organization, []).rows.map(({ account, cells }) => [
      account,
      Object.fromEntries(
        cells
          .filter(({ parts, packs }) => parts.length + packs.length > 0)
          .map(({ region, parts, packs }) => [region, { parts, packs }]),
      ),
    ]),
  );
}

/** The example without standards, and some of it replaced. */
function edited(edits: Partial<Organization> = {}): Organization {
  return { ...example.organization, compliance: null, ...edits };
}

function withBaseline(edits: Partial<Baseline>): Organization {
  const { baseline } = example.organization;
  if (baseline === null) throw new Error('the example has a baseline');
  return edited({ baseline: { ...baseline, ...edits } });
}

function withAccount(key: string, edits: Partial<Account>): Organization {
  const { accounts } = example.organization;
  return edited({ accounts: accounts.map((account) => (account.key === key ? { ...account, ...edits } : account)) });
}

function withNewAccount(): Organization {
  const [first, ...rest] = example.organization.accounts;
  if (first === undefined) throw new Error('the example has accounts');
  return edited({ accounts: [first, ...rest, { ...first, key: 'zoo', name: 'zoo', email: 'zoo@example.com' }] });
}

const { homeRegion, governedRegions } = example.organization;
const withNewRegion = edited({ governedRegions: [...governedRegions, 'eu-north-1'] });

const organizations: readonly (readonly [string, Organization])[] = [
  ['the example', edited()],
  ['GuardDuty', withBaseline({ guardDuty: { forwardFrom: 7 } })],
  ['an analyzer of unused access', withBaseline({ unusedAccessDays: 90 })],
  ['us-east-1 not governed', edited({ governedRegions: ['eu-central-1', 'eu-west-1'] })],
  ['us-east-1 as the home Region', edited({ homeRegion: 'us-east-1' })],
  ['the home Region alone', edited({ governedRegions: [homeRegion] })],
  ['an account that skips the baseline', withAccount('sandbox-one', { hasBaseline: false })],
  ['a suspended account', withAccount('sandbox-one', { state: 'suspended', unit: 'Suspended' })],
  ['a closed account', withAccount('sandbox-one', { state: 'closed' })],
  ['a new governed Region', withNewRegion],
  ['a new account', withNewAccount()],
  ['no baseline', edited({ baseline: null })],
];

describe('the templates put into each account and Region exactly what the matrix says', () => {
  test.each(organizations)('with %s', (_, organization) => {
    expect(deployedCoverage(stacksOf(organization), organization)).toEqual(matrixOf(organization));
  });
});

describe('a change', () => {
  const before = stacksOf(edited());
  const changedBy = (organization: Organization): readonly string[] =>
    stacksOf(organization)
      .filter(({ id, text }) => before.find((stack) => stack.id === id)?.text !== text)
      .map(({ id }) => id);

  test('that governs one more Region changes the StackSets, and adds the stack of the Region', () => {
    expect(changedBy(withNewRegion)).toEqual(['Baseline', 'Regional-eu-north-1']);
  });

  test('that adds an account changes the stack of the accounts only: the rest is deployed to it by itself', () => {
    expect(changedBy(withNewAccount())).toEqual(['Accounts']);
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
    const stack = stacks.find((candidate) => candidate.id === id);
    if (stack === undefined) throw new Error(`no stack ${id}`);
    edit(stack.template.Resources);
  };
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
    'a trail of one Region',
    inStack('Audit', (resources) => {
      const trail = resources[idOf(resources, 'AWS::CloudTrail::Trail')];
      if (trail !== undefined) trail.Properties['IsMultiRegionTrail'] = false;
    }),
  ],
];

describe('a mistake in a template is noticed', () => {
  const stacks = stacksOf(edited());
  const expected = matrixOf(edited());

  test.each(sabotages)('%s', (_, edit) => {
    const broken = structuredClone(stacks) as unknown as SynthesizedStack[] & MutableStack[];
    edit(broken);
    expect(deployedCoverage(broken, edited())).not.toEqual(expected);
  });

  test('a resource of a type that the matrix does not know', () => {
    const broken = structuredClone(stacks) as unknown as SynthesizedStack[] & MutableStack[];
    inStackSet('rampart-region', (_, resources) => {
      resources['Queue'] = { Type: 'AWS::SQS::Queue', Properties: {} };
    })(broken);
    expect(() => deployedCoverage(broken, edited())).toThrow('Queue is a AWS::SQS::Queue');
  });
});
