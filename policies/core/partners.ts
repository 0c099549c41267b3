import { z } from 'zod';
import type { ConditionBlock } from '../../lib/iam/statement';
import type { Neighbour, ParameterProblem } from './guardrail';
import type { OrganizationFacts } from './organization-facts';
import { compactInstant, instantSchema } from './instant';

const partner = z.strictObject({
  account: z
    .string()
    .regex(/^\d{12}$/, { error: 'an account number of twelve digits, in quotes' })
    .describe('The number of an account outside of the organization'),
  owner: z.string().min(1).describe('Who answers for this partner'),
  reason: z.string().min(1).describe('What the partner does here'),
  expires: instantSchema.optional().describe('When the trust ends by itself; default: never'),
});

/** Accounts outside of the organization that a perimeter lets in, for ever or until an instant. */
export const partnersSchema = z.array(partner).default([]);

export type Partner = z.output<typeof partner>;

/** A stretch of time, from an instant on or always, and which partners are let in. */
export interface PartnerPeriod {
  /** What tells the statement of this period from the others in a `Sid`. */
  readonly suffix: string;
  /** The condition under which the period has begun; empty: it always has. */
  readonly since: ConditionBlock;
  /** Account numbers, sorted. */
  readonly accounts: readonly string[];
}

/** Trust ends by itself: from each end on, only the partners who are trusted for longer are let in. */
export function partnerPeriods(partners: readonly Partner[]): readonly PartnerPeriod[] {
  const ends = [...new Set(partners.flatMap(({ expires }) => expires ?? []))].sort();
  return [
    { suffix: '', since: {}, accounts: accountsOf(partners) },
    ...ends.map((end) => ({
      suffix: `From${compactInstant(end)}`,
      since: { DateGreaterThanEquals: { 'aws:CurrentTime': end } },
      accounts: accountsOf(partners.filter(({ expires }) => expires === undefined || expires > end)),
    })),
  ];
}

function accountsOf(partners: readonly Partner[]): readonly string[] {
  return partners.map(({ account }) => account).sort();
}

/** Partners who are listed twice, and those who are no outsiders. */
export function findNeedlessPartners(
  partners: readonly Partner[],
  { accounts, managementAccount }: OrganizationFacts,
): readonly ParameterProblem[] {
  const own = new Set([managementAccount.accountId, ...accounts.flatMap(({ accountId }) => accountId ?? [])]);
  return partners.flatMap(({ account }, index) => {
    const at = ['partners', index, 'account'];
    if (own.has(account)) {
      const message = `\`${account}\` is an account of the organization, which is let in anyway`;
      return [{ at, message, fix: 'remove it' }];
    }
    const isRepeated = partners.findIndex((other) => other.account === account) < index;
    return isRepeated ? [{ at, message: `\`${account}\` is listed twice`, fix: 'remove one of the two' }] : [];
  });
}

const withPartners = z.object({ partners: partnersSchema });

/** Partners who are let in to no effect, since the same guardrail in force above keeps them out. */
export function findUselessPartners(
  id: string,
  partners: readonly Partner[],
  neighbours: readonly Neighbour[],
): readonly ParameterProblem[] {
  return neighbours.flatMap(({ guardrail, target, parameters }) => {
    if (guardrail !== id) return [];
    const theirs = withPartners.safeParse(parameters).data?.partners ?? [];
    return partners.flatMap((one, index) =>
      theirs.some((other) => lastsAsLong(other, one))
        ? []
        : [
            {
              at: ['partners', index, 'account'],
              message: `\`${one.account}\` is let in here to no effect, since \`${target}\` above does not let it in for as long`,
              fix: `let it in at \`${target}\``,
            },
          ],
    );
  });
}

function lastsAsLong(other: Partner, one: Partner): boolean {
  if (other.account !== one.account) return false;
  return other.expires === undefined || (one.expires !== undefined && one.expires <= other.expires);
}
