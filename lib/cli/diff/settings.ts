import { catalogue } from '../../../policies/catalogue';
import type { Difference } from '../../analysis/difference/difference-file';
import { groupBy } from '../../model/group-by';
import { counted, enumerate } from '../../report/words';

type Setting = Difference['effective'][number];

/** Settings that some guardrails change in the same accounts, and in the same direction. */
export interface ChangedSettings {
  readonly accounts: readonly string[];
  readonly summary: string;
  /** The single settings, where the summary does not say what they mean together. */
  readonly parts: readonly string[];
}

/** The changed settings of a difference, by guardrail. */
export function groupSettings({ effective }: Difference): readonly ChangedSettings[] {
  const groups = groupBy(effective, (setting) =>
    JSON.stringify([setting.guardrails, setting.targets, setting.accounts, directionOf(setting)]),
  );
  return [...groups.values()].map((settings) => {
    const summary = describe(settings);
    const isClear = settings.every((setting) => setting.summary === summary || directionOf(setting) !== 'changed');
    const parts = isClear ? [] : settings.map((setting) => setting.summary);
    return { accounts: settings[0]?.accounts ?? [], summary, parts };
  });
}

function directionOf({ before, after }: Setting): 'set' | 'unset' | 'changed' {
  if ((before ?? null) === null) return 'set';
  return (after ?? null) === null ? 'unset' : 'changed';
}

/** `In 9 accounts, 5 settings of enforce-imdsv2 (no instance starts unless it requires IMDSv2) are no longer set.` */
function describe(settings: readonly Setting[]): string {
  const [first] = settings;
  if (first === undefined) throw new Error('invariant: a group is never empty');
  const { guardrails, accounts, targets } = first;
  const direction = directionOf(first);
  if (guardrails.length === 0 || (settings.length === 1 && direction === 'changed')) return first.summary;
  const where =
    accounts.length === 0
      ? `In future accounts in ${enumerate(targets)}`
      : `In ${accounts.length === 1 ? `account ${accounts[0] ?? ''}` : counted(accounts.length, 'account')}`;
  const are = settings.length === 1 ? 'is' : 'are';
  const meaning = guardrails.length === 1 ? meaningOf(guardrails[0] ?? '') : '';
  const what = `${counted(settings.length, 'setting')} of ${enumerate(guardrails)}${meaning}`;
  const change = { set: `${are} now set`, unset: `${are} no longer set`, changed: `${are} changed` }[direction];
  return `${where}, ${what} ${change}.`;
}

/** What a guardrail of the catalogue does, in parentheses. */
function meaningOf(guardrail: string): string {
  const summary = catalogue.get(guardrail)?.summary;
  if (summary === undefined) return '';
  // `VPCs` and `AWS` stay as they are.
  const isWord = summary.slice(1, 2) === summary.slice(1, 2).toLowerCase();
  return ` (${isWord ? summary.slice(0, 1).toLowerCase() : summary.slice(0, 1)}${summary.slice(1)})`;
}
