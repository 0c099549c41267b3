import type { DenialMessage, MessageCaller, PolicyReason } from '../../analysis/explain/message/denial-message';
import type { Step, StepStatement } from '../../analysis/explain/explain';
import { isNamed } from '../../analysis/explain/settle';
import type { GuardrailsFile } from '../../model/guardrails-file';
import { groupBy } from '../../model/group-by';
import { formatNumber, inARow } from '../../report/words';
import type { Answer } from './answer';
import { awsSays } from './aws-says';
import { EXEMPT } from './exempt-words';
import { DECODING } from './read-message';
import type { Refusal } from './refusal';

/** What AWS's message adds to an answer. */
export interface MessageNotes {
  /** What AWS says, and how the file compares with it. */
  readonly verdict: readonly string[];
  /** What to know besides. */
  readonly notes: readonly string[];
}

/** A message, and what was found about it. */
export interface DescribedMessage {
  readonly message: DenialMessage;
  readonly others: readonly DenialMessage[];
  readonly answer: Answer | null;
  readonly refusal: Refusal | null;
  /** What the answer rests on. */
  readonly assumed: readonly string[];
  readonly file: GuardrailsFile;
}

/** What AWS's message adds to an answer, and where the two differ. */
export function describeMessage(described: DescribedMessage): MessageNotes {
  const { message, others } = described;
  return {
    verdict: [
      [...(awsSays(message).length === 0 ? ['AWS gives no reason.'] : awsSays(message)), ...compare(described)].join(
        ' ',
      ),
    ],
    notes: [...describeOthers(message, others), ...(message.isEncoded ? DECODING : [])],
  };
}

function describeOthers(message: DenialMessage, others: readonly DenialMessage[]): readonly string[] {
  if (others.length === 0) return [];
  const count = others.length === 1 ? 'one more denial' : `${formatNumber(others.length)} more denials`;
  return [
    `This answers the denial of ${describeDenial(message)}. The text has ${count}; explain each by itself, or name its action with --action:`,
    ...Array.from(groupBy(others, likeOf), ([, alike]) => `  ${describeAlike(alike)}`),
  ];
}

/** Equal for denials of the same action and caller. */
function likeOf({ action, operation, caller }: DenialMessage): string {
  return JSON.stringify([action, operation, caller]);
}

function describeAlike(alike: readonly DenialMessage[]): string {
  const [first] = alike;
  if (first === undefined) return '';
  if (alike.length === 1) return describeDenial(first);
  return `${describeDenial({ ...first, resource: null })}, on ${formatNumber(alike.length)} resources`;
}

function describeDenial({ action, operation, caller, resource }: DenialMessage): string {
  const what = action ?? (operation === null ? 'a call' : `the operation ${operation}`);
  const on = resource === null ? '' : ` on ${resource}`;
  return `${what}${on}${caller === null ? '' : ` for ${nameOf(caller)}`}`;
}

function nameOf(caller: MessageCaller): string {
  if (caller.kind === 'principal') return caller.principal;
  return caller.kind === 'name' ? caller.name : `role ${caller.role} of account ${caller.account}`;
}

/** How AWS's reason and the answer of the file fit together. */
function compare({ message: { reason }, answer, refusal, assumed, file }: DescribedMessage): readonly string[] {
  if (answer === null || reason === null) return [];
  if (reason.kind === 'management-policy') return refusal === null ? [] : [refusal.sentence];
  if (reason.kind === 'other') return oneReason(answer, 'That is no guardrail.');
  if (reason.statements.length > 0) return compareSids(answer, reason);
  if (reason.words === null)
    return answer.decision.decision === 'permitted'
      ? ['It may be in an identity-based or resource-based policy, or in a guardrail that this file does not have.']
      : [];
  if (reason.type === null)
    return oneReason(answer, 'That is no guardrail; the team that manages permissions in the account can change it.');
  if (reason.effect === 'implicit') return compareAllows(answer);
  return [...comparePolicy(answer, reason, file), ...compareDenies(answer, reason, assumed.length > 0)];
}

/** AWS names one reason only, even if policies of several types deny a call. */
function oneReason({ decision: { decision }, path }: Answer, otherwise: string): readonly string[] {
  if (decision === 'permitted') return [otherwise];
  return [`AWS names one reason only: if that one is removed, ${describeBelow(path, decision === 'undecided')} it.`];
}

/** The path is shown below: what denies a call, or may deny it, is a statement, or a level that does not allow it. */
function describeBelow(path: readonly Step[], isOpen: boolean): string {
  const all = path.flatMap(({ statements }) => statements);
  const counting = isOpen ? all : all.filter(({ verdict }) => verdict === 'denies');
  if (counting.length === 0) return `a level below ${isOpen ? 'may not' : 'does not'} allow`;
  const isOne = counting.length === 1;
  const verb = isOpen ? 'may deny' : isOne ? 'denies' : 'deny';
  if (counting.length < all.length) return `${isOne ? 'one' : 'some'} of the statements below ${verb}`;
  return `the ${isOne ? 'statement' : 'statements'} below ${verb}`;
}

