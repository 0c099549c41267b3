import type { Organization, Placement, PropertyPath } from '../../model/organization';
import type { Position } from '../../model/problem';

/** An exemption that expires. */
export interface ExemptionEnd {
  readonly at: Position;
  /** Who or what is exempt: a principal, or a parameter of a guardrail. */
  readonly subject: string;
  readonly guardrails: readonly string[];
  readonly owner: string | null;
  readonly expires: string;
}

export interface ExemptionEnds {
  readonly ended: readonly ExemptionEnd[];
  readonly endingSoon: readonly ExemptionEnd[];
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** The exemptions that have expired at a time, and those that expire within some days of it. */
export function findExemptionEnds(organization: Organization, instant: Date, days: number): ExemptionEnds {
  const now = instant.getTime();
  const all = listEnds(organization).map((end) => ({ end, left: Date.parse(end.expires) - now }));
  return {
    ended: all.filter(({ left }) => left <= 0).map(({ end }) => end),
    endingSoon: all.filter(({ left }) => left > 0 && left <= days * DAY_MS).map(({ end }) => end),
  };
}

/** The earliest first; equal ones in the order of the file. */
function listEnds({ exemptions, placements }: Organization): readonly ExemptionEnd[] {
  const ends = [
    ...exemptions.flatMap(({ principal: subject, guardrails, owner, expires, at }): ExemptionEnd[] =>
      expires === null ? [] : [{ at, subject, guardrails, owner, expires }],
    ),
    ...placements.flatMap(endsInParameters),
  ];
  return ends.sort((a, b) => Date.parse(a.expires) - Date.parse(b.expires));
}

/** Parameters of guardrails may contain exemptions, too: every object with a field `expires`. */
export function endsInParameters(placement: Placement): readonly ExemptionEnd[] {
  const { guardrail, target, parameters } = placement;
  return entriesThatExpire(parameters, []).map(({ path, expires, owner }) => ({
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
