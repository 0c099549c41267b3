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
   * The numbers of the accounts that get a stack.
   *
   * @default - every member account, and each that joins later
   */
  readonly accounts?: readonly string[];
  /** In each of these Regions. */
  readonly regions: readonly string[];
}

/**
 * Stacks in member accounts, made from one template by CloudFormation StackSets with service-managed permissions.
 *
 * They never reach the management account. The StackSet is retained when it leaves the template: deleting it would delete
 * its stacks. A set for single accounts does not deploy by itself, because automatic deployment ignores the choice of
 * accounts. Of such a set, the first failure fails the deployment; a set for all accounts tolerates failures, so that one
 * broken account does not keep the others from getting their stack.
 *
 * Sources: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stacksets-orgs-manage-auto-deployment.html and
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudformation-stackset.html
 */
export class StackSet extends Construct {
  readonly template: MemberTemplate;
  readonly regions: readonly string[];

  constructor(scope: Construct, id: string, props: StackSetProps) {
    super(scope, id);
    const { name, description, template, parameters = {}, rootId, accounts, regions } = props;
    this.template = template;
    this.regions = regions;
    const stackSet = new CfnStackSet(this, 'Resource', {
      stackSetName: name,
      description,
      permissionModel: 'SERVICE_MANAGED',
      callAs: 'SELF',
      capabilities: ['CAPABILITY_NAMED_IAM'],
      // The L1 passes it on as it is: CloudFormation wants a capital letter.
      managedExecution: { Active: true },
      autoDeployment:
        accounts === undefined ? { enabled: true, retainStacksOnAccountRemoval: true } : { enabled: false },
      operationPreferences: accounts === undefined ? ALL_AT_ONCE : ONE_FAILURE_STOPS,
      templateBody: template.body,
      parameters: Object.entries(parameters).map(([parameterKey, parameterValue]) => ({
        parameterKey,
        parameterValue,
      })),
      stackInstancesGroup: [
        {
          deploymentTargets: {
            organizationalUnitIds: [rootId],
            ...(accounts === undefined ? {} : { accounts: [...accounts], accountFilterType: 'INTERSECTION' }),
          },
          regions: [...regions],
        },
      ],
    });
    stackSet.applyRemovalPolicy(RemovalPolicy.RETAIN);
    this.node.addValidation({
      validate: () => [
        ...(accounts?.length === 0 ? ['no account gets a stack: name one, or leave the StackSet out'] : []),
        ...(regions.length === 0 ? ['no Region gets a stack: name one'] : []),
        ...findParameterProblems(template, Object.keys(parameters)),
        ...(template.isWriteOnce ? findTagProblems(stackSet) : []),
      ],
    });
  }
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
