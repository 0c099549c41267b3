import { paragraph, toned, type Report } from '../../lib/report/report';
import { counted } from '../../lib/report/words';
import type { Case } from './cases';
import type { Observation } from './observe';
import { SETTINGS, type State } from './read-state';

/** A case, what was seen, and what is wrong with it. */
export interface Judged {
  readonly one: Case;
  readonly seen: Observation;
  readonly faults: readonly string[];
}

/** The report for people: a table of what the services said in each case. */
export function finisherReport(judged: readonly Judged[], seconds: number): Report {
  const rows = judged.flatMap(({ one, seen }) => rowsOf(one, seen));
  const faults = judged.flatMap(({ one, faults: found }) => found.map((fault) => `${one.title}: ${fault}`));
  const total = `${counted(judged.length, 'account')} finished twice, in ${seconds.toFixed(1)} s`;
  return {
    sections: [
      {
        blocks: [
          { kind: 'table', head: ['Account', 'Asked of AWS', 'Before', 'After', 'After the second time'], rows },
        ],
      },
      { blocks: faults.map((fault) => paragraph(toned('bad', fault))) },
      {
        blocks: [
          faults.length === 0
            ? paragraph(toned('good', `${total}; the second time changed nothing, and its reports say so`))
            : paragraph(toned('bad', `${total}; not as it should be: ${counted(faults.length, 'fact')}`)),
        ],
      },
    ],
  };
}

/** What changed, and all that was to see in the reports. */
function rowsOf({ title }: Case, { before, first, after, second, afterSecond }: Observation): readonly string[][] {
  const changed = SETTINGS.filter((setting) => before[setting] !== after[setting]);
  const same = SETTINGS.filter((setting) => before[setting] === after[setting]);
  const shown = (state: State, setting: keyof State): string => short(state[setting]);
  const facts = [
    ...changed.map((setting) => [
      setting,
      shown(before, setting),
      shown(after, setting),
      afterSecond[setting] === after[setting] ? 'the same' : shown(afterSecond, setting),
    ]),
    ...same
      .filter((setting) => setting === 'default VPC')
      .map((setting) => [setting, shown(before, setting), 'the same', 'the same']),
    ['execution', '', describe(first), describe(second)],
  ];
  return facts.map((fact, index) => [index === 0 ? title : '', ...fact]);
}

function describe({ status, report: { changed, left, failed } }: Observation['first']): string {
  const counts = `${changed.length} changed, ${left.length} left`;
  return `${status}: ${counts}${failed.length === 0 ? '' : `, ${failed.length} failed`}`;
}

const LONGEST = 40;

function short(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
}
