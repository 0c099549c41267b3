import { code, paragraph, toned, type Block, type Entry, type Report, type Section } from '../../report/report';
import { counted, formatNumber, inARow } from '../../report/words';
import type { DriftOutput } from './drift-output';

type Difference = DriftOutput['differences'][number];

/** Sentences of one kind that a report shows: it may be an e-mail. */
const SHOWN_EFFECTS = 5;

/** Differences that a report shows, and notes. */
const SHOWN = 40;

/** What differs, for people: first what is possible because of it, then each difference, the most dangerous first. */
export function driftReport(output: DriftOutput): Report {
  const { equal, differences, notes } = output;
  return {
    title: equal
      ? toned('good', 'AWS has what the files say')
      : toned('bad', `AWS differs from the files: ${headline(output)}`),
    lead: revisionBlocks(output),
    sections: [
      ...effectSections(output.effect),
      ...section('Differences', differences.map(describe('bad'))),
      ...section('Notes', notes.map(describe('notice'))),
    ],
    smallPrint: describeCompared(output),
  };
}

function headline({ differences, effect }: DriftOutput): string {
  const opened = effect?.opened.length ?? 0;
  const tightened = effect?.tightened.length ?? 0;
  const effects = [
    ...(opened === 0 ? [] : [`opening ${counted(opened, 'permission')}`]),
    ...(tightened === 0 ? [] : [`taking ${counted(tightened, 'permission')} away`]),
  ];
  const found = counted(differences.length, 'difference');
  return effects.length === 0 ? found : `${found}, ${inARow(effects, 'and')}`;
}

function revisionBlocks({ revision: { deployed, files }, equal }: DriftOutput): readonly Block[] {
  if (deployed === null || files === null || deployed === files) return [];
  const hint = equal ? '' : ': what differs may be an edit that is not deployed yet';
  return [paragraph(['Deployed is ', code(deployed), ', and the files are ', code(files), hint])];
}

function effectSections(effect: DriftOutput['effect']): readonly Section[] {
  if (effect === null) return [];
  if (effect.notJudged !== null)
    return [
      {
        blocks: [
          { kind: 'note', text: `What the live policies permit and deny could not be judged: ${effect.notJudged}` },
        ],
      },
    ];
  const shown = (title: string, sentences: readonly string[], sign: string, tone: 'bad' | 'warning') =>
    section(
      title,
      sentences.map((summary) => ({ sign, tone, summary })),
      SHOWN_EFFECTS,
    );
  return [
    ...shown('Opened: denied by the files, possible at AWS', effect.opened, '+', 'bad'),
    ...shown('Tightened: possible by the files, denied at AWS', effect.tightened, '-', 'warning'),
    ...shown('Undecided: not proved to be decided as in the files', effect.undecided, '?', 'warning'),
    ...shown('Settings', effect.settings, '~', 'warning'),
  ];
}

function section(title: string, entries: readonly Entry[], most = SHOWN): readonly Section[] {
  if (entries.length === 0) return [];
  const left = entries.length - most;
  const more = left > 0 ? [{ summary: `${formatNumber(left)} more: \`npx rampart drift --json\` has them all` }] : [];
  return [
    {
      title: `${title} (${formatNumber(entries.length)})`,
      blocks: [{ kind: 'entries', entries: [...entries.slice(0, most), ...more] }],
    },
  ];
}

function describe(tone: 'bad' | 'notice'): (one: Difference) => Entry {
  return ({ kind, summary, file, line, owners, lookUp, fix }) => ({
    ...{ label: kind, tone, summary },
    facts: [
      ...(file === null ? [] : [{ title: 'Files', text: code(`${file}:${String(line)}`) }]),
      ...(owners.length === 0 ? [] : [{ title: 'Ask', text: inARow(owners, 'and') }]),
      ...(lookUp === null || lookUp.events.length === 0
        ? []
        : [{ title: 'Look up', text: `${inARow(lookUp.events, 'or')} in ${lookUp.region}, in the trail` }]),
      { title: 'Fix', text: fix },
    ],
  });
}

function describeCompared({ compared }: DriftOutput): string {
  const { units, accounts, policies, stackSets, stacks, resources, plan } = compared;
  const counts = [
    counted(units, 'unit'),
    counted(accounts, 'account'),
    counted(policies, 'policy', 'policies'),
    counted(stackSets, 'StackSet'),
    counted(stacks, 'stack'),
  ];
  const withPlan = plan === null ? '' : `, the stacks also with the plan in ${plan}`;
  const notes = resources ? '' : '. --no-stacks: the resources of the stacks were not compared';
  return `Compared: ${inARow(counts, 'and')}${withPlan}${notes}.`;
}
