import { nameCaller } from '../../analysis/explain/message/caller-text';
import type { DenialMessage, MessageCaller } from '../../analysis/explain/message/denial-message';
import { parseDenialMessages } from '../../analysis/explain/message/parse-message';
import { possibleRoles, type Session } from '../../analysis/explain/possible-callers';
import { buildDirectory } from '../../analysis/evaluate/directory';
import { guardrailsTree } from '../../analysis/evaluate/guardrails-tree';
import type { GuardrailsFile } from '../../model/guardrails-file';
import { inARow } from '../../report/words';
import { UserMistake } from '../input/user-mistake';
import { awsSays } from './aws-says';

/** The options that say what a message may omit. */
interface MessageOptions {
  readonly account?: string;
  readonly principal?: string;
  readonly action?: string;
}

/** The denials in a text that a person passes. */
export interface ReadMessage {
  /** The one to explain: the first, or the first with the action that the options name. */
  readonly message: DenialMessage;
  readonly others: readonly DenialMessage[];
}

export function readMessage(text: string, { action }: MessageOptions): ReadMessage {
  const found = parseDenialMessages(text);
  const message = found.find((one) => one.action?.toLowerCase() === action?.toLowerCase()) ?? found[0];
  if (message === undefined) {
    throw new UserMistake({
      message: '--message: nothing in this text says that AWS denied a call',
      allowed:
        'all of what AWS, an SDK, Terraform or CloudFormation printed, what the console lets you copy, the output of ' +
        '`aws sts decode-authorization-message`, or events of CloudTrail; a long text as --message -',
      fix: 'describe the call with --account, --principal and --action',
    });
  }
  return { message, others: found.filter((one) => one !== message) };
}

/** The callers that a message may mean. */
export interface PossibleCallers {
  /** As requests name them; the first is the most likely. */
  readonly principals: readonly string[];
  readonly assumed: readonly string[];
}

/**
 * The principals that a message names; null: it names none. If it masks the account, they are named without it: the
 * caller is in the account of `--account`.
 */
export function callersOf(
  caller: MessageCaller | null,
  file: GuardrailsFile,
  options: MessageOptions,
): PossibleCallers | null {
  if (caller === null || caller.kind === 'name') return null;
  if (caller.kind === 'principal') {
    const principal = unmask(caller.principal, file, 'account', options.account);
    return { principals: [principal === caller.principal ? principal : withoutAccount(principal)], assumed: [] };
  }
  return callersInSession(caller, file, options);
}

/**
 * The principals that `--principal` may mean: several for a session, or for a role of Identity Center without its path.
 * The account of a role without one is that of `--account`.
 */
export function callersNamed(
  principal: string,
  file: GuardrailsFile,
  options: Pick<MessageOptions, 'account'>,
): PossibleCallers {
  const session = nameCaller(principal);
  if (session?.kind === 'session') return callersInSession(session, file, options);
  const [, , partition = 'aws', account = '*', role] =
    /^(arn:([\w-]+):iam::([^:]*):)?role\/(AWSReservedSSO_[^/]+)$/.exec(principal) ?? [];
  const isPlaced = account !== '*' || ![undefined, 'null'].includes(options.account);
  if (role === undefined || !isPlaced) return { principals: [principal], assumed: [] };
  return callersInSession({ partition, account, role }, file, options);
}

function callersInSession(
  caller: Session,
  file: GuardrailsFile,
  options: Pick<MessageOptions, 'account'>,
): PossibleCallers {
  const told = `arn:${caller.partition}:iam::${caller.account}:role/${caller.role}`;
  const plain = unmask(told, file, 'account', options.account);
  const arns = possibleRoles(file, { ...caller, account: plain.split(':')[4] ?? '' });
  const roles = arns.map(withoutAccount);
  const [role = ''] = roles;
  // A path of Identity Center is told apart where the file does.
  const isOpen = roles.length > 1 || role.includes('/AWSReservedSSO_');
  const assumed = `Assuming ${role} (the ARN of a session omits the role's path); override with --principal`;
  return { principals: plain === told ? arns : roles, assumed: isOpen ? [] : [assumed] };
}

