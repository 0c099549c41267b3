import type { Judge } from '../../analysis/evaluate/decide';
import type { GuardrailsFile } from '../../model/guardrails-file';
import type { Placement } from '../../model/organization';
import type { Stage } from '../stage';
import { chooseAccount, type CallingAccount } from './accounts';
import type { Attempt, Expectation, Place, Table } from './call';
import { callersOf, expectedOf, platformRoleOf, type Caller } from './callers';
import { compare } from './compare';
import { whyNotRehearsed } from './not-rehearsed';
import type { CallOutcome } from './outcome';
import { readAnswer } from './read-answer';
import { requestOf } from './request-of';
import type { Scene } from './scene';
import { TABLES } from './tables';

/** What all calls share. */
export interface Rehearsal {
  readonly stage: Stage;
  readonly scene: Pick<Scene, 'root' | 'as'>;
  /** With the accounts that only the rehearsal has. */
  readonly file: GuardrailsFile;
  readonly judge: Judge;
}

/** Makes the calls of one guardrail in an account below one target. `name` names what they need. */
export async function rehearsePlacement(
  { guardrail, target, parameters }: Placement,
  rehearsal: Rehearsal,
  name: Place['name'],
): Promise<readonly CallOutcome[]> {
  const left = (what: string | null, reason: string): CallOutcome => {
    return { kind: 'not-rehearsed', guardrail, target, what, reason };
  };
  const { stage, scene, file } = rehearsal;
  const table = TABLES.get(guardrail);
  const account = chooseAccount(file, target);
  if (account === undefined) return [left(null, 'no account is below it')];
  const place: Place = {
    account: account.number,
    region: stage.region,
    organization: stage.organization,
    parameters,
    platformRole: platformRoleOf(account.number, stage.organization),
    name,
  };
  const expectations = table === undefined ? [] : await prepare(table, place, scene);
  if (expectations instanceof Error) return [{ kind: 'failed', guardrail, target, problem: expectations.message }];
  if (table === undefined || expectations.length === 0)
    return [left(null, whyNotRehearsed(guardrail, target, file) ?? 'no call shows it here')];
  const outcomes = await makeCalls({ guardrail, target, account, place }, expectations, rehearsal);
  return [...outcomes, ...(table.gaps ?? []).map(({ what, reason }) => left(what, reason))];
}

/** An error of the server is the outcome; without the server there is none. */
async function prepare(table: Table, place: Place, scene: Rehearsal['scene']): Promise<readonly Expectation[] | Error> {
  try {
    return await table.calls(await scene.root(place.account), place);
  } catch (error) {
    if (error instanceof Error && '$metadata' in error) return error;
    throw error;
  }
}

interface Calling {
  readonly guardrail: string;
  readonly target: string;
  readonly account: CallingAccount;
  readonly place: Place;
}

/** One after another: a call may need what an earlier one has made. */
async function makeCalls(
  calling: Calling,
  expectations: readonly Expectation[],
  rehearsal: Rehearsal,
): Promise<readonly CallOutcome[]> {
  const outcomes: CallOutcome[] = [];
  for (const expectation of expectations)
    for (const caller of expectation.callers.flatMap((name) => callersOf(name, { ...calling, ...calling.place })))
      outcomes.push(await makeCall(calling, expectation, caller, rehearsal));
  return outcomes;
}

async function makeCall(
  { guardrail, target, account, place }: Calling,
  { expected, attempt }: Expectation,
  caller: Caller,
  { scene, judge }: Rehearsal,
): Promise<CallOutcome> {
  const now = new Date();
  const { region } = place;
  const computed = judge.decide(requestOf(attempt, { account: account.number, caller, region, now }));
  const sdk = await scene.as(caller, account.number, {
    region: attempt.region ?? region,
    byTls: attempt.byTls ?? true,
  });
  const answer = await readAnswer(attempt.send(sdk));
  const { does, action, resource }: Attempt = attempt;
  const call = { guardrail, target, account: account.name, caller: caller.label, does, action, resource };
  return compare(call, expectedOf(expected, caller, now), computed, answer);
}
