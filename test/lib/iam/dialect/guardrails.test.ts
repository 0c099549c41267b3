import { loadServiceReference } from '../../../../lib/iam/service-reference/load';
import { checkDialect } from '../../../../lib/iam/dialect';
import { catalogue as guardrails } from '../../../../policies/catalogue';
import { isManagementGuardrail } from '../../../../policies/core/management-guardrail';
import { compileGuardrail } from '../../../../policies/core/exemptions';
import type { Variant } from '../../../../policies/core/probe';
import { anOrganization } from '../../../support/an-organization';
import { theExample } from '../../../support/the-example';

const reference = loadServiceReference();

describe('our guardrails', () => {
  const tried = [...guardrails.values()].flatMap((guardrail) =>
    isManagementGuardrail(guardrail)
      ? []
      : [
          [guardrail.id, 'defaults', guardrail, { name: 'defaults' }] as const,
          ...(guardrail.variants ?? []).map((variant) => [guardrail.id, variant.name, guardrail, variant] as const),
        ],
  );

  test.each(tried)(
    '%s (%s), with an exemption that expires, follows the dialect',
    (_id, _name, guardrail, { parameters, organization }: Variant) => {
      const ending = { principal: 'arn:*:iam::*:role/network/survey', expires: '2027-03-31T00:00:00Z' };
      const Statement = compileGuardrail(
        guardrail,
        guardrail.parameters.parse(parameters),
        anOrganization(organization),
        guardrail.exempt === 'nobody' ? [] : [ending],
      );
      // AWS refuses a policy without a statement, and a guardrail may have nothing to deny yet.
      if (Statement.length === 0) return;
      const found = checkDialect({ Version: '2012-10-17', Statement }, { type: guardrail.type, reference });
      // If a path of users and an exemption both expire, a copy may deny what another statement denies. That is harmless.
      expect(found.filter(({ rule }) => rule !== 'covered-statement')).toEqual([]);
    },
  );

  test('follow the dialect as the example assembles them', () => {
    const { assembly, organization } = theExample();
    const quotas = {
      SERVICE_CONTROL_POLICY: organization.quotas.serviceControlPolicyCharacters.value,
      RESOURCE_CONTROL_POLICY: organization.quotas.resourceControlPolicyCharacters.value,
    };
    const found = assembly.documents.flatMap(({ name, type, content }) =>
      checkDialect(content, { type, reference, quota: quotas[type] }).map((finding) => ({
        name,
        ...finding,
      })),
    );
    expect(found).toEqual([]);
  });
});
