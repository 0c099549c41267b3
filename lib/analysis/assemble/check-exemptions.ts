import { arnCovers } from '../../iam/patterns/glob';
import { PLATFORM_KINDS, ROOT, type Exemption, type Organization, type PlatformKind } from '../../model/organization';
import { kindsExemptFrom } from '../../model/platform';
import type { Position, Problem } from '../../model/problem';
import { treeOf } from '../../model/tree';
import type { Configured } from './compiled-guardrail';
import { targetsOf } from './guardrails-file';

/** The guardrail that keeps others from creating and changing whoever is exempt: the platform, and all exemptions. */
const PROTECTION = 'protect-platform-roles';

/**
 * Placements that exempt somebody whom others can create or change: `PROTECTION` is in force neither at their target nor
 * above it. Whoever can create an exempt role can do what the guardrail denies.
 */
export function findUnprotectedExemptions(
  organization: Organization,
  configured: readonly Configured[],
): readonly Problem[] {
  const { downTo } = treeOf(targetsOf(organization));
  const isProtected = new Set(
    configured.flatMap(({ placement, guardrail }) => (guardrail.id === PROTECTION ? [placement.target] : [])),
  );
  return configured.flatMap(({ placement, guardrail }): readonly Problem[] => {
    if (guardrail.exempt === 'nobody') return [];
    // A resource control policy binds callers of every account, and so it exempts them everywhere.
    const above = guardrail.type === 'RESOURCE_CONTROL_POLICY' ? [ROOT] : downTo(placement.target).map(({ id }) => id);
    if (above.some((target) => isProtected.has(target))) return [];
    return [
      {
        code: 'exempt-unprotected',
        at: placement.at,
        message:
          `\`${guardrail.id}\` at \`${placement.target}\` exempts principals that others can create and change there, ` +
          `because \`${PROTECTION}\` is in force neither there nor above`,
        allowed: `\`${PROTECTION}\` at ${above.map((target) => `\`${target}\``).join(' or ')}`,
        fix: `place \`${PROTECTION}\` on \`${ROOT}\``,
      },
    ];
  });
}

/** Exemptions without effect: people would rely on an expiry, an owner or a reason that has none. */
export function findIneffectiveExemptions(organization: Organization): readonly Problem[] {
  return organization.exemptions.flatMap((exemption, index) => {
    const byPlatform = exemption.guardrails.map((guardrail) => coveredByPlatform(exemption, guardrail, organization));
    const [first, ...others] = byPlatform;
    // One problem, if the platform's patterns cover the whole exemption in the same way.
    if (first !== undefined && others.every((other) => other?.pattern === first.pattern))
      return [exemptionOfPlatform(exemption, first, exemption.locate(['principal']))];
    return exemption.guardrails.flatMap((guardrail, item) => {
      const covering = byPlatform[item];
      if (covering !== undefined)
        return [exemptionOfPlatform(exemption, covering, exemption.locate(['guardrails', item]), guardrail)];
      const other = findCovering(exemption, index, guardrail, organization.exemptions);
      return other === undefined ? [] : [coveredByOther(exemption, item, guardrail, other)];
    });
  });
}

/** A pattern of platform principals, and its kind. */
interface PlatformPattern {
  readonly kind: PlatformKind;
  readonly pattern: string;
}

/** Compared like `ArnNotLike aws:PrincipalArn`, which guardrails use to exempt principals. */
function coveredByPlatform(
  { principal }: Exemption,
  guardrail: string,
  { platform }: Organization,
): PlatformPattern | undefined {
  return kindsExemptFrom(platform, { id: guardrail, exempt: 'platform' })
    .flatMap((kind) => platform.principals[kind].map((pattern) => ({ kind, pattern })))
    .find(({ pattern }) => arnCovers(pattern, principal));
}

function exemptionOfPlatform(
  { principal }: Exemption,
  { kind, pattern }: PlatformPattern,
  at: Position,
  guardrail?: string,
): Problem {
  const from = guardrail === undefined ? '' : ` from \`${guardrail}\``;
  return {
    code: 'exemption-of-platform',
    at,
    message: `\`${principal}\` is already exempt${from} as part of the platform (\`${kind}\`: \`${pattern}\`)`,
    allowed: 'principals that guardrails bind',
    fix: guardrail === undefined ? 'remove the exemption' : `remove \`${guardrail}\` from this exemption`,
  };
}

/** The parts of `platform.exemptFrom` that a wider pattern of another kind defeats: people would rely on the shorter list. */
export function findDefeatedRestrictions(organization: Organization): readonly Problem[] {
  const { platform } = organization;
  return (['deployment', 'breakGlass'] as const).flatMap((kind) => {
    const own = platform.exemptFrom[kind];
    if (own === 'all') return [];
    return platform.principals[kind].flatMap((pattern, index): readonly Problem[] => {
      const wider = PLATFORM_KINDS.filter((other) => other !== kind && isMore(platform.exemptFrom[other], own))
        .flatMap((other) => platform.principals[other].map((one) => ({ kind: other, pattern: one })))
        .find((other) => arnCovers(other.pattern, pattern));
      if (wider === undefined) return [];
      return [
        {
          code: 'restriction-without-effect',
          at: organization.locate(['platform', kind, index]),
          message:
            `\`${pattern}\` is exempt from more than \`exemptFrom.${kind}\` says, ` +
            `because \`${wider.pattern}\` (\`${wider.kind}\`) covers it`,
          allowed: `roles that no pattern of a kind that is exempt from more covers`,
          fix: `narrow \`${wider.pattern}\`, or remove \`exemptFrom.${kind}\``,
        },
      ];
    });
  });
}

/** Whether one list has guardrails that the other one does not have. */
function isMore(one: 'all' | readonly string[], other: readonly string[]): boolean {
  return one === 'all' || one.some((id) => !other.includes(id));
}

/** Another exemption from this guardrail, for the same or a wider principal, that lasts at least as long. */
function findCovering(
  exemption: Exemption,
  index: number,
  guardrail: string,
  exemptions: readonly Exemption[],
): Exemption | undefined {
  return exemptions.find(
    (other, at) =>
      at !== index &&
      other.guardrails.includes(guardrail) &&
      isCovered(exemption, other) &&
      // Of two that cover each other, the second one is reported.
      (at < index || !isCovered(other, exemption)),
  );
}

function isCovered(exemption: Exemption, other: Exemption): boolean {
  const lasts = other.expires === null || (exemption.expires !== null && exemption.expires <= other.expires);
  return lasts && arnCovers(other.principal, exemption.principal);
}

function coveredByOther(exemption: Exemption, item: number, guardrail: string, other: Exemption): Problem {
  const end = other.expires === null ? 'without an end' : `until ${other.expires}`;
  const place = `${other.at.file}:${other.at.line}`;
  return {
    code: 'pointless-exemption',
    at: exemption.locate(['guardrails', item]),
    message:
      `\`${exemption.principal}\` is already exempt from \`${guardrail}\`, ` +
      `since \`${other.principal}\` is exempt ${end} (${place})`,
    fix: `remove \`${guardrail}\` here, or narrow or shorten the other exemption`,
  };
}
