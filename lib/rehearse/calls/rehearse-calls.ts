import { randomBytes } from 'node:crypto';
import { prepareJudge } from '../../analysis/evaluate/decide';
import type { Stage } from '../stage';
import { chooseAccount } from './accounts';
import { inviteGuests } from './guest-accounts';
import type { CallOutcome } from './outcome';
import { rehearsePlacement, type Rehearsal } from './rehearse-placement';
import { Scene } from './scene';
import { TABLES } from './tables';

/**
 * Has real calls made that the guardrails must deny, and others that they must let pass, and holds what the server does
 * against what the evaluator computes from `guardrails.json`.
 */
export async function rehearseCalls(stage: Stage): Promise<readonly CallOutcome[]> {
  // Whatever an earlier rehearsal left behind on the same server has another name.
  const name = (what: string): string => `rehearsal-${run}-${what}`.toLowerCase();
  const run = randomBytes(3).toString('hex');
  const { placements } = stage.organization;
  const targets = new Set(placements.filter(({ guardrail }) => TABLES.has(guardrail)).map(({ target }) => target));
  const empty = [...targets].filter((target) => chooseAccount(stage.file, target) === undefined);
  const scene = new Scene(stage);
  try {
    const guests = await inviteGuests(scene.management, stage.file, empty, name);
    try {
      const rehearsal: Rehearsal = { stage, scene, file: guests.file, judge: prepareJudge(guests.file) };
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
    scene.destroy();
  }
}
