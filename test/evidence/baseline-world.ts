import { assemble } from '../../lib/analysis/assemble/assemble';
import { decider, type Decide } from '../../lib/analysis/evaluate/decide';
import { ROOT, type Organization } from '../../lib/model/organization';
import { catalogue } from '../../policies/catalogue';
import { deployTemplate } from '../support/deploy-template';
import { resourcesOf, synthesize, type Resource, type TemplateJson } from '../support/synthesize';
import { theExample } from '../support/the-example';

/** A stack that a StackSet makes in an account and Region. */
export interface MemberStack {
  readonly stackSet: string;
  readonly account: string;
  readonly region: string;
  readonly template: TemplateJson;
}

/** The guardrails of an organization, and what its StackSets put into accounts. */
export interface BaselineWorld {
  readonly organization: Organization;
  readonly decide: Decide;
  /** The number of an account directly below each unit and the root, by the id of the unit. */
  readonly accounts: ReadonlyMap<string, string>;
  readonly stacks: readonly MemberStack[];
  /** The names of all StackSets, also of those for single accounts. */
  readonly stackSets: readonly string[];
}

/** The account that has the bucket of AWS Config. */
const LOG_ARCHIVE = '888888888888';

/** The shipped organization with everything of the baseline on. */
export function exampleWithBaseline(): Organization {
  const { organization } = theExample();
  if (organization.baseline === null) throw new Error('the example has no baseline');
  return {
    ...organization,
    baseline: { ...organization.baseline, guardDuty: { forwardFrom: 7 }, unusedAccessDays: 90 },
  };
}

/**
 * An organization with an account in each of its units, and the stacks that reach these accounts.
 *
 * @param guarded the same organization with other guardrails, for tests of the tests
 */
export function baselineWorld(organization: Organization, guarded: Organization = organization): BaselineWorld {
  const ids = [ROOT, ...organization.units.map(({ id }) => id)];
  const accounts = new Map(ids.map((id, index) => [id, `9000000001${String(index).padStart(2, '0')}`]));
  const { file } = valueOf(assemble(guarded, catalogue));
  const added = [...accounts].map(([parent, accountId]) => ({
    ...{ id: `an account in ${parent}`, kind: 'account' as const, parent, accountId, awsId: null },
    state: 'active' as const,
  }));
  const assembly = valueOf(assemble(organization, catalogue));
  const sets = synthesize({ organization, assembly })
    .flatMap(({ template }) => resourcesOf(template, 'AWS::CloudFormation::StackSet'))
    .map(([, resource]) => readStackSet(resource));
  const stacks = sets
    .filter(({ name }) => /^rampart-(?:account|region|global-events|audit)$/.test(name))
    .flatMap(({ name, regions, template }) =>
      regions.flatMap((region) =>
        [...accounts.values()].map((account) => ({
          ...{ stackSet: name, account, region },
          template: deployTemplate(template, { account, region, parameters: { LogArchive: LOG_ARCHIVE } }),
        })),
      ),
    );
  return {
    organization,
    decide: decider({ ...file, targets: [...file.targets, ...added] }),
    accounts,
    stacks,
    stackSets: sets.map(({ name }) => name),
  };
}

interface ReadStackSet {
  readonly name: string;
  readonly regions: readonly string[];
  readonly template: TemplateJson;
}

function readStackSet({ Properties = {} }: Resource): ReadStackSet {
  const { StackSetName, TemplateBody, StackInstancesGroup } = Properties as {
    readonly StackSetName: string;
    readonly TemplateBody: unknown;
    readonly StackInstancesGroup: readonly { readonly Regions: readonly string[] }[];
  };
  if (typeof TemplateBody !== 'string') throw new Error(`the template of ${StackSetName} has references`);
  return {
    name: StackSetName,
    regions: StackInstancesGroup.flatMap(({ Regions }) => Regions),
    template: JSON.parse(TemplateBody) as TemplateJson,
  };
}

function valueOf<Value>(outcome: { kind: 'problems' } | { kind: 'ok'; value: Value }): Value {
  if (outcome.kind === 'problems') throw new Error('the organization has problems');
  return outcome.value;
}
