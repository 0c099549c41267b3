import { CfnParameter, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { CfnStackSet } from 'aws-cdk-lib/aws-cloudformation';
import { Construct } from 'constructs';
import type { MemberTemplate } from './member-template';

export interface StackSetProps {
  /** Unique in the management account. Another name replaces the StackSet. */
  readonly name: string;
  readonly description: string;
  readonly template: MemberTemplate;
  /** Values of the template's parameters, the same in every account. */
  readonly parameters?: Readonly<Record<string, string>>;
  /** The id at AWS of the organization's root: moving an account between units changes nothing. */
  readonly rootId: string;
  /**
   * The ids at AWS of units, none of them inside another: every account below gets a stack, and each that joins one later.
   *
   * An account that leaves them keeps its stack, which then follows no template any more. Coming back, or moving from one of
   * these units to another, it gets a second stack, which fails on every name that the first one has. When a unit leaves
   * this list, CloudFormation deletes the stacks of its accounts: what must survive is retained in the template.
   *
   * @default - the root
   */
  readonly units?: readonly string[];
  /**
   * The numbers of the accounts that get a stack.
   *
   * @default - every member account below the units or the root, and each that joins later
   */
  readonly accounts?: readonly string[];
  /**
   * The numbers of the accounts that get no stack.
   *
   * Only those that exist when the StackSet is deployed: automatic deployment ignores the choice of accounts, so that one
   * that joins later gets its stack, although it is named here.
   *
   * @default - none
   */
  readonly excludedAccounts?: readonly string[];
  /** In each of these Regions. */
  readonly regions: readonly string[];
  /**
   * The StackSets whose stacks an account must have before it gets one of this StackSet, by deployment and by automatic
   * deployment; at most 10, and all for every account.
   *
   * @default - none
   */
  readonly after?: readonly StackSet[];
  /**
   * Whether the StackSet and its stacks stay when it leaves the template of its stack. Otherwise they are deleted, and of what
   * is in the stacks only that stays which is retained there.
   *
   * @default true
   */
  readonly isRetained?: boolean;
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stacksets-orgs-manage-auto-deployment.html */
const MAXIMUM_AFTER = 10;

/**
 * Stacks in member accounts, made from one template by CloudFormation StackSets with service-managed permissions.
 *
 * They never reach the management account. The StackSet is retained when it leaves the template, unless it is made to go:
 * deleting it deletes its stacks. A set for single accounts does not deploy by itself, because automatic deployment ignores the choice of
 * accounts. Of such a set, the first failure fails the deployment; a set for all accounts, or for whole units, tolerates
 * failures, so that one broken account does not keep the others from getting their stack.
 *
 * Sources: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stacksets-orgs-manage-auto-deployment.html and
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudformation-stackset.html
 */
export class StackSet extends Construct {
  readonly template: MemberTemplate;
  readonly regions: readonly string[];
  /** Known when the StackSet is deployed: it ends with an id. */
  readonly arn: string;
  /** Which accounts get a stack: all, those of units, or single ones. The first two also reach accounts that join. */
  readonly reach: 'every account' | 'units' | 'single accounts';

  constructor(scope: Construct, id: string, props: StackSetProps) {
    super(scope, id);
    const { name, description, template, parameters = {}, rootId, regions, after = [] } = props;
    const { units, accounts, excludedAccounts = [], isRetained = true } = props;
    this.template = template;
    this.regions = regions;
    this.reach = accounts !== undefined ? 'single accounts' : units === undefined ? 'every account' : 'units';
    const deploysByItself = this.reach !== 'single accounts';
    const stackSet = new CfnStackSet(this, 'Resource', {
      stackSetName: name,
      description,
      permissionModel: 'SERVICE_MANAGED',
      callAs: 'SELF',
      capabilities: ['CAPABILITY_NAMED_IAM'],
      // The L1 passes it on as it is: CloudFormation wants a capital letter.
      managedExecution: { Active: true },
      autoDeployment: deploysByItself
        ? {
            enabled: true,
            retainStacksOnAccountRemoval: true,
            ...(after.length === 0 ? {} : { dependsOn: after.map(({ arn }) => arn) }),
          }
        : { enabled: false },
      operationPreferences: deploysByItself ? ALL_AT_ONCE : ONE_FAILURE_STOPS,
      templateBody: template.body,
      parameters: Object.entries(parameters).map(([parameterKey, parameterValue]) => ({
        parameterKey,
        parameterValue,
      })),
      stackInstancesGroup: [
        {
          deploymentTargets: {
            organizationalUnitIds: [...(units ?? [rootId])],
            ...filter(accounts, excludedAccounts),
          },
          regions: [...regions],
        },
      ],
    });
    stackSet.applyRemovalPolicy(isRetained ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY);
    const { account, region } = Stack.of(this);
    this.arn = `arn:aws:cloudformation:${region}:${account}:stackset/${stackSet.attrStackSetId}`;
    for (const other of after) this.node.addDependency(other);
    this.node.addValidation({
      validate: () => [
        ...(units?.length === 0 ? ['no unit gets a stack: name one, or leave the StackSet out'] : []),
        ...(accounts !== undefined && units !== undefined
          ? ['it has both units and accounts: leave the units out, since an account may move']
          : []),
        ...(accounts?.length === 0 ? ['no account gets a stack: name one, or leave the StackSet out'] : []),
        ...(accounts !== undefined && excludedAccounts.length > 0
          ? ['it has both accounts and excluded accounts: name the accounts that get a stack, and no others']
          : []),
        ...this.findOrderProblems(after),
        ...(regions.length === 0 ? ['no Region gets a stack: name one'] : []),
        ...findParameterProblems(template, Object.keys(parameters)),
        ...(template.isWriteOnce ? findTagProblems(stackSet) : []),
      ],
    });
  }

  private findOrderProblems(after: readonly StackSet[]): readonly string[] {
    if (after.length > 0 && this.reach === 'single accounts')
      return [
        'it is for single accounts, to which nothing is deployed by itself: use `node.addDependency`, not `after`',
      ];
    // Each account needs the stack of the other: units may come after all accounts, but not the other way round.
    const narrower = after.filter(({ reach }) => reach !== 'every account');
    return [
      ...narrower.map(({ node, reach }) => `it is after ${node.path}, which is for ${reach}: most would wait for ever`),
      ...(after.length > MAXIMUM_AFTER
        ? [`it is after ${after.length} StackSets, and AWS takes ${MAXIMUM_AFTER}: name only the last ones`]
        : []),
    ];
  }
}

/** Which accounts below the root; without a filter, all. */
function filter(
  accounts: readonly string[] | undefined,
  excluded: readonly string[],
): Pick<CfnStackSet.DeploymentTargetsProperty, 'accounts' | 'accountFilterType'> {
  if (accounts !== undefined) return { accounts: [...accounts], accountFilterType: 'INTERSECTION' };
  return excluded.length === 0 ? {} : { accounts: [...excluded], accountFilterType: 'DIFFERENCE' };
}

/** CloudFormation refuses both only when it creates the StackSet. */
function findParameterProblems(template: MemberTemplate, given: readonly string[]): readonly string[] {
  const declared = template.node.findAll().filter((node) => node instanceof CfnParameter);
  const names = new Map(declared.map((parameter) => [String(template.resolve(parameter.logicalId)), parameter]));
  const missing = [...names].filter(([name, { default: value }]) => value === undefined && !given.includes(name));
  return [
    ...missing.map(([name]) => `the template's parameter ${name} has no value: give it one in \`parameters\``),
    ...given
      .filter((name) => !names.has(name))
      .map(
        (name) => `the template has no parameter ${name}: its parameters are ${[...names.keys()].join(', ') || 'none'}`,
      ),
  ];
}

/** CloudFormation gives a stack's tags to its StackSets, and a StackSet's tags to its stacks and to everything in them. */
function findTagProblems(stackSet: CfnStackSet): readonly string[] {
  const names = [stackSet.tags, Stack.of(stackSet).tags].flatMap((tags) => Object.keys(tags.tagValues()));
  if (names.length === 0) return [];
  return [
    `the template is written once, and the tags ${names.join(', ')} would change it: exclude the StackSet from them`,
  ];
}

const ALL_AT_ONCE: CfnStackSet.OperationPreferencesProperty = {
  concurrencyMode: 'SOFT_FAILURE_TOLERANCE',
  failureTolerancePercentage: 100,
  maxConcurrentPercentage: 100,
  regionConcurrencyType: 'PARALLEL',
};

const ONE_FAILURE_STOPS: CfnStackSet.OperationPreferencesProperty = {
  failureToleranceCount: 0,
  maxConcurrentCount: 1,
  regionConcurrencyType: 'SEQUENTIAL',
};
