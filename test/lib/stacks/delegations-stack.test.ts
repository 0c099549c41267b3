import { DelegationsStack } from '../../../lib/stacks/delegations-stack';
import { aNewOrganization } from '../../support/a-landing-zone';
import { anApp, resourcesOf, templateOf, type TemplateJson } from '../../support/synthesize';

const AUDIT = '333333333333';
const SERVICES = ['config.amazonaws.com', 'access-analyzer.amazonaws.com'];

const template = build();
const delegations = resourcesOf(template, 'Custom::AWS');

test('the audit account administers AWS Config and Access Analyzer, one registered after the other', () => {
  expect(delegations.map(([, { Properties }]) => callOf(Properties))).toEqual(
    SERVICES.map((service) => [
      'RegisterDelegatedAdministrator',
      { AccountId: AUDIT, ServicePrincipal: service },
      '^AccountAlreadyRegisteredException$',
    ]),
  );
  const ids = delegations.map(([id]) => id);
  expect(delegations[1]?.[1].DependsOn).toEqual([ids[0]]);
});

test('nothing is ever taken back', () => {
  for (const [, { Properties }] of delegations) expect(Properties).not.toHaveProperty('Delete');
  expect(JSON.stringify(template)).not.toContain('Deregister');
});

test('the function may register only this account, for only these services', () => {
  const [[, policy] = []] = resourcesOf(template, 'AWS::IAM::ManagedPolicy');
  const { Statement } = policy?.Properties?.['PolicyDocument'] as { Statement: readonly { Action: unknown }[] };
  const [, ...others] = Statement;
  expect(others).toEqual(
    SERVICES.map((service) => ({
      Effect: 'Allow',
      Action: 'organizations:RegisterDelegatedAdministrator',
      Resource: `arn:aws:organizations::111111111111:account/o-exampleorg1/${AUDIT}`,
      Condition: { StringEquals: { 'organizations:ServicePrincipal': service } },
    })),
  );
});

function build(): TemplateJson {
  return templateOf(
    new DelegationsStack(anApp(), 'Delegations', {
      organization: aNewOrganization(),
      audit: { account: 'audit' },
      ids: {
        organizationId: 'o-exampleorg1',
        rootId: 'r-ab12',
        unitId: () => '',
        accountId: (key) => (key === 'audit' ? AUDIT : ''),
      },
    }),
  );
}

function callOf(properties: unknown): readonly unknown[] {
  const { Create } = properties as { Create: string };
  const { action, parameters, ignoreErrorCodesMatching } = JSON.parse(Create) as Record<string, unknown>;
  return [action, parameters, ignoreErrorCodesMatching];
}
