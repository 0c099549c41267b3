import { accountInPrincipal, hasOpenNumbers, knowCaller } from '../../analysis/explain/caller';
import { parseDenialMessage, type DenialMessage } from '../../analysis/explain/message';
import { openKeys } from '../../analysis/explain/open-keys';
import type { RequestLine } from '../../analysis/evaluate/request-line';
import type { GuardrailsFile } from '../../model/guardrails-file';
import { UserMistake } from '../input/user-mistake';
import { parseContext } from './parse-context';

/** What a person asks about one call. */
export interface AskedCall {
  readonly account?: string;
  readonly principal?: string;
  readonly action?: string;
  readonly resource?: string;
  readonly resourceAccount?: string;
  /** Each `key=value`. */
  readonly context?: readonly string[];
  readonly unknown?: readonly string[];
  /** What AWS said. */
  readonly message?: string;
}

/** A request to explain, or what stands in the way of one. */
export interface Question {
  readonly file: GuardrailsFile;
  /** Null: AWS's words tell too little. */
  readonly request: RequestLine | null;
  readonly message: DenialMessage | null;
  /** Sentences for a person, no period. */
  readonly assumed: readonly string[];
}

/** How people write that a caller has no account in the organization; requests say the same. */
const OUTSIDE = 'null';

/** Makes a request from options, and from AWS's words where there are some; an option wins over them. */
export function readQuestion(file: GuardrailsFile, asked: AskedCall): Question {
  const message = asked.message === undefined ? null : requireMessage(asked.message);
  const principal = asked.principal ?? message?.principal ?? undefined;
  const action = asked.action ?? message?.action ?? undefined;
  if (principal === undefined || action === undefined) {
    if (message !== null) return { file, request: null, message, assumed: [] };
    throw new UserMistake(
      `--${principal === undefined ? 'principal' : 'action'} is missing; or give --requests FILE, or --message TEXT`,
    );
  }
  const caller =
    asked.account === OUTSIDE
      ? { file, principal, account: null, assumed: [] }
      : knowCaller(file, { principal, account: asked.account });
  requireAccount(caller.file, principal, asked);
  const resource = asked.resource ?? message?.resource ?? null;
  const told = { ...message?.context, ...parseContext(asked.context ?? []) };
  const region = message === null || holds(told, REGION) ? null : regionOf(resource);
  const context = region === null ? told : { ...told, [REGION]: region };
  const unknown = listUnknown(caller.file, asked.unknown ?? [], context, message !== null);
  const isLost = message !== null && isAnywhere(resource) && asked.resourceAccount === undefined;
  return {
    file: caller.file,
    message,
    request: {
      id: 'request',
      account: caller.account,
      principal: caller.principal,
      action,
      ...(resource === null ? {} : { resource }),
      ...(asked.resourceAccount === undefined ? {} : { resourceAccount: asked.resourceAccount }),
      context,
      ...(unknown.length === 0 ? {} : { unknown }),
    },
    assumed: [
      ...(asked.principal === undefined ? (message?.assumed ?? []) : []),
      ...caller.assumed,
      ...(region === null ? [] : [`the call went to ${region}, the Region of its resource (${REGION})`]),
      ...(isLost ? ['the resource lives in the account of the caller; where it does not, add --resource-account'] : []),
    ],
  };
}

function requireMessage(text: string): DenialMessage {
  const message = parseDenialMessage(text);
  if (message !== null) return message;
  throw new UserMistake(
    '--message: these are not the words in which AWS denies a call.\n' +
      '    allowed: `User: ARN is not authorized to perform: ACTION …`, the text of an UnauthorizedOperation of EC2, or what\n' +
      '             `aws sts decode-authorization-message` made of it\n' +
      '    fix: describe the call by --account, --principal and --action',
  );
}

function requireAccount(file: GuardrailsFile, principal: string, { account }: AskedCall): void {
  const number = accountInPrincipal(principal);
  if (account !== undefined || /^(?:service:|\*$)/.test(principal)) return;
  if (number === undefined)
    throw new UserMistake(`--account is missing, and \`${principal}\` does not tell whose it is`);
  const isKnown =
    file.organization.managementAccount === number || file.targets.some((one) => one.accountId === number);
  if (isKnown || !hasOpenNumbers(file)) return;
  throw new UserMistake(
    `which account is ${number}? The numbers of some accounts are not written down.\n` +
      '    fix: add --account with its name, or with null for one outside of the organization',
  );
}

const REGION = 'aws:RequestedRegion';

type Context = NonNullable<RequestLine['context']>;

/** Keys have no case. */
function holds(context: Context, key: string): boolean {
  return Object.keys(context).some((name) => name.toLowerCase() === key.toLowerCase());
}

/** Of what AWS says, only the resource tells the Region; those of global services name none. */
function regionOf(resource: string | null): string | null {
  const region = resource?.split(':')[3] ?? '';
  return /^[a-z]{2}(-[a-z]+)+-\d$/.test(region) ? region : null;
}

/** Whether an ARN does not tell whose the resource is, as those of S3. */
function isAnywhere(resource: string | null): boolean {
  return resource !== null && resource !== '*' && resource.split(':')[4] === '';
}

/** Whoever names a principal knows what follows from it; `*` in a request itself would say that nothing does. */
function listUnknown(
  file: GuardrailsFile,
  named: readonly string[],
  context: Context,
  tellsLittle: boolean,
): readonly string[] {
  const open = tellsLittle || named.includes('*') ? openKeys(file).filter((key) => !holds(context, key)) : [];
  return [...new Set([...named.filter((key) => key !== '*'), ...open])];
}
