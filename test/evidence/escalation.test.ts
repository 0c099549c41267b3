import { testWithOracle, useOracle } from '../oracle/with-oracle';
import {
  BOUNDED_ROLE,
  developerWorld,
  findStop,
  judgeSteps,
  PRIZES,
  ROLES_OF_PEOPLE,
  UNBOUNDED_ROLES,
  type Verdict,
} from './escalation';
import { DEVELOPMENT } from './escalation-development';
import { ESCALATION_PATHS, SOURCES, type EscalationPath } from './escalation-paths';

/*
 * A developer is an administrator within the boundary, in an account of the example with all its guardrails. Identity policy,
 * boundary and guardrails are judged together by an independent evaluator.
 */

const oracle = useOracle();
const world = developerWorld();

const namesRole = ({ steps }: EscalationPath): boolean => steps.some(({ on = '' }) => on.includes('{role}'));

/** What denies a step for each of several roles. */
function common(all: readonly (readonly Verdict[])[]): EscalationPath['stopped'] | null {
  const stops = all.map(findStop);
  const [first, ...others] = stops;
  if (first === undefined || first === null || others.some((other) => other?.at !== first.at)) return null;
  return { at: first.at, by: first.by.filter((one) => others.every((other) => other?.by.includes(one) === true)) };
}

test('the list has more than twenty paths, each with a name of its own, a page and an outcome', () => {
  expect(ESCALATION_PATHS.length).toBeGreaterThan(60);
  expect(new Set(ESCALATION_PATHS.map(({ name }) => name)).size).toBe(ESCALATION_PATHS.length);
  for (const { source, stopped, bounded } of ESCALATION_PATHS) {
    expect(SOURCES[source]).toMatch(/^https:\/\//);
    expect(stopped ?? bounded).toBeDefined();
  }
});

testWithOracle.each(ESCALATION_PATHS.map((path) => [path.name, path] as const))('%s', async (_, path) => {
  const roles = namesRole(path) ? UNBOUNDED_ROLES : [BOUNDED_ROLE];
  // What comes after the step that fails is not reached.
  const reached = path.stopped === undefined ? path.steps : path.steps.slice(0, path.stopped.at + 1);
  const judged = await Promise.all(roles.map((role) => judgeSteps(oracle(), world, reached, { role })));
  expect(judged.flat().filter(({ agrees }) => !agrees)).toEqual([]);
  if (path.stopped !== undefined) {
    expect(common(judged)).toEqual(path.stopped);
    const people = namesRole(path) ? ROLES_OF_PEOPLE : [];
    const others = await Promise.all(people.map((role) => judgeSteps(oracle(), world, reached, { role })));
    for (const verdicts of [...judged, ...others]) expect(verdicts[path.stopped.at]?.isDenied).toBe(true);
  }
  if (path.bounded === undefined) return;
  // It goes through with a role that has the boundary, unless a guardrail stops it.
  const [own] = path.stopped === undefined ? judged : [await judgeSteps(oracle(), world, path.steps)];
  expect(own?.filter(({ byBoundary }) => byBoundary)).toEqual([]);
});

testWithOracle('whatever a path gains has the boundary, and so can do nothing beyond it', async () => {
  for (const caller of ['developer', BOUNDED_ROLE]) {
    const verdicts = await judgeSteps(oracle(), world, PRIZES, { caller });
    expect(verdicts.map(({ byBoundary, isDenied }) => byBoundary && isDenied)).toEqual(PRIZES.map(() => true));
  }
});

test('the boundary alone holds every path but one, which needs its guardrail', () => {
  const needing = ESCALATION_PATHS.filter(
    ({ stopped, bounded }) => bounded === undefined && stopped?.by.includes('boundary') !== true,
  );
  expect(needing.map(({ stopped }) => stopped?.by)).toEqual([['protect-baseline']]);
});

test('there are as many cases of ordinary development as paths', () => {
  expect(DEVELOPMENT.length).toBeGreaterThanOrEqual(ESCALATION_PATHS.length);
});

testWithOracle('ordinary development stays possible', async () => {
  const verdicts = await judgeSteps(oracle(), world, DEVELOPMENT);
  const denied = DEVELOPMENT.flatMap(({ does }, index) => {
    const verdict = verdicts[index];
    return verdict?.isDenied === false ? [] : [{ does, ...verdict }];
  });
  expect(denied).toEqual([]);
});
