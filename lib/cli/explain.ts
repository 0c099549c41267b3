import { assumeKeys, mattering } from '../analysis/explain/assumptions';
import { outsideNumber } from '../analysis/explain/possible-owners';
import type { Decision, RequestLine, RequestProblem } from '../analysis/evaluate/request-line';
import { ANY_NAME, nameChecker, type NameChecker } from '../analysis/evaluate/request-names';
import { readDate } from '../iam/conditions/date';
import { isTimeKey } from '../iam/conditions/time-keys';
import { loadServiceReference } from '../iam/service-reference/load';
import type { CommandDefinition, GlobalOptions, Result } from './command';
import { readAgainst, type Against } from './explain/against';
import { answer, type Answer } from './explain/answer';
import { answerReport } from './explain/answer-report';
import { describeMessage, type MessageNotes } from './explain/describe-message';
import type { ExplainedReadings, ExplainOutput } from './explain/explain-output';
import { explainRequests } from './explain/explain-requests';
import { parseContext, readQuestion, type CallFlags, type Question } from './explain/question';
import { explainRefusal, type Refusal } from './explain/refusal';
import type { Io } from './io';
import { printJson, printReport } from './print-report';
import { reportProblems } from './input/report-problems';
import { readStandardInput } from './input/read-standard-input';
import { UserMistake } from './input/user-mistake';

export interface ExplainOptions extends GlobalOptions, CallFlags {
  /** A file with one request per line; `-`: standard input. */
  readonly requests?: string;
  /** A `guardrails.json`; default: the organization as it is configured. */
  readonly against?: string;
  /** Admits actions that are not in the service reference. */
  readonly allowUnknownActions?: boolean;
}

