import type { AlgebraRequest } from '../../../../lib/iam/algebra/axis';
import { comparisonOf } from '../../../../lib/iam/algebra/compare-by-class';
import { summarizeDifferences, permitNone } from '../../../../lib/iam/algebra/summary';
import type { SummarizedSet } from '../../../../lib/iam/algebra/summary';
import { callersOf } from '../../../../lib/iam/algebra/callers';
import { chainOf, FULL_ACCESS } from '../../../../lib/iam/algebra/chain';
import type { Chain } from '../../../../lib/iam/algebra/chain';
import type { CompareOptions } from '../../../../lib/iam/algebra/compare';
import { Space } from '../../../../lib/iam/algebra/space';
import type { Predicate } from '../../../../lib/iam/algebra/predicates';
import type { Statement } from '../../../../lib/iam/statement';
import { chain, denies, request } from './arbitraries';
import { isPermitted } from './brute-force';
import { evaluator } from './evaluate';
import { fc } from '../../../seeded-fast-check';

const deny = (Action: string, Condition: Statement['Condition'] = {}, more: Partial<Statement> = {}): Statement => ({
  Effect: 'Deny',
  Action,
  Resource: '*',
  Condition,
  ...more,
});

function changedSets(before: Chain, after: Chain, options: CompareOptions = {}): readonly SummarizedSet[] {
  const compared = summarizeDifferences([{ chains: [before, after], world: options }], options);
  const { denied, permitted, undecided } = comparisonOf(compared);
  expect(undecided).toEqual([]);
  return [...denied, ...permitted];
}

/** The difference of some statements, as text. */
function describeDifference(
  before: readonly Statement[],
  after: readonly Statement[],
  options: CompareOptions = {},
): readonly string[] {
  return changedSets(chainOf(before), chainOf(after), options).map(({ change, actions, predicates, others }) =>
    [
      `${change} ${actions.patterns[0] ?? '*'}`,
      ...predicates.map(({ key, operator, values }) => [key, operator, ...values].join(' ')),
      ...(others.length === 0 ? [] : [`except ${[...new Set(others.map(({ Sid }) => Sid))].join(' and ')}`]),
    ].join(', '),
  );
}

const inRegion = (...regions: readonly string[]): Statement['Condition'] => ({
  StringNotEquals: { 'aws:RequestedRegion': regions },
});
const unless = (...names: readonly string[]): Statement['Condition'] => ({
  ArnNotLike: { 'aws:PrincipalArn': names.map((name) => `arn:*:iam::*:role/${name}`) },
});
const rootUser = deny('*', { ArnLike: { 'aws:PrincipalArn': 'arn:*:iam::*:root' } }, { Sid: 'Root' });
const CALLERS = { callers: callersOf(['role', 'user', 'root'], '111111111111') };

