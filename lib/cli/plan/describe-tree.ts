import { groupBy } from '../../model/group-by';
import { counted } from '../../report/words';
import type { Paint } from '../paint';
import type { PlacedGuardrail, TargetSummary } from './summary';

/** Accounts of one unit that are shown though nothing is placed on them. */
const PLAIN_ACCOUNTS = 10;
const WIDTH = 100;

/** The root, its units (with a slash) and accounts, each with the guardrails that are placed there. */
export function describeTree(targets: readonly TargetSummary[], paint: Paint): readonly string[] {
  const children = groupBy(targets, ({ parent }) => parent);
  const describe = (target: TargetSummary, lead: string, indent: string): readonly string[] => {
    const { shown, hidden } = shorten(children.get(target.id) ?? []);
    const hasMore = shown.length + hidden > 0;
    const guardrails = wrap(target.guardrails.map(describeGuardrail), WIDTH - indent.length);
    return [
      `${lead}${describeTarget(target, paint)}`,
      ...guardrails.map((line) => `${indent}${hasMore ? '│' : ' '}   ${paint('cyan', line)}`),
      ...shown.flatMap((child, index) =>
        index + 1 < shown.length || hidden > 0
          ? describe(child, `${indent}├── `, `${indent}│   `)
          : describe(child, `${indent}└── `, `${indent}    `),
      ),
      ...(hidden > 0 ? [`${indent}└── ${paint('dim', `… and ${counted(hidden, 'account')} more`)}`] : []),
    ];
  };
  return (children.get(undefined) ?? []).flatMap((root) => describe(root, '', ''));
}

/** Units first, then accounts, of which many say nothing. */
function shorten(below: readonly TargetSummary[]): {
  readonly shown: readonly TargetSummary[];
  readonly hidden: number;
} {
  const units = below.filter(({ kind }) => kind === 'unit');
  const accounts = below.filter(({ kind }) => kind !== 'unit');
  let plain = 0;
  const shown = accounts.filter(({ kind, guardrails }) => {
    if (kind === 'management-account' || guardrails.length > 0) return true;
    plain += 1;
    return plain <= PLAIN_ACCOUNTS;
  });
  return { shown: [...units, ...shown], hidden: accounts.length - shown.length };
}

function describeTarget({ id, kind, name, state }: TargetSummary, paint: Paint): string {
  const key = id.slice(id.lastIndexOf('/') + 1);
  const shown = kind === 'unit' ? `${key}/` : key;
  const notes = [
    ...(name === key ? [] : [`“${name}”`]),
    ...(kind === 'management-account' ? ['no guardrail binds the management account'] : []),
    ...(state === undefined || state === 'active' ? [] : [state]),
  ];
  return `${kind === 'unit' ? paint('bold', shown) : shown}${notes.length > 0 ? paint('dim', `  (${notes.join(', ')})`) : ''}`;
}

function describeGuardrail({ id, alreadyInForceFrom }: PlacedGuardrail): string {
  return alreadyInForceFrom === null ? id : `${id} (in force from ${alreadyInForceFrom} already)`;
}

/** Joins words by commas into lines of some width. */
function wrap(words: readonly string[], width: number): readonly string[] {
  const lines: string[] = [];
  for (const word of words) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + ', '.length + word.length <= width)
      lines[lines.length - 1] = `${last}, ${word}`;
    else lines.push(word);
  }
  return lines;
}
