import type { Configuration } from '../configuration';
import type { Position, Problem } from '../problem';
import { describePosition } from './describe-position';

/** A value that must be unique, its owner, and where it is written. */
interface Claim {
  readonly value: string;
  /** Such as ``account `shop` ``. */
  readonly owner: string;
  readonly at: Position;
}

/** An e-mail address belongs to one account. AWS ignores case. */
export function findDuplicateEmails(configuration: Configuration): readonly Problem[] {
  return findDuplicates(claims(configuration, 'email'), (email) => email.toLowerCase(), {
    code: 'duplicate-email',
    noun: 'e-mail address',
    allowed: 'an address that no other account uses; AWS ignores case',
  });
}

/** A number belongs to one account. */
export function findDuplicateAccountIds(configuration: Configuration): readonly Problem[] {
  return findDuplicates(claims(configuration, 'id'), (id) => id, {
    code: 'duplicate-account-id',
    noun: 'account id',
    allowed: 'a number that no other account has',
  });
}

/** An id at AWS belongs to one unit. */
export function findDuplicateUnitIds({ landingZone: { yaml, draft } }: Configuration): readonly Problem[] {
  const units = Object.entries(draft.units ?? {});
  const unitClaims = units.flatMap(([key, unit]) =>
    claim(unit?.id, `unit \`${key}\``, () => yaml.locate(['units', key, 'id'])),
  );
  return findDuplicates(unitClaims, (id) => id, {
    code: 'duplicate-unit-id',
    noun: 'unit id',
    allowed: 'an id that no other unit has',
  });
}

/** A group of people has one name. Of ids, case is ignored. */
export function findDuplicateGroupIds({ landingZone: { yaml, draft } }: Configuration): readonly Problem[] {
  const groups = Object.entries(draft.identity?.groups ?? {});
  const groupClaims = groups.flatMap(([name, id]) =>
    claim(id, `the group \`${name}\``, () => yaml.locate(['identity', 'groups', name])),
  );
  return findDuplicates(groupClaims, (id) => id.toLowerCase(), {
    code: 'duplicate-group-id',
    noun: 'group id',
    allowed: 'an id that no other group has',
  });
}

/** The management account's value of a field, then every account's. */
function claims({ landingZone, accounts }: Configuration, field: 'email' | 'id'): readonly Claim[] {
  const management = landingZone.draft.organization?.managementAccount?.[field];
  return [
    ...claim(management, 'the management account', () =>
      landingZone.yaml.locate(['organization', 'managementAccount', field]),
    ),
    ...accounts.flatMap(({ key, yaml, draft }) =>
      claim(draft[field], `account \`${key}\``, () => yaml.locate([field])),
    ),
  ];
}

function claim(value: string | null | undefined, owner: string, at: () => Position): readonly Claim[] {
  return typeof value === 'string' ? [{ value, owner, at: at() }] : [];
}

function findDuplicates(
  all: readonly Claim[],
  identify: (value: string) => string,
  { code, noun, allowed }: { readonly code: string; readonly noun: string; readonly allowed: string },
): readonly Problem[] {
  const taken = new Map<string, Claim>();
  const problems: Problem[] = [];
  for (const each of all) {
    const first = taken.get(identify(each.value));
    if (first === undefined) taken.set(identify(each.value), each);
    else {
      const message = `the ${noun} \`${each.value}\` is already used by ${first.owner} (${describePosition(first.at)})`;
      problems.push({ code, at: each.at, message, allowed, fix: 'correct one of the two' });
    }
  }
  return problems;
}
