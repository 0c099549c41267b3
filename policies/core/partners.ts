import { z } from 'zod';
import type { ConditionBlock } from '../../lib/iam/statement';
import type { Neighbor, ParameterProblem } from './guardrail';
import type { OrganizationFacts } from './organization-facts';
import { compactInstant, instantSchema } from './instant';

const partner = z.strictObject({
  account: z
    .string()
    .regex(/^\d{12}$/, { error: 'an account number of twelve digits, in quotes' })
    .describe('The number of an account outside of the organization'),
  owner: z.string().min(1).describe('Who is responsible for this partner'),
  reason: z.string().min(1).describe('What the partner does here'),
  expires: instantSchema.optional().describe('When the trust expires; default: never'),
});

/** Accounts outside of the organization that a perimeter trusts, and when the trust expires. */
export const partnersSchema = z.array(partner).default([]);

export type Partner = z.output<typeof partner>;

/** A period of time, and the partners that are trusted during it. */
export interface PartnerPeriod {
  /** The end of the statement's `Sid`. */
  readonly suffix: string;
  /** The condition that the period has started; empty: it always has. */
  readonly since: ConditionBlock;
  /** Account numbers, sorted. */
  readonly accounts: readonly string[];
}

/** Trust expires without a deployment: after each expiry, only partners that are trusted for longer remain. */
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

/** Partners that are listed twice, and those that are accounts of the organization. */
export function findUnneededPartners(
  partners: readonly Partner[],
  { accounts, managementAccount }: OrganizationFacts,
): readonly ParameterProblem[] {
  const own = new Set([managementAccount.accountId, ...accounts.flatMap(({ accountId }) => accountId ?? [])]);
  return partners.flatMap(({ account }, index) => {
    const at = ['partners', index, 'account'];
    if (own.has(account)) {
      const message = `\`${account}\` is an account of the organization, which is always trusted`;
      return [{ at, message, fix: 'remove it' }];
    }
    const isRepeated = partners.findIndex((other) => other.account === account) < index;
    return isRepeated ? [{ at, message: `\`${account}\` is listed twice`, fix: 'remove one of the two' }] : [];
  });
}

const withPartners = z.object({ partners: partnersSchema });

/** The partners among the parameters of a guardrail. */
export function partnersIn(parameters: unknown): readonly Partner[] {
  return withPartners.safeParse(parameters).data?.partners ?? [];
}

/** Partners without effect, because the same guardrail above does not trust them. */
export function findIneffectivePartners(
  id: string,
  partners: readonly Partner[],
  neighbors: readonly Neighbor[],
): readonly ParameterProblem[] {
  return neighbors.flatMap(({ guardrail, target, parameters }) => {
    if (guardrail !== id) return [];
    const theirs = partnersIn(parameters);
    return partners.flatMap((one, index) =>
      theirs.some((other) => lastsAsLong(other, one))
        ? []
        : [
            {
              at: ['partners', index, 'account'],
              message: `trusting \`${one.account}\` here has no effect: \`${target}\` above does not trust it for as long`,
              fix: `trust it at \`${target}\``,
            },
          ],
    );
  });
}

function lastsAsLong(other: Partner, one: Partner): boolean {
  if (other.account !== one.account) return false;
  return other.expires === undefined || (one.expires !== undefined && one.expires <= other.expires);
}
