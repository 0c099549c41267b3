import { deflateSync } from 'node:zlib';
import { prepareJudge } from '../../../../lib/analysis/evaluate/decide';
import type { CallOutcome } from '../../../../lib/rehearse/calls/outcome';
import { rehearsePlacement } from '../../../../lib/rehearse/calls/rehearse-placement';
import { TABLES } from '../../../../lib/rehearse/calls/tables';
import { aRehearsedExample } from '../../../support/a-rehearsed-example';
import { aServer, aServerThatMakesThings } from '../../../support/a-server';

const { organization, file } = aRehearsedExample();
const judge = prepareJudge(file);
const stage = {
  endpoint: 'http://127.0.0.1:1',
  region: organization.homeRegion,
  file,
  organization,
  progress: () => undefined,
};

function refuse(message: string): Promise<never> {
  const error = Object.assign(new Error(message), { name: 'AccessDenied', $metadata: { httpStatusCode: 403 } });
  return Promise.reject(error);
}

/** As the emulator says it: without the type of the policy. */
const EXPLICIT = deflateSync(JSON.stringify({ explicitDeny: true })).toString('base64');
const denies = () => refuse(`Encoded authorization failure message: ${EXPLICIT}`);
const permits = () => Promise.resolve({});

/** Each guardrail of the example that has calls, in front of a server that answers all of them alike. */
async function rehearseAll(answer: () => Promise<unknown>, root = aServerThatMakesThings()) {
  const scene = { root: () => Promise.resolve(root), as: () => Promise.resolve(aServer(answer)) };
  const outcomes: CallOutcome[] = [];
  for (const placement of organization.placements)
    outcomes.push(
      ...(await rehearsePlacement(placement, { stage, scene, file, judge }, (what) => `rehearsal-${what}`)),
    );
  return outcomes;
}

describe('the tables of calls', () => {
  test('deny by each guardrail what guardrails.json denies by it: a server that lets all pass is found out', async () => {
    const outcomes = await rehearseAll(permits);
    const problems = outcomes.flatMap((outcome) => (outcome.kind === 'disagreed' ? [outcome] : []));
    for (const { problem } of problems)
      expect(problem).toMatch(/^guardrails\.json denies it by .*, and the server let it pass$/);
    const found = new Set(problems.map(({ call }) => call.guardrail));
    expect([...found].sort()).toEqual([...TABLES.keys()].sort());
  });

  test('let pass what guardrails.json permits: a server that denies all is found out', async () => {
    const outcomes = await rehearseAll(denies);
    const problems = outcomes.flatMap((outcome) => (outcome.kind === 'disagreed' ? [outcome] : []));
    for (const { problem } of problems)
      expect(problem).toMatch(/^guardrails\.json permits it, and the server denied it/);
    const found = new Set(problems.map(({ call }) => call.guardrail));
    expect([...found].sort()).toEqual([...TABLES.keys()].sort());
    const agreed = outcomes.flatMap((outcome) => (outcome.kind === 'agreed' ? [outcome] : []));
    for (const { decision, shadowedBy } of agreed)
      expect({ decision, shadowedBy }).toEqual({ decision: 'denied', shadowedBy: [] });
  });

  test('say of every guardrail of the example what was rehearsed, or why not', async () => {
    const outcomes = await rehearseAll(permits);
    for (const { guardrail, target } of organization.placements) {
      const own = outcomes.filter((outcome) => {
        const of = 'call' in outcome ? outcome.call : outcome;
        return of.guardrail === guardrail && of.target === target;
      });
      expect(own).not.toEqual([]);
      for (const outcome of own)
        if (outcome.kind === 'not-rehearsed') expect(outcome).not.toMatchObject({ reason: 'no call shows it here' });
    }
  });

  test('fail one guardrail, and go on, when what its calls need cannot be made', async () => {
    const outcomes = await rehearseAll(
      permits,
      aServer(() => refuse('no')),
    );
    const failed = outcomes.flatMap((outcome) => (outcome.kind === 'failed' ? [outcome] : []));
    expect(failed.map(({ guardrail }) => guardrail)).toContain('deny-access-keys');
    expect(failed.map(({ guardrail }) => guardrail)).not.toContain('deny-account-changes');
    expect(failed[0]?.problem).toBe('no');
  });

  test('end when the server is gone', async () => {
    const gone = () => Promise.reject(new Error('connect ECONNREFUSED'));
    await expect(rehearseAll(gone)).rejects.toThrow('ECONNREFUSED');
    await expect(rehearseAll(permits, aServer(gone))).rejects.toThrow('ECONNREFUSED');
  });
});
