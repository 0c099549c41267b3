import { code, paragraph, toned, type Entry, type Inline, type Report, type Section } from '../../report/report';
import { counted } from '../../report/words';
import type { IdsOutput } from './ids-output';

type Id = IdsOutput['ids'][number];

/** The ids of the stacks, for people: what the files lack, and what does not fit. */
export function idsReport({ ids, written }: IdsOutput): Report {
  const count = (wanted: Id['state']): number => ids.filter(({ state }) => state === wanted).length;
  const [different, isNew, unknown] = [count('different'), count('new'), count('unknown')];
  const told = ids.filter(({ state }) => state === 'different' || state === 'new');
  const title = isNew === 0 ? 'The files have every id that the stacks have' : `The files lack ${counted(isNew, 'id')}`;
  return {
    title:
      different > 0
        ? toned(
            'bad',
            `${counted(different, 'id')} of the files ${different === 1 ? 'is' : 'are'} not that of the stacks`,
          )
        : toned('good', written.length > 0 ? `Wrote ${counted(isNew, 'id')}` : title),
    sections: [
      ...(told.length === 0 ? [] : [{ blocks: [{ kind: 'entries', entries: told.map(describeId) } as const] }]),
      ...(unknown === 0
        ? []
        : [
            {
              blocks: [
                paragraph(
                  `${counted(unknown, 'id')} ${unknown === 1 ? 'is' : 'are'} not known yet: no stack exports ${unknown === 1 ? 'it' : 'them'}.`,
                ),
              ],
            },
          ]),
      ...describeWritten(written),
    ],
  };
}

function describeWritten(written: readonly string[]): readonly Section[] {
  if (written.length === 0) return [];
  return [
    { blocks: written.map((file) => paragraph(['Wrote ', code(file)])) },
    {
      blocks: [
        paragraph(
          'Nothing depends on it: plans, reports and guardrails.json now show these ids instead of examples. Commit the files.',
        ),
      ],
    },
  ];
}

function describeId(id: Id): Entry {
  const { state, configured, live, file } = id;
  if (state === 'different')
    return {
      label: 'different',
      tone: 'bad',
      summary: [...nameOf(id), ' is ', code(live ?? ''), ', and ', code(file), ' says ', code(configured ?? '')],
      facts: [{ title: 'Fix', text: 'find out which of the two it is; if the file is wrong, change it by hand' }],
    };
  return { label: 'new', tone: 'notice', summary: [...nameOf(id), ' is ', code(live ?? '')] };
}

function nameOf({ kind, key }: Id): readonly Exclude<Inline, readonly unknown[]>[] {
  return key === null ? [`the ${kind}`] : [`the ${kind} `, code(key)];
}
