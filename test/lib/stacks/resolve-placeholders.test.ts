import type { PolicyDocument } from '../../../lib/iam/statement';
import type { Organization } from '../../../lib/model/organization';
import { resolvePlaceholders } from '../../../lib/stacks/resolve-placeholders';
import { aNewOrganization, anAccount, aUnit } from '../../support/a-landing-zone';

const ids = {
  organizationId: '<organization>',
  rootId: '<root>',
  unitId: (unit: string) => `<${unit}>`,
  accountId: (account: string) => `<${account}>`,
};

describe('placeholders', () => {
  test('become references while the ids are not known', () => {
    const organization = aNewOrganization();
    expect(resolve('{organization.id}', organization)).toBe('<organization>');
    expect(resolve('{unit.path:Workloads}', organization)).toBe('<organization>/<root>/<Workloads>/');
    expect(resolve('{account:audit}', organization)).toBe('<audit>');
  });

  test('join the ids of a unit and those above it, with a slash at the end', () => {
    expect(resolve('{unit.path:Workloads/Production}*', aNewOrganization())).toBe(
      '<organization>/<root>/<Workloads>/<Workloads/Production>/*',
    );
  });

  test('become the ids that are written down', () => {
    const organization = aNewOrganization({
      id: 'o-exampleorg1',
      rootId: 'r-ab12',
      units: [aUnit('Workloads', { awsId: 'ou-ab12-cdefgh34' }), aUnit('Workloads/Production')],
      accounts: [anAccount('audit', 'Workloads', { accountId: '333333333333' })],
    });
    expect(resolve('{organization.id}', organization)).toBe('o-exampleorg1');
    expect(resolve('{unit.path:Workloads/Production}', organization)).toBe(
      'o-exampleorg1/r-ab12/ou-ab12-cdefgh34/<Workloads/Production>/',
    );
    expect(resolve('arn:aws:iam::{account:audit}:root', organization)).toBe('arn:aws:iam::333333333333:root');
  });

  test('leave the variables of AWS alone', () => {
    expect(resolve('${aws:PrincipalOrgID} {organization.id}', aNewOrganization())).toBe(
      '${aws:PrincipalOrgID} <organization>',
    );
  });

  test('fail where they name a unit that does not exist', () => {
    expect(() => resolve('{unit.path:Sandbox}', aNewOrganization())).toThrow(
      "a policy names unit 'Sandbox', which does not exist",
    );
  });
});

/** The result of a text in a nested part of a document. */
function resolve(text: string, organization: Organization): unknown {
  const content: PolicyDocument = {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Deny', Action: '*', Resource: '*', Condition: { StringNotLike: { 'aws:Key': [text] } } }],
  };
  const [statement] = resolvePlaceholders(content, { organization, ids }).Statement;
  const [value] = statement?.Condition?.['StringNotLike']?.['aws:Key'] as string[];
  return value;
}
