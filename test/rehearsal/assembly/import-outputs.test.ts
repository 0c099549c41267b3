import { exportedOutputs, importOutputs } from '../../../rehearsal/assembly/import-outputs';

const outputs = exportedOutputs([
  {
    name: 'Rampart-Accounts',
    template: { Outputs: { Audit: { Value: 1, Export: { Name: 'Rampart-Accounts:audit' } } } },
  },
  { name: 'Rampart-Other', template: { Outputs: { Plain: { Value: 1 } } } },
  { name: 'Rampart-Empty', template: {} },
]);
const read = (StackName: string, OutputName: string) => ({
  'Fn::GetStackOutput': { StackName, OutputName, Region: 'eu-central-1' },
});

test('an output of another stack is imported, wherever it stands', () => {
  const template = { Name: { 'Fn::Join': ['', ['a-', read('Rampart-Accounts', 'Audit')]] }, Count: 1, None: null };
  expect(importOutputs(template, outputs)).toEqual({
    Name: { 'Fn::Join': ['', ['a-', { 'Fn::ImportValue': 'Rampart-Accounts:audit' }]] },
    Count: 1,
    None: null,
  });
});

test('everything else stays as it is', () => {
  const template = { Resources: { A: { Type: 'AWS::S3::Bucket', Properties: { Tags: [{ Ref: 'B' }] } } } };
  expect(importOutputs(template, outputs)).toEqual(template);
});

test.each(['Plain', 'Missing'])('an output that is not exported is an error: %s', (output) => {
  expect(() => importOutputs(read('Rampart-Other', output), outputs)).toThrow(
    `the stack 'Rampart-Other' does not export its output '${output}'`,
  );
});