describe('a summarized difference', () => {
  test('has the one condition of the statement', () => {
    expect(describeDifference([], [deny('s:Get', inRegion('eu-1'))])).toEqual([
      'denied s:get, aws:RequestedRegion isNot eu-1',
    ]);
    expect(describeDifference([deny('s:Get', inRegion('eu-1'))], [deny('s:Get', inRegion('eu-1', 'eu-2'))])).toEqual([
      'permitted s:get, aws:RequestedRegion is eu-2',
    ]);
  });

  test('ignores what another statement already denied, but not an earlier version of the same statement', () => {
    expect(describeDifference([rootUser], [rootUser, deny('s:Get')], CALLERS)).toEqual(['denied s:get, except Root']);
    const [old, now] = [deny('s:Get', inRegion('eu-1')), deny('s:Get')];
    expect(describeDifference([old], [now])).toEqual(['denied s:get, aws:RequestedRegion is eu-1']);
    const cases = [{ chains: [chainOf([old]), chainOf([now])] as const, world: {} }];
    const { denied } = comparisonOf(summarizeDifferences(cases, { ownersOf: (each) => [JSON.stringify(each)] }));
    expect(denied.map(({ predicates }) => predicates)).toEqual([[]]);
  });

  test('names the statements that still deny some of the permitted requests', () => {
    const tls = deny('*', { Bool: { 'aws:SecureTransport': 'false' } }, { Sid: 'Tls' });
    expect(describeDifference([tls, deny('s:Get', unless('x'))], [tls], CALLERS)).toEqual([
      'permitted s:get, aws:PrincipalArn notMatches arn:*:iam::*:role/x, except Tls',
    ]);
    // All values of one key are in one predicate.
    expect(describeDifference([rootUser, deny('s:Get', unless('x'))], [rootUser], CALLERS)).toEqual([
      'permitted s:get, aws:PrincipalArn notMatches arn:*:iam::*:root arn:*:iam::*:role/x',
    ]);
  });

  test('excludes requests that another statement now denies', () => {
    const [old, now] = [deny('s:Get'), deny('s:Get', inRegion('eu-1'))];
    expect(describeDifference([old], [now])).toEqual(['permitted s:get, aws:RequestedRegion is eu-1']);
  });

  test('is one set even if a class between its values is decided alike', () => {
    const before = [deny('s:Get', { StringEquals: { k: 'b' } })];
    const after = [deny('s:Get', { StringEquals: { k: ['a', 'b', 'c'] } })];
    expect(describeDifference(before, after)).toEqual(['denied s:get, k is a c']);
  });

  test('has the absent key as a separate alternative', () => {
    const [bool, ifExists] = ['Bool', 'BoolIfExists'].map((operator) => deny('s:Get', { [operator]: { k: 'false' } }));
    expect(describeDifference([], [ifExists ?? rootUser])).toEqual([
      'denied s:get, k absent',
      'denied s:get, k is false',
    ]);
    expect(describeDifference([bool ?? rootUser], [ifExists ?? rootUser])).toEqual(['denied s:get, k absent']);
  });

  test('describes a resource, a time, a network and two equal keys', () => {
    expect(describeDifference([], [deny('s:Get', {}, { Resource: 'arn:aws:s3:::x/*' })])).toEqual([
      'denied s:get, resource matches arn:aws:s3:::x/*',
    ]);
    expect(
      describeDifference([], [deny('s:Get', { DateLessThan: { 'aws:CurrentTime': '2027-01-01T00:00:00Z' } })]),
    ).toEqual(['denied s:get, aws:CurrentTime before 2027-01-01T00:00:00Z']);
    expect(describeDifference([], [deny('s:Get', { NotIpAddress: { 'aws:SourceIp': '10.0.0.0/8' } })])).toEqual([
      'denied s:get, aws:SourceIp outside 10.0.0.0/8',
    ]);
    expect(describeDifference([], [deny('s:Get', { StringEquals: { k: '${j}' } })])).toEqual([
      'denied s:get, k is ${j}',
    ]);
    expect(describeDifference([], [deny('s:Get', { StringNotEquals: { k: '${j}' } })])).toEqual([
      'denied s:get, k isNot ${j}',
    ]);
  });

  test('contains everything that a level no longer allows', () => {
    const some: Chain = [[{ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 's:*', Resource: '*' }] }]];
    const sets = changedSets([[FULL_ACCESS]], some, { knownActions: ['s:Get', 't:Get'] });
    expect(sets.map(({ change, actions, predicates }) => [change, actions.known, predicates])).toEqual([
      ['denied', ['t:Get'], []],
    ]);
  });

  test('names the decisive statements', () => {
    const [one, two] = [deny('s:Get', inRegion('eu-1'), { Sid: 'One' }), deny('t:Get', {}, { Sid: 'Two' })];
    const [set] = changedSets(chainOf([two]), chainOf([one, two]));
    expect(set?.decisive).toEqual([one]);
    const [back] = changedSets(chainOf([one, two]), chainOf([two]));
    expect(back?.decisive).toEqual([one]);
  });
});

describe('permitNone', () => {
  const permitsNone = (one: Chain, actions: readonly string[], predicates: readonly Predicate[]): boolean =>
    permitNone([{ chain: one, world: {} }], actions, predicates, {});
  const [isNotInRegion] = changedSets(chainOf([]), chainOf([deny('s:Get', inRegion('eu-1'))])).flatMap(
    ({ predicates }) => predicates,
  );
  if (isNotInRegion === undefined) throw new Error('expected a predicate');

  test('takes actions and predicates', () => {
    const one = chainOf([deny('s:*', inRegion('eu-1')), deny('t:Get')]);
    expect(permitsNone(one, ['s:Get', 's:Put'], [isNotInRegion])).toBe(true);
    expect(permitsNone(one, ['t:Get'], [])).toBe(true);
    expect(permitsNone(one, ['s:Get'], [])).toBe(false);
    expect(permitsNone(one, ['t:Put'], [isNotInRegion])).toBe(false);
    expect(permitsNone(chainOf([deny('s:*', inRegion('eu-1', 'eu-2'))]), ['s:Get'], [isNotInRegion])).toBe(false);
  });

  test('takes several chains', () => {
    const [none, some] = [chainOf([deny('s:*')]), chainOf([deny('s:*', inRegion('eu-1'))])];
    const ask = (...chains: readonly Chain[]): boolean =>
      permitNone(
        chains.map((each) => ({ chain: each, world: {} })),
        ['s:Get'],
        [],
        {},
      );
    expect([ask(none, none), ask(none, some), ask(some, none)]).toEqual([true, false, false]);
  });

  test('is false for predicates that are not exact', () => {
    expect(permitsNone(chainOf([deny('*')]), ['s:Get'], [{ ...isNotInRegion, clause: null }])).toBe(false);
  });

  test('is never true if a request is permitted', () => {
    let claims = 0;
    fc.assert(
      fc.property(
        chain,
        fc.constantFrom('s:Get', 's:P*', '*'),
        fc.array(request, { minLength: 20 }),
        (one, pattern, samples) => {
          if (!permitsNone(one, [pattern], [])) return;
          claims += 1;
          const prefix = pattern.replace('*', '').toLowerCase();
          const within = samples.filter(({ action }) => action.toLowerCase().startsWith(prefix));
          for (const each of within) expect([isPermitted(one, each), each]).toEqual([false, each]);
        },
      ),
      { numRuns: 150 },
    );
    expect(claims).toBeGreaterThan(1);
  });
});

