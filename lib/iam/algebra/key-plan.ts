/**
 * Collects, for one action class, everything that its statements compare with each key, and then divides the values of the
 * key into classes. All clauses about a key share its value classes, and so do keys that some clause compares with each
 * other.
 */
import { readDate } from '../conditions/date';
import { readNumber } from '../conditions/numeric';
import { inArn, PRINCIPAL_ACCOUNT, PRINCIPAL_ARN } from './account-in-arn';
import { classifyAddresses } from './address-classes';
import type { Clause, PlainValue } from './clause';
import { CURRENT_TIME } from '../conditions/time-keys';
import { RESOURCE } from './clause';
import { classifyNumbers } from './number-classes';
import type { QuantityFormat } from './number-classes';
import type { ValueClasses } from './value-classes';
import { classifyTexts, numberOf } from './text-classes';
import type { TextDomain } from './text-classes';

/** A key, and how its values are divided. */
export interface KeyPlan {
  readonly key: string;
  readonly name: string;
  /** Whether a request may have several values: AWS says so or does not say it, or some clause uses a set operator. */
  readonly multivalued: boolean;
  readonly documented: KeyValues;
  /** The only kind of values that is compared exactly. Values of other kinds become opaque. */
  readonly kind: PlainValue['kind'];
  readonly values: readonly PlainValue[];
  /** Undefined: there are too many classes, so every comparison becomes opaque. */
  readonly valueClasses: ValueClasses | undefined;
}

/** How many values of a key a request can have. */
export type KeyValues = 'one' | 'several' | 'unknown';

/** For keys in lower case. */
export type ReadKeyValues = (key: string) => KeyValues;

/** Returns readable values of a key for witnesses, best first. */
export type Examples = (key: string) => readonly string[];

/** Caches value classes, because the same patterns are compared in many action classes. */
export type ValueClassesCache = Map<string, ValueClasses | undefined>;

const DEFAULT_EXAMPLES: ReadonlyMap<string, readonly string[]> = new Map([
  ['aws:principalarn', ['role/x', 'role/y', 'user/x'].map((name) => `arn:aws:iam::111122223333:${name}`)],
  [PRINCIPAL_ACCOUNT, ['111122223333', '444455556666']],
  ['aws:requestedregion', ['eu-central-1', 'us-east-1', 'ap-southeast-2']],
  ['aws:principaltype', ['AssumedRole', 'User', 'Account']],
]);

/** Keys whose values are account numbers. So are those of the keys that are compared with them. */
const ACCOUNTS: ReadonlySet<string> = new Set([PRINCIPAL_ACCOUNT, 'aws:resourceaccount', 'aws:sourceaccount']);

const FORMATS: Readonly<Record<'number' | 'date' | 'time', QuantityFormat>> = {
  number: { read: readNumber, write: String },
  date: { read: readDate, write: writeDate, step: 1 },
  // The time of a request is in whole seconds.
  time: { read: readDate, write: writeDate, step: 1000 },
};

function writeDate(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace('.000Z', 'Z');
}

/** Plans all keys of some clauses. */
export function planKeys(
  clauses: readonly Clause[],
  examples: Examples,
  cache: ValueClassesCache,
  valuesOf: ReadKeyValues,
): ReadonlyMap<string, KeyPlan> {
  const drafts = draftKeys(clauses, valuesOf);
  const plans = [...drafts.values()].map((draft): KeyPlan => {
    const linked = linkedWith(draft, drafts);
    const kind = draft.key === CURRENT_TIME ? 'date' : kindOf(linked.flatMap(({ values }) => values));
    const values = distinct(linked.flatMap((each) => each.values.filter((value) => value.kind === kind)));
    const isAccount = linked.some(({ key }) => ACCOUNTS.has(key));
    const texts = [
      ...examples(draft.key),
      ...(DEFAULT_EXAMPLES.get(isAccount ? PRINCIPAL_ACCOUNT : draft.key) ?? []),
      ...(isAccount ? values.flatMap((value) => (value.kind === 'text' && numberOf(value.pattern)) || []) : []),
    ];
    const domain = domainOf(draft, linked.length > 1, values);
    const id = [domain, draft.key, ...values.map((value) => `${value.kind} ${value.id}`).sort()].join('\n');
    if (!cache.has(id)) cache.set(id, classify(draft.key, kind, domain, values, texts));
    return { ...draft, kind, values, valueClasses: cache.get(id) };
  });
  return new Map(plans.map((plan) => [plan.key, plan]));
}

