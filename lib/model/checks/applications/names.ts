import { accountRegionalName, STACK_SETS, storeBucket } from '../../names';
import type { Position, Problem } from '../../problem';
import { applicationKeySchema } from '../../schema/application-file';
import { describePosition } from '../describe-position';
import { isOpen, placesOf, type ApplicationContext, type ApplicationDraft } from './context';

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
const MAX_BUCKET_NAME = 63;

/** Every account's number has as many digits. */
const SOME_ACCOUNT = '000000000000';

/** The name of a bucket has room for those of its application and store, next to the account and the Region. */
export function findLongBucketNames(context: ApplicationContext): readonly Problem[] {
  return context.stores.flatMap(({ application: { key, ...application }, name, at }) => {
    const region = regionOf(application, context);
    if (region === undefined || !applicationKeySchema.safeParse(key).success) return [];
    const bucket = accountRegionalName(storeBucket(key, name), SOME_ACCOUNT, region);
    if (bucket.length <= MAX_BUCKET_NAME) return [];
    const room = MAX_BUCKET_NAME - accountRegionalName(storeBucket('', ''), SOME_ACCOUNT, region).length;
    const left = room - key.length;
    return [
      {
        code: 'bucket-name-too-long',
        at,
        message: `the bucket of the store \`${name}\` has a name of ${bucket.length} characters`,
        allowed:
          `at most ${MAX_BUCKET_NAME}, of which ${room} are left in \`${region}\` for the application and the store; ` +
          `\`${key}\` and \`${name}\` have ${key.length + name.length}`,
        fix:
          left > 0
            ? `choose a name of at most ${left} characters for the store`
            : `choose a name of at most ${room - 1} characters for the application`,
      },
    ];
  });
}

/** `a-b` and `c`, and `a` and `b-c`, make one name of a bucket, of which there is one in an account and Region. */
export function findBucketClashes(context: ApplicationContext): readonly Problem[] {
  const named = context.stores.flatMap((store) => {
    const { application, name, at } = store;
    const region = regionOf(application, context);
    if (region === undefined) return [];
    const owner = `the store \`${name}\` of the application \`${application.key}\``;
    const open = placesOf(application).filter((account) => isOpen(account, context));
    return open.map((account) => {
      return { name: `${storeBucket(application.key, name)} ${account} ${region}`, account, owner, at, store };
    });
  });
  return findClashes(named, ({ store, account, first }) => ({
    code: 'duplicate-bucket',
    message: `the bucket of the store \`${store.name}\` would have the same name as that of ${first}, in the account \`${account}\``,
    allowed: "names that differ when the application's and the store's are joined by a hyphen",
    fix: 'choose another name for the one that is not deployed yet',
  }));
}

/** `a-b` in the account `c`, and `a` in the account `b-c`, make one name of a StackSet. */
export function findStackSetClashes(context: ApplicationContext): readonly Problem[] {
  const named = context.configuration.applications.flatMap((application) =>
    (['accounts', 'retiredIn'] as const).flatMap((list) =>
      (application.draft[list] ?? []).flatMap((account, index) => {
        if (account === null) return [];
        const name = STACK_SETS.application(application.key, account);
        const owner = `the application \`${application.key}\` in the account \`${account}\``;
        return [{ name, owner, at: application.yaml.locate([list, index]) }];
      }),
    ),
  );
  return findClashes(named, ({ name, first }) => ({
    code: 'duplicate-stack-set',
    message: `the StackSet \`${name}\` is already that of ${first}`,
    allowed: 'an application whose name differs where it is joined to that of the account',
    fix: 'choose another name for the application that is not deployed yet',
  }));
}

interface Named {
  readonly name: string;
  /** Such as ``the application `shop` in the account `shop-production` ``. */
  readonly owner: string;
  readonly at: Position;
}

/** One problem for each pair, however many accounts it is about. */
function findClashes<One extends Named>(
  all: readonly One[],
  explain: (later: One & { readonly first: string }) => Omit<Problem, 'at'>,
): readonly Problem[] {
  const taken = new Map<string, One>();
  const reported = new Set<string>();
  return all.flatMap((one) => {
    const first = taken.get(one.name);
    if (first === undefined) taken.set(one.name, one);
    const pair = `${first?.owner ?? ''} ${one.owner}`;
    if (first === undefined || first.owner === one.owner || reported.has(pair)) return [];
    reported.add(pair);
    return [{ ...explain({ ...one, first: `${first.owner} (${describePosition(first.at)})` }), at: one.at }];
  });
}

/** Undefined: unknown, because of a mistake that has been reported. */
function regionOf(
  { draft }: Pick<ApplicationDraft, 'draft'>,
  { configuration }: ApplicationContext,
): string | undefined {
  const home = configuration.landingZone.draft.regions?.home;
  const region = draft.region === undefined ? home : draft.region;
  return region ?? undefined;
}
