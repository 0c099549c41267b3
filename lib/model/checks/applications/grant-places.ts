import type { Problem } from '../../problem';
import { didYouMean, listValues } from '../../suggest';
import {
  isActive,
  isOpen,
  itemsOf,
  placesOf,
  wholeList,
  type ApplicationContext,
  type ApplicationDraft,
  type Listed,
  type WrittenGrant,
} from './context';
import { arePeopleKnown } from './groups';
import { findRepetitions } from './repetitions';

/**
 * The accounts of a grant, on both sides: named if there are several, so that a new account reaches nothing by itself, and
 * only such in which the application runs. Or ran: to retire it in an account is one edit.
 */
export function findBadGrantPlaces(context: ApplicationContext): readonly Problem[] {
  return context.grants.flatMap((written) => [
    ...findBadSide(written, 'in', written.grant.in, {
      accounts: side([written.application], context),
      whose: `the application \`${written.application.key}\` runs in`,
      whoseNot: `the application \`${written.application.key}\` does not run in`,
    }),
    ...findBadOrigins(written, context),
  ]);
}

/** The accounts to choose from; undefined: not all of them could be read. */
interface Side {
  readonly accounts:
    | {
        readonly active: readonly string[];
        readonly all: readonly string[];
        /** Those that exist. */
        readonly open: readonly string[];
      }
    | undefined;
  /** Such as ``the application `shop` runs in``. */
  readonly whose: string;
  readonly whoseNot: string;
}

/** An account that is a mistake has been reported, and does not make several of one. */
function side(applications: readonly ApplicationDraft[], context: ApplicationContext): Side['accounts'] {
  const areKnown = applications.every(
    ({ draft }) => wholeList(draft.accounts) !== undefined && wholeList(draft.retiredIn) !== undefined,
  );
  if (!areKnown) return undefined;
  const active = applications.flatMap((one) => wholeList(one.draft.accounts) ?? []);
  const all = [...new Set(applications.flatMap(placesOf))];
  const open = all.filter((account) => isOpen(account, context));
  return { active: open.filter((account) => active.includes(account)), all, open };
}

function findBadOrigins(written: WrittenGrant, context: ApplicationContext): readonly Problem[] {
  const { grant, application } = written;
  if ('application' in grant) {
    const other = context.applications.get(grant.application ?? '');
    if (other === undefined || other === application) return findOriginsListedTwice(written, grant.from);
    return findBadSide(written, 'from', grant.from, {
      accounts: side([other], context),
      whose: `the application \`${other.key}\` runs in`,
      whoseNot: `the application \`${other.key}\` does not run in`,
    });
  }
  if (!('group' in grant)) return [];
  const theirs = context.byGroup.get(grant.group ?? '') ?? [];
  if (theirs.length === 0 || !arePeopleKnown(context)) return findOriginsListedTwice(written, grant.from);
  const accounts = side(theirs, context);
  const active = side(theirs.filter(isActive), context)?.active ?? [];
  return findBadSide(written, 'from', grant.from, {
    accounts: accounts === undefined ? undefined : { ...accounts, active },
    whose: `the people of \`${grant.group ?? ''}\` come from`,
    whoseNot: `the people of \`${grant.group ?? ''}\` do not come from`,
  });
}

function findOriginsListedTwice({ locate }: WrittenGrant, from: Listed): readonly Problem[] {
  return findRepetitions(from, ['from'], { locate });
}

function findBadSide(
  { at, locate }: WrittenGrant,
  field: 'in' | 'from',
  given: Listed,
  { accounts, whose, whoseNot }: Side,
): readonly Problem[] {
  const repetitions = findRepetitions(given, [field], { locate });
  if (accounts === undefined || given === null) return repetitions;
  const { active, all, open } = accounts;
  if (given === undefined) {
    if (active.length <= 1) return [];
    return [
      {
        code: 'missing-field',
        at,
        message: `missing field \`${field}\`: ${whose} ${active.length} accounts`,
        allowed: listValues(active),
        fix: `write \`${field}: [${active.slice(0, 2).join(', ')}${active.length > 2 ? ', …' : ''}]\`, or fewer of them`,
      },
    ];
  }
  return [
    ...repetitions,
    ...itemsOf(given)
      .filter(({ value }) => !all.includes(value))
      .map(({ value, index }) => ({
        code: 'account-of-others',
        at: locate([field, index]),
        message: `${whoseNot} \`${value}\``,
        allowed: listValues(open),
        ...didYouMean(value, open),
      })),
  ];
}
