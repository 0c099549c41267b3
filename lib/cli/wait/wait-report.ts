import { code, paragraph, toned, type Entry, type Inline, type Report, type Section } from '../../report/report';
import { counted, inARow } from '../../report/words';
import type { NotAwaited } from './awaited-accounts';
import type { WaitOutput } from './wait-output';

type Incomplete = WaitOutput['incomplete'][number];

/** The end of a wait, for people. */
export function waitReport(output: WaitOutput, timeoutMinutes: number): Report {
  const { complete, incomplete } = output;
  const left = [...incomplete].sort((one, other) => rank(one) - rank(other));
  return {
    title: complete ? toned('good', completeTitle(output)) : toned('bad', incompleteTitle(output, timeoutMinutes)),
    sections: [
      ...(complete ? [] : [{ blocks: [{ kind: 'entries', entries: left.map(describeStack) } as const] }]),
      ...adviceOn(incomplete),
      ...notAwaited(output),
    ],
  };
}

function rank({ state }: Incomplete): number {
  return state === 'failed' ? 0 : 1;
}

function completeTitle({ accounts, stackSets }: WaitOutput): string {
  const stacks = stackSets.reduce((sum, stackSet) => sum + stackSet.stacks, 0);
  const current = stacks === 1 ? 'is current' : 'are current';
  return `The baseline is complete: ${counted(stacks, 'stack')} in ${counted(accounts.length, 'account')} ${current}`;
}

function incompleteTitle({ incomplete, timedOut }: WaitOutput, timeoutMinutes: number): string {
  const failed = incomplete.filter(({ state }) => state === 'failed').length;
  const late = incomplete.length - failed;
  const counts = [
    ...(failed === 0 ? [] : [`${counted(failed, 'stack')} failed`]),
    ...(late === 0 ? [] : [`${counted(late, 'stack')} ${late === 1 ? 'is' : 'are'} late`]),
  ];
  const after = timedOut ? ` after ${counted(timeoutMinutes, 'minute')}` : '';
  return `The baseline is not complete${after}: ${inARow(counts, 'and')}`;
}

function describeStack(one: Incomplete): Entry {
  const { stackSet, account, accountId, region, state, status, detailedStatus, reason } = one;
  const detail = detailedStatus === null ? '' : ` (${detailedStatus})`;
  const fate = status === null ? 'has no stack yet' : `is ${status}${detail}`;
  return {
    label: state,
    tone: state === 'failed' ? 'bad' : 'warning',
    summary: [code(account), ` (${accountId}) in ${region}: `, code(stackSet), ` ${fate}`],
    facts: reason === null ? [] : [{ title: 'Reason', text: code(reason) }],
  };
}

/** Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stacksets-troubleshooting.html */
function adviceOn(incomplete: WaitOutput['incomplete']): readonly Section[] {
  const has = (state: Incomplete['state']): boolean => incomplete.some((one) => one.state === state);
  const advice = [
    ...(has('failed')
      ? [
          'A failed stack stays as it is: remove the cause, then edit its StackSet in the console without a change, which makes ' +
            'CloudFormation try again (docs/deploy.md)',
        ]
      : []),
    ...(has('late') ? ['A late stack may still come: run `npx rampart wait` again'] : []),
  ];
  return advice.length === 0 ? [] : [{ blocks: advice.map(paragraph) }];
}

/** The management account is not told: no StackSet reaches it. */
const WHY: Readonly<Record<Exclude<NotAwaited, 'management-account'>, Inline>> = {
  'baseline-skip': 'its file says `baseline: skip`',
  'not-active': 'it is not active at AWS',
};

function notAwaited({ notAwaited: others }: WaitOutput): readonly Section[] {
  const items = others.flatMap(({ name, accountId, why }) =>
    why === 'management-account' ? [] : [['Not waited for: ', code(name), ` (${accountId}): `, WHY[why]].flat()],
  );
  return items.length === 0 ? [] : [{ blocks: items.map(paragraph) }];
}
