import { z } from 'zod';
import type { Statement } from '../../../lib/iam/statement';
import { compileGuardrail } from '../../../policies/core/exemptions';
import type { ExemptPrincipal } from '../../../policies/core/exemptions';
import { guardrail } from '../../../policies/core/guardrail';
import { deny } from '../../../policies/core/statements';
import { anOrganization } from '../../support/an-organization';
import { denies, DEPLOYMENT, DEVELOPER } from '../judge';
import { fc } from '../../seeded-fast-check';

const MARCH = '2027-03-31T00:00:00Z';
const JUNE = '2027-06-30T00:00:00Z';
const BEFORE_MARCH = '2027-03-30T23:59:59Z';
const BEFORE_JUNE = '2027-06-29T23:59:59Z';
const PUBLISHER = 'arn:aws:iam::222222222222:role/ci/publisher';
const TESTER = 'arn:aws:iam::222222222222:role/ci/tester';

function aGuardrail(statements: readonly Statement[], exempt: 'platform' | 'nobody' = 'platform') {
  return guardrail({
    id: 'deny-something',
    type: 'SERVICE_CONTROL_POLICY',
    summary: 'Something',
    rationale: 'Something.',
    foundBy: { nothing: 'A test.' },
    references: [],
    exempt,
    parameters: z.strictObject({}),
    statements: () => statements,
  });
}

const SIMPLE = deny({ Action: 's3:CreateBucket', Resource: '*' });

function compile(exemptions: readonly ExemptPrincipal[], statement = SIMPLE): readonly Statement[] {
  return compileGuardrail(aGuardrail([statement]), {}, anOrganization(), exemptions);
}

function isDenied(principal: string, at: string, exemptions: readonly ExemptPrincipal[], statement = SIMPLE): boolean {
  return denies(compile(exemptions, statement), { action: 's3:CreateBucket', principal, at });
}

describe('an exemption that ends', () => {
  const exemptions = [{ principal: 'arn:*:iam::*:role/ci/publisher', expires: MARCH }];

  test('holds until the second before its end', () => {
    expect(isDenied(PUBLISHER, BEFORE_MARCH, exemptions)).toBe(false);
  });

  test('is over at its end, and stays over', () => {
    expect(isDenied(PUBLISHER, MARCH, exemptions)).toBe(true);
    expect(isDenied(PUBLISHER, JUNE, exemptions)).toBe(true);
  });

  test('changes nothing for others', () => {
    for (const at of [BEFORE_MARCH, MARCH]) {
      expect(isDenied(DEVELOPER, at, exemptions)).toBe(true);
      expect(isDenied(DEPLOYMENT, at, exemptions)).toBe(false);
    }
  });

  test('is a copy that selects only those whose exemption expires', () => {
    const [, copy] = compile(exemptions);
    expect(copy).toEqual({
      Sid: 'DenySomethingUntil20270331T000000Z',
      Effect: 'Deny',
      Action: 's3:CreateBucket',
      Resource: '*',
      Condition: {
        ArnNotLike: { 'aws:PrincipalArn': Object.values(anOrganization().platform.principals).flat().sort() },
        StringLike: { 'aws:PrincipalArn': 'arn:*:iam::*:role/ci/publisher' },
        DateGreaterThanEquals: { 'aws:CurrentTime': MARCH },
      },
    });
  });
});

describe('a platform principal', () => {
  const exempt = (breakGlass: readonly string[]): readonly unknown[] => {
    const { platform, ...others } = anOrganization();
    const organization = { ...others, platform: { ...platform, exemptFrom: { ...platform.exemptFrom, breakGlass } } };
    const statements = compileGuardrail(aGuardrail([SIMPLE]), {}, organization, [
      { principal: 'arn:*:iam::*:role/ci/publisher', expires: MARCH },
    ]);
    return statements.map(({ Condition }) => Condition?.['ArnNotLike']?.['aws:PrincipalArn']);
  };

  test('is left out of the guardrails that it is exempt from, by each statement', () => {
    const glass = 'arn:*:iam::*:role/platform/break-glass';
    for (const patterns of exempt(['deny-something'])) expect(patterns).toContain(glass);
    for (const patterns of exempt(['deny-another-thing'])) expect(patterns).not.toContain(glass);
    expect(exempt([])).toHaveLength(2);
  });
});

