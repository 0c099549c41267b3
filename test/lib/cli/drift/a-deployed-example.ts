import { stackSetsIn, type WrittenStackSet } from '../../../../lib/cli/plan/read-stack-sets';
import type { Clients } from '../../../../lib/aws/clients';
import type { LiveOrganization } from '../../../../lib/model/live-organization';
import type { ResourceDrift } from '../../../../lib/model/live-stacks';
import { EXPORTS, exportName, stackName } from '../../../../lib/model/names';
import { isInside } from '../../../../lib/model/tree';
import { aLiveExample, unitId } from '../../../support/a-live-example';
import { synthesize } from '../../../support/synthesize';
import { theExample } from '../../../support/the-example';

export interface FakeStack {
  readonly name: string;
  readonly region: string;
  readonly status: string;
  readonly template: string;
  readonly outputs: Readonly<Record<string, string | undefined>>;
  /** How the detection of its drift ends. */
  readonly detection: 'DETECTION_COMPLETE' | 'DETECTION_FAILED';
  readonly resources: readonly ResourceDrift[];
}

export interface FakeInstance {
  readonly stackSet: string;
  readonly account: string;
  readonly region: string;
  readonly status: string;
  readonly detailed: string;
}

/** All that AWS has. */
export interface FakeState {
  readonly live: LiveOrganization;
  readonly stacks: readonly FakeStack[];
  readonly stackSets: readonly WrittenStackSet[];
  readonly instances: readonly FakeInstance[];
  readonly isActivated: boolean;
  /** The statuses of the operations of every StackSet. */
  readonly operations: readonly string[];
  readonly caller: string;
  readonly exports: Readonly<Record<string, string>>;
  /** An error instead of the answer to some calls. */
  readonly refuse?: (call: string) => { readonly name: string; readonly message: string } | undefined;
}

/** Read once: it takes a while. */
export const example = theExample();

/** The example as it is after a deployment without faults. */
export function aDeployedExample(): FakeState {
  const { organization } = example;
  const live = aLiveExample();
  const stacks = synthesize({ ...example, revision: 'c0ffee' }).map(
    ({ stackName: name, environment, text, template }) => ({
      ...{ name, region: environment.split('/').at(-1) ?? '', status: 'UPDATE_COMPLETE', template: text },
      outputs: name === stackName('Guardrails') ? { Revision: 'c0ffee' } : {},
      detection: 'DETECTION_COMPLETE' as const,
      resources: Object.entries(template.Resources).map(([logicalId, { Type: type }]) => ({
        ...{ logicalId, physicalId: `id-of-${logicalId}`, type, status: 'IN_SYNC', reason: undefined, properties: [] },
      })),
    }),
  );
  const stackSets = stackSetsIn(
    stacks.map(({ name, template: text }) => ({ stack: name, text })),
    organization,
  );
  const numbers = new Map(
    organization.accounts.map(({ key, name }) => [key, live.accounts.find((one) => one.name === name)?.id ?? '']),
  );
  const keysBelow = (units: readonly string[] | null): readonly string[] =>
    organization.accounts
      .filter(({ unit }) => units === null || units.some((one) => isInside(unit, one)))
      .map(({ key }) => key);
  return {
    ...{ live, stacks, stackSets, isActivated: true, operations: ['SUCCEEDED'], caller: '111111111111' },
    exports: exportsOf(numbers),
    instances: stackSets.flatMap(({ name: stackSet, units, accounts, regions }) =>
      (accounts ?? keysBelow(units)).flatMap((key) =>
        regions.map((region) => ({
          ...{ stackSet, account: numbers.get(key) ?? '', region, status: 'CURRENT', detailed: 'SUCCEEDED' },
        })),
      ),
    ),
  };
}

