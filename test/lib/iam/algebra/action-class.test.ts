import { globMatches } from '../../../../lib/iam/patterns/glob';
import { actionClasses } from '../../../../lib/iam/algebra/action-class';
import type { ActionClass, ActionLimits } from '../../../../lib/iam/algebra/action-class';
import type { ActionPatterns } from '../../../../lib/iam/algebra/action-table';
import { fc } from '../../../seeded-fast-check';

const only = (...patterns: readonly string[]): ActionPatterns => ({ patterns, negated: false });
const allBut = (...patterns: readonly string[]): ActionPatterns => ({ patterns, negated: true });

function classesOf(statements: readonly ActionPatterns[], limits?: ActionLimits): readonly ActionClass[] {
  const classes = actionClasses(statements, limits);
  if (classes === undefined) throw new Error('too many states');
  return classes;
}

const summary = (statements: readonly ActionPatterns[], limits?: ActionLimits): unknown =>
  classesOf(statements, limits)
    .map(({ statements: matching, witness }) => `${matching.join('+')}: ${witness}`)
    .sort();

describe('action classes', () => {
  test('are the sets of statements that match the same action', () => {
    expect(summary([only('s3:*'), only('s3:Get*', 'ec2:*')])).toEqual(['0+1: s3:GetX', '0: s3:X', '1: ec2:X']);
    expect(summary([allBut('iam:*')])).toHaveLength(1);
  });

  test('are not case-sensitive', () => {
    expect(summary([only('s3:getobject'), only('S3:GetObject')])).toEqual(['0+1: S3:GetObject']);
    expect(classesOf([only('s3:GetObject')])[0]?.has('S3:GETOBJECT')).toBe(true);
  });

  test('have a witness even if their shortest names are patterns of other classes', () => {
    const statements = [only('s:a*'), only('s:a', 's:aX')];
    expect(summary(statements)).toEqual(['0+1: s:aX', expect.stringMatching(/^0: s:a[^x]/)]);
  });

  test('have a known action as witness if there is any', () => {
    expect(summary([only('s3:Put*')], { known: ['s3:PutObject', 's3:GetObject'] })).toEqual(['0: s3:PutObject']);
  });

  test('are open if they contain unknown names', () => {
    const [exact] = classesOf([only('s3:PutObject')], { known: ['s3:PutObject'] });
    const [pattern] = classesOf([only('s3:Put*')], { known: ['s3:PutObject'] });
    const [unknown] = classesOf([only('s3:PutNothing')], { known: ['s3:PutObject'] });
    expect([exact?.open, pattern?.open, unknown?.open]).toEqual([false, true, true]);
    expect(exact?.known).toEqual(['s3:PutObject']);
  });

  test('list the patterns that match each of their actions', () => {
    const classes = classesOf([only('s3:Put*', 's3:*'), allBut('iam:*', 's3:Get*')]);
    const putting = classes.find((each) => each.has('s3:PutObject'));
    const getting = classes.find((each) => each.has('s3:GetObject'));
    expect(putting?.patterns).toEqual(['s3:*']);
    expect(getting?.patterns).toEqual(['s3:get*', 's3:*']);
  });

  test('exclude actions that policies cannot deny or to which they do not apply', () => {
    expect(summary([only('sts:*')], { except: ['sts:*'] })).toEqual([]);
    expect(summary([only('*')], { only: ['s3:*'] })).toEqual(['0: s3:X']);
    expect(classesOf([only('sts:*')], { except: ['sts:GetCallerIdentity'] })[0]?.has('sts:getcalleridentity')).toBe(
      false,
    );
  });

  test('treat `$` as a plain character', () => {
    expect(classesOf([only('s3:${*}')])[0]?.has('s3:*')).toBe(false);
  });

  test('are found quickly for thousands of names', () => {
    const names = Array.from({ length: 5_000 }, (_, index) => `service${index % 100}:Action${index}`);
    const started = performance.now();
    expect(classesOf([only(...names), allBut(...names.slice(0, 2_000))], { known: names })).toHaveLength(3);
    expect(performance.now() - started).toBeLessThan(5_000);
  });

  const name = fc.tuple(
    fc.constantFrom('s', 't'),
    fc.string({ unit: fc.constantFrom('a', 'b', 'C'), minLength: 1, maxLength: 3 }),
  );
  const action = name.map(([service, rest]) => `${service}:${rest}`);
  const pattern = fc.oneof(
    action,
    fc.constant('*'),
    fc
      .tuple(
        fc.constantFrom('s', 't'),
        fc.string({ unit: fc.constantFrom('a', 'b', '*', '?'), minLength: 1, maxLength: 3 }),
      )
      .map(([service, rest]) => `${service}:${rest}`),
  );

  test('contain each action once, with the statements that match it', () => {
    const statement = fc.record({ patterns: fc.array(pattern, { minLength: 1, maxLength: 3 }), negated: fc.boolean() });
    fc.assert(
      fc.property(fc.array(statement, { maxLength: 4 }), fc.array(action), (statements, samples) => {
        const classes = classesOf(statements);
        for (const sample of [...samples, ...classes.map(({ witness }) => witness)]) {
          const matching = statements.flatMap(({ patterns, negated }, index) =>
            patterns.some((each) => globMatches(each, sample, { ignoreCase: true })) === negated ? [] : [index],
          );
          const found = classes.filter((each) => each.has(sample));
          expect(found.map((each) => each.statements)).toEqual(matching.length === 0 ? [] : [matching]);
        }
      }),
    );
  });
});
