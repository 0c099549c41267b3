import { GLOBAL_EVENTS } from '../../constructs/baseline/forwarded-events';
import { COVERAGE_PARTS, type CoverageCell, type CoveragePart } from '../../lib/analysis/coverage/coverage';
import { STACK_SETS } from '../../lib/model/names';
import type { Organization } from '../../lib/model/organization';
import { GLOBAL_EVENTS_REGION } from '../../lib/model/regions';
import { resourcesOf, type SynthesizedStack, type TemplateJson } from './synthesize';

/** The cells of an account by Region, of those that have anything. */
type DeployedRow = Readonly<Record<string, Omit<CoverageCell, 'region'>>>;

/** What a template puts into one account and Region, by name where there can be several. */
type Found = readonly string[];

interface Body extends TemplateJson {
  readonly Conditions?: Readonly<Record<string, { readonly 'Fn::Equals': readonly [unknown, string] }>>;
}

/** The StackSets of the log archive, of applications and of partners, which watch nobody. */
const OTHERS: readonly string[] = [
  STACK_SETS.logArchive,
  STACK_SETS.trailArchive,
  STACK_SETS.ci,
  STACK_SETS.backup,
  STACK_SETS.backupCopies,
];
const OF_MANY = [STACK_SETS.application('', '').slice(0, -1), STACK_SETS.partner('')];

function watchesNobody(stackSet: string): boolean {
  return OTHERS.includes(stackSet) || OF_MANY.some((beginning) => stackSet.startsWith(beginning));
}

/**
 * What the synthesized templates put into each account and Region, by account. It reads the templates only, as CloudFormation
 * would: targets, Regions and conditions.
 *
 * @throws if a template holds something that this does not know
 */
export function deployedCoverage(
  stacks: readonly SynthesizedStack[],
  organization: Organization,
): Readonly<Record<string, DeployedRow>> {
  const { managementAccount, accounts, governedRegions } = organization;
  const members = accounts.filter(({ state }) => state !== 'closed').map(({ key }) => key);
  const found = new Map([managementAccount.key, ...members].map((key) => [key, new Map<string, Set<string>>()]));
  const add = (account: string, region: string, things: Found): void => {
    const row = found.get(account) ?? new Map<string, Set<string>>();
    row.set(region, new Set([...(row.get(region) ?? []), ...things]));
    found.set(account, row);
  };
  for (const { region, name, excluded } of deployedPacks(stacks, organization))
    for (const key of found.keys()) if (!excluded.includes(key)) add(key, region, [`pack ${name}`]);
  for (const stack of stacks) {
    const region = regionOf(stack);
    if (stack.id.startsWith('Regional-')) add(managementAccount.key, region, thingsIn(stack.template, region));
    const keyOf = keysIn(stack, stacks, organization);
    for (const { regions, targets, body } of stackSetsIn(stack.template, members, keyOf))
      for (const account of targets) for (const one of regions) add(account, one, thingsIn(body, one));
  }
  const regions = new Set([...governedRegions, ...[...found.values()].flatMap((row) => [...row.keys()])]);
  // It records every Region: those with anything else are shown.
  if (hasTrail(stacks))
    for (const key of found.keys())
      for (const region of [...regions, GLOBAL_EVENTS_REGION]) add(key, region, ['trail']);
  return Object.fromEntries(
    [...found].map(([account, row]) => [
      account,
      Object.fromEntries(
        [...row].filter(([, things]) => things.size > 0).map(([region, things]) => [region, cellOf(things)]),
      ),
    ]),
  );
}

