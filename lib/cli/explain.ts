import { prepareJudge } from '../analysis/evaluate/decide';
import type { RequestLine } from '../analysis/evaluate/request-line';
import { readDate } from '../iam/conditions/date';
import type { CommandDefinition, GlobalOptions, Result } from './command';
import { readAgainst, type Against } from './explain/against';
import { answer, type Answer } from './explain/answer';
import { describeAnswer } from './explain/describe-answer';
import { describeAsking, describeGuardrail, describeOthers } from './explain/describe-guardrail';
import { describeMessage } from './explain/describe-message';
import { describePath } from './explain/describe-path';
import { explainRequests } from './explain/explain-requests';
import { readQuestion, type AskedCall, type Question } from './explain/question';
import type { Io } from './io';
import { painter } from './paint';
import { reportProblems } from './input/report-problems';
import { UserMistake } from './input/user-mistake';

export interface ExplainOptions extends GlobalOptions, AskedCall {
  /** A file with one request a line; `-`: standard input. */
  readonly requests?: string;
  /** A `guardrails.json`; default: the organization as it is configured. */
  readonly against?: string;
  /** An instant. */
  readonly at?: string;
}

/** Says whether the organization's policies permit a call, what denies it, why, and who is exempt. */
export const explain: CommandDefinition<ExplainOptions> = {
  examples: [
    'explain --account shop-production --principal role/developer --action s3:PutObject --context aws:RequestedRegion=eu-north-1',
    'explain --message "User: arn:aws:sts::222222222222:assumed-role/developer/alice is not authorized to perform: …"',
    'explain --requests requests.jsonl --against guardrails.json --json',
  ],
  declare: (command) =>
    command
      .option('--requests <file>', 'one request a line, as JSON; - for standard input')
      .option('--against <file>', 'a guardrails.json; default: the organization as configured')
      .option('--message <text>', 'what AWS said when it denied the call')
      .option('--account <name>', "the caller's account, by name or number; null: outside of the organization")
      .option('--principal <arn>', 'who calls: an ARN, `role/NAME`, `service:NAME`, or `*` for anonymous')
      .option('--action <action>', 'such as s3:PutObject')
      .option('--resource <arn>', 'one ARN, or *')
      .option('--resource-account <name>', 'where the resource lives, when its ARN does not tell')
      .option('--context <key=value...>', 'condition keys; a key that comes twice has two values')
      .option('--unknown <key...>', 'condition keys of which nothing is known; * for all that are not given')
      .option('--at <instant>', 'when, such as 2027-03-31T00:00:00Z; default: not known'),
  async run(options, io) {
    checkOptions(options);
    const against = readAgainst(options.against, options.organization);
    if (against.kind === 'problems') return reportProblems(against.problems, options, io);
    const complete = (request: RequestLine): RequestLine => atInstant(request, options.at);
    if (options.requests !== undefined)
      return explainRequests(options.requests, against.value, complete, options.json === true, io);
    const question = readQuestion(against.value.file, options);
    const request = question.request && complete(question.request);
    return reportAnswer({ ...question, request }, against.value, options, io);
  },
};

const OF_ONE_CALL = [
  'message',
  'account',
  'principal',
  'action',
  'resource',
  'resourceAccount',
  'context',
  'unknown',
] as const;

function checkOptions(options: ExplainOptions): void {
  const clash = options.requests === undefined ? undefined : OF_ONE_CALL.find((name) => options[name] !== undefined);
  if (clash !== undefined)
    throw new UserMistake(`--requests tells everything of its calls: leave --${optionOf(clash)} out`);
  if (options.at !== undefined && readDate(options.at) === null)
    throw new UserMistake(`--at takes an instant, such as 2027-03-31T00:00:00Z; it got \`${options.at}\``);
}

function atInstant(request: RequestLine, at: string | undefined): RequestLine {
  const isTimed = Object.keys(request.context ?? {}).some((key) => /^aws:(?:currenttime|epochtime)$/i.test(key));
  return at === undefined || isTimed ? request : { ...request, context: { ...request.context, 'aws:CurrentTime': at } };
}

function reportAnswer(question: Question, against: Against, { json, organization }: ExplainOptions, io: Io): Result {
  const { file, request, message } = question;
  if (request !== null) refuseMistakes(question, request);
  const found = request && answer(file, request, against, message?.blamed ?? null);
  const notes = message === null ? [] : describeMessage(message, found, against.name);
  if (json) io.out(JSON.stringify(answerToJson(found, question, notes), null, 2));
  else for (const line of describe(found, question, notes, organization, io)) io.out(line);
  return { exitCode: found?.decision.decision === 'permitted' ? 0 : 1 };
}

function refuseMistakes({ file }: Question, request: RequestLine): void {
  const mistakes = prepareJudge(file).check(request);
  if (mistakes.length === 0) return;
  const lines = mistakes.map(({ path, message, allowed, fix }) =>
    [
      `--${optionOf(String(path[0] ?? 'resourceAccount'))}: ${message}`,
      ...(allowed === undefined ? [] : [`    allowed: ${allowed}`]),
      ...(fix === undefined ? [] : [`    fix: ${fix}`]),
    ].join('\n'),
  );
  throw new UserMistake(lines.join('\n'));
}

/** `resourceAccount` → `resource-account`. */
function optionOf(field: string): string {
  return field.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

function describe(
  found: Answer | null,
  { file, assumed }: Question,
  notes: readonly string[],
  folder: string,
  io: Io,
): readonly string[] {
  const paint = painter(io.colors.out);
  const blocks: (readonly string[])[] = [notes];
  if (found !== null) {
    const { decision, request, guardrails } = found;
    const number = /::(\d{12}):/.exec(request.principal)?.[1];
    const knowsNumber = file.targets.some(({ accountId }) => accountId === number);
    const isStopped = decision.decision !== 'permitted';
    blocks.unshift(describeAnswer(decision, request, paint));
    blocks.push(
      assumed.map((one) => `Assumed: ${one}.`),
      found.path.length === 0 ? [] : ['The path from the root:', ...describePath(found, request.action, paint)],
      ...guardrails.map((one) => describeGuardrail(one, paint)),
      isStopped ? describeOthers(found) : [],
      isStopped ? describeAsking(guardrails, request, knowsNumber, folder) : [],
    );
  }
  const shown = blocks.filter((block) => block.length > 0);
  return shown.flatMap((block, index) => (index === 0 ? block : ['', ...block]));
}

/** The decision itself stands on top, in its own format. */
function answerToJson(found: Answer | null, { assumed }: Question, notes: readonly string[]): object {
  if (found === null) return { decision: null, notes };
  const { decision, request, path, guardrails } = found;
  return { ...decision, request, assumed, notes, path, guardrails };
}