function withoutAccount(principal: string): string {
  return principal.split(':').slice(5).join(':');
}

/**
 * Puts an account in the place of one that is masked, as by `***` or `********2222`. An account without a number is
 * named by its placeholder.
 *
 * @param account by name or number, as the option gives it
 */
export function unmask(
  arn: string,
  file: GuardrailsFile,
  option: 'account' | 'resource-account',
  account: string | null | undefined,
): string {
  const [, before = '', hidden = '', after = ''] =
    /^(arn:[\w-]+:[\w-]+:[\w-]*:)([^:]*[*Xx#<>][^:]*)(:.*)$/.exec(arn) ?? [];
  if (hidden === '') return arn;
  const { tree, findAccount } = buildDirectory(guardrailsTree(file));
  const digits = /\d+$/.exec(hidden)?.[0];
  const alike =
    digits === undefined ? [] : tree.accounts.filter(({ accountId }) => accountId?.endsWith(digits) === true);
  const name = account ?? (alike.length === 1 ? alike[0]?.id : undefined);
  if (name === undefined || name === 'null')
    throw new UserMistake({
      message: `--${option} is missing: the message masks the account in \`${arn}\``,
      fix: `add --${option} with the name or number of the account`,
    });
  const known = findAccount(name);
  return `${before}${known?.isExample === true ? `{account:${name}}` : (known?.number ?? name)}${after}`;
}

/** Refuses a message that says too little, with what could be read of it, and what to add. */
export function refuseIncomplete(message: DenialMessage, options: MessageOptions): never {
  const { action, operation, candidates, resource, caller } = message;
  const read = [
    ...(action === null ? [] : [`the action ${action}`]),
    ...(action === null && operation !== null ? [`the operation ${operation}`] : []),
    ...(resource === null ? [] : [`the resource ${resource}`]),
    ...(caller === null ? [] : [describeCaller(caller)]),
  ];
  const missing = [
    ...(options.action === undefined && action === null ? [`--action${oneOf(candidates)}`] : []),
    ...(options.principal === undefined && (caller === null || caller.kind === 'name')
      ? ['--principal (such as role/NAME)', ...(options.account === undefined ? ['--account'] : [])]
      : []),
  ];
  throw new UserMistake({
    message: [
      `--message: AWS denied a call, but the message does not say ${missingWords(missing)}`,
      `    read: ${read.length === 0 ? 'no more than that' : inARow(read, 'and')}`,
      ...awsSays(message).map((line) => `    ${line}`),
      ...(message.isEncoded ? ['    or decode it:', ...DECODING.map((line) => `      ${line}`)] : []),
    ].join('\n'),
    fix: `add ${inARow(missing, 'and')}`,
  });
}

/** How to decode EC2's messages, as lines. */
export const DECODING: readonly string[] = [
  'AWS encoded the rest of the message. With permission for sts:DecodeAuthorizationMessage, decode it:',
  "  aws sts decode-authorization-message --query DecodedMessage --output text --encoded-message 'TEXT'",
  'and then run: npx rampart explain --message "$(the command above)"',
];

function describeCaller(caller: MessageCaller): string {
  if (caller.kind === 'principal') return `the caller ${caller.principal}`;
  return caller.kind === 'name' ? `the caller's name ${caller.name}` : `a session of the role ${caller.role}`;
}

/** Most operations are of a few services only. */
const LISTED = 6;

function oneOf(candidates: readonly string[]): string {
  if (candidates.length === 0) return '';
  const listed = candidates.slice(0, LISTED);
  return ` (such as ${inARow(listed, 'or')})`;
}

function missingWords(missing: readonly string[]): string {
  const isWithoutAction = missing.some((one) => one.startsWith('--action'));
  const isWithoutCaller = missing.some((one) => one.startsWith('--principal'));
  if (isWithoutAction && isWithoutCaller) return 'which one and by whom';
  return isWithoutAction ? 'which one' : 'by whom';
}
