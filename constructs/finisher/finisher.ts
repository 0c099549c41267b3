import { Stack, Validations } from 'aws-cdk-lib';
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import { CfnStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { finisherRoleArn, type FinisherNames } from './finisher-names';

export interface FinisherProps {
  readonly names: FinisherNames;
  /** In the Amazon States Language. */
  readonly definition: object;
}

/**
 * The state machine that sets what no template can set in an account and Region, and the schedule that starts it: at once, and
 * then once a day. It needs the roles of `FinisherRoles`.
 *
 * A schedule with a rate and no start date starts immediately. If Scheduler cannot start the state machine, it tries again for
 * a day.
 *
 * The definition is text, because CloudFormation may make text of the numbers of an object.
 *
 * Sources: https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html and
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-stepfunctions-statemachine.html
 */
export class Finisher extends Construct {
  constructor(scope: Construct, id: string, { names, definition }: FinisherProps) {
    super(scope, id);
    const { account, region } = Stack.of(this);
    const stateMachine = new CfnStateMachine(this, 'StateMachine', {
      stateMachineName: names.stateMachine,
      stateMachineType: 'STANDARD',
      definitionString: JSON.stringify(definition),
      roleArn: finisherRoleArn(account, names.role),
    });
    acknowledgeHistory(stateMachine);
    const schedule = new CfnSchedule(this, 'Schedule', {
      name: names.schedule,
      groupName: 'default',
      description: 'Starts the finisher',
      scheduleExpression: 'rate(1 day)',
      flexibleTimeWindow: { mode: 'OFF' },
      state: 'ENABLED',
      target: {
        arn: `arn:aws:states:${region}:${account}:stateMachine:${names.stateMachine}`,
        roleArn: finisherRoleArn(account, names.startRole),
        input: '{}',
      },
    });
    // Or its first start would find no state machine.
    schedule.addResourceDependency(stateMachine);
  }
}

function acknowledgeHistory(stateMachine: CfnStateMachine): void {
  Validations.of(stateMachine).acknowledge(
    {
      id: 'AwsSolutions::AwsSolutions-SF1',
      reason:
        'Step Functions keeps the history of each execution for 90 days, with input and output of each state. A log group ' +
        'in each account and Region would cost, and say the same.',
    },
    {
      id: 'AwsSolutions::AwsSolutions-SF2',
      reason: 'The history shows where an execution failed. There is no further service to trace.',
    },
  );
}
