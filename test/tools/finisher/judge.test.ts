import { casesFor, type Case } from '../../../tools/finisher/cases';
import type { Execution } from '../../../tools/finisher/execute';
import { finisherReport } from '../../../tools/finisher/finisher-report';
import { judge } from '../../../tools/finisher/judge';
import type { Observation } from '../../../tools/finisher/observe';
import { SETTINGS, type State } from '../../../tools/finisher/read-state';
import { renderText } from '../../../lib/report/text/render-text';
import { aFinisher } from '../../support/a-finisher-definition';

const [newAccount, , usedVpc] = casesFor(aFinisher()) as readonly [Case, Case, Case];

function state(text: string): State {
  return Object.fromEntries(SETTINGS.map((setting) => [setting, text])) as unknown as State;
}

function execution(changed: number, left: Execution['report']['left'] = []): Execution {
  const report = { changed: Array.from({ length: changed }, () => ({ what: 'it' })), left, failed: [] };
  return { status: 'SUCCEEDED', error: undefined, report };
}

/** What is seen if a case is as it says. */
function asItShouldBe({ stays, says = [] }: Case, overrides: Partial<Observation> = {}): Observation {
  const left = says.map((one) => {
    const [what, why] = one.split(': ');
    return { what, why };
  });
  const before = state('before');
  const after = { ...state('after'), ...Object.fromEntries(stays.map((setting) => [setting, before[setting]])) };
  return { before, first: execution(1, left), after, second: execution(0), afterSecond: after, ...overrides };
}

describe('a case', () => {
  test.each(casesFor(aFinisher()).filter(({ fails }) => fails === undefined))(
    'is right if all is as it says: $title',
    (one) => {
      expect(judge(one, asItShouldBe(one))).toEqual([]);
    },
  );

  test('is wrong if something that should change stays', () => {
    const { after } = asItShouldBe(newAccount);
    const seen = asItShouldBe(newAccount, { after: { ...after, 'default VPC': 'before' } });
    expect(judge(newAccount, seen)).toContain('default VPC: it is still before');
  });

  test('is wrong if something that should stay changes', () => {
    const seen = asItShouldBe(usedVpc);
    const after = { ...seen.after, 'default VPC': 'gone' };
    expect(judge(usedVpc, { ...seen, after, afterSecond: after })).toEqual(['default VPC: it changed gone']);
  });

  test('is wrong if the second time changes something, or its report says so', () => {
    const seen = asItShouldBe(newAccount);
    const again = { ...seen.after, 'password policy': 'again' };
    expect(judge(newAccount, { ...seen, afterSecond: again, second: execution(1) })).toEqual([
      'password policy: the second time changed it to again',
      'the report of the second time says that this was changed: it: undefined',
    ]);
  });

  test('is wrong if the report does not say what was left, or that anything was changed', () => {
    expect(judge(usedVpc, { ...asItShouldBe(usedVpc), first: execution(0) })).toEqual([
      'the report does not say "default VPC: it has network interfaces"',
      'the report does not say "default security group: network interfaces use it"',
      'the report of the first time says that nothing was changed',
    ]);
  });

  test('is wrong if an execution fails', () => {
    const failed = { ...execution(1), status: 'FAILED', error: 'States.Runtime' };
    expect(judge(newAccount, { ...asItShouldBe(newAccount), first: failed })).toEqual([
      'the first time it ended as FAILED: ',
    ]);
  });

  test('in which something must fail is wrong if nothing does, or something else', () => {
    const refused = casesFor(aFinisher()).at(-1) as Case;
    expect(refused.fails).toBe('password policy');
    const failing = (what: string): Execution => ({
      ...{ status: 'FAILED', error: 'NotFinished' },
      report: { changed: [], left: [], failed: [{ what }] },
    });
    const first = { ...failing('password policy'), report: { ...failing('password policy').report, changed: [{}] } };
    const seen = asItShouldBe(refused, { first, second: failing('password policy') });
    expect(judge(refused, seen)).toEqual([]);
    expect(judge(refused, { ...seen, second: execution(0) })).toHaveLength(1);
    expect(judge(refused, { ...seen, second: failing('default VPC') })).toHaveLength(1);
  });
});

test('contacts are only looked for where the configuration has them', () => {
  const titles = casesFor(aFinisher({ contacts: {} })).map(({ title }) => title);
  expect(titles).not.toContain('Contacts with other values');
  expect(casesFor(aFinisher({ contacts: {} }))[0]?.stays).toContain('alternate contacts');
});

test('the report has a table, and says what is wrong', () => {
  const seen = asItShouldBe(newAccount);
  const lines = renderText(finisherReport([{ one: newAccount, seen, faults: ['it is wrong'] }], 1), {
    hasColors: false,
  });
  const text = lines.join('\n');
  expect(text).toMatch(/A new account +encryption by default +before +after +the same/);
  expect(text).toContain('A new account: it is wrong');
  expect(lines.at(-1)).toBe('1 account finished twice, in 1.0 s; not as it should be: 1 fact');
});
