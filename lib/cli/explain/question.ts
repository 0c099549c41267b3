import { accountInPrincipal, knowCaller, lacksNumbers } from '../../analysis/explain/call';
import { parseDenialMessage, type DenialMessage } from '../../analysis/explain/message';
import { prepareJudge, type Judge } from '../../analysis/evaluate/decide';
import type { RequestLine } from '../../analysis/evaluate/request-line';
import type { GuardrailsFile } from '../../model/guardrails-file';
import { UserMistake } from '../input/user-mistake';

/** The options that describe one call. */
export interface CallFlags {
  readonly account?: string;
  readonly principal?: string;
  readonly action?: string;
  readonly resource?: string;
  readonly resourceAccount?: string;
  /** Each `key=value`. */
  readonly context?: readonly string[];
  readonly unknown?: readonly string[];
  /** The message with which AWS denied the call. */
  readonly message?: string;
}

/** What a person asks about one call. */
export interface Question {
  /** Null: AWS's message gives too little. */
  readonly call: { readonly judge: Judge; readonly request: RequestLine } | null;
  readonly message: DenialMessage | null;
  /** Assumptions, as sentences without a period. */
  readonly assumed: readonly string[];
}

/** Means that the caller has no account in the organization, as `null` in a file of requests. */
const OUTSIDE = 'null';

/** Makes a request from options and from AWS's message; an option overrides the message. */
export function readQuestion(file: GuardrailsFile, options: CallFlags): Question {
  const message = options.message === undefined ? null : requireMessage(options.message);
  const principal = options.principal ?? message?.principal ?? undefined;
  const action = options.action ?? message?.action ?? undefined;
  if (principal === undefined || action === undefined) {
    if (message !== null) return { call: null, message, assumed: [] };
    throw new UserMistake(
      `--${principal === undefined ? 'principal' : 'action'} is missing; or pass --requests FILE or --message TEXT`,
    );
  }
  const { judge, ...caller } =
    options.account === OUTSIDE
      ? { judge: prepareJudge(file), principal, account: null, assumed: [] }
      : knowCaller(file, { principal, account: options.account });
  const { file: known } = judge.directory.tree;
  requireAccount(known, principal, options);
  const resource = options.resource ?? message?.resource ?? null;
  const context = { ...message?.context, ...parseContext(options.context ?? []) };
  const { unknown = [] } = options;
  const lacksOwner = message !== null && omitsAccount(resource) && options.resourceAccount === undefined;
  const request: RequestLine = {
    id: 'request',
    account: caller.account,
    principal: caller.principal,
    action,
    ...(resource === null ? {} : { resource }),
    ...(options.resourceAccount === undefined ? {} : { resourceAccount: options.resourceAccount }),
    context,
    ...(unknown.length === 0 ? {} : { unknown }),
  };
  return {
    call: { judge, request },
    message,
    assumed: [
      ...(options.principal === undefined ? (message?.assumed ?? []) : []),
      ...caller.assumed,
      ...(lacksOwner
        ? ["Assuming that the resource is in the caller's account; override with --resource-account"]
        : []),
    ],
  };
}

function requireMessage(text: string): DenialMessage {
  const message = parseDenialMessage(text);
  if (message !== null) return message;
  throw new UserMistake(
    '--message: this is not a message with which AWS denies a call\n' +
      '    allowed: `User: ARN is not authorized to perform: ACTION …`, an UnauthorizedOperation message of EC2, or the output\n' +
      '             of `aws sts decode-authorization-message`\n' +
      '    fix: describe the call with --account, --principal and --action',
  );
}

function requireAccount(file: GuardrailsFile, principal: string, { account }: CallFlags): void {
  const number = accountInPrincipal(principal);
  if (account !== undefined || /^(?:service:|\*$)/.test(principal)) return;
  if (number === undefined)
    throw new UserMistake(`--account is missing, and \`${principal}\` does not name an account`);
  const isKnown =
    file.organization.managementAccount === number || file.targets.some((one) => one.accountId === number);
  if (isKnown || !lacksNumbers(file)) return;
  throw new UserMistake(
    `account ${number} is unknown, and some accounts of the organization have no number yet\n` +
      '    fix: add --account with its name, or --account null if it is outside the organization',
  );
}

/** Reads `key=value`; a key that is passed several times has several values. */
export function parseContext(given: readonly string[]): Readonly<Record<string, string | readonly string[]>> {
  const values = new Map<string, string[]>();
  for (const one of given) {
    const equals = one.indexOf('=');
    const key = one.slice(0, equals);
    if (equals < 1)
      throw new UserMistake(`--context takes key=value, such as aws:RequestedRegion=eu-central-1; it got \`${one}\``);
    values.set(key, [...(values.get(key) ?? []), one.slice(equals + 1)]);
  }
  return Object.fromEntries(
    [...values].map(([key, [first = '', ...others]]) => [key, others.length === 0 ? first : [first, ...others]]),
  );
}

/** Whether an ARN omits the account that holds the resource, as S3's do. */
function omitsAccount(resource: string | null): boolean {
  return resource !== null && resource !== '*' && resource.split(':')[4] === '';
}
