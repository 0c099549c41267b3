import type { PropertyPath } from '../../model/organization';
import type { InputProblem } from '../input/report-problems';
import { UserMistake, type Mistake } from '../input/user-mistake';

/** What somebody says about a new account, in the order in which a terminal asks for it. */
export const REQUEST_FIELDS = ['name', 'unit', 'owner', 'budget', 'tags', 'email'] as const;

export type RequestField = (typeof REQUEST_FIELDS)[number];

/** What was given until now, of any type: it is checked with the file that is made from it. */
export type Request = Readonly<Partial<Record<RequestField, unknown>>>;

/** The option for each field. */
const OPTIONS: Readonly<Record<RequestField, string>> = {
  name: '--name',
  unit: '--unit',
  owner: '--owner',
  budget: '--budget',
  tags: '--tag',
  email: '--email',
};

/** What is wrong with a field. `at`: the path of the value in the request, beginning with the field. */
export interface FieldProblem extends Omit<InputProblem, 'at'> {
  readonly at: readonly [RequestField, ...PropertyPath];
}

/** Where a request comes from, for messages. */
export interface RequestSource {
  /** As somebody who gave the request so must read it. */
  explain(problem: FieldProblem): InputProblem;
}

/** The command line. */
export const COMMAND_LINE: RequestSource = {
  explain: ({ at: [field], message, fix, ...problem }) => {
    const [label, option] = [`\`${field}\``, OPTIONS[field]];
    return {
      ...problem,
      at: null,
      message: message.startsWith(label) ? `${option}${message.slice(label.length)}` : `${option}: ${message}`,
      // Nobody can see the quotes that the shell takes away.
      ...(fix !== undefined && !/quotes/.test(fix) && { fix }),
    };
  },
};

export interface RequestOptions {
  readonly name?: string;
  readonly email?: string;
  readonly unit?: string;
  readonly owner?: string;
  readonly budget?: string;
  readonly tag?: readonly string[];
}

/**
 * The request of a command line.
 *
 * @param name the argument that is no option
 * @throws UserMistake if the command line contradicts itself
 */
export function readOptions({ tag = [], budget, ...options }: RequestOptions, name: string | undefined): Request {
  const { email, unit, owner } = options;
  const tags = readTags(tag);
  const mistakes = [
    ...(name !== undefined && options.name !== undefined
      ? [{ message: `the account has two names: \`${name}\` and \`${options.name}\``, fix: 'leave one of them out' }]
      : []),
    ...tags.mistakes.map(({ message, ...rest }) => ({ ...rest, message: `--tag: ${message}` })),
  ];
  if (mistakes.length > 0) throw new UserMistake(mistakes);
  const given = {
    name: name ?? options.name,
    unit,
    owner,
    budget: budget === undefined ? undefined : readBudget(budget),
    tags: tag.length === 0 ? undefined : tags.tags,
    email,
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

/** A number; a text that is none stays one, so that it is refused as it was written. */
export function readBudget(text: string): number | string {
  return /^[-+]?(?:\d+\.?\d*|\.\d+)(?:e\d+)?$/i.test(text.trim()) ? Number(text) : text;
}

/** Tags, each as `key=value`, and what is wrong with them. */
export function readTags(pairs: readonly string[]): {
  readonly tags: Readonly<Record<string, string>>;
  readonly mistakes: readonly Mistake[];
} {
  const parsed = pairs.map((pair) => {
    const sign = pair.indexOf('=');
    return { pair, key: pair.slice(0, Math.max(sign, 0)).trim(), value: pair.slice(sign + 1).trim() };
  });
  const keys = parsed.map(({ key }) => key);
  const twice = [...new Set(keys.filter((key, index) => key !== '' && keys.indexOf(key) !== index))];
  return {
    // Of any name, such as `__proto__`.
    tags: Object.fromEntries(parsed.map(({ key, value }) => [key, value])),
    mistakes: [
      ...parsed
        .filter(({ key }) => key === '')
        .map(({ pair }) => ({ message: `\`${pair}\` is no tag`, allowed: 'KEY=VALUE, such as `cost-center=1000`' })),
      ...twice.map((key) => ({ message: `the tag \`${key}\` is given twice`, allowed: 'one value for each tag' })),
    ],
  };
}

/** What is missing, in the words of the command line. */
export function explainMissing(fields: readonly RequestField[], allowed: Readonly<Record<RequestField, string>>) {
  return fields.map((field): FieldProblem => ({
    code: 'missing-field',
    at: [field],
    message: `\`${field}\` is missing`,
    allowed: allowed[field],
  }));
}
