import { expectedPolicies } from '../../../../lib/analysis/drift/expected-policies';
import { matchTree } from '../../../../lib/analysis/drift/match-tree';
import { aLiveExample } from '../../../support/a-live-example';
import { theExample } from '../../../support/the-example';

test('the ids of the live organization take the place of placeholders', () => {
  const { organization, assembly } = theExample();
  const placeholder = /\{(?:organization\.id|unit\.path:|account:)/;
  expect(JSON.stringify(assembly.documents)).toMatch(placeholder);
  const expected = JSON.stringify(expectedPolicies(matchTree(organization, aLiveExample()).organization, assembly));
  expect(expected).not.toMatch(placeholder);
  expect(expected).toContain('"o-exampleorg1"');
});
