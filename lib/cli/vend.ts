import { ok, type Outcome } from '../model/problem';
import { readConfiguration } from '../model/read-configuration';
import type { CommandDefinition, GlobalOptions, Result } from './command';
import { checkRead } from './input/read-organization';
import { reportProblems } from './input/report-problems';
import { UserMistake } from './input/user-mistake';
import type { Io } from './io';
import { Interrupted, INTERRUPTED_EXIT_CODE } from './terminal/interrupted';
import type { Before } from './vend/judge-request';
import { COMMAND_LINE, readOptions, type RequestOptions } from './vend/request';
import type { GivenRequest } from './vend/vend-account';

export interface VendOptions extends GlobalOptions, RequestOptions {
  /** A file with the request as JSON; `-`: standard input. */
  readonly request?: string;
  readonly suspend?: string;
  readonly close?: string;
  readonly confirm?: string;
  readonly dryRun?: boolean;
}

/** Writes the file of a new account, or that an account is suspended or closed. Deploys nothing, and changes nothing at AWS. */
export const vend: CommandDefinition<VendOptions> = {
  examples: [
    'vend',
    'vend shop-staging --unit Workloads/Development --owner shop@example.com --budget 300 --tag cost-center=2000',
    'vend --request - --json < request.json',
    'vend --suspend shop-development',
    'vend --close shop-development',
  ],
  declare: (command) =>
    command
      .argument('[name]', 'the name of the account: of its file, and what AWS shows')
      .option('--name <name>', 'the same, as an option')
      .option('--email <address>', 'of the root user; default: by the pattern of `vending.email`')
      .option('--unit <path>', 'where it is, such as Workloads/Production')
      .option('--owner <owner>', 'who is responsible for it')
      .option('--budget <usd>', 'in USD a month; default: that of `budgets.defaults`, if its unit has one')
      .option(
        '--tag <key=value>',
        'a tag; may be repeated',
        (tag: string, tags: readonly string[]) => [...tags, tag],
        [],
      )
      .option('--request <file>', 'take all of it from a file with one JSON object; - for standard input')
      .option('--dry-run', 'show everything, and write nothing')
      .option('--suspend <account>', 'instead, move an account into quarantine')
      .option('--close <account>', 'instead, write that a suspended account is closed, and show how to close it')
      .option('--confirm <number>', 'with --close: the number of the account, typed again')
      .addHelpText(
        'after',
        '\nAt a terminal, it asks for what is missing, unless --json or --request is given. A request as JSON:\n  { "name": "shop-staging", "unit": "Workloads/Development", "owner": "shop@example.com", "budget": 300, "tags": { "cost-center": "2000" } }\nand "email", without a pattern.\n\nExit codes: 0 written; 2 nothing was written; 130 interrupted.',
      ),
  async run(options, io, [name]) {
    requireOneTask(options, name);
    // Mistakes in the request are told before any in the configuration.
    const given = isNewAccount(options) ? await readGiven(options, name) : null;
    if (given?.kind === 'problems') return reportProblems(given.problems, options, io);
    const before = readBefore(options.organization);
    if (before.kind === 'problems') return reportProblems(before.problems, options, io);
    try {
      return await runTask(given?.value ?? null, before.value, options, io);
    } catch (error) {
      if (!(error instanceof Interrupted)) throw error;
      return { exitCode: INTERRUPTED_EXIT_CODE };
    }
  },
};

type Task = Pick<VendOptions, 'suspend' | 'close'>;

function isNewAccount({ suspend, close }: Task): boolean {
  return suspend === undefined && close === undefined;
}

/** The options that describe a new account. */
const DESCRIPTION = ['name', 'email', 'unit', 'owner', 'budget', 'tag'] as const;

function requireOneTask(options: VendOptions, name: string | undefined): void {
  const { suspend, close, request, confirm, tag = [] } = options;
  const described = [
    ...(name === undefined ? [] : [`\`${name}\``]),
    ...DESCRIPTION.filter((option) => (option === 'tag' ? tag.length > 0 : options[option] !== undefined)).map(
      (option) => `--${option}`,
    ),
  ];
  const others = [
    ...(request === undefined ? [] : ['--request']),
    ...(suspend === undefined ? [] : ['--suspend']),
    ...(close === undefined ? [] : ['--close']),
  ];
  const [first, ...rest] = [...others, ...described];
  if (others.length > 0 && rest.length > 0)
    throw new UserMistake({
      message: `${first ?? ''} cannot be combined with ${rest.join(', ')}`,
      fix: request === undefined ? 'leave the others out' : 'write everything into the request, or give options only',
    });
  if (confirm !== undefined && close === undefined) throw new UserMistake('--confirm is for --close');
}

async function readGiven(options: VendOptions, name: string | undefined): Promise<Outcome<GivenRequest>> {
  const { request, json } = options;
  if (request === undefined)
    return ok({ request: readOptions(options, name), source: COMMAND_LINE, problems: [], mayAsk: json !== true });
  const { readRequest } = await import('./vend/read-request');
  const read = readRequest(request);
  return read.kind === 'ok' ? ok({ ...read.value, mayAsk: false }) : read;
}

function readBefore(folder: string): Outcome<Before> {
  const read = readConfiguration(folder);
  if (read.kind === 'problems') return read;
  const checked = checkRead(read.value);
  if (checked.kind === 'problems') return checked;
  return ok({ folder, read: read.value, organization: checked.value.organization });
}

async function runTask(given: GivenRequest | null, before: Before, options: VendOptions, io: Io): Promise<Result> {
  if (given !== null) {
    const { vendAccount } = await import('./vend/vend-account');
    return vendAccount(given, before, options, io);
  }
  if (options.suspend !== undefined) {
    const { suspendAccount } = await import('./vend/suspend-account');
    return suspendAccount(options.suspend, before, options, io);
  }
  const { closeAccount } = await import('./vend/close-account');
  return closeAccount(options.close ?? '', before, options, io);
}
