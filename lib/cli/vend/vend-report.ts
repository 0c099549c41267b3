import { formatUsd } from '../costs/cost-sections';
import { code, paragraph, toned, type Block, type Cell, type Report, type Section } from '../../report/report';
import { formatNumber, inARow, wrapNames } from '../../report/words';
import type { LifecycleOutput, NextStep, VendOutput } from './vend-output';

/** Of a list of names in a table. */
const WIDTH = 80;

/** A new account, for people: what it will have, and what to do next. */
export function vendReport({ account, file, isWritten, gets, notes, next }: VendOutput): Report {
  const { name, unit, owner, budget, alerts, tags, email, stack } = account;
  const tagged = Object.entries(tags).map(([key, value]) => `${key}=${value}`);
  const rows: readonly (readonly Cell[])[] = [
    ['Unit', unit],
    ['Owner', owner],
    ['Root user', email],
    ['Budget', { lines: [`${formatUsd(budget)} a month`, ...alertLines(alerts)] }],
    ...(tagged.length === 0 ? [] : [['Tags', names(tagged)]]),
    ['Stack', stack],
    ['Regions', names(gets.regions)],
    ...gets.guardrails.map(({ target, guardrails }, index) => [
      index === 0 ? 'Guardrails' : '',
      {
        lines: [
          `${formatNumber(guardrails.length)} of ${target === 'root' ? 'the root' : target}:`,
          ...wrapNames(guardrails, WIDTH),
        ],
      },
    ]),
    ...(gets.baseline.length === 0
      ? []
      : [
          [
            'Baseline',
            { lines: gets.baseline.map(({ stackSet, regions }) => `${stackSet} in ${inARow(regions, 'and')}`) },
          ],
        ]),
    ...(gets.conformancePacks.length === 0 ? [] : [['Measured by', names(gets.conformancePacks)]]),
    ['People', { lines: peopleLines(gets.people) }],
    [
      'Costs',
      `about ${formatUsd(gets.monthlyCosts.account)} a month without workloads (${formatUsd(gets.monthlyCosts.organization)} for the organization)`,
    ],
    ['Accounts', quotaText(gets.accounts)],
  ];
  return {
    title: toned(isWritten ? 'good' : 'notice', `${isWritten ? 'Wrote' : 'Would write'} ${file}`),
    sections: [
      { title: ['What the account ', code(name), ' has once it is deployed'], blocks: [{ kind: 'table', rows }] },
      ...ending(notes, next),
    ],
  };
}

/** Who hears of what was spent and of what is expected to be; without an address, nobody does. */
function alertLines({ actual, forecast, addresses }: VendOutput['account']['alerts']): readonly string[] {
  const percentages = (all: readonly number[]): string => inARow(all.map(String), 'and');
  if (addresses.length === 0 || actual.length + forecast.length === 0) return ['tells nobody'];
  const parts = [
    ...(actual.length === 0 ? [] : [`${percentages(actual)} % are spent`]),
    ...(forecast.length === 0 ? [] : [`${percentages(forecast)} % are expected`]),
  ];
  return wrapNames([`tells ${inARow(addresses, 'and')}`, ...parts.map((part) => `when ${part}`)], WIDTH);
}

function names(all: readonly string[]): Cell {
  return { lines: wrapNames(all, WIDTH) };
}

function peopleLines(people: VendOutput['gets']['people']): readonly string[] {
  if (people.length === 0) return ['nobody yet'];
  const groups = [...new Set(people.map(({ group }) => group))];
  return groups.map((group) => {
    const own = people.filter((one) => one.group === group);
    const missing = own.every(({ isDeployed }) => isDeployed) ? '' : ' (once its id is known: npx rampart groups)';
    return `${group} with ${inARow(
      own.map(({ permissionSet }) => permissionSet),
      'and',
    )}${missing}`;
  });
}

function quotaText({ used, quota, asOf }: VendOutput['gets']['accounts']): string {
  return `${formatNumber(used)} of ${formatNumber(quota)} that AWS allows (as of ${asOf})`;
}

/** An account that is suspended or closed, for people. */
export function lifecycleReport({ account, state, unit, file, isWritten, notes, next }: LifecycleOutput): Report {
  const moved = unit.before === unit.after ? '' : `, and unit ${unit.after} instead of ${unit.before}`;
  return {
    title: toned(
      isWritten ? 'good' : 'notice',
      `${isWritten ? 'Wrote' : 'Would write'} ${file}: ${account} has state ${state}${moved}`,
    ),
    sections: ending(notes, next),
  };
}

function ending(notes: readonly string[], next: readonly NextStep[]): readonly Section[] {
  return [
    ...(notes.length === 0 ? [] : [{ blocks: notes.map((text): Block => ({ kind: 'note', text: `${text}.` })) }]),
    { title: 'Next', blocks: next.flatMap(stepBlocks) },
  ];
}

function stepBlocks({ what, commands }: NextStep, index: number): readonly Block[] {
  return [
    paragraph(`${index + 1}. ${what}${commands.length === 0 ? '.' : ':'}`),
    ...(commands.length === 0 ? [] : [{ kind: 'code', language: 'sh', text: commands.join('\n') } as const]),
  ];
}
