import { backupPlacements } from '../../model/backup-plans';
import { groupBy } from '../../model/group-by';
import type { ResourceDrift, StackDrift } from '../../model/live-stacks';
import { stackName } from '../../model/names';
import type { Organization } from '../../model/organization';
import { enumerate } from '../../report/words';
import { changedParts } from './compare-stack-sets';
import { aDrift, globally, revertBy, type Drift, type Trace } from './drift';

/** A stack of a plan, with its template as text. */
export interface PlannedStack {
  /** For `cdk deploy`. */
  readonly id: string;
  readonly name: string;
  readonly region: string;
  readonly template: string;
}

/** The output that says which commit was deployed: that it is older is no difference in what is deployed. */
export const REVISION = 'Revision';

/** The differences between a stack and the plan's: what was planned is not deployed, or was changed since. */
export function comparePlanned(planned: PlannedStack, deployed: string | undefined): readonly Drift[] {
  const { id, name, region } = planned;
  const of = { subject: name, trace: { events: ['UpdateStack', 'ExecuteChangeSet', 'DeleteStack'], region } };
  const fix = `if the plan is what you want: \`npx cdk deploy ${id} --exclusively\``;
  if (deployed === undefined)
    return [
      aDrift({
        ...{ ...of, kind: 'stack-missing', fix },
        summary: `stack \`${name}\` of the plan does not exist in ${region}`,
      }),
    ];
  const different = changedParts(planned.template, deployed, [REVISION]);
  if (different.length === 0) return [];
  return [
    aDrift({
      ...{ ...of, kind: 'stack-changed', fix },
      summary: `stack \`${name}\` in ${region} is not that of the plan: ${enumerate(different)} ${different.length === 1 ? 'differs' : 'differ'}`,
    }),
  ];
}

type Place = Pick<PlannedStack, 'name' | 'region'>;

/** A stack with our kind of name that the plan lacks: what it made is still in effect. */
export function unplannedStack({ name, region }: Place): Drift {
  return aDrift({
    ...{ kind: 'stack-unknown', subject: name },
    summary: `stack \`${name}\` in ${region} is not in the plan`,
    trace: { events: ['CreateStack', 'CreateChangeSet'], region },
    fix: 'if the files should have it, undo what took it out of them; else delete it: docs/deploy.md says what that deletes',
  });
}

/** A stack with our kind of name whose template the app cannot have written, so that its StackSets are not known. */
export function unreadableStack({ name, region }: Place): Drift {
  return aDrift({
    ...{ kind: 'stack-changed', subject: name },
    summary: `the template of stack \`${name}\` in ${region} is not one that Rampart writes: its StackSets are not compared`,
    trace: { events: ['CreateStack', 'UpdateStack', 'ExecuteChangeSet'], region },
    fix: `if the files have it: \`npx cdk deploy ${name.replace(stackName(''), '')} --exclusively\`; else make it again under a name that does not begin with \`${stackName('')}\``,
  });
}

/** Properties that are compared with the files themselves, by what they mean. */
const COMPARED: Readonly<Record<string, readonly string[]>> = {
  'AWS::Organizations::Account': ['/AccountName', '/Email', '/ParentIds'],
  'AWS::Organizations::OrganizationalUnit': ['/Name', '/ParentId'],
  'AWS::Organizations::Policy': ['/Content', '/Name', '/TargetIds', '/Type'],
  'AWS::CloudFormation::StackSet': [
    ...['/TemplateBody', '/AutoDeployment/Enabled', '/AutoDeployment/RetainStacksOnAccountRemoval'],
  ],
};

/** What CloudFormation found out about the stacks. Types of resources that it does not compare are one note. */
export function compareResources(
  stacks: readonly StackDrift[],
  notCompared: readonly { readonly type: string }[],
): readonly Drift[] {
  const types = [...groupBy(notCompared, ({ type }) => type)].map(([type, all]) => `${type} (${all.length})`);
  return [
    ...stacks.flatMap(compareStack),
    ...(types.length === 0
      ? []
      : [
          aDrift({
            ...{ kind: 'resource-not-compared', subject: 'types', isNote: true },
            summary: `CloudFormation compares no resources of these types: ${types.sort().join(', ')}`,
            fix: 'nothing',
          }),
        ]),
  ];
}

function compareStack({ stack, region, failure, resources }: StackDrift): readonly Drift[] {
  return [
    ...(failure === undefined
      ? []
      : [
          aDrift({
            ...{ kind: 'resource-not-compared', subject: stack },
            summary: `not all of stack \`${stack}\` in ${region} was compared: ${failure}`,
            fix: 'remove the cause, and run it again',
          }),
        ]),
    ...resources.flatMap((resource) => compareResource(resource, stack, region)),
  ];
}

