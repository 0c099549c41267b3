import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Control, ControlList } from '../../../../lib/analysis/controls/control';
import { CONTROL_LISTS } from '../../../../lib/analysis/controls/control-lists';
import { CONFIG_RULE_EVIDENCE, evidenceOf } from '../../../../lib/analysis/controls/evidence-of';
import { STACK_SETTINGS } from '../../../../lib/analysis/controls/stack-settings';
import { ALARM_IDS } from '../../../../lib/model/alarms';
import { CONFIG_RULES } from '../../../../lib/model/config-rules/table';
import { STANDARD_IDS } from '../../../../lib/model/standards';
import { catalogue } from '../../../../policies/catalogue';

const root = join(__dirname, '../../../..');
const all = CONTROL_LISTS.flatMap(controlsIn);
const declared = all.flatMap(({ metBy = [], helpedBy = [] }) => [...metBy, ...helpedBy]);

function controlsIn({ chapters }: ControlList): readonly Control[] {
  return chapters.flatMap(({ controls }) => controls);
}

function listOf(standard: string): ControlList {
  const list = CONTROL_LISTS.find((one) => one.standard === standard);
  if (list === undefined) throw new Error(`no list of ${standard}`);
  return list;
}

/** `1.1` … `1.<last>`. */
function upTo(chapter: string, last: number): readonly string[] {
  return Array.from({ length: last }, (_, index) => `${chapter}.${index + 1}`);
}

describe('the lists of controls', () => {
  test('are one for each standard but the mirror of the guardrails', () => {
    expect(CONTROL_LISTS.map(({ standard }) => standard)).toEqual(STANDARD_IDS.filter((id) => id !== 'rampart-mirror'));
  });

  test.each(CONTROL_LISTS.map((list) => [list.standard, controlsIn(list)] as const))(
    '%s has each number once, and the numbers in order',
    (_, controls) => {
      const numbers = controls.map(({ number }) => number);
      const inOrder = [...numbers].sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
      // The appendices come last.
      expect([...new Set(numbers)]).toEqual([
        ...inOrder.filter((number) => !number.startsWith('A')),
        ...inOrder.filter((number) => number.startsWith('A')),
      ]);
      expect(new Set(numbers).size).toBe(numbers.length);
    },
  );

  test('name guardrails of the catalogue only', () => {
    const names = declared.flatMap(({ kind, id }) => (kind === 'guardrail' ? [id] : []));
    expect(names.length).toBeGreaterThan(50);
    expect(names.filter((id) => !catalogue.has(id))).toEqual([]);
  });

  test('name no mechanism twice for a control', () => {
    for (const { number, metBy = [], helpedBy = [] } of all) {
      const names = [...metBy, ...helpedBy].map(({ kind, id }) => `${number}: ${kind} ${id}`);
      expect(names).toEqual([...new Set(names)]);
    }
  });

  test('say what is left to people exactly where nothing meets a control', () => {
    const torn = all.filter(({ metBy = [], remainder }) => metBy.length > 0 === (remainder !== undefined));
    expect(torn.map(({ number }) => number)).toEqual([]);
  });

  test('say of what has no row why', () => {
    for (const { notes } of CONTROL_LISTS) {
      expect(notes.length).toBeGreaterThan(0);
      for (const { subject, why } of notes) expect([subject, why.endsWith('.')]).toEqual([subject, true]);
    }
  });

  test('use every alarm and every setting of the stacks', () => {
    const used = new Set(declared.map(({ id }) => id));
    expect([...ALARM_IDS, ...Object.keys(STACK_SETTINGS)].filter((id) => !used.has(id))).toEqual([]);
  });

  test('lead to files and tests that exist', () => {
    const evidence = [...declared.map(evidenceOf), CONFIG_RULE_EVIDENCE];
    const paths = new Set(evidence.flatMap(({ file, test: shownBy }) => [file, shownBy]));
    expect([...paths].filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });

  test('have a row for every control that the table of Config rules names', () => {
    for (const list of CONTROL_LISTS) {
      const rows = new Set(controlsIn(list).map(({ number }) => number));
      const named = Object.values(CONFIG_RULES).flatMap(({ controls }): readonly string[] =>
        list.standard in controls
          ? ((controls as Readonly<Record<string, readonly string[]>>)[list.standard] ?? [])
          : [],
      );
      expect(named.length).toBeGreaterThan(20);
      expect(named.filter((number) => !rows.has(number))).toEqual([]);
    }
  });

  test('are measured by Config rules, but for these', () => {
    const unmeasured = CONTROL_LISTS.map((list) => {
      const named = new Set(
        Object.values(CONFIG_RULES).flatMap(
          ({ controls }) => (controls as Readonly<Record<string, readonly string[]>>)[list.standard] ?? [],
        ),
      );
      return controlsIn(list)
        .map(({ number }) => number)
        .filter((number) => !named.has(number));
    });
    expect(unmeasured).toMatchInlineSnapshot(`
     [
       [
         "1.1",
         "1.6",
         "1.10",
         "1.12",
         "1.20",
         "2.1.3",
         "3.3",
         "4.1",
         "4.2",
         "4.3",
         "4.4",
         "4.5",
         "4.6",
         "4.7",
         "4.8",
         "4.9",
         "4.10",
         "4.11",
         "4.12",
         "4.13",
         "4.14",
         "4.15",
         "5.6",
       ],
       [
         "1.2.7",
         "2.2.2",
         "2.2.4",
         "2.2.6",
         "5.2.1",
         "6.5.3",
         "8.3.1",
         "8.3.6",
         "8.6.1",
         "8.6.2",
         "11.3.1",
         "11.5.1",
       ],
     ]
    `);
  });
});

describe('the list of CIS AWS Foundations', () => {
  const controls = controlsIn(listOf('cis-aws-foundations'));

  test('has every recommendation of 5.0', () => {
    expect(controls.map(({ number }) => number)).toEqual([
      ...upTo('1', 21),
      ...[...upTo('2.1', 4), ...upTo('2.2', 4), '2.3.1'],
      ...upTo('3', 9),
      ...upTo('4', 16),
      ...['5.1.1', '5.1.2', '5.2', '5.3', '5.4', '5.5', '5.6', '5.7'],
    ]);
  });

  test('has every recommendation of 3.0 once, but for the one that 5.0 has dropped', () => {
    const earlier = controls.map((control) => control.earlier).filter((number) => number !== null);
    const inOrder = [...earlier].sort((a = '', b = '') => a.localeCompare(b, 'en', { numeric: true }));
    expect(inOrder).toEqual([
      ...upTo('1', 22).filter((number) => number !== '1.3'),
      ...[...upTo('2.1', 4), '2.2.1', ...upTo('2.3', 3), '2.4.1'],
      ...upTo('3', 9),
      ...upTo('4', 16),
      ...upTo('5', 6),
    ]);
    expect(controls.filter((control) => control.earlier === null).map(({ number }) => number)).toEqual([
      '2.2.4',
      '5.1.2',
    ]);
  });

  test('has an alarm for each of 4.1 to 4.15, in the order of the alarms', () => {
    const alarms = controls
      .filter(({ number }) => number.startsWith('4.') && number !== '4.16')
      .map(({ metBy = [] }) => metBy.map(({ id }) => id));
    expect(alarms.flat()).toEqual(ALARM_IDS.slice(0, 15));
  });
});

test('the list of PCI DSS has no version 3.0 beside it', () => {
  expect(controlsIn(listOf('pci-dss')).filter((control) => 'earlier' in control)).toEqual([]);
});
