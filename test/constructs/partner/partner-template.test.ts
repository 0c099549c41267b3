import { PartnerTemplate } from '../../../constructs/partner/partner-template';
import { aPartner } from '../../support/a-partner';
import { aStack, resourcesOf, type TemplateJson } from '../../support/synthesize';

test('the template has the role and nothing else, and needs no parameter', () => {
  const template = new PartnerTemplate(aStack(), 'Partner', {
    partner: aPartner(),
    role: { path: '/partner/', name: 'observability' },
    permissions: { name: 'read-only', document: { Version: '2012-10-17', Statement: [] } },
    boundary: { path: '/platform/', name: 'boundary' },
  });
  const json = JSON.parse(template.toText()) as TemplateJson;
  expect(Object.keys(json.Resources)).toHaveLength(1);
  expect(resourcesOf(json, 'AWS::IAM::Role')).toHaveLength(1);
  expect(json).not.toHaveProperty('Parameters');
});
