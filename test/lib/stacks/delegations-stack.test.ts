import type { Identity, Organization } from '../../../lib/model/organization';
import { delegationsOf, DelegationsStack } from '../../../lib/stacks/delegations-stack';
import { theExample } from '../../support/the-example';
import { anApp, resourcesOf, templateOf, type TemplateJson } from '../../support/synthesize';

const NUMBERS: Readonly<Record<string, string>> = { audit: '333333333333', network: '444444444444' };

const example = theExample().organization;
const identity = requireIdentity();

describe.each<[string, Partial<Organization>, readonly (readonly [account: string, service: string])[]]>([
  [
    'the audit account',
    {},
    [
      ['audit', 'config.amazonaws.com'],
      ['audit', 'access-analyzer.amazonaws.com'],
    ],
  ],
  [
    'the audit account, and another one for Identity Center',
    { identity: { ...identity, delegatedAdministrator: 'network' } },
    [
      ['audit', 'config.amazonaws.com'],
      ['audit', 'access-analyzer.amazonaws.com'],
      ['network', 'sso.amazonaws.com'],
    ],
  ],
  [
    'an account for Identity Center alone',
    { audit: null, baseline: null, identity: { ...identity, delegatedAdministrator: 'network' } },
    [['network', 'sso.amazonaws.com']],
  ],
])('%s', (_, overrides, registered) => {
  const template = build({ ...example, ...overrides });
  const delegations = resourcesOf(template, 'Custom::AWS');

  test('administers its services, one registered after the other', () => {
    expect(delegations.map(([, { Properties }]) => callOf(Properties))).toEqual(
      registered.map(([account, service]) => [
        'RegisterDelegatedAdministrator',
        { AccountId: NUMBERS[account], ServicePrincipal: service },
        '^AccountAlreadyRegisteredException$',
      ]),
    );
    const ids = delegations.map(([id]) => id);
    expect(delegations.slice(1).map(([, { DependsOn }]) => DependsOn)).toEqual(ids.slice(0, -1).map((id) => [id]));
  });

  test('is never taken back', () => {
    for (const [, { Properties }] of delegations) expect(Properties).not.toHaveProperty('Delete');
    expect(JSON.stringify(template)).not.toContain('Deregister');
  });

  test('is the only one that the function may register, for only these services', () => {
    const [[, policy] = []] = resourcesOf(template, 'AWS::IAM::ManagedPolicy');
    const { Statement } = policy?.Properties?.['PolicyDocument'] as { Statement: readonly { Action: unknown }[] };
    const [, ...others] = Statement;
    expect(others).toEqual(
      registered.map(([account, service]) => ({
        Effect: 'Allow',
        Action: 'organizations:RegisterDelegatedAdministrator',
        Resource: `arn:aws:organizations::111111111111:account/o-exampleorg1/${NUMBERS[account] ?? ''}`,
        Condition: { StringEquals: { 'organizations:ServicePrincipal': service } },
      })),
    );
  });
});

test.each<[string, Partial<Organization>]>([
  ['the configuration has no section', { identity: null }],
  ['no account is named', { identity }],
  [
    'the instance is not known: AWS would refuse it',
    { identity: { ...identity, instance: null, delegatedAdministrator: 'network' } },
  ],
])('nobody else administers Identity Center if %s', (_, overrides) => {
  expect(delegationsOf({ ...example, audit: null, baseline: null, ...overrides })).toEqual([]);
});

function build(organization: Organization): TemplateJson {
  return templateOf(
    new DelegationsStack(anApp(), 'Delegations', {
      organization,
      delegations: delegationsOf(organization),
      ids: {
        organizationId: 'o-exampleorg1',
        rootId: 'r-ab12',
        unitId: () => '',
        accountId: (key) => NUMBERS[key] ?? '',
      },
    }),
  );
}

function requireIdentity(): Identity {
  if (example.identity === null) throw new Error('the example has no section `identity`');
  return example.identity;
}

function callOf(properties: unknown): readonly unknown[] {
  const { Create } = properties as { Create: string };
  const { action, parameters, ignoreErrorCodesMatching } = JSON.parse(Create) as Record<string, unknown>;
  return [action, parameters, ignoreErrorCodesMatching];
}
