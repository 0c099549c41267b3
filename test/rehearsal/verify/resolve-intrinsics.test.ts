import { resolveIntrinsics } from '../../../rehearsal/verify/resolve-intrinsics';

const references = {
  exports: { 'Rampart-Organization:Root': 'r-ab12' },
  parameters: { Stage: 'production' },
  resources: { Unit: 'ou-ab12-cdefgh34' },
  pseudo: { 'AWS::Region': 'eu-central-1' },
};

describe('resolveIntrinsics', () => {
  test.each([
    [{ Ref: 'Unit' }, 'ou-ab12-cdefgh34'],
    [{ Ref: 'Stage' }, 'production'],
    [{ Ref: 'AWS::Region' }, 'eu-central-1'],
    [{ 'Fn::ImportValue': 'Rampart-Organization:Root' }, 'r-ab12'],
    [{ 'Fn::GetAtt': ['Unit', 'Id'] }, 'ou-ab12-cdefgh34'],
    [{ 'Fn::GetAtt': 'Unit.Id' }, 'ou-ab12-cdefgh34'],
    [{ 'Fn::Join': ['/', ['a', { Ref: 'Stage' }]] }, 'a/production'],
    [{ 'Fn::Sub': '${AWS::Region}-${Stage}-${!kept}-${Unit.Id}' }, 'eu-central-1-production-${kept}-ou-ab12-cdefgh34'],
    [{ 'Fn::Sub': ['${Own}', { Own: { Ref: 'Stage' } }] }, 'production'],
    [
      [1, { a: { Ref: 'Stage' }, b: { Ref: 'AWS::NoValue' } }, { Ref: 'AWS::NoValue' }],
      [1, { a: 'production' }],
    ],
  ])('resolves %j', (value, expected) => {
    expect(resolveIntrinsics(value, references)).toEqual(expected);
  });

  test.each([
    [{ Ref: 'Nobody' }, 'there is no resource `Nobody`'],
    [{ 'Fn::ImportValue': 'Nothing' }, 'there is no export `Nothing`'],
    [{ 'Fn::GetAtt': ['Unit', 'Path'] }, 'cannot resolve Fn::GetAtt Path'],
    [{ 'Fn::Select': [0, []] }, 'cannot resolve Fn::Select'],
  ])('fails for %j', (value, message) => {
    expect(() => resolveIntrinsics(value, references)).toThrow(message);
  });
});