describe('the summarized difference of two random chains', () => {
  const requests = fc.array(request, { minLength: 30, maxLength: 30 });

  /** Whether all exact predicates are true. */
  const predicatesHold = ({ predicates }: SummarizedSet): ((each: AlgebraRequest) => boolean) => {
    const clauses = predicates.flatMap(({ clause }) => clause ?? []);
    const space = new Space(clauses, { callers: [], examples: () => [], cache: new Map(), valuesOf: () => 'one' });
    const boxes = space.boxesOf(clauses);
    return (each) => boxes.some((box) => space.contains(box, each));
  };
  const isExact = ({ predicates }: SummarizedSet): boolean => predicates.every(({ clause }) => clause !== null);

  /** Some random chains need more work than a comparison may take. */
  let left = 0;
  const check = (before: Chain, after: Chain, samples: readonly AlgebraRequest[]): number => {
    const compared = comparisonOf(summarizeDifferences([{ chains: [before, after], world: {} }], {}));
    if (compared.undecided.length > 0) {
      for (const { reason } of compared.undecided)
        expect(reason).toMatch(/^its statements (?:overlap in too|would take)/);
      left += 1;
      return 0;
    }
    const sets = [...compared.denied, ...compared.permitted];
    let checked = 0;
    // One `expect` for all failures takes much less time than one for each comparison.
    const failures: unknown[] = [];
    for (const set of sets) {
      const [old, now] = [isPermitted(before, set.witness), isPermitted(after, set.witness)];
      const isRight = old !== now && now === (set.change === 'permitted');
      if (!isRight || !set.contains(set.witness)) failures.push({ change: set.change, witness: set.witness });
    }
    const readers = sets.map((set) => ({ set, hold: predicatesHold(set) }));
    for (const each of samples) {
      const [old, now] = [isPermitted(before, each), isPermitted(after, each)];
      const changes = [...new Set(sets.filter((set) => set.contains(each)).map(({ change }) => change))];
      const expected = old === now ? [] : [now ? 'permitted' : 'denied'];
      if (changes.join() !== expected.join()) failures.push({ request: each, changes, expected });
      for (const { set, hold } of readers) {
        if (!set.actions.has(each.action)) continue;
        const holds = hold(each);
        if (set.contains(each) && !holds) failures.push({ request: each, missedBy: set.predicates });
        if (!isExact(set) || !holds) continue;
        // A request described as denied now is not permitted; one described as permitted now was not permitted before.
        if (set.change === 'denied' ? now : old) failures.push({ request: each, wronglyIn: set.predicates });
        checked += 1;
      }
    }
    expect(failures).toEqual([]);
    return checked;
  };

  test('contains exactly the changed requests, and its predicates are true for all of them and never wrong', () => {
    let checked = 0;
    fc.assert(
      fc.property(chain, chain, requests, (before, after, samples) => {
        checked += check(before, after, samples);
      }),
      { numRuns: 25, endOnFailure: true },
    );
    expect(checked).toBeGreaterThan(100);
    expect(left).toBeLessThan(5);
  });

  test('is also exact after a small edit', () => {
    let checked = 0;
    fc.assert(
      fc.property(denies, denies, requests, (common, added, samples) => {
        checked += check(
          chainOf([...common, ...added.slice(0, 1)]),
          chainOf([...common, ...added.slice(1, 2)]),
          samples,
        );
      }),
      { numRuns: 200 },
    );
    expect(checked).toBeGreaterThan(100);
  });

  test('has witnesses that the evaluator decides in the same way', () => {
    fc.assert(
      fc.property(denies, denies, (before, after) => {
        const [decideBefore, decideAfter] = [evaluator(chainOf(before)), evaluator(chainOf(after))];
        for (const { witness, change } of changedSets(chainOf(before), chainOf(after))) {
          const [old, now] = change === 'denied' ? ['permitted', 'denied'] : ['denied', 'permitted'];
          expect([old, 'undecided']).toContain(decideBefore(witness));
          expect([now, 'undecided']).toContain(decideAfter(witness));
        }
      }),
      { numRuns: 60, endOnFailure: true },
    );
  });
});
