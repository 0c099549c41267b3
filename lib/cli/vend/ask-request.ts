import { ROOT, type Organization } from '../../model/organization';
import { isInside } from '../../model/tree';
import { counted, enumerate } from '../../report/words';
import type { TypedAnswer, Io } from '../io';
import { Interrupted } from '../terminal/interrupted';
import { defaultBudget } from './default-budget';
import { openUnits } from './find-request-problems';
import { judgeRequest, type Before } from './judge-request';
import { proposeEmail } from './propose-email';
import { readBudget, readTags, REQUEST_FIELDS, type Request, type RequestField } from './request';

/** How a field is asked for. */
interface Question {
  readonly text: string;
  /** Lines above it. */
  readonly above: readonly string[];
  /** The value that an answer means, or why it means none. */
  readonly read: (answer: string) => { readonly value: unknown } | { readonly reasons: readonly string[] };
}

/**
 * Asks at the terminal for what is missing. Each answer is checked at once, and asked for again with the reason.
 *
 * @returns the whole request; null: there is no terminal
 * @throws Interrupted by Ctrl-C
 */
export async function askRequest(given: Request, before: Before, io: Pick<Io, 'ask'>): Promise<Request | null> {
  let request = given;
  for (const field of REQUEST_FIELDS) {
    if (request[field] !== undefined) continue;
    const answered = await askField(field, request, before, io);
    if (answered === null) return null;
    request = answered;
  }
  return request;
}

async function askField(
  field: RequestField,
  request: Request,
  before: Before,
  io: Pick<Io, 'ask'>,
): Promise<Request | null> {
  const { text, above, read } = QUESTIONS[field](before.organization, request, before);
  let lines = above;
  for (;;) {
    const answer = await askOnce(text, lines, io);
    if (answer === null) return null;
    const meant = read(answer);
    if ('reasons' in meant) {
      lines = meant.reasons;
      continue;
    }
    const answered = { ...request, [field]: meant.value };
    const problems = judgeRequest(answered, before).problems.filter(({ at: [wrong] }) => wrong === field);
    if (problems.length === 0) return answered;
    lines = problems.flatMap(({ message, allowed, fix }) => [
      `  ${message}`,
      ...(allowed === undefined ? [] : [`    allowed: ${allowed}`]),
      ...(fix === undefined ? [] : [`    fix: ${fix}`]),
    ]);
  }
}

async function askOnce(text: string, above: readonly string[], io: Pick<Io, 'ask'>): Promise<string | null> {
  const answer: TypedAnswer = await io.ask(text, above);
  if (answer.kind === 'interrupted') throw new Interrupted();
  return answer.kind === 'answer' ? answer.text.trim() : null;
}

const QUESTIONS: Readonly<
  Record<RequestField, (organization: Organization, request: Request, before: Before) => Question>
> = {
  name: () => ({
    ...plain('Name, such as shop-staging: '),
    above: ['A new account. Its name is the name of its file and what AWS shows; it cannot be changed later.'],
  }),
  unit: (organization) => {
    const units = openUnits(organization);
    return {
      text: 'Unit, by number or path: ',
      above: [
        'The units, and what accounts there have:',
        ...units.map(({ id }, index) => unitLine(id, index, organization)),
      ],
      read: (answer) => {
        if (answer === '') return NOTHING;
        return { value: /^\d+$/.test(answer) ? (units[Number(answer) - 1]?.id ?? answer) : answer };
      },
    };
  },
  owner: () => plain('Owner, who is responsible for it: '),
  budget: (_, { unit }, before) => {
    const usd = defaultBudget(unit, before);
    return {
      ...plain(`Budget, in USD a month${usd === undefined ? '' : ` [${usd}, as in budgets.defaults]`}: `),
      read: (answer) => {
        if (answer === '') return usd === undefined ? NOTHING : { value: undefined };
        return { value: readBudget(answer) };
      },
    };
  },
  tags: ({ accounts }) => {
    const others = [...new Set(accounts.flatMap(({ tags }) => Object.keys(tags)))];
    return {
      text: 'Tags, as key=value, with commas in between; none if empty: ',
      above: others.length === 0 ? [] : [`Other accounts have ${enumerate(others)}.`],
      read: (answer) => {
        const pairs = answer.split(',').filter((pair) => pair.trim() !== '');
        const { tags, mistakes } = readTags(pairs);
        return mistakes.length > 0 ? { reasons: mistakes.map(({ message }) => `  ${message}`) } : { value: tags };
      },
    };
  },
  email: (organization, { name }) => {
    const proposal = proposeEmail(organization, name);
    return {
      text: `E-mail address of the root user${proposal === undefined ? '' : ` [${proposal}]`}: `,
      above: [
        'AWS sends mail there, and anybody who reads it can take the account. No other AWS account may ever have had it.',
      ],
      read: (answer) =>
        answer === '' && proposal === undefined ? NOTHING : { value: answer === '' ? proposal : answer },
    };
  },
};

const NOTHING = { reasons: ['  Please write something; Ctrl-C ends this, and nothing is written.'] };

function plain(text: string): Question {
  return { text, above: [], read: (answer) => (answer === '' ? NOTHING : { value: answer }) };
}

function unitLine(unit: string, index: number, organization: Organization): string {
  const { accounts, placements, identity } = organization;
  const here = accounts.filter((account) => account.unit === unit && account.state !== 'closed').length;
  const own = placements.filter(({ target }) => target !== ROOT && isInside(unit, target));
  const groups = new Set(
    (identity?.assignments ?? [])
      .filter(({ to }) => to.some((target) => isInside(unit, target)))
      .map(({ group }) => group),
  );
  return [
    `${String(index + 1).padStart(4)}  ${unit}: ${counted(here, 'account')}`,
    own.length === 0 ? 'guardrails of the root only' : `${counted(own.length, 'guardrail')} besides those of the root`,
    groups.size === 0 ? 'nobody works there yet' : `for ${enumerate([...groups])}`,
  ].join('; ');
}
