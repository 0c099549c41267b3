import { arnCovers } from '../../iam/patterns/glob';
import type { Exemption, Organization } from '../../model/organization';
import type { Problem } from '../../model/problem';

/** Exemptions without any effect: somebody would rely on an end, an owner or a reason that decides nothing. */
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

/** Compared as `ArnNotLike aws:PrincipalArn` compares them, which is how guardrails leave principals out. */
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
    message: `\`${principal}\` is exempt already, since it is part of the platform (\`${name}\`: \`${pattern ?? ''}\`)`,
    allowed: 'principals that guardrails bind',
    fix: 'remove the exemption',
  };
}

/** Another exemption from this guardrail, of the same principal or a wider one, that lasts as long at least. */
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
  const end = other.expires === null ? 'for ever' : `until ${other.expires}`;
  const place = `${other.at.file}:${other.at.line}`;
  return {
    code: 'pointless-exemption',
    at: exemption.locate(['guardrails', item]),
    message:
      `\`${exemption.principal}\` is exempt from \`${guardrail}\` already, ` +
      `since \`${other.principal}\` is exempt ${end} (${place})`,
    fix: `remove \`${guardrail}\` here, or narrow or shorten the other exemption`,
  };
}