function exportsOf(numbers: ReadonlyMap<string, string>): Readonly<Record<string, string>> {
  const { units, accounts } = example.organization;
  return Object.fromEntries([
    ...units.map(({ id, key }) => [exportName(stackName('Organization'), EXPORTS.unit(key)), unitId(id)] as const),
    ...accounts.map(
      ({ key, stack }) => [exportName(stackName(stack), EXPORTS.account(key)), numbers.get(key) ?? ''] as const,
    ),
  ]);
}

/** A parameter's value as AWS has it. */
function resolve(value: unknown, exports: Readonly<Record<string, string>>): string {
  if (typeof value === 'string') return value;
  return exports[(value as { readonly 'Fn::ImportValue': string })['Fn::ImportValue']] ?? '';
}

/** The clients in each Region, which answer from the state. */
export function clientsOf(state: FakeState): {
  readonly clientsIn: (region: string) => Clients;
  readonly calls: string[];
} {
  const calls: string[] = [];
  const clientsIn = (region: string): Clients => {
    const send = (command: {
      readonly constructor: { readonly name: string };
      readonly input: Input;
    }): Promise<unknown> => {
      const call = command.constructor.name.replace(/Command$/, '');
      calls.push(call);
      const refused = state.refuse?.(call);
      if (refused !== undefined)
        return Promise.reject(Object.assign(new Error(refused.message), { name: refused.name, $metadata: {} }));
      const answer = ANSWERS[call];
      return answer === undefined
        ? Promise.reject(new Error(`${call} was not expected`))
        : Promise.resolve().then(() => answer(state, command.input, region));
    };
    const client = { send } as unknown as Clients['organizations'] & Clients['cloudformation'] & Clients['sts'];
    return { organizations: client, cloudformation: client, sts: client } as unknown as Clients;
  };
  return { clientsIn, calls };
}

type Input = Readonly<Record<string, string | undefined>>;
type Answer = (state: FakeState, input: Input, region: string) => object;

function stackOf({ stacks }: FakeState, name: string | undefined, region: string): FakeStack {
  const stack = stacks.find((one) => one.name === name && one.region === region);
  if (stack === undefined) throw new Error(`no stack ${String(name)} in ${region}`);
  return stack;
}

function stackSetOf(stackSets: readonly WrittenStackSet[], wanted: string | undefined): WrittenStackSet {
  const found = stackSets.find(({ name }) => name === wanted);
  if (found === undefined)
    throw Object.assign(new Error('not found'), { name: 'StackSetNotFoundException', $metadata: {} });
  return found;
}