/** Explains whether the organization's policies permit a call, what denies it and why, and who is exempt. */
export const explain: CommandDefinition<ExplainOptions> = {
  examples: [
    'explain --account shop-production --principal role/developer --action s3:PutObject --context aws:RequestedRegion=eu-north-1',
    'explain --message "User: arn:aws:sts::222222222222:assumed-role/developer/alice is not authorized to perform: …"',
    'explain --message - < events.json',
    'explain --requests requests.jsonl --against guardrails.json --json',
  ],
  declare: (command) =>
    command
      .option('--requests <file>', 'a file with one request per line, as JSON; - for standard input')
      .option('--against <file>', 'a guardrails.json; default: the organization as configured')
      .option('--message <text>', 'the message with which AWS denied the call; - for standard input')
      .option('--account <name>', "the caller's account, by name or number; null: outside the organization")
      .option('--principal <arn>', 'the caller: an ARN, `role/NAME`, `service:NAME`, or `*` for anonymous')
      .option('--action <action>', 'such as s3:PutObject')
      .option('--resource <arn>', 'one ARN, or *')
      .option(
        '--resource-account <name>',
        'the account of the resource, if its ARN omits it; null: outside the organization',
      )
      .option('--context <key=value...>', 'condition keys; a key that is passed twice has two values')
      .option('--unknown <key...>', 'condition keys whose values are not known; * for all that are not given')
      .option('--at <instant>', 'the time of the call, such as 2027-03-31T00:00:00Z; default: not known')
      .option(
        '--allow-unknown-actions',
        'admit actions, services and condition keys that are newer than the service reference',
      ),
  async run(given, io) {
    checkOptions(given);
    const options = given.message === '-' ? { ...given, message: readStandardInput('message') } : given;
    const against = readAgainst(options.against, options.organization);
    if (against.kind === 'problems') return reportProblems(against.problems, options, io);
    const complete = (request: RequestLine): RequestLine => atInstant(request, options.at);
    const checkNames = options.allowUnknownActions === true ? ANY_NAME : nameChecker(loadServiceReference());
    if (options.requests !== undefined) {
      const json = options.json === true;
      return explainRequests(options.requests, against.value, { complete, checkNames, json }, io);
    }
    const question = readQuestion(against.value.file, options);
    const described = question.call && { ...question.call, request: complete(question.call.request) };
    refuseProblems([
      ...(described === null ? [] : described.judge.check(described.request)),
      ...checkNames(namesIn(options)),
    ]);
    return reportAnswer(assume({ ...question, call: described }, against.value, options), against.value, options, io);
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
    throw new UserMistake(`--requests describes its calls completely; remove --${optionOf(clash)}`);
  if (options.at !== undefined && readDate(options.at) === null)
    throw new UserMistake(`--at takes a time, such as 2027-03-31T00:00:00Z; it got \`${options.at}\``);
}

function atInstant(request: RequestLine, at: string | undefined): RequestLine {
  const isTimed = Object.keys(request.context ?? {}).some(isTimeKey);
  return at === undefined || isTimed ? request : { ...request, context: { ...request.context, 'aws:CurrentTime': at } };
}

function reportAnswer(question: Question, against: Against, { json, organization }: ExplainOptions, io: Io): Result {
  const { call, message } = question;
  const found = call && answer(call, against, message);
  const refusal = refusalOf(question, against);
  const fromMessage = message && describeMessage({ ...question, message, answer: found, refusal, file: against.file });
  if (json) printJson(answerToJson(found, question, { refusal, fromMessage }), io);
  else printReport(answerReport(found, { ...question, fromMessage, refusal, folder: organization }), io);
  const isDenied = found !== null && found.decision.decision !== 'permitted';
  return { exitCode: isDenied || (refusal?.policies.length ?? 0) > 0 ? 1 : 0 };
}

/** The management policies that AWS's message is about; null: it is about none. */
function refusalOf({ call, message, account }: Question, { file }: Against): Refusal | null {
  if (message?.reason?.kind !== 'management-policy') return null;
  // An operation of another service is in no table of the policies.
  const action = call?.request.action ?? message.action ?? (message.operation && `ec2:${message.operation}`);
  return explainRefusal(message.reason, call?.judge.directory.tree.file ?? file, account, action);
}

/** Adds what is assumed about the call. Only the assumptions that the answer depends on are told. */
function assume(
  question: Question,
  { homeRegion }: Against,
  { message = '', principal = '' }: ExplainOptions,
): Question {
  const { call, assumed } = question;
  if (call === null) return question;
  const isInstance = /:assumed-role\/[^/\s"]+\/i-[0-9a-f]{8,17}\b/.test(`${principal} ${message}`);
  const completed = assumeKeys(call.judge, call.request, { homeRegion, isInstance }, loadServiceReference());
  const decideAll = (request: RequestLine): readonly Decision[] =>
    call.readings.map((reading) => call.judge.decide({ ...request, ...reading }));
  // An assumption that permits what AWS says a guardrail denied is wrong.
  const isDenied = /(?:service|resource) control policy/i.test(message);
  if (isDenied && decideAll(completed.request).every(({ decision }) => decision === 'permitted'))
    return { ...question, call: { ...call, request: completed.doubted } };
  return {
    ...question,
    call: { ...call, request: completed.request },
    assumed: [...assumed, ...mattering(completed, decideAll).map(({ sentence }) => sentence)],
  };
}

/** What a person wrote: AWS spells the names in its messages right. */
function namesIn({ action = '', context = [], unknown = [] }: ExplainOptions): Parameters<NameChecker>[0] {
  return { action, context: parseContext(context), unknown: [...unknown] };
}

function refuseProblems(problems: readonly RequestProblem[]): void {
  if (problems.length === 0) return;
  throw new UserMistake(
    problems.map(({ at, message, allowed, fix }) => ({
      message: `--${optionOf(String(at[0] ?? 'resourceAccount'))}: ${message}`,
      allowed,
      fix,
    })),
  );
}

/** `resourceAccount` → `resource-account`. */
function optionOf(field: string): string {
  return field.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** The fields of the decision, as in a file of requests, followed by the rest of the answer. */
function answerToJson(
  found: Answer | null,
  { call, assumed, message, others }: Question,
  { refusal, fromMessage }: { readonly refusal: Refusal | null; readonly fromMessage: MessageNotes | null },
): ExplainOutput {
  const said = {
    formatVersion: 1,
    assumed,
    notes: [...(fromMessage?.verdict ?? []), ...(fromMessage?.notes ?? [])],
  } as const;
  const ofMessage = message && { message, otherDenials: others, refusedBy: refusal?.policies ?? [] };
  if (found !== null) {
    const { decision, groups, ...rest } = found;
    return { ...said, ...decision, ...rest, ...ofMessage, readings: readingsToJson(groups, call) };
  }
  // INVARIANT: only a message can leave the call open.
  if (ofMessage === null) throw new Error('neither a call nor a message');
  return { ...said, ...ofMessage, decision: null };
}

/** Empty if the readings of the call do not differ. An account that is null is outside of the organization. */
function readingsToJson(groups: Answer['groups'], call: Question['call']): ExplainedReadings {
  if (groups.length < 2 || call === null) return [];
  const { tree, findAccount } = call.judge.directory;
  const outside = outsideNumber(tree.file, findAccount);
  return groups.map(({ principals, resourceAccounts, explanation: { decision } }) => ({
    principals,
    resourceAccounts: resourceAccounts.map((one) => (one === outside ? null : one)),
    decision: decision.decision,
    by: decision.by,
    missing: decision.missing,
  }));
}
