import type { Account, Compliance, Organization } from '../../model/organization';

/**
 * The organization as it is configured, as if it had so many accounts, the management account included. What there is once, such
 * as trail, alarms and pipeline, stays. The accounts of the log archive and of the audit are the first members, then the others
 * in the order of their keys, again and again: each copy is in the unit of its original, and left out of what that is left out
 * of. Closed accounts are none. Applications are left out: their number does not follow from that of accounts.
 *
 * @param count at least 1
 */
export function scaleOrganization(organization: Organization, count: number): Organization {
  const { accounts, logArchive, audit, compliance } = organization;
  const open = accounts.filter(({ state }) => state !== 'closed');
  const isSecurity = ({ key }: Account): boolean => key === logArchive?.account || key === audit?.account;
  const [security, others] = [open.filter(isSecurity), open.filter((account) => !isSecurity(account))];
  const repeated = others.length > 0 ? others : security;
  if (repeated.length === 0) throw new Error('an organization without accounts cannot be scaled');
  const members = Array.from({ length: count - 1 }, (_, index) => {
    const first = [...security, ...others][index];
    return first ?? copyOf(repeated[(index - security.length) % repeated.length] as Account, index);
  });
  return {
    ...organization,
    accounts: members,
    applications: [],
    compliance: compliance === null ? null : withCopies(compliance, members),
  };
}

/** Between the key of the original and a number. No key that a person writes contains it. */
const COPY = ' copy ';

function copyOf(account: Account, index: number): Account {
  return { ...account, key: `${account.key}${COPY}${index}` };
}

function withCopies(compliance: Compliance, members: readonly Account[]): Compliance {
  return {
    ...compliance,
    standards: compliance.standards.map((standard) => {
      const excluded = new Set(standard.excludedAccounts);
      const originalOf = ({ key }: Account): string => key.split(COPY)[0] ?? key;
      return {
        ...standard,
        excludedAccounts: members.filter((one) => excluded.has(originalOf(one))).map(({ key }) => key),
      };
    }),
  };
}