describe('several exemptions', () => {
  test('end each at their own instant', () => {
    const exemptions = [
      { principal: 'arn:*:iam::*:role/ci/publisher', expires: MARCH },
      { principal: 'arn:*:iam::*:role/ci/tester', expires: JUNE },
    ];
    expect(isDenied(PUBLISHER, MARCH, exemptions)).toBe(true);
    expect(isDenied(TESTER, BEFORE_JUNE, exemptions)).toBe(false);
    expect(isDenied(TESTER, JUNE, exemptions)).toBe(true);
  });

  test('share a copy when they end together', () => {
    const exemptions = ['publisher', 'tester'].map((name) => ({
      principal: `arn:*:iam::*:role/ci/${name}`,
      expires: MARCH,
    }));
    expect(compile(exemptions)).toHaveLength(2);
  });

  test('leave whom two patterns match exempt until the later end', () => {
    const exemptions = [
      { principal: 'arn:*:iam::*:role/ci/*', expires: MARCH },
      { principal: 'arn:*:iam::*:role/ci/publisher', expires: JUNE },
    ];
    expect(isDenied(TESTER, MARCH, exemptions)).toBe(true);
    expect(isDenied(PUBLISHER, MARCH, exemptions)).toBe(false);
    expect(isDenied(PUBLISHER, BEFORE_JUNE, exemptions)).toBe(false);
    expect(isDenied(PUBLISHER, JUNE, exemptions)).toBe(true);
  });

  test('leave whom a wider pattern exempts for longer exempt', () => {
    const exemptions = [
      { principal: 'arn:*:iam::*:role/ci/publisher', expires: MARCH },
      { principal: 'arn:*:iam::*:role/ci/*', expires: JUNE },
    ];
    expect(isDenied(PUBLISHER, BEFORE_JUNE, exemptions)).toBe(false);
    expect(isDenied(PUBLISHER, JUNE, exemptions)).toBe(true);
  });

  test('never expire for a principal that one exempts without an end', () => {
    const exemptions = [
      { principal: 'arn:*:iam::*:role/ci/*', expires: MARCH },
      { principal: 'arn:*:iam::*:role/ci/publisher', expires: null },
    ];
    expect(isDenied(PUBLISHER, JUNE, exemptions)).toBe(false);
    expect(isDenied(TESTER, JUNE, exemptions)).toBe(true);
  });

  test('of one principal need no copy for the earlier end', () => {
    const principal = 'arn:*:iam::*:role/ci/publisher';
    const sids = compile([
      { principal, expires: MARCH },
      { principal, expires: JUNE },
    ]).map(({ Sid }) => Sid);
    expect(sids).toEqual(['DenySomething', 'DenySomethingUntil20270630T000000Z']);
  });

  test('never bind the platform, whatever they match', () => {
    expect(isDenied(DEPLOYMENT, JUNE, [{ principal: 'arn:*:iam::*:role/*', expires: MARCH }])).toBe(false);
  });

  test('give the same statements in any order', () => {
    const exemptions = [
      { principal: 'arn:*:iam::*:role/b', expires: JUNE },
      { principal: 'arn:*:iam::*:role/a', expires: MARCH },
      { principal: 'arn:*:iam::*:role/a', expires: MARCH },
    ];
    expect(compile(exemptions)).toEqual(compile([...exemptions].reverse()));
  });
});

describe('any exemptions', () => {
  const INSTANTS = ['2027-01-01T00:00:00Z', MARCH, JUNE];
  const anExemption = fc.record({
    principal: fc.constantFrom(
      ...['*', 'ci/*', 'ci/publisher', 'ci/tester', '*er'].map((name) => `arn:*:iam::*:role/${name}`),
    ),
    expires: fc.constantFrom(null, ...INSTANTS),
  });

  test('exempt a principal exactly until the last one that matches it expires', () => {
    const principals = [PUBLISHER, TESTER, DEVELOPER, 'arn:aws:iam::222222222222:role/ci/other'];
    fc.assert(
      fc.property(
        fc.array(anExemption, { maxLength: 5 }),
        fc.constantFrom(...principals),
        fc.constantFrom('2026-12-31T23:59:59Z', ...INSTANTS, BEFORE_MARCH, BEFORE_JUNE),
        (exemptions, principal, at) => {
          const alive = exemptions.filter(({ expires }) => expires === null || at < expires);
          const patterns = alive.map((exemption) => exemption.principal.replace('arn:*:iam::*:role/', ''));
          const isExempt = patterns.some((name) => new RegExp(`:role/${name.replace('*', '.*')}$`).test(principal));
          expect(isDenied(principal, at, exemptions)).toBe(!isExempt);
        },
      ),
      { numRuns: 1000 },
    );
  });
});

