import type { Oracle, OraclePolicies, OracleRequest } from '../../tools/oracle/client';
import type { CallerId } from './application-callers';
import { ASKED, REQUESTS, type Group, type Reach, type RequestId, type StoreRequest } from './application-requests';
import type { FoundStore } from './application-stores';
import { boundBy, keysOfCall, keysOfCaller, principalOf, type Caller } from './caller';
import { OUTSIDER, type World } from './world';

/** Somebody who tries to reach a store. */
export interface StoreCaller extends Caller {
  /** Unique among those who try one store. */
  readonly id: CallerId | `${string} ${string}`;
  /**
   * What the caller's own policies allow; null: nothing.
   *
   * @default - everything, or the task of a root session
   */
  readonly permissions?: object | null;
  /** The permissions boundary. */
  readonly boundary?: object;
  /** What a line of a file says. */
  readonly mayRead: boolean;
  readonly mayWrite: boolean;
  /** Has permissions for everything in the account of the store, and is not its root user. */
  readonly isInside: boolean;
  readonly asks: keyof typeof ASKED;
}

/** With all guardrails, or with none: what the policies of store, key and role hold by themselves. */
export type Guarding = 'guarded' | 'unguarded';

const NO_GUARDRAILS: OraclePolicies = { serviceControlPolicies: [], resourceControlPolicies: [] };

/** One request of somebody on a store. */
export interface Question {
  readonly store: FoundStore;
  readonly caller: StoreCaller;
  readonly request: RequestId;
  /**
   * When it is asked, in UTC.
   *
   * @default - today
   */
  readonly time?: string;
}

/** What everybody asks about a store. */
export function questionsOn(store: FoundStore, callers: readonly StoreCaller[]): readonly Question[] {
  return callers.flatMap((caller) => ASKED[caller.asks].map((request) => ({ store, caller, request })));
}

/** Whether the tables say that the caller gets it. */
export function isExpected({ caller, request }: Question, guarding: Guarding): boolean {
  const { possible, unguarded }: StoreRequest = REQUESTS[request];
  return isIn(guarding === 'guarded' ? possible : unguarded, caller);
}

function isIn(reach: Reach, { id, mayRead, mayWrite, isInside, permissions }: StoreCaller): boolean {
  const groups: Readonly<Record<Group, boolean>> = {
    readers: mayRead,
    writers: mayWrite,
    inside: isInside,
    readersWithMore: mayRead && permissions === undefined,
    ownWritersWithMore: mayWrite && isInside,
  };
  return reach.some((one) => (one in groups ? groups[one as Group] : one === id));
}

/** The questions to which the answer is yes. */
export async function judge(
  oracle: Oracle,
  world: World,
  questions: readonly Question[],
  guarding: Guarding,
): Promise<readonly Question[]> {
  const batches = new Map<string, { readonly policies: OraclePolicies; readonly questions: Question[] }>();
  for (const question of questions) {
    const caller = boundBy(question.caller, world);
    const holder = question.store.account;
    const id = guarding === 'guarded' ? `${caller ?? ''} ${holder}` : '';
    const policies = guarding === 'guarded' ? world.guardrails(caller, holder, ['s3', 'kms']) : NO_GUARDRAILS;
    const batch = batches.get(id) ?? { policies, questions: [] };
    batch.questions.push(question);
    batches.set(id, batch);
  }
  const possible = new Set<Question>();
  for (const { policies, questions: asked } of batches.values()) {
    const { answers } = await oracle.ask(
      policies,
      withoutIdleKeys(
        policies,
        asked.map((one) => toRequest(one, world)),
      ),
    );
    asked.forEach((question, index) => {
      if (answers[index] === 'Allowed') possible.add(question);
    });
  }
  return questions.filter((question) => possible.has(question));
}

/** Without condition keys that no policy names: the evaluator is slow with many. */
export function withoutIdleKeys(
  policies: OraclePolicies,
  requests: readonly OracleRequest[],
): readonly OracleRequest[] {
  const guardrails = JSON.stringify(policies).toLowerCase();
  const texts = new Map<object, string>();
  const textOf = (policy: object | null | undefined): string => {
    if (policy === null || policy === undefined) return '';
    const text = texts.get(policy) ?? JSON.stringify(policy).toLowerCase();
    texts.set(policy, text);
    return text;
  };
  return requests.map((request) => {
    const own = [request.identityPolicy, request.permissionsBoundary, request.resourcePolicy].map(textOf);
    const isNamed = (key: string): boolean => [guardrails, ...own].some((text) => text.includes(key.toLowerCase()));
    return { ...request, context: Object.fromEntries(Object.entries(request.context).filter(([key]) => isNamed(key))) };
  });
}

/** Where the tables and the answers differ, in words. */
export async function findDifferences(
  oracle: Oracle,
  world: World,
  questions: readonly Question[],
  guarding: Guarding,
): Promise<readonly string[]> {
  const possible = new Set(await judge(oracle, world, questions, guarding));
  return questions.flatMap((question) => {
    const isPossible = possible.has(question);
    return isPossible === isExpected(question, guarding)
      ? []
      : [`${isPossible ? 'possible' : 'impossible'}: ${describe(question)}`];
  });
}

export function describe({ store, caller, request }: Question): string {
  return `${store.application}/${store.store}: ${caller.id}: ${request}`;
}

export function toRequest({ store, caller, request, time }: Question, world: World): OracleRequest {
  const { action, on, keys = {} }: StoreRequest = REQUESTS[request];
  const object = `${store.bucketArn}/2026/11/30/order.json`;
  const known: Readonly<Record<string, string>> = {
    bucket: store.bucketArn,
    object,
    key: store.keyArn,
    region: store.region,
    otherKey: store.keyArn.replace(/key\/.*$/, 'key/99999999-8888-7777-6666-555555555555'),
  };
  const fill = (text: string): string => text.replace(/\{(\w+)\}/g, (whole, name: string) => known[name] ?? whole);
  const task = caller.task;
  const ofKey = {
    'aws:ResourceTag/rampart:application': store.application,
    'kms:CallerAccount': /\d{12}/.exec(principalOf(caller, world))?.[0] ?? OUTSIDER,
  };
  return {
    principal: principalOf(caller, world),
    action,
    resource: { bucket: store.bucketArn, object, key: store.keyArn }[on],
    account: world.account(store.account).number,
    context: {
      ...keysOfCaller(caller, world),
      ...keysOfCall(world, store.account, time),
      'aws:RequestedRegion': store.region,
      ...(on === 'key' ? ofKey : {}),
      ...Object.fromEntries(Object.entries(keys).map(([key, value]) => [key, fill(value)])),
    },
    ...(caller.account === null
      ? { identityPolicy: null }
      : task !== undefined
        ? { identityPolicy: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: task, Resource: '*' }] } }
        : caller.permissions === undefined
          ? {}
          : { identityPolicy: caller.permissions }),
    ...(caller.boundary === undefined ? {} : { permissionsBoundary: caller.boundary }),
    resourcePolicy: on === 'key' ? store.keyPolicy : store.bucketPolicy,
  };
}