const ANSWERS: Readonly<Record<string, Answer>> = {
  GetCallerIdentity: ({ caller }) => ({ Account: caller, Arn: 'arn' }),
  DescribeOrganization: ({ live }) => ({ Organization: { Id: live.id, MasterAccountId: live.managementAccountId } }),
  ListRoots: ({ live }) => ({
    Roots: [{ Id: live.rootId, PolicyTypes: live.policyTypes.map((Type) => ({ Type, Status: 'ENABLED' })) }],
  }),
  ListAWSServiceAccessForOrganization: ({ live }) => ({
    EnabledServicePrincipals: live.trustedServices.map((ServicePrincipal) => ({ ServicePrincipal })),
  }),
  ListOrganizationalUnitsForParent: ({ live }, { ParentId }) => ({
    OrganizationalUnits: live.units
      .filter(({ parentId }) => parentId === ParentId)
      .map(({ id: Id, name: Name }) => ({ Id, Name })),
  }),
  ListAccountsForParent: ({ live }, { ParentId }) => ({
    Accounts: live.accounts
      .filter(({ parentId }) => parentId === ParentId)
      .map(({ id: Id, name: Name, email: Email, state: State }) => ({ Id, Name, Email, State })),
  }),
  ListPolicies: ({ live }, { Filter }) => ({
    Policies: live.policies
      .filter(({ type }) => type === Filter)
      .map(({ id: Id, name: Name, type: Type, awsManaged: AwsManaged }) => ({ Id, Name, Type, AwsManaged })),
  }),
  DescribePolicy: ({ live }, { PolicyId }) => ({
    Policy: { Content: JSON.stringify(live.policies.find(({ id }) => id === PolicyId)?.content) },
  }),
  ListTargetsForPolicy: ({ live }, { PolicyId }) => ({
    Targets: live.policies.find(({ id }) => id === PolicyId)?.targetIds.map((TargetId) => ({ TargetId })),
  }),
  ListExports: ({ exports }) => ({
    Exports: Object.entries(exports).map(([Name, Value]) => ({ Name, Value })),
  }),
  DescribeOrganizationsAccess: ({ isActivated }) => ({ Status: isActivated ? 'ENABLED' : 'DISABLED' }),
  DescribeStacks: ({ stacks }, _input, region) => ({
    Stacks: [
      ...stacks.filter((stack) => stack.region === region),
      { name: 'somebody-elses', status: 'UPDATE_FAILED', outputs: {} },
    ].map(({ name: StackName, status: StackStatus, outputs }) => ({
      ...{ StackName, StackStatus },
      Outputs: Object.entries(outputs).map(([OutputKey, OutputValue]) => ({ OutputKey, OutputValue })),
    })),
  }),
  GetTemplate: (state, { StackName }, region) => ({ TemplateBody: stackOf(state, StackName, region).template }),
  DescribeStackSet: ({ stackSets, exports }, { StackSetName }) => {
    const found = stackSetOf(stackSets, StackSetName);
    const { autoDeployment, parameters } = found;
    return {
      StackSet: {
        ...{ Status: 'ACTIVE', TemplateBody: found.body },
        AutoDeployment: {
          Enabled: autoDeployment?.isEnabled,
          RetainStacksOnAccountRemoval: autoDeployment?.retainsStacks,
        },
        Parameters: Object.entries(parameters).map(([ParameterKey, value]) => ({
          ...{ ParameterKey, ParameterValue: resolve(value, exports) },
        })),
      },
    };
  },
  ListStackInstances: ({ instances, stackSets }, { StackSetName }) => ({
    Summaries: instances
      .filter(({ stackSet }) => stackSet === stackSetOf(stackSets, StackSetName).name)
      .map(({ account: Account, region: Region, status: Status, detailed: DetailedStatus }) => ({
        ...{ Account, Region, Status, StackInstanceStatus: { DetailedStatus } },
      })),
  }),
  ListStackSetOperations: ({ operations }) => ({ Summaries: operations.map((Status) => ({ Status })) }),
  DetectStackDrift: (_state, { StackName }, region) => ({ StackDriftDetectionId: `${region} ${String(StackName)}` }),
  DescribeStackDriftDetectionStatus: (state, { StackDriftDetectionId = '' }) => {
    const [region = '', name = ''] = StackDriftDetectionId.split(' ');
    const { detection } = stackOf(state, name, region);
    return {
      DetectionStatus: detection,
      DetectionStatusReason: detection === 'DETECTION_FAILED' ? 'Failed to read' : undefined,
    };
  },
  DescribeStackResourceDrifts: (state, { StackName }, region) => ({
    StackResourceDrifts: stackOf(state, StackName, region)
      .resources.filter(({ status }) => status !== 'UNSUPPORTED')
      .map((one) => ({
        ...{ LogicalResourceId: one.logicalId, PhysicalResourceId: one.physicalId, ResourceType: one.type },
        ...{ StackResourceDriftStatus: one.status, DriftStatusReason: one.reason },
        PropertyDifferences: one.properties.map((PropertyPath) => ({ PropertyPath })),
      })),
  }),
  ListStackResources: (state, { StackName }, region) => ({
    StackResourceSummaries: stackOf(state, StackName, region).resources.map((one) => ({
      ...{ LogicalResourceId: one.logicalId, PhysicalResourceId: one.physicalId, ResourceType: one.type },
      ResourceStatus: 'CREATE_COMPLETE',
    })),
  }),
};
