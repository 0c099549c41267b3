import { code, paragraph, toned, type Cell, type Inline, type Report } from '../../report/report';
import { counted, inARow } from '../../report/words';
import { describeSeconds } from './duration';
import type { UsableOutput } from './usable-output';

type UsableRow = UsableOutput['usable'][number];

/** What somebody may act as, for people. */
export function usableReport({ principal, groups, usable }: UsableOutput): Report {
  const accounts = new Set(usable.map(({ account }) => account)).size;
  const found =
    usable.length === 0
      ? [code(principal), ' may get no session that the configuration knows']
      : [code(principal), ` may get ${counted(usable.length, 'session')} in ${counted(accounts, 'account')}`];
  return {
    title: found,
    lead: groups.length > 1 ? [paragraph(oneOf(groups))] : [],
    sections: [
      ...(usable.length === 0
        ? []
        : [
            {
              blocks: [
                {
                  kind: 'table',
                  head: ['npx rampart assume', 'Account', 'May', 'Session'],
                  rows: usable.map((one) => rowOf(one, groups.length > 1)),
                } as const,
              ],
            },
          ]),
      {
        blocks: [
          paragraph(
            'Read from the configuration alone. Not known here: what is deployed, who is in which group, and what the policies of the principal allow.',
          ),
        ],
      },
    ],
  };
}

function oneOf(groups: readonly string[]): Inline {
  return `Identity Center does not tell the groups of a person. Whoever has this session is in at least one of ${inARow(
    groups.map((group) => `\`${group}\``),
    'and',
  )}, and has what the groups have that they are in.`;
}

function rowOf({ target, via, accountId, may, seconds, groups }: UsableRow, showsGroups: boolean): readonly Cell[] {
  return [
    {
      lines: [
        code(target),
        ...(via === null ? [] : [code(`  --via ${via}`)]),
        ...(showsGroups ? [toned('quiet', `  by ${inARow(groups, 'or')}`)] : []),
      ],
    },
    accountId ?? 'not known yet',
    may,
    describeSeconds(seconds),
  ];
}
