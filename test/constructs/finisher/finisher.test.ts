import { Finisher } from '../../../constructs/finisher/finisher';
import { FinisherRoles } from '../../../constructs/finisher/finisher-roles';
import { NAMES } from '../../support/a-finisher';
import { aStack, resourcesOf, templateOf } from '../../support/synthesize';

const DEFINITION = { StartAt: 'End', States: { End: { Type: 'Succeed' } } };

const stack = aStack();
new Finisher(stack, 'Finisher', { names: NAMES, definition: DEFINITION });
const template = templateOf(stack);
const [[stateMachineId, stateMachine] = ['', undefined]] = resourcesOf(template, 'AWS::StepFunctions::StateMachine');
const [[, schedule] = []] = resourcesOf(template, 'AWS::Scheduler::Schedule');

test('the definition is text, whose numbers CloudFormation leaves alone', () => {
  const { DefinitionString: text, Definition } = stateMachine?.Properties ?? {};
  expect(Definition).toBeUndefined();
  expect(JSON.parse(String(text))).toEqual(DEFINITION);
});

test('executions have a history, because they are of the standard type', () => {
  expect(stateMachine?.Properties).toMatchObject({
    StateMachineName: 'rampart-finisher',
    StateMachineType: 'STANDARD',
    RoleArn: 'arn:aws:iam::111111111111:role/platform/finisher',
  });
});

test('the schedule starts at once and every day: it has a rate, no start date and no window in which it may wait', () => {
  expect(schedule?.Properties).toMatchObject({
    Name: 'rampart-finisher',
    GroupName: 'default',
    ScheduleExpression: 'rate(1 day)',
    FlexibleTimeWindow: { Mode: 'OFF' },
    State: 'ENABLED',
  });
  expect(schedule?.Properties).not.toHaveProperty('StartDate');
  expect(schedule?.Properties).not.toHaveProperty('EndDate');
});

test('the schedule starts the state machine of its Region with an input of ours, once there is one', () => {
  expect(schedule?.Properties?.['Target']).toEqual({
    Arn: 'arn:aws:states:eu-central-1:111111111111:stateMachine:rampart-finisher',
    Input: '{}',
    RoleArn: 'arn:aws:iam::111111111111:role/platform/finisher-start',
  });
  expect(schedule?.DependsOn).toContain(stateMachineId);
});

test('the roles have the ARNs that state machine and schedule name', () => {
  const account = aStack();
  new FinisherRoles(account, 'Roles', { names: NAMES, actions: ['ec2:DescribeVpcs'], ebsKeyAlias: 'alias/x' });
  const roles = resourcesOf(templateOf(account), 'AWS::IAM::Role').map(
    ([, { Properties }]) => `${String(Properties?.['Path'])}${String(Properties?.['RoleName'])}`,
  );
  expect(roles).toEqual(['/platform/finisher', '/platform/finisher-start']);
});
