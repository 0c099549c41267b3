/** A change as a sentence: where, who, what, when, by which guardrail. Names are plain text: reports format them. */
import type { ControlPolicyType } from '../../iam/control-policy-type';
import { groupBy } from '../../model/group-by';
import { counted, enumerate, formatNumber } from '../../report/words';
import type { Change } from '../../iam/algebra/request-set';
import type { Predicate } from '../../iam/algebra/predicates';
import type { DifferenceChange } from './difference-file';
import { describeCircumstances, describeConditions, isNegated, listed } from './circumstances';
import type { StatementProvenance } from './statement-provenance';
import type { Where } from './where';

type Actions = Pick<DifferenceChange, 'actions' | 'openActions'>;

/** Where something changed, and for which actions. */
interface Scope extends Where, Actions {
  readonly type: ControlPolicyType;
}

export interface DescribedChange extends Scope {
  readonly kind: Change;
  readonly predicates: readonly Predicate[];
  readonly deniedBy: StatementProvenance;
  readonly alsoDeniedBy: StatementProvenance;
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
    return `${where}, ${describeWho(who)} may now call ${what}${unless}; until now, ${before}.`;
  }
  const [first, ...more] = who;
  // Only one group of callers is exempt: naming it is shorter than describing everybody else.
  if (first !== undefined && more.length === 0 && isNegated(first) && isArn(first)) {
    const others = deniedBy === null ? ': no policy allows it there' : ` by ${deniedBy}`;
    return `${where}, only ${principals(first)} may still call ${what}; everyone else is now denied${others}.`;
  }
  const nobody = first === undefined ? 'nobody may now call' : `${describeWho(who)} may no longer call`;
  const reason = deniedBy === null ? 'no policy allows it there' : `it is denied by ${deniedBy}`;
  return `${where}, ${nobody} ${what}; ${reason}.`;
}

/** Sorts changes by where, who and what. It does not depend on the words between the names. */
export function sortKeyOf(change: DescribedChange): string {
  const { who, what } = split(change);
  return [change.type === 'RESOURCE_CONTROL_POLICY' ? '1' : '0', targetsOf(change), describeWho(who), what].join('\n');
}

function split(change: DescribedChange): { readonly who: readonly Predicate[]; readonly what: string } {
  const circumstances = describeCircumstances(change.predicates.filter((each) => !isAboutPrincipal(each)));
  return { who: change.predicates.filter(isAboutPrincipal), what: `${describeActions(change)}${circumstances}` };
}

export function describeUndecided(scope: Scope & { readonly kind: Change | null }): string {
  const isAny = scope.actions.length === 0 && (scope.openActions ?? '*') === '*';
  const what = isAny ? 'any call' : describeActions(scope);
  const change = scope.kind === null ? `decide ${what} differently` : `${VERBS[scope.kind]} ${what}`;
  return `${describeWhere(scope)}, it could not be decided whether the policies now ${change}.`;
}

const VERBS: Readonly<Record<Change, string>> = { denied: 'deny', permitted: 'permit' };

function describeProvenance({ guardrails, documents }: StatementProvenance, word: string): string | null {
  const names = [...guardrails, ...documents.map((name) => `the policy ${name}`)];
  return names.length === 0 ? null : listed(names, word, MOST_GUARDRAILS);
}

function describeWho(who: readonly Predicate[]): string {
  const within = who.filter((each) => isArn(each) && !isNegated(each) && each.values.length > 0);
  const without = who.filter((each) => isArn(each) && isNegated(each));
  const rest = who.filter((each) => !within.includes(each) && !without.includes(each));
  return [
    within.length === 0 ? 'everyone' : within.map(principals).join(' that is also '),
    ...(without.length === 0 ? [] : [` except ${without.map(principals).join(' and ')}`]),
    ...(rest.length === 0 ? [] : [` for whom ${describeConditions(rest)}`]),
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

function principals({ values }: Predicate): string {
  if (values.length === 0) return 'callers with an ARN';
  const groups = groupBy(values.map(principalOf), ({ noun }) => noun);
  return enumerate(
    [...groups].map(([noun, alike]) => {
      const names = alike.map(({ name }) => name);
      if (noun === '') return listed(names, 'and');
      const isPlural = names.length > 1 || names.some((name) => /[*?]/.test(name));
      return `${noun}${isPlural ? 's' : ''} ${listed(names, 'and')}`;
    }),
  );
}

/** The name of a principal, and its account if the ARN names one. */
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

function describeWhere(scope: Scope): string {
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

function describeActions({ actions, openActions }: Actions): string {
  const pattern = openActions === null || openActions === '*' ? '' : ` ${openActions}`;
  if (actions.length === 0) return openActions === null ? '' : `any${pattern} action that AWS adds later`;
  const later = openActions === null ? '' : ` (and any${pattern} that AWS adds later)`;
  if (actions.length <= MOST_ACTIONS) return `${listed(actions, 'and', MOST_ACTIONS)}${later}`;
  const services = [...new Set(actions.map((action) => action.slice(0, action.indexOf(':'))))];
  const count = formatNumber(actions.length);
  if (services.length === 1) return `${count} ${services[0] ?? ''} actions${later}`;
  const of = services.length <= MOST_SERVICES ? listed(services, 'and') : `${formatNumber(services.length)} services`;
  return `${count} actions of ${of}${later}`;
}

const MOST_GUARDRAILS = 3;
