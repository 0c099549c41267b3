import { trustedServices } from '../../../lib/model/trusted-services';
import { POLICY_TYPES } from '../../support/a-live-example';
import { requireStack, synthesize } from '../../support/synthesize';
import { theExample } from '../../support/the-example';

test('the services with trusted access are those to which the stack may give it', () => {
  const example = theExample();
  const { text } = requireStack(synthesize(example), 'OrganizationSettings');
  const permitted = [...text.matchAll(/"organizations:ServicePrincipal":\s*"([^"]+)"/g)].map(([, service]) => service);
  expect([...trustedServices(example.organization, POLICY_TYPES)].sort()).toEqual([...new Set(permitted)].sort());
});
