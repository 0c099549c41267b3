import { loadServiceReference } from '../../../../lib/iam/service-reference/load';
import { checkDialect } from '../../../../lib/iam/dialect';
import { catalogue as guardrails } from '../../../../policies/catalogue';
import { isManagementGuardrail } from '../../../../policies/core/management-guardrail';
import { compileGuardrail } from '../../../../policies/core/exemptions';
import { anOrganization } from '../../../support/an-organization';
import { theExample } from '../../../support/the-example';

const catalogue = loadServiceReference();

describe('our guardrails', () => {
  const tried = [...guardrails.values()].flatMap((guardrail) =>
    isManagementGuardrail(guardrail)
      ? []
      : [
          [guardrail.id, 'defaults', guardrail, undefined] as const,
          ...(guardrail.variants ?? []).map(
            ({ name, parameters }) => [guardrail.id, name, guardrail, parameters] as const,
          ),
        ],
  );

  test.each(tried)(
    '%s (%s), with an exemption that ends, stays in the dialect',
    (_id, _name, guardrail, parameters) => {
      const ending = { principal: 'arn:*:iam::*:role/network/survey', expires: '2027-03-31T00:00:00Z' };
      const Statement = compileGuardrail(
        guardrail,
        guardrail.parameters.parse(parameters),
        anOrganization(),
        guardrail.exempt === 'nobody' ? [] : [ending],
      );
      // AWS takes no policy without a statement, and a guardrail may have nothing to deny yet.
      if (Statement.length === 0) return;
      const found = checkDialect({ Version: '2012-10-17', Statement }, { type: guardrail.type, reference: catalogue });
      // Where a path of users and an exemption both end, a copy may deny what another denies already: harmless.
      expect(found.filter(({ rule }) => rule !== 'covered-statement')).toEqual([]);
    },
  );

  test('stay in the dialect as the example assembles them', () => {
    const { assembly, organization } = theExample();
    const quotas = {
      SERVICE_CONTROL_POLICY: organization.quotas.serviceControlPolicyCharacters.value,
      RESOURCE_CONTROL_POLICY: organization.quotas.resourceControlPolicyCharacters.value,
    };
    const found = assembly.documents.flatMap(({ name, type, content }) =>
      checkDialect(content, { type, reference: catalogue, quota: quotas[type] }).map((finding) => ({
        name,
        ...finding,
      })),
    );
    expect(found).toEqual([]);
  });
});