/** A part is there if all that it consists of is. */
const CONSISTS_OF: Readonly<Record<CoveragePart, (things: ReadonlySet<string>) => boolean>> = {
  trail: (things) => things.has('trail'),
  recorder: (things) => things.has('AWS::Config::ConfigurationRecorder'),
  'delivery-channel': (things) => things.has('AWS::Config::DeliveryChannel'),
  detector: (things) => things.has('AWS::GuardDuty::Detector'),
  'private-documents': (things) => things.has('AWS::SSM::ServiceSetting'),
  finisher: (things) => things.has('AWS::StepFunctions::StateMachine') && things.has('AWS::Scheduler::Schedule'),
  forwarding: (things) =>
    things.has('rule rampart-forward-failed-executions') &&
    (!things.has('AWS::GuardDuty::Detector') || things.has('rule rampart-forward-findings')),
  'global-events': (things) =>
    GLOBAL_RULES.every((rule) => things.has(rule)) || OWN_RULES.every((rule) => things.has(rule)),
  aggregator: (things) => things.has('AWS::Config::ConfigurationAggregator'),
  'external-access': (things) => things.has('analyzer ORGANIZATION'),
  'unused-access': (things) => things.has('analyzer ORGANIZATION_UNUSED_ACCESS'),
};

/** Of root, the management account has rules of its own. */
const GLOBAL_RULES = Object.keys(GLOBAL_EVENTS)
  .filter((event) => !event.startsWith('root-'))
  .map((event) => `rule rampart-forward-${event}`);
const OWN_RULES = ['global-events', 'root-calls', 'root-sessions-and-rules'].map((rule) => `rule rampart-${rule}`);

function cellOf(things: ReadonlySet<string>): Omit<CoverageCell, 'region'> {
  return {
    parts: COVERAGE_PARTS.filter((part) => CONSISTS_OF[part](things)),
    packs: [...things].flatMap((thing) => (thing.startsWith('pack ') ? [thing.slice('pack '.length)] : [])),
  };
}

/** The roles that others use, and what is counted by itself. */
const HELPERS = new Set([
  'AWS::IAM::Role',
  'AWS::IAM::ManagedPolicy',
  'AWS::IAM::ServiceLinkedRole',
  'AWS::Config::OrganizationConformancePack',
]);

const PARTS_BY_TYPE = new Set([
  'AWS::Config::ConfigurationRecorder',
  'AWS::Config::DeliveryChannel',
  'AWS::GuardDuty::Detector',
  'AWS::SSM::ServiceSetting',
  'AWS::Scheduler::Schedule',
  'AWS::StepFunctions::StateMachine',
  'AWS::Config::ConfigurationAggregator',
]);

function thingsIn({ Resources, Conditions = {} }: Body, region: string): Found {
  const isThere = (condition: unknown): boolean =>
    typeof condition !== 'string' || Conditions[condition]?.['Fn::Equals'][1] === region;
  return Object.entries(Resources).flatMap(([id, resource]): Found => {
    const { Type, Properties: { Name, Type: kind } = {} } = resource;
    if (HELPERS.has(Type) || !isThere((resource as { readonly Condition?: unknown }).Condition)) return [];
    if (Type === 'AWS::Events::Rule') return [`rule ${String(Name)}`];
    if (Type === 'AWS::AccessAnalyzer::Analyzer') return [`analyzer ${String(kind)}`];
    if (PARTS_BY_TYPE.has(Type)) return [Type];
    throw new Error(`${id} is a ${Type}: say in test/support/deployed-coverage.ts which part of the coverage it is`);
  });
}

interface StackSetProperties {
  readonly StackSetName: string;
  readonly TemplateBody: string;
  readonly StackInstancesGroup: readonly [
    {
      readonly DeploymentTargets: { readonly Accounts?: readonly unknown[]; readonly AccountFilterType?: string };
      readonly Regions: readonly string[];
    },
  ];
}

