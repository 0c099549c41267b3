/** A change as a sentence: where, who, what, when, by which guardrail. Names stand bare; who shows them sets them apart. */
import type { ControlPolicyType } from '../../iam/control-policy-type';
import { groupBy } from '../../model/group-by';
import { formatNumber } from '../../report/words';
import type { Change } from '../../iam/algebra/request-set';
import type { Predicate } from '../../iam/algebra/predicates';
import type { Owners } from './owners';
import type { DifferenceChange } from './difference-file';
import { enumerate, inARow } from './enumerate';
import type { WholeWhere } from './where';

type Actions = Pick<DifferenceChange, 'actions' | 'openActions'>;

/** Where, and which actions. */
interface Scope extends WholeWhere, Actions {
  readonly type: ControlPolicyType;
}

export interface Told extends Scope {
  readonly kind: Change;
  readonly words: readonly Predicate[];
  readonly by: Owners;
  readonly others: Owners;
}

/** `In Workloads (3 accounts), nobody may any longer call ec2:CreateVolume when ec2:Encrypted is absent: encrypt-volumes.` */
export function sentenceOf(told: Told): string {
  const { kind, words } = told;
  const who = words.filter(isAboutPrincipal);
  const what = `${whatOf(told)}${circumstances(words.filter((word) => !isAboutPrincipal(word)))}`;
  const by = namesOf(told.by, 'and');
  if (kind === 'denied') return `${whereOf(told)}, ${forbidden(who, what)}: ${by ?? 'nothing allows it there'}.`;
  const others = namesOf(told.others, 'or');
  const unless = others === null ? '' : `, unless ${others} denies it`;
  const before = by === null ? 'until now nothing allowed it there' : `until now denied by ${by}`;
  return `${whereOf(told)}, ${subjectOf(who)} may now call ${what}${unless} (${before}).`;
}

export function doubtSentence(told: Scope & { readonly kind: Change | null }): string {
  const what = told.kind === null ? 'may be decided otherwise' : `may be ${told.kind} where it was not`;
  const isAny = told.actions.length === 0 && (told.openActions ?? '*') === '*';
  return `${whereOf(told)}, ${isAny ? 'any call' : whatOf(told)} ${what}.`;
}

function namesOf({ guardrails, documents }: Owners, word: string): string | null {
  const names = [...guardrails, ...documents.map((name) => `the policy ${name}`)];
  return names.length === 0 ? null : listed(names, word, MOST_OWNERS);
}

function forbidden(who: readonly Predicate[], what: string): string {
  const [word, ...more] = who;
  // Of everyone but some it is said who still may, of some that they no longer may.
  if (word === undefined) return `nobody may any longer call ${what}`;
  if (more.length === 0 && isNegated(word) && isArn(word))
    return `nobody except ${principals(word)} may any longer call ${what}`;
  return `${subjectOf(who)} may no longer call ${what}`;
}

function subjectOf(who: readonly Predicate[]): string {
  const within = who.filter((word) => isArn(word) && !isNegated(word) && word.values.length > 0);
  const without = who.filter((word) => isArn(word) && isNegated(word));
  const rest = who.filter((word) => !within.includes(word) && !without.includes(word));
  return [
    within.length === 0 ? 'everyone' : within.map(principals).join(' who is also '),
    ...(without.length === 0 ? [] : [` except ${without.map(principals).join(' and ')}`]),
    ...(rest.length === 0 ? [] : [` for whom ${rest.map(condition).join(' and ')}`]),
  ].join('');
}

const PRINCIPAL_KEYS = new Set([
  'aws:principalarn',
  'aws:principaltype',
  'aws:principalisawsservice',
  'aws:principalaccount',
]);

function isAboutPrincipal({ key }: Predicate): boolean {
  return PRINCIPAL_KEYS.has(key.toLowerCase());
}

function isArn({ key }: Predicate): boolean {
  return key.toLowerCase() === 'aws:principalarn';
}

function isNegated({ operator }: Predicate): boolean {
  return operator === 'isNot' || operator === 'notMatches' || operator === 'outside' || operator === 'absent';
}

function principals({ values }: Predicate): string {
  if (values.length === 0) return 'callers with an ARN';
  const groups = groupBy(values.map(principalOf), ({ noun }) => noun);
  return enumerate(
    [...groups].map(([noun, alike]) => {
      const names = alike.map(({ name }) => name);
      if (noun === '') return listed(names, 'and');
      return `${noun}${names.length > 1 ? 's' : ''} ${listed(names, 'and')}`;
    }),
  );
}

/** The last part of an ARN says who it is; the account, where it is written, whose. */
function principalOf(arn: string): { readonly noun: string; readonly name: string } {
  const [, , , , account = '', ...rest] = arn.split(':');
  const name = rest.join(':');
  const [kind = '', ...path] = name.split('/');
  const where = /^\d{12}$/.test(account) ? ` of account ${account}` : '';
  if (name === 'root') return { noun: '', name: `the root user${where}` };
  if (path.join('/') === '*' && EVERYONE.has(kind)) return { noun: '', name: `${EVERYONE.get(kind) ?? ''}${where}` };
  if ((kind === 'role' || kind === 'user') && path.length > 0) return { noun: kind, name: `${path.join('/')}${where}` };
  return { noun: '', name: arn };
}