interface Draft {
  readonly key: string;
  readonly name: string;
  multivalued: boolean;
  readonly documented: KeyValues;
  readonly values: PlainValue[];
  /** The keys with which it is compared, in either direction. */
  readonly others: string[];
}

function draftKeys(clauses: readonly Clause[], valuesOf: ReadKeyValues): ReadonlyMap<string, Draft> {
  const drafts = new Map<string, Draft>();
  const draftOf = (key: string, name: string): Draft => {
    const documented = isAlwaysPresent(key) ? 'one' : valuesOf(key);
    const draft = drafts.get(key) ?? { key, name, multivalued: false, documented, values: [], others: [] };
    drafts.set(key, draft);
    return draft;
  };
  for (const clause of clauses) {
    if (clause.kind === 'opaque') continue;
    const draft = draftOf(clause.key, clause.name);
    if (clause.kind === 'presence') continue;
    draft.multivalued ||= clause.set !== null || draft.documented !== 'one';
    // What several values mean without a set operator is open as a whole: its values divide nothing.
    if (clause.set === null && draft.documented !== 'one') continue;
    for (const value of clause.values) {
      if (value.kind === 'equal') {
        const other = draftOf(value.other, value.name);
        other.multivalued ||= other.documented !== 'one';
        other.others.push(clause.key);
        draft.others.push(value.other);
      } else if (value.kind !== 'opaque') draft.values.push(value);
      else if (value.within !== undefined) draft.values.push(value.within);
    }
  }
  return withAccounts(drafts);
}

/**
 * If policies also compare the principal's account, its ARN is divided by accounts: by all values of the account's plan, and
 * so also by those of the keys that are compared with the account.
 */
function withAccounts(drafts: ReadonlyMap<string, Draft>): ReadonlyMap<string, Draft> {
  const [arn, account] = [drafts.get(PRINCIPAL_ARN), drafts.get(PRINCIPAL_ACCOUNT)];
  if (arn === undefined || account === undefined) return drafts;
  const accounts = linkedWith(account, drafts).flatMap(({ values }) => values);
  arn.values.push(...accounts.flatMap((value) => inArn(value) ?? []));
  return drafts;
}

/** The key and all keys that are compared with it, directly or through other keys. */
function linkedWith(draft: Draft, drafts: ReadonlyMap<string, Draft>): readonly Draft[] {
  const linked = new Set([draft]);
  for (const each of linked) {
    for (const other of each.others) {
      const found = drafts.get(other);
      if (found !== undefined) linked.add(found);
    }
  }
  return [...linked];
}

/** The kind that is divided if a key is compared with several kinds. */
function kindOf(values: readonly PlainValue[]): PlainValue['kind'] {
  const kinds = ['address', 'date', 'number'] as const;
  return kinds.find((kind) => values.some((value) => value.kind === kind)) ?? 'text';
}

function distinct(values: readonly PlainValue[]): readonly PlainValue[] {
  return [...new Map(values.map((value) => [value.id, value])).values()];
}

function domainOf({ key, multivalued }: Draft, linked: boolean, values: readonly PlainValue[]): TextDomain {
  if (!linked && key === PRINCIPAL_ARN) return 'principal';
  if (key === RESOURCE) return 'resource';
  // AWS does not document how text that is not an ARN compares with an ARN, and does not send such text.
  if (values.some((value) => value.kind === 'text' && value.mode === 'arn')) return 'arn';
  // AWS treats a set of empty values as absent, and does not document for which operators.
  return multivalued ? 'not empty' : 'any';
}

function classify(
  key: string,
  kind: PlainValue['kind'],
  domain: TextDomain,
  values: readonly PlainValue[],
  examples: readonly string[],
): ValueClasses | undefined {
  switch (kind) {
    case 'text':
      return classifyTexts(
        domain,
        values.filter((value) => value.kind === 'text'),
        examples,
      );
    case 'address':
      return classifyAddresses(values.filter((value) => value.kind === 'address'));
    case 'number':
    case 'date': {
      const quantities = values.flatMap((value) => (value.kind === 'number' || value.kind === 'date' ? [value] : []));
      return classifyNumbers(quantities, FORMATS[key === CURRENT_TIME ? 'time' : kind]);
    }
  }
}

/** Whether every request of every caller has the key. */
export function isAlwaysPresent(key: string): boolean {
  return key === RESOURCE || key === CURRENT_TIME;
}
