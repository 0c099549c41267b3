import { groupBy } from './group-by';
import type { GuardrailsFile } from './guardrails-file';
import type { ImpossibleEdit, ReadApplication, ReadApplications, StatedOrganization } from './impossible-edit';

type Edits = readonly ImpossibleEdit[];

/**
 * Whatever leaves the configuration leaves CloudFormation, too, but buckets and keys stay behind, under the policies that
 * were deployed last. So it is closed first, and taken out in a later deployment. In closed accounts nobody reaches anything.
 *
 * @param renamed the earlier keys of accounts that got another one, which is a mistake of its own
 */
export function findApplicationEdits(
  before: StatedOrganization,
  after: StatedOrganization,
  renamed: readonly string[],
): Edits {
  const [old, now] = [applicationsIn(before), applicationsIn(after)];
  if (old === undefined || now === undefined) return [];
  const stay = new Map(Object.entries(now));
  const left = new Set([...renamed, ...[before, after].flatMap(closedAccounts)]);
  return Object.entries(old).flatMap(([key, was]): Edits => {
    const is = stay.get(key);
    if (was === null || is === null) return [];
    const active = activePlaces(was).filter((account) => !left.has(account));
    if (is === undefined) return active.length === 0 ? [] : [describeRemoval(key, active)];
    return [
      ...findDroppedAccounts(key, active, is),
      ...findDroppedStores(key, active, was, is),
      ...findMoved(key, [was, before.organization.homeRegion], [is, after.organization.homeRegion]),
    ];
  });
}

/** Undefined: a state says nothing of applications. */
function applicationsIn({ organization: { applications, access } }: StatedOrganization): ReadApplications | undefined {
  return applications ?? (access === undefined ? undefined : applicationsAt(access.places));
}

type Places = NonNullable<GuardrailsFile['organization']['access']>['places'];

function applicationsAt(places: Places): ReadApplications {
  const byKey = groupBy(places, ({ application }) => application);
  return Object.fromEntries([...byKey].map(([key, theirs]) => [key, applicationAt(theirs)]));
}

function applicationAt(places: Places): ReadApplication | null {
  const active = places.filter(({ state }) => state === 'active');
  const retired = places.filter(({ state }) => state === 'retired');
  const [first] = [...active, ...retired];
  if (first === undefined) return null;
  return {
    state: first.state,
    region: first.region,
    stack: first.stack,
    accounts: active.map(({ account }) => account),
    retiredIn: retired.map(({ account }) => account),
    stores: Object.fromEntries(first.stores.map(({ name, state }) => [name, state])),
  };
}

function closedAccounts({ targets }: StatedOrganization): readonly string[] {
  return targets.filter(({ kind, state }) => kind === 'account' && state === 'closed').map(({ id }) => id);
}

/** Where it was not retired. If the earlier state cannot be read, nobody was told that it was. */
function activePlaces({ state, accounts }: ReadApplication): readonly string[] {
  return state === 'retired' ? [] : (accounts ?? []);
}

function describeRemoval(key: string, active: readonly string[]): ImpossibleEdit {
  const [first = ''] = active;
  const more = active.length === 1 ? '' : ` and ${active.length - 1} more`;
  return {
    code: 'application-in-use',
    target: key,
    at: { account: null, application: key, path: [] },
    message: `the application \`${key}\` is removed, but was not retired: it runs in \`${first}\`${more}`,
    allowed:
      'the removal of an application that was deployed with `state: retired`: what stays behind, such as buckets and keys, ' +
      'keeps the policies that were deployed last, which still let everybody in',
    fix:
      `first write \`state: retired\` to \`applications/${key}.yaml\`, and deploy; then delete the file. ` +
      'With another file name it is another application',
  };
}

function findDroppedAccounts(key: string, active: readonly string[], { accounts, retiredIn }: ReadApplication): Edits {
  if (accounts === undefined || retiredIn === undefined) return [];
  const kept = new Set([...accounts, ...retiredIn]);
  return active
    .filter((account) => !kept.has(account))
    .map((account) => ({
      code: 'application-account-in-use',
      target: key,
      at: { account: null, application: key, path: ['accounts'] },
      message: `the application \`${key}\` leaves the account \`${account}\`, but was not retired there`,
      allowed:
        'the removal of an account that was deployed in `retiredIn`: what stays behind, such as buckets and keys, ' +
        'keeps the policies that were deployed last, which still let everybody in',
      fix: `first move \`${account}\` to \`retiredIn\`, and deploy; then remove it`,
    }));
}

/** @param active where the application was not retired: nobody reaches its stores elsewhere */
function findDroppedStores(key: string, active: readonly string[], was: ReadApplication, is: ReadApplication): Edits {
  if (is.stores === undefined || active.length === 0) return [];
  const kept = new Set(Object.keys(is.stores));
  return Object.entries(was.stores ?? {})
    .filter(([name, state]) => state === 'active' && !kept.has(name))
    .map(([name]) => ({
      code: 'application-store-in-use',
      target: key,
      at: { account: null, application: key, path: ['stores'] },
      message: `the store \`${name}\` of the application \`${key}\` is removed, but was not retired`,
      allowed:
        'the removal of a store that was deployed with `state: retired`: its bucket stays behind, under the policy that ' +
        'was deployed last, which still lets everybody in',
      fix: `first write \`state: retired\` to \`${name}\`, and deploy; then remove it. With another name it is another store`,
    }));
}

type Homed = readonly [application: ReadApplication, homeRegion: string | undefined];

function findMoved(key: string, [was, oldHome]: Homed, [is, home]: Homed): Edits {
  const movesAlong = oldHome !== home && was.region === oldHome && is.region === home;
  return [
    // The home Region has a problem of its own.
    ...(movesAlong ? [] : describeMove(key, 'region', was.region, is.region)),
    ...describeMove(key, 'stack', was.stack, is.stack),
  ];
}

const WHY = {
  region: 'its buckets and keys cannot move, and in another Region it is another application',
  stack: 'an application cannot move between stacks, and two stacks cannot have StackSets of one name',
} as const;

function describeMove(key: string, fact: keyof typeof WHY, from: string | undefined, to: string | undefined): Edits {
  if (from === undefined || to === undefined || from === to) return [];
  const noun = fact === 'region' ? 'Region' : 'stack';
  return [
    {
      code: `application-${fact}-changed`,
      target: key,
      at: { account: null, application: key, path: [fact] },
      message: `the ${noun} of the application \`${key}\` changes from \`${from}\` to \`${to}\``,
      allowed: `\`${from}\`, as before: ${WHY[fact]}`,
      fix: `make it \`${from}\` again`,
    },
  ];
}
