import type { Problem } from '../../problem';
import { didYouMean, findClosest, listValues } from '../../suggest';
import type { PeopleContext } from './context';
import { describeQuarantine, isInQuarantine } from './quarantine';

/** Where logs are kept, and from where people look at the organization. */
const SECURITY = { logArchive: 'log archive', audit: 'audit' } as const;

/** What an account is named for. */
export interface Purpose {
  /** The accounts of sections that cannot be named. */
  readonly never: readonly (keyof typeof SECURITY)[];
  /** After "the account of the log archive, ". */
  readonly neverWhy: string;
  /** After "the management account, ". */
  readonly managementWhy: string;
  /** Whether it needs the baseline. */
  readonly needsBaseline: boolean;
  /** The fix of an account that is there, but not the right one. */
  readonly fix: string;
}

/**
 * What is wrong with an account that is named for a purpose: it must be a member account that is open and not in quarantine.
 * Undefined: nothing, or nothing that is not reported already.
 */
export function complainAbout(key: string, purpose: Purpose, context: PeopleContext): Omit<Problem, 'at'> | undefined {
  const { accounts, management, tree, configuration } = context;
  const { areAccountsKnown, unreadableAccounts, landingZone } = configuration;
  if (!areAccountsKnown || unreadableAccounts.has(key) || management === null) return undefined;
  const owners = purpose.never.map((section) => ({ section, account: landingZone.draft[section]?.account }));
  const usable = [...accounts.values()].filter((one) => {
    if ((one.draft.state ?? 'active') !== 'active' || owners.some(({ account }) => account === one.key)) return false;
    return !purpose.needsBaseline || one.draft.baseline !== 'skip';
  });
  const keys = usable.map((one) => one.key);
  const complain = (code: string, message: string, fix = purpose.fix) => ({
    code,
    message,
    allowed: listValues(keys),
    fix,
  });

  const account = accounts.get(key);
  if (account === undefined) {
    if (key === management)
      return complain('management-account', `\`${key}\` is the management account, ${purpose.managementWhy}`);
    if (tree.byId.has(key)) return complain('not-an-account', `\`${key}\` is a unit`, "write accounts' keys");
    const isMeant = findClosest(key, accounts.keys()) !== undefined;
    return {
      ...complain('unknown-account', `unknown account \`${key}\``, `add \`accounts/${key}.yaml\``),
      ...(isMeant ? { fix: purpose.fix, ...didYouMean(key, keys) } : {}),
    };
  }
  const owner = owners.find((one) => one.account === key);
  if (owner !== undefined)
    return complain(
      'security-account',
      `\`${key}\` is the account of the ${SECURITY[owner.section]}, ${purpose.neverWhy}`,
    );
  if (account.draft.state === 'closed') return complain('account-closed', `the account \`${key}\` is closed`);
  const place = { kind: 'account', account } as const;
  if (isInQuarantine(place, context) === true)
    return complain(
      'account-in-quarantine',
      `the account \`${key}\` is in quarantine: ${describeQuarantine(place, context)}`,
    );
  if (purpose.needsBaseline && account.draft.baseline === 'skip')
    return complain(
      'account-without-baseline',
      `the account \`${key}\` has no baseline, and so no permissions boundary for a role`,
      `write \`baseline: deploy\` to \`accounts/${key}.yaml\` (docs/baseline.md), or ${purpose.fix}`,
    );
  return undefined;
}