const EVERYONE: ReadonlyMap<string, string> = new Map([
  ['role', 'any role'],
  ['user', 'any IAM user'],
  ['federated-user', 'any federated user'],
]);

function whereOf({ targets, accounts, allBut, comingOnly, type }: Scope): string {
  const isAccountsOnly = targets.every((target) => accounts.includes(target));
  const count = isAccountsOnly ? '' : ` (${counted(accounts.length)})`;
  const names = targets.map((target) => (comingOnly.includes(target) ? `new accounts in ${target}` : target));
  const where = allBut === null ? listed(names, 'and') : whole(allBut);
  return `${type === 'RESOURCE_CONTROL_POLICY' ? 'On resources of' : 'In'} ${where}${count}`;
}

function whole(allBut: readonly string[]): string {
  return allBut.length === 0 ? 'the whole organization' : `the whole organization except ${listed(allBut, 'and')}`;
}

function counted(accounts: number): string {
  return accounts === 1
    ? '1 account'
    : `${accounts === 0 ? 'no' : formatNumber(accounts)} accounts${accounts === 0 ? ' yet' : ''}`;
}

/** More names than these are told by service. */
const MOST_ACTIONS = 8;
const MOST_SERVICES = 4;

function whatOf({ actions, openActions }: Actions): string {
  const future = futureOf(openActions);
  if (actions.length === 0) return future;
  const open = future === '' ? '' : ` (and ${future})`;
  if (actions.length <= MOST_ACTIONS) return `${listed(actions, 'and', MOST_ACTIONS)}${open}`;
  const services = [...new Set(actions.map((action) => action.slice(0, action.indexOf(':'))))];
  const of = services.length <= MOST_SERVICES ? listed(services, 'and') : `${services.length} services`;
  return `${formatNumber(actions.length)} actions of ${of}${open}`;
}

/** What AWS may add, or does not document. */
function futureOf(openActions: string | null): string {
  if (openActions === null) return '';
  return openActions === '*' ? 'whatever AWS adds' : `whatever AWS adds as ${openActions}`;
}

function circumstances(words: readonly Predicate[]): string {
  const [places, others] = [words.filter(isPlace), words.filter((word) => !isPlace(word))];
  const where = places.map((word) => ` ${placeOf(word)}`).join('');
  return others.length === 0 ? where : `${where} when ${others.map(condition).join(' and ')}`;
}

/** Keys that read better as a preposition than as a condition. */
function isPlace({ key, operator }: Predicate): boolean {
  const name = key.toLowerCase();
  return (name === 'resource' || name === 'aws:requestedregion') && operator !== 'absent' && operator !== 'present';
}

function placeOf(word: Predicate): string {
  const values = listed(word.values, 'or');
  if (word.key === 'resource') return isNegated(word) ? `(but not on ${values})` : `on ${values}`;
  return isNegated(word) ? `outside ${listed(word.values, 'and')}` : `in ${values}`;
}

function condition(word: Predicate): string {
  const { key, operator, values } = word;
  const subject = subjectOfKey(key, operator);
  const all = listed(values, 'or');
  switch (operator) {
    case 'is':
      return `${subject} is ${all}`;
    case 'isNot':
      return `${subject} is ${key.startsWith('For') ? '' : 'not '}${all}`;
    case 'matches':
      return `${subject} matches ${all}`;
    case 'notMatches':
      return key.startsWith('For') ? `${subject} matches ${all}` : `${subject} does not match ${all}`;
    case 'absent':
      return `${subject} is absent`;
    case 'present':
      return `${subject} is there`;
    case 'before':
      return isTime(key) ? `it is before ${all}` : `${subject} is less than ${all}`;
    case 'after':
      return isTime(key) ? `it is ${all} or later` : `${subject} is ${all} or more`;
    case 'inside':
      return `${subject} lies in ${all}`;
    case 'outside':
      return `${subject} does not lie in ${all}`;
  }
}

function subjectOfKey(key: string, operator: Predicate['operator']): string {
  const [set, name] = key.startsWith('For')
    ? [key.slice(0, key.indexOf(':')), key.slice(key.indexOf(':') + 1)]
    : [null, key];
  const isNo = operator === 'isNot' || operator === 'notMatches';
  if (set === 'ForAnyValue') return `${isNo ? 'not every' : 'some'} value of ${name}`;
  if (set === 'ForAllValues') return `${isNo ? 'no' : 'each'} value of ${name}`;
  return name;
}

function isTime(key: string): boolean {
  return key.toLowerCase() === 'aws:currenttime';
}

const MOST_OWNERS = 3;
const MOST_VALUES = 6;

function listed(values: readonly string[], word: string, most = MOST_VALUES): string {
  const shown = values.length > most ? [...values.slice(0, most - 1), `${values.length - most + 1} more`] : values;
  return inARow(shown, word);
}
