import type { Case } from './cases';
import type { Execution, Said } from './execute';
import type { Observation } from './observe';
import { SETTINGS } from './read-state';

/** What is not as a case says, as sentences; empty: all is. */
export function judge(one: Case, { before, first, after, second, afterSecond }: Observation): readonly string[] {
  return [
    ...SETTINGS.flatMap((setting) => {
      const shouldStay = one.stays.includes(setting);
      if ((before[setting] === after[setting]) === shouldStay) return [];
      return [`${setting}: ${shouldStay ? 'it changed' : 'it is still'} ${after[setting]}`];
    }),
    ...SETTINGS.filter((setting) => after[setting] !== afterSecond[setting]).map(
      (setting) => `${setting}: the second time changed it to ${afterSecond[setting]}`,
    ),
    ...judgeExecution(one, first, 'the first time'),
    ...judgeExecution(one, second, 'the second time'),
    ...(one.says ?? []).flatMap((wanted) =>
      first.report.left.some((said) => sentence(said).startsWith(wanted))
        ? []
        : [`the report does not say "${wanted}"`],
    ),
    ...(first.report.changed.length === 0 ? ['the report of the first time says that nothing was changed'] : []),
    ...second.report.changed.map(
      (said) => `the report of the second time says that this was changed: ${sentence(said)}`,
    ),
  ];
}

function judgeExecution({ fails }: Case, { status, error, report }: Execution, when: string): readonly string[] {
  const failed = report.failed.map(({ what }) => String(what));
  if (fails === undefined)
    return status === 'SUCCEEDED' && failed.length === 0 ? [] : [`${when} it ended as ${status}: ${failed.join(', ')}`];
  const isRight = status === 'FAILED' && error === 'NotFinished' && failed.join() === fails;
  return isRight ? [] : [`${when} it ended as ${status}, and not because of the ${fails}`];
}

/** What a report says of one thing: `default VPC vpc-1: it has endpoints` without its id. */
function sentence({ what, why }: Said): string {
  return `${String(what)}: ${String(why)}`;
}
