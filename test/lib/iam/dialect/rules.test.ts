import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { loadServiceReference } from '../../../../lib/iam/service-reference/load';
import { checkDialect, rules } from '../../../../lib/iam/dialect';
import * as grammarRules from '../../../../lib/iam/dialect/grammar-rules';
import type { DialectFinding, RuleContext } from '../../../../lib/iam/dialect';
import { actions } from './cases/actions';
import type { Sample } from './cases/case';
import { conditions } from './cases/conditions';
import { rcp } from './cases/rcp';
import { shape } from './cases/shape';
import { tags } from './cases/tags';
import { fc } from '../../../seeded-fast-check';

const cases = { ...actions, ...conditions, ...rcp, ...shape, ...tags };

const grammarIds: readonly string[] = Object.values(grammarRules).map(({ id }) => id);

function findings(rule: string, { document, type, quota, written }: Sample): readonly DialectFinding[] {
  const context = {
    type,
    reference: loadServiceReference(),
    ...(quota === undefined ? {} : { quota }),
    ...(written === undefined ? {} : { written }),
  };
  return checkDialect(document, context).filter((finding) => finding.rule === rule);
}

describe.each(Object.entries(cases))('the rule %s', (rule, { fires, silent }) => {
  test.each(fires.map((sample) => [sample.name, sample] as const))('fires on %s', (_name, sample) => {
    expect(findings(rule, sample).map(({ pointer }) => pointer)).toContain(sample.pointer);
  });

  test.each(silent.map((sample) => [sample.name, sample] as const))('is silent on %s', (_name, sample) => {
    expect(findings(rule, sample)).toEqual([]);
  });
});

describe('the list of rules', () => {
  const ids = rules.map(({ id }) => id);

  test('contains every rule of the folder, in alphabetical order', () => {
    const files = readdirSync(join(__dirname, '../../../../lib/iam/dialect'))
      .filter((file) => file.endsWith('.ts') && file !== 'index.ts' && file !== 'grammar-rules.ts')
      .map((file) => file.slice(0, -'.ts'.length));
    expect(ids).toEqual([...files, ...grammarIds].sort());
  });

  test('has a bad document and a similar good one for each rule', () => {
    expect(Object.keys(cases).sort()).toEqual(ids);
    for (const { fires, silent } of Object.values(cases))
      expect([fires.length > 0, silent.length > 0]).toEqual([true, true]);
  });

  test('explains each rule, why it matters, and what to write instead', () => {
    for (const { summary, why, fix } of rules) {
      expect(summary).toMatch(/[^.]$/);
      expect(why).toMatch(/\.$/);
      expect(fix).not.toBe('');
    }
  });
});

describe('checkDialect', () => {
  const reference = loadServiceReference();

  test.each([
    null,
    1,
    'text',
    [],
    {},
    { Statement: null },
    { Statement: [null, 1, []] },
    { Statement: [{ Condition: 1 }] },
  ])('reads %j without failing', (document) => {
    const found = checkDialect(document, { type: 'SERVICE_CONTROL_POLICY', reference });
    expect(found.filter(({ severity }) => severity === 'error')).not.toEqual([]);
  });

  test('gives the same findings for the same document', () => {
    const document = {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Deny', Action: ['s3:Nope', '*:x'], Resource: 'a' }],
    };
    const check = () => checkDialect(document, { type: 'SERVICE_CONTROL_POLICY', reference });
    expect(check()).toEqual(check());
  });

  const check = (document: unknown, type: RuleContext['type'] = 'SERVICE_CONTROL_POLICY'): readonly DialectFinding[] =>
    checkDialect(document, { type, reference, quota: 10_240 });

  test('refuses a document of 100,000 nested lists in one finding', () => {
    const document: unknown = JSON.parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`);
    expect(check({ Version: '2012-10-17', Statement: document })).toMatchObject([
      { rule: 'document-shape', message: 'the document is nested deeper than 12 levels' },
    ]);
  });

  test('refuses a document of ten million characters in one finding', () => {
    const Action = Array.from({ length: 1_000_000 }, (_, index) => `s3:Get${index}`);
    expect(check({ Version: '2012-10-17', Statement: [{ Effect: 'Deny', Action, Resource: '*' }] })).toMatchObject([
      { rule: 'document-shape', message: 'the document has more than 100000 characters' },
    ]);
  });

  test('never fails, points into the document, and reports each problem of the grammar once', () => {
    const word = fc.constantFrom(
      ...[
        '*',
        's3:*',
        's3:PutObject',
        'ec2:Run?nstances',
        'nope:x',
        'x',
        '',
        'arn:*:s3:::a/*',
        'arn:aws:ec2:*:instance/*',
      ],
      ...['${aws:username}', '${', 'true', '2027-01-01T00:00:00Z', '10.0.0.0/8', 'arn:*:iam::*:role/aws*', '~/'],
    );
    const key = fc.constantFrom(
      ...['aws:PrincipalArn', 'aws:RequestTag/a', 'aws:CalledVia', 'ec2:InstanceType', 'aws:CurrentTime', 'nope', ''],
      ...['aws:SourceIp', 's3:x-amz-server-side-encryption', 'aws:MultiFactorAuthPresent', 'aws:ResourceTag/a~/b'],
    );
    const operator = fc.constantFrom(
      ...['StringEquals', 'StringNotLike', 'ArnNotLike', 'ArnEquals', 'Null', 'Bool', 'DateLessThan', 'NotIpAddress'],
      ...['ForAllValues:StringLike', 'ForAnyValue:StringNotEqualsIfExists', 'NumericLessThan', 'Nope', '__proto__'],
    );
    const value = fc.oneof(
      word,
      fc.array(word, { maxLength: 3 }),
      fc.boolean(),
      fc.integer(),
      fc.jsonValue({ maxDepth: 1 }),
    );
    const condition = fc.dictionary(operator, fc.dictionary(key, value, { maxKeys: 3 }), { maxKeys: 3 });
    const element = fc.constantFrom(
      'Effect',
      'Action',
      'NotAction',
      'Resource',
      'NotResource',
      'Principal',
      'Sid',
      'x/y',
    );
    const statement = fc
      .tuple(fc.dictionary(element, value), fc.option(condition), fc.constantFrom('Allow', 'Deny'))
      .map(([elements, Condition, Effect]) => ({ Effect, ...elements, ...(Condition === null ? {} : { Condition }) }));
    const document = fc.oneof(
      fc.array(statement, { maxLength: 3 }).map((Statement) => ({ Version: '2012-10-17', Statement })),
      fc.jsonValue(),
    );
    const type = fc.constantFrom<RuleContext['type'][]>('SERVICE_CONTROL_POLICY', 'RESOURCE_CONTROL_POLICY');
    fc.assert(
      fc.property(document, type, (given, policyType) => {
        const found = check(given, policyType);
        for (const { pointer } of found) expect(resolvePointer(given, pointer)).not.toBeUndefined();
        const ofGrammar = found
          .filter(({ rule }) => grammarIds.includes(rule))
          .map((finding) => JSON.stringify(finding));
        expect(new Set(ofGrammar).size).toBe(ofGrammar.length);
      }),
      { seed: 4, numRuns: 2_000 },
    );
  });
});

function resolvePointer(document: unknown, pointer: string): unknown {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<unknown>((value, part) => (value as Readonly<Record<string, unknown>>)[part], document);
}
