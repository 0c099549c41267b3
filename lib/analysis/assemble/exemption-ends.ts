import type { Organization, Placement, PropertyPath } from '../../model/organization';
import type { Position } from '../../model/problem';

/** What ends: an exemption from guardrails, a partner's role, or a revocation. */
export const ENDING_KINDS = ['exemption', 'partner', 'revocation'] as const;

/** Something that ends by itself. */
export interface ExemptionEnd {
  readonly kind: (typeof ENDING_KINDS)[number];
  readonly at: Position;
  /** Who or what is exempt: a principal, or a parameter of a guardrail; the partner; the person or role that is revoked. */
  readonly subject: string;
  /** From which it is exempt; of a partner or a revocation, none. */
  readonly guardrails: readonly string[];
  readonly owner: string | null;
  readonly expires: string;
}

export interface ExemptionEnds {
  readonly ended: readonly ExemptionEnd[];
  readonly endingSoon: readonly ExemptionEnd[];
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** What has ended at a time, and what ends within some days of it. */
export function findExemptionEnds(organization: Organization, instant: Date, days: number): ExemptionEnds {
  const now = instant.getTime();
  const all = listEnds(organization).map((end) => ({ end, left: Date.parse(end.expires) - now }));
  return {
    ended: all.filter(({ left }) => left <= 0).map(({ end }) => end),
    endingSoon: all.filter(({ left }) => left > 0 && left <= days * DAY_MS).map(({ end }) => end),
  };
}

/** The earliest first; equal ones in the order of the file. */
function listEnds(organization: Organization): readonly ExemptionEnd[] {
  const { exemptions, partners, revocations } = endsOf(organization);
  const ends = [...exemptions, ...organization.placements.flatMap(endsInParameters), ...partners, ...revocations];
  return ends.sort((a, b) => Date.parse(a.expires) - Date.parse(b.expires));
}

/** What ends of the sections of `landing-zone.yaml`, by section, in the order of the file. */
export function endsOf({
  exemptions,
  partners,
  revocations,
}: Organization): Readonly<Record<'exemptions' | 'partners' | 'revocations', readonly ExemptionEnd[]>> {
  return {
    exemptions: exemptions.flatMap(({ principal: subject, guardrails, owner, expires, at }): ExemptionEnd[] =>
      expires === null ? [] : [{ kind: 'exemption', at, subject, guardrails, owner, expires }],
    ),
    partners: partners.map(({ key: subject, owner, expires, at }): ExemptionEnd => ({
      kind: 'partner',
      at,
      subject,
      guardrails: [],
      owner,
      expires,
    })),
    revocations: revocations.map((one): ExemptionEnd => ({
      kind: 'revocation',
      at: one.at,
      subject: one.kind === 'person' ? one.person : one.role,
      guardrails: [],
      owner: one.owner,
      expires: one.until,
    })),
  };
}

/** Parameters of guardrails may contain exemptions, too: every object with a field `expires`. */
export function endsInParameters(placement: Placement): readonly ExemptionEnd[] {
  const { guardrail, target, parameters } = placement;
  return entriesThatExpire(parameters, []).map(({ path, expires, owner }) => ({
    kind: 'exemption',
    at: placement.locate(path),
    subject: `${path.join('.')} of ${guardrail} on ${target}`,
    guardrails: [guardrail],
    owner,
    expires,
  }));
}

interface Entry {
  readonly path: PropertyPath;
  readonly expires: string;
  readonly owner: string | null;
}

function entriesThatExpire(value: unknown, path: PropertyPath): readonly Entry[] {
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((item, index) => entriesThatExpire(item, [...path, index]));
  const { expires, owner } = value as { readonly expires?: unknown; readonly owner?: unknown };
  const own = typeof expires === 'string' ? [{ path, expires, owner: typeof owner === 'string' ? owner : null }] : [];
  return [...own, ...Object.entries(value).flatMap(([name, item]) => entriesThatExpire(item, [...path, name]))];
}
