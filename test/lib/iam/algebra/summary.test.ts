import fc from 'fast-check';
import type { AlgebraRequest } from '../../../../lib/iam/algebra/axis';
import { summarizeDifference, permitNone } from '../../../../lib/iam/algebra/summary';
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
import { evaluate } from './evaluate';

const deny = (Action: string, Condition: Statement['Condition'] = {}, more: Partial<Statement> = {}): Statement => ({
  Effect: 'Deny',
  Action,
  Resource: '*',
  Condition,
  ...more,
});

function regionsOf(before: Chain, after: Chain, options: CompareOptions = {}): readonly SummarizedSet[] {
  const { denied, permitted, undecided } = summarizeDifference(before, after, options);
  expect(undecided).toEqual([]);
  return [...denied, ...permitted];
}

/** The difference of some statements, in words. */
function told(
  before: readonly Statement[],
  after: readonly Statement[],
  options: CompareOptions = {},
): readonly string[] {
  return regionsOf(chainOf(before), chainOf(after), options).map(({ change, actions, predicates: words, others }) =>
    [
      `${change} ${actions.patterns[0] ?? '*'}`,
      ...words.map(({ key, operator, values }) => [key, operator, ...values].join(' ')),
      ...(others.length === 0 ? [] : [`beside ${[...new Set(others.map(({ Sid }) => Sid))].join(' and ')}`]),
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

describe('what changed, in few words', () => {
  test('is told with the one condition that a statement has', () => {
    expect(told([], [deny('s:Get', inRegion('eu-1'))])).toEqual(['denied s:get, aws:RequestedRegion isNot eu-1']);
    expect(told([deny('s:Get', inRegion('eu-1'))], [deny('s:Get', inRegion('eu-1', 'eu-2'))])).toEqual([
      'permitted s:get, aws:RequestedRegion is eu-2',
    ]);
  });

  test('is told without what denied it already, but for what the same author denied in other words', () => {
    expect(told([rootUser], [rootUser, deny('s:Get')], CALLERS)).toEqual(['denied s:get, beside Root']);
    const [old, now] = [deny('s:Get', inRegion('eu-1')), deny('s:Get')];
    expect(told([old], [now])).toEqual(['denied s:get, aws:RequestedRegion is eu-1']);
    const { denied } = summarizeDifference(chainOf([old]), chainOf([now]), {
      ownersOf: (each) => [JSON.stringify(each)],
    });
    expect(denied.map(({ predicates: words }) => words)).toEqual([[]]);
  });

  test('of what is permitted now names beside it what still denies some of it', () => {
    const tls = deny('*', { Bool: { 'aws:SecureTransport': 'false' } }, { Sid: 'Tls' });
    expect(told([tls, deny('s:Get', unless('x'))], [tls], CALLERS)).toEqual([
      'permitted s:get, aws:PrincipalArn notMatches arn:*:iam::*:role/x, beside Tls',
    ]);
    // Of one key all is said at once.
    expect(told([rootUser, deny('s:Get', unless('x'))], [rootUser], CALLERS)).toEqual([
      'permitted s:get, aws:PrincipalArn notMatches arn:*:iam::*:root arn:*:iam::*:role/x',
    ]);
  });

  test('of what is permitted now leaves out what another statement denies from now on', () => {
    const [old, now] = [deny('s:Get'), deny('s:Get', inRegion('eu-1'))];
    expect(told([old], [now])).toEqual(['permitted s:get, aws:RequestedRegion is eu-1']);
  });

  test('is one region where a class on the way is decided alike', () => {
    const before = [deny('s:Get', { StringEquals: { k: 'b' } })];
    const after = [deny('s:Get', { StringEquals: { k: ['a', 'b', 'c'] } })];
    expect(told(before, after)).toEqual(['denied s:get, k is a c']);
  });

  test('takes the absent key as an alternative that is told by itself', () => {
    const [bool, ifExists] = ['Bool', 'BoolIfExists'].map((operator) => deny('s:Get', { [operator]: { k: 'false' } }));
    expect(told([], [ifExists ?? rootUser])).toEqual(['denied s:get, k absent', 'denied s:get, k is false']);
    expect(told([bool ?? rootUser], [ifExists ?? rootUser])).toEqual(['denied s:get, k absent']);
  });

  test('is told for a resource, a time, a network and two keys that are equal', () => {
    expect(told([], [deny('s:Get', {}, { Resource: 'arn:aws:s3:::x/*' })])).toEqual([
      'denied s:get, resource matches arn:aws:s3:::x/*',
    ]);
    expect(told([], [deny('s:Get', { DateLessThan: { 'aws:CurrentTime': '2027-01-01T00:00:00Z' } })])).toEqual([
      'denied s:get, aws:CurrentTime before 2027-01-01T00:00:00Z',
    ]);
    expect(told([], [deny('s:Get', { NotIpAddress: { 'aws:SourceIp': '10.0.0.0/8' } })])).toEqual([
      'denied s:get, aws:SourceIp outside 10.0.0.0/8',
    ]);
    expect(told([], [deny('s:Get', { StringEquals: { k: '${j}' } })])).toEqual(['denied s:get, k is ${j}']);
    expect(told([], [deny('s:Get', { StringNotEquals: { k: '${j}' } })])).toEqual(['denied s:get, k isNot ${j}']);
  });

  test('is told of all that a level allows no more', () => {
    const some: Chain = [[{ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 's:*', Resource: '*' }] }]];
    const regions = regionsOf([[FULL_ACCESS]], some, { knownActions: ['s:Get', 't:Get'] });
    expect(regions.map(({ change, actions, predicates: words }) => [change, actions.known, words])).toEqual([
      ['denied', ['t:Get'], []],
    ]);
  });

  test('names the statements that decide', () => {
    const [one, two] = [deny('s:Get', inRegion('eu-1'), { Sid: 'One' }), deny('t:Get', {}, { Sid: 'Two' })];
    const [region] = regionsOf(chainOf([two]), chainOf([one, two]));
    expect(region?.decisive).toEqual([one]);
    const [back] = regionsOf(chainOf([one, two]), chainOf([two]));
    expect(back?.decisive).toEqual([one]);
  });
});

describe('whether chains permit none', () => {
  const permitsNone = (there: Chain, actions: readonly string[], words: readonly Predicate[]): boolean =>
    permitNone([{ chain: there, world: {} }], actions, words, {});
  const [word] = regionsOf(chainOf([]), chainOf([deny('s:Get', inRegion('eu-1'))])).flatMap(
    ({ predicates: words }) => words,
  );
  if (word === undefined) throw new Error('one word');

  test('is asked of actions where words hold', () => {
    const there = chainOf([deny('s:*', inRegion('eu-1')), deny('t:Get')]);
    expect(permitsNone(there, ['s:Get', 's:Put'], [word])).toBe(true);
    expect(permitsNone(there, ['t:Get'], [])).toBe(true);
    expect(permitsNone(there, ['s:Get'], [])).toBe(false);
    expect(permitsNone(there, ['t:Put'], [word])).toBe(false);
    expect(permitsNone(chainOf([deny('s:*', inRegion('eu-1', 'eu-2'))]), ['s:Get'], [word])).toBe(false);
  });

  test('is asked of several at once', () => {
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

  test('is not answered by words that are less exact', () => {
    expect(permitsNone(chainOf([deny('*')]), ['s:Get'], [{ ...word, clause: null }])).toBe(false);
  });

  test('is never claimed of a request that is permitted', () => {
    let claims = 0;
    fc.assert(
      fc.property(
        chain,
        fc.constantFrom('s:Get', 's:P*', '*'),
        fc.array(request, { minLength: 20 }),
        (there, pattern, samples) => {
          if (!permitsNone(there, [pattern], [])) return;
          claims += 1;
          const prefix = pattern.replace('*', '').toLowerCase();
          const within = samples.filter(({ action }) => action.toLowerCase().startsWith(prefix));
          for (const each of within) expect([isPermitted(there, each), each]).toEqual([false, each]);
        },
      ),
      { numRuns: 150 },
    );
    expect(claims).toBeGreaterThan(1);
  });
});

describe('of two random chains', () => {
  const requests = fc.array(request, { minLength: 30, maxLength: 30 });

  /** Whether all words hold that say exactly what they mean. */
  const wordsHold = ({ predicates: words }: SummarizedSet): ((each: AlgebraRequest) => boolean) => {
    const clauses = words.flatMap(({ clause }) => clause ?? []);
    const space = new Space(clauses, { callers: [], examples: () => [], cache: new Map() });
    const boxes = space.boxesOf(clauses);
    return (each) => boxes.some((box) => space.contains(box, each));
  };
  const isExact = ({ predicates: words }: SummarizedSet): boolean => words.every(({ clause }) => clause !== null);

  const check = (before: Chain, after: Chain, samples: readonly AlgebraRequest[]): number => {
    const regions = regionsOf(before, after);
    let told = 0;
    for (const region of regions) {
      const [old, now] = [isPermitted(before, region.witness), isPermitted(after, region.witness)];
      expect([old, now]).toEqual(region.change === 'denied' ? [true, false] : [false, true]);
      expect(region.contains(region.witness)).toBe(true);
    }
    const readers = regions.map((region) => ({ region, hold: wordsHold(region) }));
    for (const each of samples) {
      const [old, now] = [isPermitted(before, each), isPermitted(after, each)];
      const changes = new Set(regions.filter((region) => region.contains(each)).map(({ change }) => change));
      expect([[...changes], each]).toEqual([old === now ? [] : [now ? 'permitted' : 'denied'], each]);
      for (const { region, hold } of readers) {
        if (!region.actions.has(each.action)) continue;
        if (region.contains(each)) expect([hold(each), each]).toEqual([true, each]);
        if (!isExact(region) || !hold(each)) continue;
        // What is said to be denied now is permitted to nobody; what is said to be permitted now was not.
        expect([region.change === 'denied' ? now : old, each]).toEqual([false, each]);
        told += 1;
      }
    }
    return told;
  };

  test('the regions hold exactly what changed, and the words all of it, and nothing that would make them untrue', () => {
    let told = 0;
    fc.assert(
      fc.property(chain, chain, requests, (before, after, samples) => {
        told += check(before, after, samples);
      }),
      { numRuns: 60 },
    );
    expect(told).toBeGreaterThan(100);
  });

  test('so they do after a small edit', () => {
    let told = 0;
    fc.assert(
      fc.property(denies, denies, requests, (common, added, samples) => {
        told += check(chainOf([...common, ...added.slice(0, 1)]), chainOf([...common, ...added.slice(1, 2)]), samples);
      }),
      { numRuns: 200 },
    );
    expect(told).toBeGreaterThan(100);
  });

  test('the evaluator agrees about the witnesses', () => {
    fc.assert(
      fc.property(denies, denies, (before, after) => {
        for (const { witness, change } of regionsOf(chainOf(before), chainOf(after))) {
          const [old, now] = change === 'denied' ? ['permitted', 'denied'] : ['denied', 'permitted'];
          expect([old, 'undecided']).toContain(evaluate(chainOf(before), witness));
          expect([now, 'undecided']).toContain(evaluate(chainOf(after), witness));
        }
      }),
      { numRuns: 60 },
    );
  });
});
