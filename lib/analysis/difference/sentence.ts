/** A change as a sentence: where, who, what, when, by which guardrail. Names are plain text: reports format them. */
import type { ControlPolicyType } from '../../iam/control-policy-type';
import { groupBy } from '../../model/group-by';
import { counted, enumerate, formatNumber } from '../../report/words';
import { serviceOf } from '../../iam/patterns/action-pattern';
import type { Change } from '../../iam/algebra/request-set';
import type { Predicate } from '../../iam/algebra/predicates';
import type { DifferenceChange } from './difference-file';
import { commonFirst } from './examples';
import { describeCircumstances, describeConditions, isNegated, listed } from './circumstances';
import type { PlatformPatterns } from './principals';
import type { StatementProvenance } from './statement-provenance';
import type { Where } from './where';

type Actions = Pick<DifferenceChange, 'actions' | 'openActions'>;

/** Where something changed, and for which actions. */
export interface Scope extends Where, Actions {
  readonly type: ControlPolicyType;
}

export interface DescribedChange extends Scope {
  readonly kind: Change;
  readonly predicates: readonly Predicate[];
  readonly deniedBy: StatementProvenance;
  readonly alsoDeniedBy: StatementProvenance;
  readonly platform: PlatformPatterns;
}

/** `In Workloads (3 accounts), nobody may now call ec2:CreateVolume when ec2:Encrypted is absent; it is denied by encrypt-volumes.` */
export function describeChange(change: DescribedChange): string {
  const { kind } = change;
  const where = describeWhere(change);
  const { who, what } = split(change);
  const deniedBy = describeProvenance(change.deniedBy, 'and');
  if (kind === 'permitted') {
    const others = describeProvenance(change.alsoDeniedBy, 'or');
    const unless = others === null ? '' : `, unless denied by ${others}`;
    const before = deniedBy === null ? 'no policy allowed it there' : `${deniedBy} denied it`;
    return `${where}, ${describeWho(who, change.platform)} may now call ${what}${unless}; until now, ${before}.`;
  }
  const [first, ...more] = who;
  // Only one group of callers is exempt: naming it is shorter than describing everybody else.
  const isForMost = first !== undefined && more.length === 0 && isNegated(first) && isArn(first);
  const nobody = isForMost
    ? `nobody but ${principals(first, change.platform)} may now call`
    : first === undefined
      ? 'nobody may now call'
      : `${describeWho(who, change.platform)} may no longer call`;
  const reason = deniedBy === null ? 'no policy allows it there' : `it is denied by ${deniedBy}`;
  return `${where}, ${nobody} ${what}; ${reason}.`;
}

/** Sorts changes by where, who and what. It does not depend on the words between the names. */
export function sortKeyOf(change: DescribedChange): string {
  const { who, what } = split(change);
  return [
    change.type === 'RESOURCE_CONTROL_POLICY' ? '1' : '0',
    targetsOf(change),
    describeWho(who, change.platform),
    what,
  ].join('\n');
}

function split(change: DescribedChange): { readonly who: readonly Predicate[]; readonly what: string } {
  const circumstances = describeCircumstances(change.predicates.filter((each) => !isAboutPrincipal(each)));
  const actions = describeActions(change);
  const what = circumstances === '' ? actions.replace(/,$/, '') : `${actions}${circumstances}`;
  return { who: change.predicates.filter(isAboutPrincipal), what };
}

export function describeUndecided(scope: Scope & { readonly kind: Change | null }): string {
  const isAny = scope.actions.length === 0 && (scope.openActions ?? '*') === '*';
  const what = isAny ? 'any call' : describeActions(scope).replace(/,$/, '');
  const change = scope.kind === null ? `decide ${what} differently` : `${VERBS[scope.kind]} ${what}`;
  return `${describeWhere(scope)}, it could not be decided whether the policies now ${change}.`;
}

const VERBS: Readonly<Record<Change, string>> = { denied: 'deny', permitted: 'permit' };

export function describeProvenance({ guardrails, documents }: StatementProvenance, word: string): string | null {
  const names = [...guardrails, ...documents.map((name) => `the policy ${name}`)];
  return names.length === 0 ? null : listed(names, word, MOST_GUARDRAILS);
}

