import { nameCaller, callerBefore } from './caller-text';
import { cleanText, onOneLine, wrapped } from './clean-text';
import { readCloudTrailEvents, type DeniedEvent } from './cloudtrail-event';
import { readDecodedMessage } from './decoded-message';
import type { DenialMessage, MessageCaller } from './denial-message';
import { actionOf, knownAction, type OperationAction } from './operation-action';
import { readContextLine, readManagementPolicy, readReason } from './reason-text';
import { readResource, resourceAt } from './resource-text';
import { findWrappers, isLikeS3, serviceIn, serviceOfCommand, type Wrapper } from './wrapper';

/**
 * Finds what AWS says about denied calls in a text: each denial once, in the order of the text. AWS's sentence may stand
 * alone, in what SDKs, Terraform, CloudFormation and logs add to it, in the console's form, decoded from EC2's form, or
 * in events of CloudTrail.
 * Empty: nothing in the text says that AWS denied a call.
 *
 * Sources: https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html,
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_DecodeAuthorizationMessage.html
 */
export function parseDenialMessages(text: string): readonly DenialMessage[] {
  const decoded = readDecodedMessage(text);
  if (decoded !== null) return [decoded];
  const found = readCloudTrailEvents(text)?.map(ofEvent) ?? parseText(text);
  const seen = new Set<string>();
  return found.filter((one) => {
    const same = JSON.stringify({ ...one, isEncoded: false, context: { ...one.context, 'aws:CurrentTime': null } });
    return !seen.has(same) && seen.add(same);
  });
}

function parseText(text: string): readonly DenialMessage[] {
  const clean = cleanText(text);
  const all = [...findConsoleForms(clean), ...findDenials(clean)];
  const found = all.length > 0 ? all : readBare(clean, null, clean);
  return found.map((one) => ({ ...one, caller: withPath(one.caller, clean) }));
}

/** What the service answered tells the action and the resource better: the call may need several actions. */
function ofEvent({ caller, service, operation, resource, context, errorMessage }: DeniedEvent): DenialMessage {
  const [told = NOTHING] = parseText(errorMessage);
  return {
    ...told,
    ...(told.action === null ? ofOperation(operation, service) : {}),
    caller: caller ?? told.caller,
    resource: told.resource ?? resource,
    context,
  };
}

const NOTHING: DenialMessage = {
  caller: null,
  action: null,
  operation: null,
  candidates: [],
  resource: null,
  context: {},
  reason: null,
  isEncoded: false,
  assumed: [],
};

/** The form that the console asks people to copy. */
const CONSOLE =
  /\bUser:\s*(\S+(?:\n\S+)*?)\s+(?:Service:\s*([\w-]+)\s+)?Action:\s*((?:[\w-]+:)?\w+)\s+(?:On resource(?:\(s\)|s)?:\s*([^]*?)\s+)?Context:\s*([^\n]*)/g;

function findConsoleForms(text: string): readonly DenialMessage[] {
  return [...text.matchAll(CONSOLE)].map(([, user = '', service, action = '', resource, context = '']) => ({
    ...NOTHING,
    caller: nameCaller(user.replace(/\n/g, '')),
    ...(action.includes(':') ? { action } : ofOperation(action, service ?? null)),
    resource: resource === undefined ? null : resourceAt(resource),
    reason: readContextLine(context),
  }));
}

const SENTENCE = new RegExp(
  `${wrapped('not authorized to perform')}\\n?:?\\s+(?:the\\s+)?([\\w-]+(?:\\n[\\w-]+)?\\n?:\\n?\\w+|\\w+(?=\\s+on\\s+resource))(\\n\\w+)?`,
  'gi',
);

interface Sentence {
  readonly start: number;
  readonly end: number;
  readonly caller: MessageCaller | null;
  /** An action, or an operation without a prefix. */
  readonly action: string;
}

/** An ARN, and what may stand before it, in characters. */
const LONGEST_CALLER = 3_000;

function findSentences(text: string): readonly Sentence[] {
  return [...text.matchAll(SENTENCE)].map((match) => {
    const [all, first = '', next = ''] = match;
    const from = Math.max(0, match.index - LONGEST_CALLER);
    const before = text.slice(from, match.index).replace(/\b(?:i\n?s|a\n?r\n?e|w\n?a\n?s)\s+$/i, '');
    const { caller, start } = /\bYou\s+$/i.test(before) ? { caller: null, start: before.length } : callerBefore(before);
    const joined =
      knownAction(first.replace(/\n/g, '')) === null ? knownAction(`${first}${next}`.replace(/\n/g, '')) : null;
    return {
      start: from + start,
      end: match.index + all.length - (joined === null ? next.length : 0),
      caller,
      action: joined ?? first.replace(/\n/g, ''),
    };
  });
}

/** Words with which services refuse a call. */
const REFUSED =
  /access\s?denied|unauthori[sz]ed|not\s+authori[sz]ed|authori[sz]ation\s?(?:error|failure)|forbidden|permission\s+denied|insufficient\s+permissions?|explicit\s+deny|policyviolation|\bdenied\b|organi[sz]ational policy|block public access/i;

