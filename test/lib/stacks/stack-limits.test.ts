import { CfnOutput, CfnWaitConditionHandle } from 'aws-cdk-lib';
import { AccountsStack } from '../../../lib/stacks/accounts-stack';
import { GuardrailsStack } from '../../../lib/stacks/guardrails-stack';
import { ManagementStack } from '../../../lib/stacks/management-stack';
import { OrganizationStack } from '../../../lib/stacks/organization-stack';
import { findExceededLimits, type StackLimits } from '../../../lib/stacks/stack-limits';
import { aDocument, aNewOrganization, anAccount, aUnit } from '../../support/a-landing-zone';
import { problemsOf } from '../../support/a-stack-set';
import { anApp } from '../../support/synthesize';

const organization = aNewOrganization();
const ids = { organizationId: 'o-exampleorg1', rootId: 'r-ab12', unitId: (unit: string) => `ou-ab12-${unit}` };
const numbers = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index);

describe('a template', () => {
  const template = { Resources: { a: {}, b: {} }, Outputs: { a: {}, b: {}, c: {} } };
  const bytes = JSON.stringify(template, null, 1).length;
  const exact: StackLimits = { resources: 2, outputs: 3, bytes };

  test('may reach each limit', () => {
    expect(findExceededLimits(template, 'split it', exact)).toEqual([]);
  });

  test.each(Object.keys(exact) as (keyof StackLimits)[])('may not exceed that of its %s', (what) => {
    const one = { ...exact, [what]: exact[what] - 1 };
    expect(findExceededLimits(template, 'split it', one)).toEqual([
      `the template has ${exact[what]} ${what}, and CloudFormation takes ${one[what]}: split it`,
    ]);
  });

  test('tells all limits that it exceeds at once', () => {
    expect(findExceededLimits(template, '', { resources: 1, outputs: 1, bytes: 1 })).toHaveLength(3);
  });

  test('is counted in bytes, not in characters', () => {
    const text = { Resources: { a: 'ü' } };
    const { length } = JSON.stringify(text, null, 1);
    expect(findExceededLimits(text, '', { ...exact, bytes: length })).toHaveLength(1);
  });
});

describe('a synth fails before anything is deployed', () => {
  const allows = (resources: number, outputs: number): readonly string[] => {
    const app = anApp();
    const stack = new ManagementStack(app, 'Audit', { organization, description: 'A test' });
    for (const index of numbers(resources)) new CfnWaitConditionHandle(stack, `Handle${index}`);
    for (const index of numbers(outputs)) new CfnOutput(stack, `Output${index}`, { value: 'a' });
    return problemsOf(app);
  };

  test('if a stack that cannot be split has too much', () => {
    const remedy = 'configure less of what it holds: nothing of it can be in another stack';
    expect(allows(500, 200)).toEqual([]);
    expect(allows(501, 201)).toEqual([
      `[Audit] the template has 501 resources, and CloudFormation takes 500: ${remedy}`,
      `[Audit] the template has 201 outputs, and CloudFormation takes 200: ${remedy}`,
    ]);
  });

  test('if there are too many accounts in a stack, and says how to use another one', () => {
    const app = anApp();
    const accounts = numbers(201).map((index) => anAccount(`a-${index}`, 'Workloads'));
    new AccountsStack(app, 'Accounts', { organization, accounts, ids });
    expect(problemsOf(app)).toEqual([
      '[Accounts] the template has 201 outputs, and CloudFormation takes 200: give accounts that are not deployed yet ' +
        'another stack in their files, such as `stack: b` for `Accounts-b`; a deployed account cannot change its stack',
    ]);
  });

  test('if there are too many units, of which AWS would take more', () => {
    const app = anApp();
    const units = numbers(199).map((index) => aUnit(`Unit-${index}`));
    new OrganizationStack(app, 'Organization', { organization: aNewOrganization({ units, accounts: [] }) });
    expect(problemsOf(app)).toEqual([
      '[Organization] the template has 201 outputs, and CloudFormation takes 200: use fewer units: accounts that have the ' +
        'same guardrails can be in one',
    ]);
  });

  test('if there are too many policies on single accounts', () => {
    const app = anApp();
    const documents = numbers(501).map((index) => aDocument(`a-${index}`));
    new GuardrailsStack(app, 'AccountGuardrails', {
      organization,
      description: 'A test',
      documents,
      ids: { ...ids, accountId: () => '222222222222' },
    });
    expect(problemsOf(app)).toEqual([
      '[AccountGuardrails] the template has 501 resources, and CloudFormation takes 500: place guardrails further up, on ' +
        'units that hold more, instead of on each unit or account',
    ]);
  });
});