describe('a statement with conditions of its own', () => {
  test('keeps the principals that it exempts itself, in the base and in the copy', () => {
    const own = { ArnNotLike: { 'aws:PrincipalArn': 'arn:*:iam::*:user/ses-smtp/*' } };
    const statement = { ...SIMPLE, Condition: own };
    const exemptions = [{ principal: 'arn:*:iam::*:user/*', expires: MARCH }];
    expect(isDenied('arn:aws:iam::222222222222:user/ses-smtp/mailer', JUNE, exemptions, statement)).toBe(false);
    expect(isDenied('arn:aws:iam::222222222222:user/other', JUNE, exemptions, statement)).toBe(true);
  });

  test('keeps its other conditions and keys', () => {
    const Condition = { ArnNotLike: { 'bedrock:InferenceProfileArn': 'arn:*:bedrock:*:*:inference-profile/eu.*' } };
    const [base] = compile([], { ...SIMPLE, Condition });
    expect(base?.Condition?.['ArnNotLike']).toMatchObject(Condition.ArnNotLike);
  });

  test('starts no earlier for whom an exemption ends before', () => {
    const statement = { ...SIMPLE, Condition: { DateGreaterThanEquals: { 'aws:CurrentTime': JUNE } } };
    const exemptions = [{ principal: 'arn:*:iam::*:role/ci/publisher', expires: MARCH }];
    expect(isDenied(PUBLISHER, MARCH, exemptions, statement)).toBe(false);
    expect(isDenied(PUBLISHER, JUNE, exemptions, statement)).toBe(true);
  });

  test('fails when it selects principals by StringLike already', () => {
    const statement = { ...SIMPLE, Condition: { StringLike: { 'aws:PrincipalArn': 'arn:*:iam::*:user/*' } } };
    const exemptions = [{ principal: 'arn:*:iam::*:role/ci/publisher', expires: MARCH }];
    expect(() => compile(exemptions, statement)).toThrow('invariant');
  });

  test('fails when it spells a key otherwise', () => {
    const statement = { ...SIMPLE, Condition: { ArnNotLike: { 'aws:PrincipalARN': 'arn:*:iam::*:user/*' } } };
    expect(() => compile([], statement)).toThrow("write 'aws:PrincipalArn'");
  });
});

describe('a guardrail', () => {
  test('that exempts nobody is deployed as it is', () => {
    const [only] = compileGuardrail(aGuardrail([SIMPLE], 'nobody'), {}, anOrganization(), []);
    expect(only).toEqual({ Sid: 'DenySomething', ...SIMPLE });
  });

  test('fails when somebody is exempt from one that exempts nobody', () => {
    const exemptions = [{ principal: 'arn:*:iam::*:role/ci/publisher', expires: null }];
    expect(() => compileGuardrail(aGuardrail([SIMPLE], 'nobody'), {}, anOrganization(), exemptions)).toThrow('nobody');
  });

  test('fails when an exemption ends at no instant', () => {
    expect(() => compile([{ principal: 'arn:*:iam::*:role/a', expires: '2027-02-30T00:00:00Z' }])).toThrow(
      'is not a time',
    );
  });

  test('fails when two of its statements would have one Sid', () => {
    expect(() => compileGuardrail(aGuardrail([SIMPLE, SIMPLE]), {}, anOrganization(), [])).toThrow(
      "uses the Sid 'DenySomething' twice",
    );
  });

  test('fails when a Sid is not alphanumeric', () => {
    const statement = { ...SIMPLE, Sid: 'a-b' };
    expect(() => compileGuardrail(aGuardrail([statement]), {}, anOrganization(), [])).toThrow('alphanumeric');
  });
});
