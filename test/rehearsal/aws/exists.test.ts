import { whyNotAsked } from '../../../rehearsal/aws/exists';

test('what the emulator cannot run is said to be run elsewhere', () => {
  expect(whyNotAsked('AWS::StepFunctions::StateMachine')).toContain('`npm run finisher` runs it elsewhere');
  expect(whyNotAsked('AWS::Scheduler::Schedule')).toContain('switched off');
});

test('what it does not make is told from what is not asked', () => {
  expect(whyNotAsked('AWS::CloudTrail::Trail')).toBe('the emulator accepts it in a template, but creates nothing');
  expect(whyNotAsked('AWS::CloudFormation::WaitConditionHandle')).toBe(
    'it is in the stack, but its service was not asked',
  );
});
