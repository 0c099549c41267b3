import { groupBy } from '../../model/group-by';
import type { GuardrailsFile } from '../../model/guardrails-file';
import { counted, inARow } from '../../report/words';
import {
  changed,
  isMore,
  missingIn,
  pairUp,
  quoted,
  tellFact,
  tellParts,
  weakened,
  type EvidenceEdit,
} from './evidence-edit';
import { findLeftOutAccounts } from './left-out-accounts';

type Facts = GuardrailsFile['organization'];
type Spending = NonNullable<Facts['spending']>;
type Alerts = Spending['accounts'][string];

/**
 * What was edited of who is told when of what is spent. Not compared if one of the states does not say it. What an account
 * may spend is a fact of the account.
 */
export function findSpendingEdits({ spending: old }: Facts, after: GuardrailsFile): readonly EvidenceEdit[] {
  const { spending: now } = after.organization;
  if (old === undefined || now === undefined) return [];
  return [
    ...findAccountEdits(old.accounts, now.accounts),
    ...findOrganizationEdits(old.organization, now.organization),
    ...findAnomalyEdits(old.anomalies, now.anomalies, after),
  ];
}

/** An edit of alerts, without the budgets that it is about. */
interface AlertEdit {
  readonly isWeaker: boolean;
  /** The sentence, from the budgets as they are named in it. */
  readonly tell: (budgets: string) => string;
}

/** What the defaults of a unit change for many accounts is said once. What only one state has came or went with its account. */
function findAccountEdits(old: Spending['accounts'], now: Spending['accounts']): readonly EvidenceEdit[] {
  const edits = pairUp(old, now).flatMap(([account, was, is]) =>
    was === undefined || is === undefined ? [] : findAlertEdits(was, is).map((edit) => ({ account, edit })),
  );
  return [...groupBy(edits, ({ edit }) => edit.tell('')).values()].flatMap((same) => {
    const [first] = same;
    if (first === undefined) return [];
    const { isWeaker, tell } = first.edit;
    const summary = tell(nameAccounts(same.map(({ account }) => account)));
    return [isWeaker ? weakened(summary) : changed(summary)];
  });
}

/** So many accounts are named, and the rest is counted. */
const NAMED = 5;

function nameAccounts(accounts: readonly string[]): string {
  const rest = accounts.length - NAMED;
  const named = accounts.slice(0, NAMED).map(quoted);
  return `the budget${accounts.length === 1 ? '' : 's'} of ${inARow([...named, ...(rest > 0 ? [counted(rest, 'more account')] : [])], 'and')}`;
}

function findAlertEdits(was: Alerts, is: Alerts): readonly AlertEdit[] {
  const told = (who: string, verb: string) => (budgets: string) => `${quoted(who)} ${verb} ${budgets}.`;
  return [
    ...missingIn(is.addresses, was.addresses).map((who) => ({
      isWeaker: true,
      tell: told(who, 'is no longer told of'),
    })),
    ...missingIn(was.addresses, is.addresses).map((who) => ({ isWeaker: false, tell: told(who, 'is now told of') })),
    ...findThresholdEdits('What was spent', was.actual, is.actual),
    ...findThresholdEdits('What is expected to be spent', was.forecast, is.forecast),
  ];
}

/** Who is told at one threshold less hears of less, even if there is another one. */
function findThresholdEdits(what: string, was: readonly number[], is: readonly number[]): readonly AlertEdit[] {
  const lost = was.filter((percent) => !is.includes(percent));
  const gained = is.filter((percent) => !was.includes(percent));
  if (lost.length + gained.length === 0) return [];
  return [
    {
      isWeaker: lost.length > 0,
      tell: (budgets) => `${what} is told ${percentages(is)} of ${budgets} (previously ${percentages(was)}).`,
    },
  ];
}

function percentages(all: readonly number[]): string {
  const sorted = [...all].sort((one, other) => one - other);
  return sorted.length === 0
    ? 'at no part'
    : `at ${inARow(
        sorted.map((percent) => `${percent} %`),
        'and',
      )}`;
}

function findOrganizationEdits(was: Spending['organization'], is: Spending['organization']): readonly EvidenceEdit[] {
  if (was === null || is === null)
    return tellFact({
      name: 'The budget of all accounts',
      values: [was?.usd ?? null, is?.usd ?? null],
      isWeaker: isMore,
    });
  return [
    ...tellFact({
      name: 'The budget of all accounts',
      values: [was.usd, is.usd],
      isWeaker: isMore,
      unit: 'USD a month',
    }),
    ...findAlertEdits(was, is).map(({ isWeaker, tell }) =>
      (isWeaker ? weakened : changed)(tell('the budget of all accounts')),
    ),
  ];
}

function findAnomalyEdits(
  was: Spending['anomalies'],
  is: Spending['anomalies'],
  after: GuardrailsFile,
): readonly EvidenceEdit[] {
  if (was === null || is === null)
    return tellFact({
      name: 'The alert on unusual spending',
      values: [was === null ? null : 'on', is === null ? null : 'on'],
      isWeaker: () => false,
    });
  return [
    ...tellFact({
      name: 'The impact from which unusual spending is told',
      values: [was.fromUsd, is.fromUsd],
      isWeaker: isMore,
      unit: 'USD',
    }),
    ...tellFact({
      name: 'The monitor of unusual spending',
      values: [describeMonitor(was.monitorArn), describeMonitor(is.monitorArn)],
      isWeaker: 'which accounts it sees',
    }),
    ...(was.monitorArn === null && is.monitorArn === null ? tellWatched(was.accounts, is.accounts, after) : []),
  ];
}

function describeMonitor(arn: string | null): string {
  return arn === null ? 'one over some accounts' : quoted(arn);
}

function tellWatched(were: readonly string[], are: readonly string[], after: GuardrailsFile): readonly EvidenceEdit[] {
  // Left out is what is no longer watched.
  const { lost, gained } = findLeftOutAccounts(are, were, after);
  return tellParts('account', 'the monitor of unusual spending', { lost, gained });
}
