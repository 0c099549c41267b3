import { arnCovers } from '../../iam/patterns/glob';
import { ROOT, type Exemption, type Organization } from '../../model/organization';
import type { Problem } from '../../model/problem';
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
    const covered = coveredByPlatform(exemption, organization);
    if (covered !== undefined) return [covered];
    return exemption.guardrails.flatMap((guardrail, item) => {
      const other = findCovering(exemption, index, guardrail, organization.exemptions);
      return other === undefined ? [] : [coveredByOther(exemption, item, guardrail, other)];
    });
  });
}

/** Compared like `ArnNotLike aws:PrincipalArn`, which guardrails use to exempt principals. */
function coveredByPlatform(exemption: Exemption, { platform }: Organization): Problem | undefined {
  const { principal } = exemption;
  const part = Object.entries(platform.principals).find(([, patterns]) =>
    patterns.some((pattern) => arnCovers(pattern, principal)),
  );
  if (part === undefined) return undefined;
  const [name, patterns] = part;
  const pattern = patterns.find((candidate) => arnCovers(candidate, principal));
  return {
    code: 'exemption-of-platform',
    at: exemption.locate(['principal']),
    message: `\`${principal}\` is already exempt as part of the platform (\`${name}\`: \`${pattern ?? ''}\`)`,
    allowed: 'principals that guardrails bind',
    fix: 'remove the exemption',
  };
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