function stackSetsIn(
  { Resources }: TemplateJson,
  members: readonly string[],
  keyOf: (account: unknown) => string,
): readonly { readonly regions: readonly string[]; readonly targets: readonly string[]; readonly body: Body }[] {
  return Object.values(Resources).flatMap(({ Type, Properties }) => {
    const stackSet = Properties as unknown as StackSetProperties;
    if (Type !== 'AWS::CloudFormation::StackSet' || watchesNobody(stackSet.StackSetName)) return [];
    const [{ DeploymentTargets, Regions: regions }] = stackSet.StackInstancesGroup;
    const named = (DeploymentTargets.Accounts ?? []).map(keyOf);
    const filter = DeploymentTargets.AccountFilterType;
    const targets = filter === 'INTERSECTION' ? named : members.filter((key) => !named.includes(key));
    return [{ regions, targets, body: JSON.parse(stackSet.TemplateBody) as Body }];
  });
}

/** A conformance pack of the organization, as a template has it. */
export interface DeployedPack {
  readonly region: string;
  readonly name: string;
  /** The identifiers of its Config rules. */
  readonly rules: readonly string[];
  /** The keys of the accounts that it leaves out. */
  readonly excluded: readonly string[];
}

/** The conformance packs in the templates. */
export function deployedPacks(
  stacks: readonly SynthesizedStack[],
  organization: Pick<Organization, 'managementAccount'>,
): readonly DeployedPack[] {
  return stacks.flatMap((stack) => {
    const keyOf = keysIn(stack, stacks, organization);
    return resourcesOf(stack.template, 'AWS::Config::OrganizationConformancePack').map(([, { Properties = {} }]) => {
      const { Resources } = JSON.parse(String(Properties['TemplateBody'])) as TemplateJson;
      return {
        region: regionOf(stack),
        name: String(Properties['OrganizationConformancePackName']),
        rules: Object.values(Resources).map(
          ({ Properties: rule }) => (rule?.['Source'] as { readonly SourceIdentifier: string }).SourceIdentifier,
        ),
        excluded: ((Properties['ExcludedAccounts'] ?? []) as readonly unknown[]).map(keyOf),
      };
    });
  });
}

function regionOf({ environment }: SynthesizedStack): string {
  return environment.slice(environment.lastIndexOf('/') + 1);
}

interface Reference {
  readonly 'Fn::ImportValue'?: string;
  readonly 'Fn::GetStackOutput'?: { readonly StackName: string; readonly OutputName: string; readonly Region: string };
}

/**
 * The key of an account that a stack names: by the export of its number, by the output of a stack in another Region, or,
 * the management account, by its number. Exports are read in their own Region only.
 */
function keysIn(
  reader: SynthesizedStack,
  stacks: readonly SynthesizedStack[],
  { managementAccount }: Pick<Organization, 'managementAccount'>,
): (account: unknown) => string {
  return (account) => {
    if (account === managementAccount.accountId) return managementAccount.key;
    const { 'Fn::ImportValue': imported, 'Fn::GetStackOutput': output } = account as Reference;
    const [name] = stacks.flatMap((stack) =>
      Object.entries(stack.template.Outputs ?? {})
        .filter(([id, { Export }]) =>
          output === undefined
            ? Export?.Name === imported && regionOf(stack) === regionOf(reader)
            : [output.StackName, output.OutputName, output.Region].join() ===
              [stack.stackName, id, regionOf(stack)].join(),
        )
        .flatMap(([, { Export }]) => Export?.Name ?? []),
    );
    const [, key] = /:Account-(.+)$/.exec(name ?? '') ?? [];
    if (key === undefined) throw new Error(`${reader.id} reads no account's number from ${JSON.stringify(account)}`);
    return key;
  };
}

function hasTrail(stacks: readonly SynthesizedStack[]): boolean {
  const trails = stacks.flatMap(({ template }) =>
    Object.values(template.Resources).filter(({ Type }) => Type === 'AWS::CloudTrail::Trail'),
  );
  return trails.some(
    ({ Properties: trail = {} }) =>
      trail['IsLogging'] === true && trail['IsMultiRegionTrail'] === true && trail['IsOrganizationTrail'] === true,
  );
}