function compareResource(
  { logicalId, physicalId, type, status, reason, properties }: ResourceDrift,
  stack: string,
  region: string,
): readonly Drift[] {
  const id = stack.replace(/^Rampart-/, '');
  const of = { subject: physicalId || logicalId, trace: traceOf(type, region) };
  const about = `\`${physicalId}\` (${type} \`${logicalId}\` of stack \`${stack}\` in ${region})`;
  const fix = `${revertBy(id)} makes it again what its stack says`;
  const compared = COMPARED[type];
  switch (status) {
    case 'DELETED':
      return compared === undefined
        ? [aDrift({ ...{ ...of, kind: 'resource-deleted', fix }, summary: `${about} was deleted` })]
        : [];
    case 'MODIFIED': {
      const other = properties.filter(
        (path) => !(compared ?? []).some((own) => path === own || path.startsWith(`${own}/`)),
      );
      if (other.length === 0 && properties.length > 0) return [];
      const what = other.length === 0 ? '' : `: ${enumerate(other.map((path) => `\`${path}\``))}`;
      return [aDrift({ ...{ ...of, kind: 'resource-changed', fix }, summary: `${about} was changed${what}` })];
    }
    case 'UNKNOWN':
      return [
        aDrift({
          ...{ ...of, kind: 'resource-not-compared', trace: null },
          summary: `${about} could not be compared: ${reason ?? 'AWS tells no reason'}`,
          fix: 'if a permission is missing, add it; `npx rampart drift --help` lists them',
        }),
      ];
    default:
      return [];
  }
}

/** Services whose calls are recorded in one Region. CloudTrail finds the call by the resource. */
function traceOf(type: string, region: string): Trace {
  return /^AWS::(?:IAM|Organizations)::/.test(type) ? globally() : { events: [], region };
}

/** A stack is as it was planned only if its last deployment ended well. */
export function changedStack(name: string, region: string, status: string): readonly Drift[] {
  if (/^(?:CREATE|UPDATE|IMPORT)_COMPLETE$/.test(status)) return [];
  const isRunning = /_IN_PROGRESS$/.test(status) && !/^DELETE|ROLLBACK/.test(status);
  return [
    aDrift({
      ...{ kind: 'stack-changed', subject: name, isNote: isRunning },
      summary: isRunning
        ? `stack \`${name}\` in ${region} is being deployed (${status}): what it changes may not be there yet`
        : `stack \`${name}\` in ${region} is ${status}: ${status.startsWith('DELETE') ? 'it is being deleted, or was to be' : 'its last deployment did not end well'}`,
      trace: { events: ['UpdateStack', 'ExecuteChangeSet', 'DeleteStack'], region },
      fix: isRunning ? 'run it again when the deployment is over' : 'docs/deploy.md says how to go on',
    }),
  ];
}

/**
 * Stacks that every plan of the files has in the home Region, and AWS has not. With a plan, `comparePlanned` knows the
 * others, too.
 */
export function findMissingStacks(
  organization: Pick<Organization, 'homeRegion' | 'accounts' | 'logArchive' | 'audit' | 'baseline' | 'placements'>,
  found: readonly { readonly name: string; readonly region: string }[],
): readonly Drift[] {
  const { homeRegion: region } = organization;
  return certainStacks(organization)
    .filter((id) => !found.some((stack) => stack.name === stackName(id) && stack.region === region))
    .map((id) =>
      aDrift({
        ...{ kind: 'stack-missing', subject: stackName(id) },
        summary: `stack \`${stackName(id)}\` does not exist in ${region}`,
        trace: { events: ['DeleteStack'], region },
        fix: `\`npx cdk deploy ${id} --exclusively\`; what it retained must be imported first: docs/deploy.md`,
      }),
    );
}

export function certainStacks({
  accounts,
  logArchive,
  audit,
  baseline,
  placements,
}: Pick<Organization, 'accounts' | 'logArchive' | 'audit' | 'baseline' | 'placements'>): readonly string[] {
  return [
    ...['Organization', 'OrganizationSettings', 'Guardrails'],
    ...new Set(accounts.filter(({ state }) => state !== 'closed').map(({ stack }) => stack)),
    ...(logArchive === null ? [] : ['LogArchive']),
    'AccountGuardrails',
    ...(audit === null ? [] : ['Audit']),
    ...(baseline === null ? [] : ['Baseline']),
    ...(backupPlacements(placements).length === 0 ? [] : ['Backups']),
  ];
}
