import { counted, formatNumber, inARow } from '../../report/words';
import { isNegated } from './circumstances';
import { joinNames, knownNames, patternsOf, type ActionNames } from './action-names';
import type { ComparedAccount } from './compared-accounts';
import { documentedCalls } from './documented-calls';
import type { DifferenceChange } from './difference-file';
import type { FoundChange } from './found-change';
import type { ChangeGroup } from './group-changes';
import type { PlatformPatterns, PrincipalChange } from './principals';
import {
  describeChange,
  describeWhere,
  isAboutPrincipal,
  principalOf,
  sortKeyOf,
  type DescribedChange,
} from './sentence';
import { unionOf } from './statement-provenance';
import type { Where } from './where';

type ReadWhere = (accounts: Iterable<ComparedAccount>) => Where;

/** A change, and its entry in the report. */
export interface ReportedChange {
  readonly change: FoundChange;
  readonly entry: DifferenceChange;
  readonly sortKey: string;
}

/** Writes a group of changes as one. */
export function reportGroup(group: ChangeGroup, whereOf: ReadWhere, platform: PlatformPatterns): ReportedChange {
  const { change, main, principal } = group;
  const parts = group.parts.filter((part) => part === main || documentedCalls(part) !== null);
  const { targets, accounts } = whereOf(change.accounts);
  const describe = (one: FoundChange): DescribedChange => ({
    ...one,
    ...whereOf(one.accounts),
    ...listActions(one.names),
    ...documentedCalls(one),
    platform,
  });
  const summary =
    principal === null ? describeGroup(main, parts, describe) : describePrincipal(group, principal, describe);
  const actions = listActions(change.names);
  const entry = {
    kind: change.kind,
    targets,
    accounts,
    actions: principal === null ? actions.actions : patternsOf(change.names),
    openActions: actions.openActions,
    when: change.predicates.map(({ key, operator, values }) => ({
      key: key.toLowerCase() === 'aws:principalarn' ? 'principal' : key,
      operator,
      values,
    })),
    parts: principal !== null || parts.length === 1 ? [] : parts.map((part) => describeChange(describe(part))),
    isDocumented: documentedCalls(main) !== null,
    guardrails: change.deniedBy.guardrails,
    summary,
    witness: main.witness.request,
    before: main.witness.before,
    after: main.witness.after,
  };
  return { change, entry, sortKey: sortKeyOf(describe(main)) };
}

export function listActions(names: ActionNames): Pick<DifferenceChange, 'actions' | 'openActions'> {
  return { actions: knownNames(names), openActions: names.openActions };
}

type Describe = (change: FoundChange) => DescribedChange;

/** The sentence of the main change, with the actions of all that share its conditions; the others are counted. */
function describeGroup(main: FoundChange, parts: readonly FoundChange[], describe: Describe): string {
  const alike = parts.filter((part) => conditionsOf(part) === conditionsOf(main));
  const widest = {
    ...main,
    names: joinNames(alike.map(({ names }) => names)),
    alsoDeniedBy: {
      guardrails: unionOf(alike.map(({ alsoDeniedBy }) => alsoDeniedBy.guardrails)),
      documents: unionOf(alike.map(({ alsoDeniedBy }) => alsoDeniedBy.documents)),
    },
    accounts: new Set(alike.flatMap(({ accounts }) => [...accounts])),
  };
  const left = parts.length - alike.length;
  const more = left === 0 ? '' : ` ${counted(left, 'smaller change')} ${left === 1 ? 'is' : 'are'} like it.`;
  return `${describeChange(describe(widest))}${more}`;
}

/** The predicates as text, without a resource that only names the type, which follows from the action. */
function conditionsOf({ predicates }: FoundChange): string {
  const telling = predicates.filter(({ key, values }) => key !== 'resource' || !values.every(isType));
  return JSON.stringify(telling.map(({ key, operator, values }) => [key, operator, values]));
}

/** `arn:*:ec2:*:*:volume/*` */
function isType(arn: string): boolean {
  return /^arn:\*:[\w-]+:\*:\*:[\w-]+[:/]\*$/.test(arn);
}

/** `In 8 accounts, roles oncall/* may now call what 26 guardrails denied, and …` */
function describePrincipal({ change, parts }: ChangeGroup, { entry }: PrincipalChange, describe: Describe): string {
  const { kind } = change;
  const [caller, resource] = kind === 'permitted' ? [entry.after, entry.before] : [entry.before, entry.after];
  const where = describeWhere(describe(change));
  const isOfCaller = ({ predicates }: FoundChange): boolean =>
    predicates.some((each) => isAboutPrincipal(each) && !isNegated(each) && each.values.includes(caller ?? ''));
  const [own, others] = [parts.filter(isOfCaller), parts.filter((part) => !isOfCaller(part))];
  const verb = kind === 'permitted' ? 'may now call what' : 'may no longer call what';
  const [denied, protects] = kind === 'permitted' ? ['denied', 'no longer protects'] : ['deny', 'now protects'];
  const who = kind === 'permitted' ? 'others may now change' : 'only the platform may now change';
  return `${where}, ${[
    ...(own.length === 0 ? [] : [`${named(caller)} ${verb} ${describeGuardrails(own)} ${denied}`]),
    ...(others.length === 0 ? [] : [`${who} ${named(resource)}, which ${describeGuardrails(others)} ${protects}`]),
  ].join('; ')}.`;
}

function named(pattern: string | null): string {
  const { noun, name } = principalOf(pattern ?? '');
  return noun === '' ? name : `${noun} ${name}`;
}

const MOST_GUARDRAILS = 3;

function describeGuardrails(changes: readonly FoundChange[]): string {
  const guardrails = unionOf(changes.map(({ deniedBy }) => deniedBy.guardrails));
  return guardrails.length > MOST_GUARDRAILS
    ? `${formatNumber(guardrails.length)} guardrails`
    : inARow(guardrails, 'and');
}
