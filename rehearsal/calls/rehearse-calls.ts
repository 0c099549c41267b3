import { randomBytes } from 'node:crypto';
import { prepareJudge } from '../../lib/analysis/evaluate/decide';
import { chooseAccount } from './accounts';
import { CallerSessions } from './caller-sessions';
import { inviteGuests } from './guest-accounts';
import type { CallOutcome } from './outcome';
import { rehearsePlacement, type CallRehearsal } from './rehearse-placement';
import type { CallStage } from './stage';
import { TABLES } from './tables';

/**
 * Makes real calls, some that the guardrails must deny and some that they must permit, and compares the server's answers
 * with what the evaluator computes from `guardrails.json`.
 */
export async function rehearseCalls(stage: CallStage): Promise<readonly CallOutcome[]> {
  // Resources that an earlier rehearsal left on the same server have other names.
  const run = randomBytes(3).toString('hex');
  const name = (what: string): string => `rehearsal-${run}-${what}`.toLowerCase();
  const { placements } = stage.organization;
  const targets = new Set(placements.filter(({ guardrail }) => TABLES.has(guardrail)).map(({ target }) => target));
  const empty = [...targets].filter((target) => chooseAccount(stage.file, target) === undefined);
  const sessions = new CallerSessions(stage);
  try {
    const guests = await inviteGuests(sessions.management, stage.file, empty, name);
    try {
      const rehearsal: CallRehearsal = { stage, sessions, file: guests.file, judge: prepareJudge(guests.file) };
      const outcomes: CallOutcome[] = [];
      for (const [index, placement] of placements.entries()) {
        stage.progress(`calls for ${placement.guardrail} at ${placement.target}`);
        const own = (what: string): string => name(`${index}-${what}`);
        outcomes.push(...(await rehearsePlacement(placement, rehearsal, own)));
      }
      return outcomes;
    } finally {
      await guests.leave();
    }
  } finally {
    sessions.destroy();
  }
}
