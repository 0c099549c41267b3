import { CiTemplate } from '../../../constructs/baseline/ci-template';
import { aStack } from '../../support/synthesize';

test('the template has the provider and nothing else: its URL, its audience, and no thumbprints', () => {
  const template = new CiTemplate(aStack(), 'Ci', { host: 'tokens.example.com', audience: 'sts.example.com' });
  expect(Object.values((JSON.parse(template.toText()) as { readonly Resources: object }).Resources)).toEqual([
    {
      Type: 'AWS::IAM::OIDCProvider',
      Properties: { Url: 'https://tokens.example.com', ClientIdList: ['sts.example.com'] },
    },
  ]);
});
