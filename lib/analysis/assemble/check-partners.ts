import { partnersIn } from '../../../policies/core/partners';
import { applicationPlaces } from '../../model/access';
import { groupBy } from '../../model/group-by';
import type { Grant, Organization, Placement } from '../../model/organization';
import type { Problem } from '../../model/problem';
import { treeOf } from '../../model/tree';
import { targetsOf } from './guardrails-file';

/** The guardrail that keeps strangers from data, whatever the policy of a bucket says. */
const PERIMETER = 'perimeter-trusted-identities';

type PartnerGrant = Extract<Grant, { readonly kind: 'partner' }>;

/**
 * Grants to partners whom a perimeter above the store does not trust for as long: AWS would refuse them what their grant
 * allows. Each perimeter on the way to the account decides by itself.
 */
export function findUntrustedPartners(organization: Organization): readonly Problem[] {
  const { downTo } = treeOf(targetsOf(organization));
  const perimeters = groupBy(
    organization.placements.filter(({ guardrail }) => guardrail === PERIMETER),
    ({ target }) => target,
  );
  const above = (account: string): readonly Placement[] =>
    downTo(account).flatMap(({ id }) => perimeters.get(id) ?? []);
  return partnerGrants(organization).flatMap(({ grant, accounts }) =>
    [...new Set(accounts.flatMap(above))].flatMap((perimeter) => findUntrusted(grant, perimeter)),
  );
}

interface PlacedGrant {
  readonly grant: PartnerGrant;
  /** The keys of the accounts in which it holds. */
  readonly accounts: readonly string[];
}

function partnerGrants(organization: Organization): readonly PlacedGrant[] {
  const active = applicationPlaces(organization).filter(({ state }) => state === 'active');
  const byApplication = groupBy(active, ({ application }) => application);
  return [...byApplication].flatMap(([{ stores }, places]) =>
    stores
      .filter(({ state }) => state === 'active')
      .flatMap(({ readers, writers }) => [...readers, ...writers])
      .filter((grant) => grant.kind === 'partner')
      .map((grant) => ({
        grant,
        accounts: places.map(({ account }) => account).filter((account) => grant.in.includes(account)),
      })),
  );
}

function findUntrusted(
  { account, until, at }: PartnerGrant,
  { target, parameters, at: place }: Placement,
): readonly Problem[] {
  const trusted = partnersIn(parameters).filter((partner) => partner.account === account);
  if (trusted.some(({ expires }) => expires === undefined || (until !== null && until <= expires))) return [];
  const expires = trusted[0]?.expires;
  const where = `\`partners\` of \`${PERIMETER}\` at \`${target}\` (${place.file}:${place.line})`;
  const end = until === null ? 'without `expires`' : `with \`expires: '${until}'\` or later`;
  return [
    {
      code: 'partner-not-trusted',
      at,
      message:
        `\`${PERIMETER}\` at \`${target}\` ` +
        (expires === undefined
          ? `does not trust the partner \`${account}\`, and denies what this grant allows`
          : `trusts the partner \`${account}\` only until ${expires}, and denies what this grant allows from then on`),
      allowed: 'partners whom every perimeter above the store trusts for as long as the grant lasts',
      fix:
        expires === undefined
          ? `add it to ${where}, ${end}`
          : `write it to ${where} ${end}, or end the grant ${until === null ? 'by `until`' : 'earlier'}`,
    },
  ];
}
