import {
  code,
  paragraph,
  toned,
  type Entry,
  type Inline,
  type Report,
  type Section,
  type Tone,
} from '../../report/report';
import { counted } from '../../report/words';
import type { RecoverOutput } from './recover-output';

type Account = RecoverOutput['accounts'][number];
type Stack = RecoverOutput['stacks'][number];

/** What must be done so that nothing is lost, for people. */
export function recoverReport({ isFine, accounts, stacks, unknown, written }: RecoverOutput): Report {
  const told = accounts.filter(({ state }) => state !== 'fine');
  return {
    title: isFine
      ? toned('good', `Nothing is lost: ${counted(accounts.length, 'account')} of the files, each as its file says`)
      : toned(
          'bad',
          told.length === 0
            ? 'A stack is not at rest'
            : `${counted(told.length, 'account')} ${told.length === 1 ? 'needs' : 'need'} attention`,
        ),
    sections: [
      ...(told.length === 0 ? [] : [{ blocks: [{ kind: 'entries', entries: told.map(describeAccount) } as const] }]),
      ...stacks.flatMap(describeStack),
      ...(written.length === 0 ? [] : [{ blocks: written.map((file) => paragraph(['Wrote ', code(file)])) }]),
      ...describeUnknown(unknown),
    ],
  };
}

const LABELS: Readonly<Record<Account['state'], readonly [label: string, tone: Tone]>> = {
  outside: ['outside', 'bad'],
  'still-open': ['still open', 'bad'],
  conflict: ['conflict', 'bad'],
  'closed-at-aws': ['closed at AWS', 'warning'],
  'not-moved': ['not moved', 'bad'],
  failed: ['failed', 'bad'],
  elsewhere: ['elsewhere', 'warning'],
  creating: ['at work', 'notice'],
  missing: ['missing', 'notice'],
  fine: ['fine', 'quiet'],
};

function describeAccount({ key, accountId, state, why, next, notes }: Account): Entry {
  const [label, tone] = LABELS[state];
  const number = accountId === null ? '' : ` (${accountId})`;
  return {
    label,
    tone,
    summary: [code(key), `${number}: `, ...spans(why)],
    facts: [
      ...notes.map((text) => ({ title: 'Also', text })),
      ...(next === null ? [] : [{ title: 'Next', text: isCommand(next) ? code(next) : next }]),
    ],
  };
}

/** A string within a row is plain, so that names are marked here. */
function spans(text: string): readonly Exclude<Inline, readonly unknown[]>[] {
  return text.split('`').map((part, index) => (index % 2 === 1 ? code(part) : part));
}

function isCommand(text: string): boolean {
  return /^(?:npx|aws) /.test(text);
}

function describeStack({ id, name, status, steps }: Stack): readonly Section[] {
  if (steps.length === 0) return [];
  return [
    {
      title: ['What to do with ', code(id), ` (${name}: ${status ?? 'no such stack'})`],
      blocks: steps.flatMap(({ text, commands }, index) => [
        paragraph(`${index + 1}. ${text}`),
        ...(commands.length === 0 ? [] : [{ kind: 'code', language: 'sh', text: commands.join('\n') } as const]),
      ]),
    },
  ];
}

function describeUnknown(unknown: RecoverOutput['unknown']): readonly Section[] {
  if (unknown.length === 0) return [];
  return [
    {
      title: `${counted(unknown.length, 'account')} of the organization that no file knows`,
      blocks: [
        {
          kind: 'entries',
          entries: unknown.map(({ accountId, name, email, state, place }): Entry => ({
            label: 'unknown',
            tone: 'notice',
            summary: [code(name), ` (${accountId}, ${email}) in ${place}, ${state}`],
          })),
        },
        paragraph(
          'Nothing moves them. A file in accounts/ with `name`, `email` and `id` as AWS has them, `unit`, `owner` and `budget` makes one an account of the files; `npx rampart recover` then says how its stack gets it.',
        ),
      ],
    },
  ];
}
