import type { Judge } from '../../lib/analysis/evaluate/decide';
import type { GuardrailsFile } from '../../lib/model/guardrails-file';
import type { Placement } from '../../lib/model/organization';
import { chooseAccount, type CallingAccount } from './accounts';
import type { CallSite, CallTable, ExpectedCall } from './call';
import type { CallerSessions } from './caller-sessions';
import { callersOf, expectedOf, platformRoleOf, type RehearsedCaller } from './callers';
import { compare } from './compare';
import { whyNotRehearsed } from './not-rehearsed';
import type { CallOutcome } from './outcome';
import { readAnswer } from './read-answer';
import { requestOf } from './request-of';
import type { CallStage } from './stage';
import { TABLES } from './tables';

/** What the calls of all guardrails share. */
export interface CallRehearsal {
  readonly stage: CallStage;
  readonly sessions: Pick<CallerSessions, 'root' | 'as'>;
  /** With the guest accounts. */
  readonly file: GuardrailsFile;
  readonly judge: Judge;
}

/** Makes the calls of one guardrail in an account below one target. `name` names the resources that they need. */
export async function rehearsePlacement(
  { guardrail, target, parameters }: Placement,
  rehearsal: CallRehearsal,
  name: CallSite['name'],
): Promise<readonly CallOutcome[]> {
  const notRehearsed = (what: string | null, reason: string): CallOutcome => {
    return { kind: 'not-rehearsed', guardrail, target, what, reason };
  };
  const { stage, sessions, file } = rehearsal;
  const table = TABLES.get(guardrail);
  const account = chooseAccount(file, target);
  if (account === undefined) return [notRehearsed(null, 'there is no account below it')];
  const site: CallSite = {
    account: account.number,
    region: stage.region,
    organization: stage.organization,
    parameters,
    platformRole: platformRoleOf(account.number, stage.organization),
    name,
  };
  const calls = table === undefined ? [] : await prepare(table, site, sessions);
  if (calls instanceof Error) return [{ kind: 'failed', guardrail, target, problem: calls.message }];
  if (table === undefined || calls.length === 0)
    return [notRehearsed(null, whyNotRehearsed(guardrail, target, file) ?? 'no call shows it here')];
  const outcomes = await makeCalls({ guardrail, target, account, site }, calls, rehearsal);
  return [...outcomes, ...(table.gaps ?? []).map(({ what, reason }) => notRehearsed(what, reason))];
}

/** Returns the server's error. Any other error is thrown: without a server there is no result. */
async function prepare(
  table: CallTable,
  site: CallSite,
  sessions: CallRehearsal['sessions'],
): Promise<readonly ExpectedCall[] | Error> {
  try {
    return (await table.calls(await sessions.root(site.account), site)).flat();
  } catch (error) {
    if (error instanceof Error && '$metadata' in error) return error;
    throw error;
  }
}

interface Calling {
  readonly guardrail: string;
  readonly target: string;
  readonly account: CallingAccount;
  readonly site: CallSite;
}

/** One after another: a call may need what an earlier one created. */
async function makeCalls(
  calling: Calling,
  calls: readonly ExpectedCall[],
  rehearsal: CallRehearsal,
): Promise<readonly CallOutcome[]> {
  const { guardrail, site } = calling;
  const outcomes: CallOutcome[] = [];
  for (const expected of calls)
    for (const caller of expected.callers.flatMap((name) => callersOf(name, { guardrail, ...site })))
      outcomes.push(await makeCall(calling, expected, caller, rehearsal));
  return outcomes;
}

async function makeCall(
  { guardrail, target, account, site }: Calling,
  { expected, call }: ExpectedCall,
  caller: RehearsedCaller,
  { sessions, judge }: CallRehearsal,
): Promise<CallOutcome> {
  const now = new Date();
  const { region } = site;
  const computed = judge.decide(requestOf(call, { account: account.number, caller, region, now }));
  const clients = await sessions.as(caller, account.number, {
    region: call.region ?? region,
    byTls: call.byTls ?? true,
  });
  const answer = await readAnswer(call.send(clients));
  const { does, action, resource } = call;
  const made = { guardrail, target, account: account.name, caller: caller.label, does, action, resource };
  return compare(made, expectedOf(expected, caller, now), computed, answer);
}
