import type { Oracle } from '../../tools/oracle/client';
import { ESCALATION_PATHS, type EscalationPath, type EscalationStep } from './escalation-paths';
import { UNBOUNDED_ROLES } from './escalation';
import { factsIn, NOBODY, RESCUER, WORKERS, type Fact, type WorkerId } from './people-facts';
import { allowed, allowedAlone, type Attempt } from './people-requests';
import type { DeployedPermissions, PeopleWorld } from './people-world';

/** With the guardrails of the account, or as if there were none. */
export type With = 'guardrails' | 'permissions alone';

/** Asks about somebody, with other permissions or in another account if a test says so. */
export interface Question {
  readonly id: WorkerId;
  readonly permissions: DeployedPermissions;
  readonly account?: string;
  readonly with: With;
}

/** What somebody may not, with what nobody may. */
export function refusedTo(id: WorkerId): readonly Fact[] {
  return [...factsIn(WORKERS[id].mayNot), ...(id === RESCUER ? [] : factsIn(NOBODY))];
}

/** Of facts, those that are possible, or impossible: what they say. */
export async function whichOf(
  oracle: Oracle,
  world: PeopleWorld,
  question: Question,
  facts: readonly Fact[],
  wanted: 'possible' | 'impossible',
): Promise<readonly string[]> {
  const answers = await ask(oracle, world, question, facts);
  return facts.filter((_, index) => answers[index] === (wanted === 'possible')).map(({ what }) => what);
}

async function ask(
  oracle: Oracle,
  { world }: PeopleWorld,
  { id, permissions, account = WORKERS[id].account, with: how }: Question,
  facts: readonly Fact[],
): Promise<readonly boolean[]> {
  const worker = { ...WORKERS[id], account };
  const attempts = facts.map((fact): Attempt => ({ worker, permissions, fact }));
  return (how === 'guardrails' ? allowed : allowedAlone)(oracle, world, attempts);
}

/** Those who build with roles of their own, all of them within the boundary. */
export const BUILDERS: readonly WorkerId[] = ['developer', 'administrator'];

/** The paths that somebody must not get through: builders, only those that would lead beyond the boundary. */
export function pathsFor(id: WorkerId): readonly EscalationPath[] {
  return ESCALATION_PATHS.filter(({ stopped }) => !BUILDERS.includes(id) || stopped !== undefined);
}

/** Of the paths, those that somebody gets through, with one of the roles of the platform: their names. */
export async function openPaths(oracle: Oracle, world: PeopleWorld, question: Question): Promise<readonly string[]> {
  const ways = pathsFor(question.id).flatMap((path) => {
    const roles = path.steps.some(({ on = '' }) => on.includes('{role}')) ? UNBOUNDED_ROLES : ['none'];
    // What comes after the step that fails is not reached.
    const reached = path.stopped === undefined ? path.steps : path.steps.slice(0, path.stopped.at + 1);
    return roles.map((role) => ({ name: path.name, steps: reached.map((step) => asFact(step, role)) }));
  });
  const different = new Map(ways.flatMap(({ steps }) => steps).map((step) => [JSON.stringify(step), step]));
  const answers = await ask(oracle, world, question, [...different.values()]);
  const possible = new Set([...different.keys()].filter((_, index) => answers[index] === true));
  const open = ways.filter(({ steps }) => steps.every((step) => possible.has(JSON.stringify(step))));
  return [...new Set(open.map(({ name }) => name))];
}

function asFact({ action, on = '*', keys }: EscalationStep, role: string): Fact {
  const resource = on.replaceAll('{role}', `arn:aws:iam::{account}:role/${role}`);
  return { what: action, action, on: resource, ...(keys && { keys }) };
}