/** Each sentence, and each operation that failed without one. */
function findDenials(text: string): readonly DenialMessage[] {
  const sentences = findSentences(text);
  const wrappers = findWrappers(text);
  const starts = [...sentences, ...wrappers].map(({ start }) => start);
  const endOf = (start: number): number => Math.min(text.length, ...starts.filter((other) => other > start));
  const wrapperOf = ({ start }: Sentence): Wrapper | undefined => {
    const before = wrappers.filter((wrapper) => wrapper.start < start).at(-1);
    const isTaken = sentences.some((other) => other.start > (before?.start ?? 0) && other.start < start);
    return isTaken ? undefined : before;
  };
  const taken = new Set(sentences.map(wrapperOf));
  const denials = [
    ...sentences.map((one) => ({
      start: one.start,
      found: [readSentence(one, text.slice(one.end, endOf(one.start)), text, wrapperOf(one))],
    })),
    ...wrappers
      .filter((wrapper) => !taken.has(wrapper))
      .map((wrapper) => ({
        start: wrapper.start,
        found: readBare(paragraphOf(text.slice(wrapper.start, endOf(wrapper.start))), wrapper, text),
      })),
  ];
  return denials.sort((one, other) => one.start - other.start).flatMap(({ found }) => found);
}

function readSentence(
  { caller, action }: Sentence,
  rest: string,
  text: string,
  wrapper: Wrapper | undefined,
): DenialMessage {
  return {
    ...NOTHING,
    caller,
    ...(action.includes(':') ? { action } : ofOperation(action, wrapper?.service ?? serviceIn(text))),
    resource: readResource(rest),
    reason: readReason(rest),
    isEncoded: isEncoded(rest),
  };
}

function paragraphOf(text: string): string {
  return text.split('\n\n', 1)[0] ?? text;
}

/**
 * A denial that is no sentence: what can be read of it, or nothing if the text does not say that a call was refused.
 *
 * @param whole the text with all that is around this one
 */
function readBare(text: string, wrapper: Wrapper | null, whole: string): readonly DenialMessage[] {
  const refusal = readManagementPolicy(text);
  const encoded = isEncoded(text);
  if (!REFUSED.test(onOneLine(text)) && refusal === null && !encoded) return [];
  const operation = wrapper?.operation ?? null;
  const command = operation === null ? null : serviceOfCommand(whole, operation);
  const ofEc2 = /UnauthorizedOperation/.test(text) || encoded ? 'EC2' : null;
  const told = wrapper?.service ?? ofEc2 ?? serviceIn(text) ?? command;
  const named = operation === null ? ofWords(text) : ofOperation(operation, told);
  const ofS3 = named.operation !== null && named.action === null && told === null && isLikeS3(text);
  const likely = ofS3 ? actionOf(named.operation, 'S3').action : null;
  const caller = /\b(?:User|Principal|Role|Caller)\b\W{1,3}(arn:[^\s"',]+)/i.exec(text)?.[1];
  const object = objectIn(text);
  return [
    {
      ...NOTHING,
      caller: caller === undefined ? null : nameCaller(caller),
      ...named,
      ...(likely === null ? {} : { action: likely, candidates: [] }),
      resource: object === null ? null : resourceAt(object),
      reason: refusal ?? readReason(text),
      isEncoded: encoded,
      assumed: likely === null ? [] : [`Assuming ${likely} (only S3 says no more than this); override with --action`],
    },
  ];
}

/** The address of an object of S3, or what the SDK for Java says about it. */
function objectIn(text: string): string | null {
  const [, bucket = '', key = ''] = /\(Bucket: ([^,\s]+), Key: ([^)]+)\)/.exec(text) ?? [];
  if (bucket !== '') return `s3://${bucket}/${key}`;
  return /\bs3[an]?:\/\/[^\s"'<>]+/.exec(text)?.[0].replace(/[.,;)]+$/, '') ?? null;
}

/** The role of a session with its path, if the text has its ARN: an account has each role's name once. */
function withPath(caller: MessageCaller | null, text: string): MessageCaller | null {
  if (caller?.kind !== 'session') return caller;
  const { partition, account, role } = caller;
  const arns = text.match(/\barn:[\w-]+:iam::\d{12}:role\/[\w+=,.@/-]+/g) ?? [];
  const own = arns.find((arn) => arn.startsWith(`arn:${partition}:iam::${account}:role/`) && arn.endsWith(`/${role}`));
  return own === undefined ? caller : { kind: 'principal', principal: own };
}

type NamedAction = Pick<DenialMessage, 'action' | 'operation' | 'candidates'>;

function ofOperation(operation: string, service: string | null): NamedAction {
  const found: OperationAction = actionOf(operation, service);
  return { operation, ...found };
}

/** The first action that a text names; or the one that writes an output, as Athena says it. */
function ofWords(text: string): NamedAction {
  const names = [...text.matchAll(/\b[a-z][a-z0-9-]*:[A-Za-z]\w+\b/g)].map(([name]) => knownAction(name));
  const action = names.find((name) => name !== null) ?? null;
  const writes = /\bwriting output to url\b/i.test(onOneLine(text)) ? 's3:PutObject' : null;
  return { action: action ?? writes, operation: null, candidates: [] };
}

function isEncoded(text: string): boolean {
  return new RegExp(wrapped('encoded authorization failure message'), 'i').test(text);
}
