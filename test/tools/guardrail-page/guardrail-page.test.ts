import { z } from 'zod';
import { guardrailIndex, guardrailPage } from '../../../tools/guardrail-page/guardrail-page';
import { guardrail } from '../../../policies/core/guardrail';
import { denied, possible } from '../../../policies/core/probe';
import { managementGuardrail } from '../../../policies/core/management-guardrail';
import { theExample } from '../../support/the-example';

const { organization } = theExample();

const base = {
  summary: 'Nobody does *that*, nor `this`',
  rationale: 'It hurts',
  references: ['CIS 1.1', 'https://docs.aws.amazon.com/x'],
};

const denyThat = guardrail({
  ...base,
  id: 'deny-root-user',
  type: 'SERVICE_CONTROL_POLICY',
  exempt: 'platform',
  parameters: z
    .strictObject({
      mode: z.enum(['a', 'b']).default('a').describe('Which | way'),
      days: z.number().min(1).max(9).default(3),
      names: z.array(z.strictObject({ name: z.string().describe('Whose'), note: z.string().optional() })).default([]),
    })
    .prefault({}),
  statements: ({ mode, names }) => [
    { Effect: 'Deny', Action: `test:${mode}`, Resource: names.map(({ name }) => name).concat('{organization.id}') },
  ],
  variants: [{ name: 'with b', parameters: { mode: 'b' } }],
  probes: ({ mode }, { account }) => [
    denied('somebody tries', { principal: `arn:aws:iam::${account}:role/x`, action: `test:${mode}` }),
    possible('somebody does something else', { principal: `arn:aws:iam::${account}:role/x`, action: 'test:other' }),
  ],
});

describe('the page about a guardrail', () => {
  const page = guardrailPage(denyThat, organization);

  test('says what it does, what it is, who is exempt and where the example attaches it', () => {
    expect(page).toMatch(/^# deny-root-user\n/);
    expect(page).toContain('\nNobody does \\*that\\*, nor `this`.\n');
    expect(page).toContain('| service control policy | the platform, and whom the configuration exempts | the root |');
    expect(page).toContain('## Why\n\nIt hurts\n');
  });

  test('lists the parameters with meaning, values and defaults, those within parameters as well', () => {
    expect(page).toContain('| `mode` | Which \\| way | `a`, `b` | `a` |');
    expect(page).toContain('| `days` |  | number from 1 up to 9 | `3` |');
    expect(page).toContain('| `names` |  | list of: map | `[]` |');
    expect(page).toContain('| `names[].name` | Whose | text | required |');
    expect(page).toContain('| `names[].note` |  | text |  |');
  });

  test('shows the statements as they are deployed with the defaults', () => {
    const [, json = ''] = /```json\n([^]*?)\n```/.exec(page) ?? [];
    expect(JSON.parse(json)).toMatchObject([
      {
        Sid: 'DenyRootUser',
        Action: 'test:a',
        Condition: {
          ArnNotLike: {
            'aws:PrincipalArn': expect.arrayContaining(['arn:*:iam::*:role/platform/deployment']) as unknown,
          },
        },
      },
    ]);
    expect(page).toContain('Ids in braces are put in');
  });

  test('lists the probes, and which variants they hold for', () => {
    expect(page).toContain('| somebody tries | `test:a` | **denied** |');
    expect(page).toContain('| somebody does something else | `test:other` | still possible |');
    expect(page).toContain('with the defaults, and again: with b');
  });

  test('tells limits, how to exempt somebody, and references', () => {
    expect(page).toMatch(/## Limits\n\n- The management account, service-linked roles and .* are never bound/);
    expect(page).toContain('    guardrails: [deny-root-user]\n');
    expect(page).toContain('- CIS 1.1\n- <https://docs.aws.amazon.com/x>\n');
  });

  test('says that nobody is exempt where nobody can be', () => {
    const strict = guardrailPage({ ...denyThat, exempt: 'nobody' }, organization);
    expect(strict).toContain('Nobody is exempt, and an exemption from it is an error.');
    expect(strict).not.toContain('exemptions:\n');
  });

  test('shows a variant where the defaults deny nothing', () => {
    const idle = guardrail({
      ...base,
      id: 'deny-listed',
      type: 'RESOURCE_CONTROL_POLICY',
      exempt: 'nobody',
      parameters: z.strictObject({ actions: z.array(z.string()).default([]) }).prefault({}),
      statements: ({ actions }) =>
        actions.map((Action) => ({ Effect: 'Deny' as const, Principal: '*', Action, Resource: '*' })),
      variants: [{ name: 'with one action', parameters: { actions: ['s3:GetObject'] } }],
    });
    const shown = guardrailPage(idle, organization);
    expect(shown).toContain('The statements, with one action:');
    expect(shown).toContain('"Action": "s3:GetObject"');
    expect(shown).toContain('Only resources of member accounts are bound, in the services that AWS supports: ');
  });

  test('shows settings and what accounts end up with', () => {
    const settings = managementGuardrail({
      ...base,
      id: 'opt-out',
      type: 'AISERVICES_OPT_OUT_POLICY',
      parameters: z.strictObject({}).prefault({}),
      content: () => ({ services: { default: { opt_out_policy: { '@@assign': 'optOut' } } } }),
      effects: () => [
        { name: 'nothing is kept', path: ['services', 'default', 'opt_out_policy'], value: 'optOut' },
        { name: 'it stays so', path: ['services', 'default'], despite: { services: {} } },
      ],
    });
    const shown = guardrailPage(settings, organization);
    expect(shown).toContain('| AI services opt-out policy | nobody | nowhere |');
    expect(shown).toContain('"@@assign": "optOut"');
    expect(shown).toContain('| nothing is kept | `services.default.opt_out_policy` | `optOut` |');
    expect(shown).toContain(
      '| it stays so, though a policy further down tries to change it | `services.default` | not set |',
    );
    expect(shown).toContain('the management account is bound as well');
  });
});

describe('the index of guardrails', () => {
  test('leads to each page, and tells type, summary and where the example attaches it', () => {
    const index = guardrailIndex([denyThat], organization);
    expect(index).toContain(
      '| [deny-root-user](deny-root-user.md) | service control policy | Nobody does \\*that\\*, nor `this` | the root |',
    );
    expect(index).toContain('There are 1.');
  });
});