function describeWho(who: readonly Predicate[], platform: PlatformPatterns): string {
  const within = who.filter((each) => isArn(each) && !isNegated(each) && each.values.length > 0);
  const without = who.filter((each) => isArn(each) && isNegated(each));
  const rest = who.filter((each) => !within.includes(each) && !without.includes(each));
  return [
    within.length === 0 ? 'everyone' : within.map((each) => principals(each, platform)).join(' that is also '),
    ...(without.length === 0 ? [] : [` except ${without.map((each) => principals(each, platform)).join(' and ')}`]),
    ...(rest.length === 0 ? [] : [` for whom ${describeConditions(rest)}`]),
  ].join('');
}

const PRINCIPAL_KEYS = new Set([
  'aws:principalarn',
  'aws:principaltype',
  'aws:principalisawsservice',
  'aws:principalaccount',
]);

export function isAboutPrincipal({ key }: Predicate): boolean {
  return PRINCIPAL_KEYS.has(key.toLowerCase());
}

function isArn({ key }: Predicate): boolean {
  return key.toLowerCase() === 'aws:principalarn';
}

function principals({ values: all }: Predicate, platform: PlatformPatterns): string {
  if (all.length === 0) return 'callers with an ARN';
  const hasPlatform = platform.some((patterns) => patterns.size > 1 && [...patterns].every((one) => all.includes(one)));
  const values = hasPlatform ? all.filter((one) => !platform.some((patterns) => patterns.has(one))) : all;
  const groups = groupBy(values.map(principalOf), ({ noun }) => noun);
  return enumerate([
    ...(hasPlatform ? ['the platform'] : []),
    ...[...groups].map(([noun, alike]) => {
      const names = alike.map(({ name }) => name);
      if (noun === '') return listed(names, 'and');
      const isPlural = names.length > 1 || names.some((name) => /[*?]/.test(name));
      return `${noun}${isPlural ? 's' : ''} ${listed(names, 'and')}`;
    }),
  ]);
}

/** The name of a principal, and its account if the ARN names one. */
export function principalOf(arn: string): { readonly noun: string; readonly name: string } {
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

export function describeWhere(scope: Scope): string {
  const { targets, accounts, exceptions, type } = scope;
  const names = targetsOf(scope);
  const areAccounts = targets.every((target) => accounts.includes(target));
  // After a list of exceptions, the number of accounts could be taken for that of the exceptions.
  const isCountFirst = (exceptions ?? []).length > 0 && accounts.length > 0;
  const count = accounts.length === 0 ? 'no accounts yet' : counted(accounts.length, 'account');
  const where = isCountFirst ? `${count} (${names})` : areAccounts ? names : `${names} (${count})`;
  return `${type === 'RESOURCE_CONTROL_POLICY' ? 'On resources of' : 'In'} ${where}`;
}

function targetsOf({ targets, exceptions, futureOnly }: Scope): string {
  if (exceptions?.length === 0) return 'the whole organization';
  if (exceptions !== null) return `the whole organization except ${listed(exceptions, 'and')}`;
  const names = targets.map((target) => (futureOnly.includes(target) ? `future accounts in ${target}` : target));
  return listed(names, 'and');
}

/** More actions are counted by service. */
const MOST_ACTIONS = 8;
const MOST_SERVICES = 4;
const SHOWN_SERVICES = 3;

/** A comma at its end belongs to what may follow. */
function describeActions({ actions, openActions }: Actions): string {
  const pattern = openActions === null || openActions === '*' ? '' : ` ${openActions}`;
  if (actions.length === 0) return openActions === null ? '' : `any${pattern} action that AWS adds later`;
  const later = openActions === null ? '' : ` (and any${pattern} that AWS adds later)`;
  if (actions.length <= MOST_ACTIONS) return `${listed(actions, 'and', MOST_ACTIONS)}${later}`;
  const services = [...new Set(commonFirst(actions).map(serviceOf))];
  const count = formatNumber(actions.length);
  if (services.length === 1) return `${count} ${services[0] ?? ''} actions${later}`;
  if (services.length <= MOST_SERVICES) return `${count} actions of ${listed(services, 'and')}${later}`;
  const number = `${formatNumber(services.length)} services`;
  return `${count} actions of ${number}, such as ${listed(services.slice(0, SHOWN_SERVICES), 'and')}${later},`;
}

const MOST_GUARDRAILS = 3;
