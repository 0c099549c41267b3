import { deflateSync } from 'node:zlib';
import { prepareJudge } from '../../../lib/analysis/evaluate/decide';
import type { CallOutcome } from '../../../rehearsal/calls/outcome';
import { rehearsePlacement } from '../../../rehearsal/calls/rehearse-placement';
import { TABLES } from '../../../rehearsal/calls/tables';
import { aRehearsedExample } from '../a-rehearsed-example';
import { aServer, aServerThatCreatesResources } from '../a-server';

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

/** As the emulator encodes it: without the type of the policy. */
const EXPLICIT = deflateSync(JSON.stringify({ explicitDeny: true })).toString('base64');
const denies = () => refuse(`Encoded authorization failure message: ${EXPLICIT}`);
const permits = () => Promise.resolve({});

/** Rehearses every guardrail of the example with a server that answers all calls alike. */
async function rehearseAll(answer: () => Promise<unknown>, root = aServerThatCreatesResources()) {
  const sessions = { root: () => Promise.resolve(root), as: () => Promise.resolve(aServer(answer)) };
  const outcomes: CallOutcome[] = [];
  for (const placement of organization.placements)
    outcomes.push(
      ...(await rehearsePlacement(placement, { stage, sessions, file, judge }, (what) => `rehearsal-${what}`)),
    );
  return outcomes;
}

describe('the tables of calls', () => {
  test('expect a denial by each guardrail: a server that permits everything is found', async () => {
    const outcomes = await rehearseAll(permits);
    const problems = outcomes.flatMap((outcome) => (outcome.kind === 'disagreed' ? [outcome] : []));
    for (const { problem } of problems)
      expect(problem).toMatch(/^guardrails\.json denies it by .*, but the server permitted it$/);
    const found = new Set(problems.map(({ call }) => call.guardrail));
    expect([...found].sort()).toEqual([...TABLES.keys()].sort());
  });

  test('expect a permitted call for each guardrail: a server that denies everything is found', async () => {
    const outcomes = await rehearseAll(denies);
    const problems = outcomes.flatMap((outcome) => (outcome.kind === 'disagreed' ? [outcome] : []));
    for (const { problem } of problems)
      expect(problem).toMatch(/^guardrails\.json permits it, but the server denied it/);
    const found = new Set(problems.map(({ call }) => call.guardrail));
    expect([...found].sort()).toEqual([...TABLES.keys()].sort());
    const agreed = outcomes.flatMap((outcome) => (outcome.kind === 'agreed' ? [outcome] : []));
    for (const { decision, shadowedBy } of agreed)
      expect({ decision, shadowedBy }).toEqual({ decision: 'denied', shadowedBy: [] });
  });

  test('report for every guardrail of the example what was rehearsed, or why it was not', async () => {
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

  test('fail one guardrail and continue when its resources cannot be created', async () => {
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
