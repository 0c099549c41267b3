import { storeAccess } from '../../model/access';
import { partnerRole } from '../../model/describe-access';
import type { Organization } from '../../model/organization';
import type { Position } from '../../model/problem';
import { endsInParameters, endsOf, type ExemptionEnd } from '../assemble/exemption-ends';

/** Something that ends by itself. */
export interface AccessEnd {
  readonly kind: 'exemption' | 'partner' | 'grant' | 'revocation' | 'parameter';
  readonly subject: string;
  /** ISO 8601 in UTC. */
  readonly until: string;
  readonly hasEnded: boolean;
  readonly owner: string | null;
  readonly at: Position;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** What has ended at an instant, and what ends within some days of it: the earliest first. */
export function findAccessEnds(organization: Organization, instant: Date, days: number): readonly AccessEnd[] {
  const now = instant.getTime();
  return listEnds(organization)
    .map((end) => ({ ...end, hasEnded: Date.parse(end.until) <= now }))
    .filter(({ until }) => Date.parse(until) - now <= days * DAY_MS)
    .sort((a, b) => Date.parse(a.until) - Date.parse(b.until));
}

function listEnds(organization: Organization): readonly Omit<AccessEnd, 'hasEnded'>[] {
  const { exemptions, partners, revocations } = endsOf(organization);
  const told = ({ kind, subject, expires, owner, at }: ExemptionEnd) => ({ kind, subject, until: expires, owner, at });
  return [
    ...[...exemptions, ...partners].map(told),
    ...storeAccess(organization).flatMap(({ who, store, at: [at] }) => {
      if (who.kind !== 'partner' || who.until === null || at === undefined) return [];
      const subject = `${partnerRole(who)} on ${store.application}/${store.store} in ${store.account}`;
      const owner = organization.applications.find(({ key }) => key === store.application)?.owner ?? null;
      return [{ kind: 'grant', subject, until: who.until, owner, at } as const];
    }),
    ...revocations.map(told),
    ...organization.placements.flatMap(endsInParameters).map((end) => ({ ...told(end), kind: 'parameter' }) as const),
  ];
}