function compareAllows({ path }: Answer): readonly string[] {
  const isOpen = path.every(({ allows }) => allows === null || allows === 'yes');
  return isOpen ? ['In this file every level allows it, so what is deployed differs.'] : [];
}

function compareSids({ path }: Answer, reason: PolicyReason): readonly string[] {
  const found = path.flatMap(({ target, statements }) =>
    statements.filter((one) => isNamed(one, reason)).map((one) => `${nameStatement(one)}, at ${target}`),
  );
  if (found.length > 0) return [`In this file: ${inARow(found, 'and')}.`];
  if (reason.effect === 'implicit') return [];
  return [
    'No statement of this file with that Sid denies it: it is in a policy of another type, or what is deployed differs.',
  ];
}

/** Whether the file holds the policy that AWS names, and what it says about the call there. */
function comparePolicy({ path }: Answer, { arn, type }: PolicyReason, file: GuardrailsFile): readonly string[] {
  const [organization = '', , id = ''] = (arn ?? '').split(':policy/')[1]?.split('/') ?? [];
  if (id === '') return [];
  const own = file.organization.id;
  if (own !== null && own !== organization && organization.startsWith('o-'))
    return [`That is a policy of the organization ${organization}; this file is about ${own}.`];
  const document = file.documents.find(({ awsId }) => awsId === id);
  if (document === undefined) {
    const isComplete = file.documents.every((one) => one.type !== type || typeof one.awsId === 'string');
    return isComplete ? [`This file does not hold the policy ${id} that AWS names: what is deployed differs.`] : [];
  }
  const denies = path.some(({ statements }) => statements.some((one) => one.document === document.name));
  return denies
    ? [`In this file that is ${document.name}.`]
    : [`In this file that is ${document.name}, which does not deny it: what is deployed differs.`];
}

/** Which statements of the type that AWS names it can have been. */
function compareDenies(
  { decision, path, groups }: Answer,
  reason: PolicyReason,
  isAssumed: boolean,
): readonly string[] {
  const { words, type, arn } = reason;
  const { exempt } = decision;
  if (exempt !== null) return [`Yet ${EXEMPT[exempt]}, so what is deployed differs.`];
  const suspects = path.flatMap(({ statements }) => statements.filter((one) => mayBe(one, type, arn)));
  const ofType = path.some(({ statements }) => statements.some((one) => one.type === type));
  const isForeign =
    type === 'RESOURCE_CONTROL_POLICY' && groups.some(({ resourceAccounts }) => resourceAccounts.length > 1);
  const or = isForeign ? ', or the resource belongs to another organization' : '';
  if (!ofType) return [`No ${words ?? 'policy'} of this file denies it, so what is deployed differs${or}.`];
  if (decision.decision !== 'undecided') return [];
  const names = [...new Set(suspects.map(nameStatement))];
  if (names.length === 0) return [];
  const [only = ''] = names;
  if (names.length > 1) return [`It was one of these: ${inARow(names, 'or')}; pass more --context to find out which.`];
  return isAssumed
    ? [`If what is assumed below is right, it was ${only}.`]
    : [`It was ${only}; nothing else in this file could have denied it.`];
}

function mayBe({ type, awsId }: StepStatement, blamed: PolicyReason['type'], arn: string | null): boolean {
  const id = arn?.split('/').at(-1);
  return type === blamed && (id === undefined || awsId === null || awsId === id);
}

/** A statement by its guardrails; by its name where there are none. */
export function nameStatement({ guardrails, sid, pointer, document }: StepStatement): string {
  return guardrails.length > 0 ? inARow(guardrails, 'or') : `the statement ${sid ?? pointer} of ${document}`;
}

/** What denies a call, with the targets. */
export function describeDenying(path: readonly Step[], action: string): readonly string[] {
  const denying = path.flatMap(({ target, statements }) =>
    statements
      .filter(({ verdict }) => verdict === 'denies')
      .flatMap((one) => (one.guardrails.length > 0 ? one.guardrails : [nameStatement(one)]))
      .map((name) => `${name} (at ${target})`),
  );
  const silent = path.filter(({ allows }) => allows === 'no').map(({ target }) => target);
  const names = [...new Set(denying)];
  return [
    ...(names.length === 0
      ? []
      : [names.length === 1 ? `${names[0] ?? ''} denies it` : `each of ${inARow(names, 'and')} denies it`]),
    ...(silent.length === 0 ? [] : [`no policy at ${inARow(silent, 'or')} allows ${action}`]),
  ];
}
