import { IDENTITY_CENTER_FIX, matchesIdentityCenter } from '../../iam/dialect/exempts-identity-center';
import { PRINCIPAL_FIX, whyNeverPrincipal } from '../../iam/dialect/principal-arn';
import type { Organization, PropertyPath } from '../../model/organization';
import type { Position, Problem } from '../../model/problem';

/** A pattern of principals that guardrails do not bind, and where it is written. */
interface WrittenPrincipal {
  readonly pattern: string;
  readonly at: Position;
}

/**
 * Patterns of principals that match nobody, or every user of Identity Center. They are in every statement that exempts
 * somebody, so the proof would find each many times.
 */
export function findImpossiblePrincipals(organization: Organization): readonly Problem[] {
  return listPrincipals(organization).flatMap(({ pattern, at }): Problem[] => {
    const reason = whyNeverPrincipal(pattern);
    if (reason !== undefined)
      return [
        { code: 'impossible-principal', at, message: `\`${pattern}\` never matches: ${reason}`, fix: PRINCIPAL_FIX },
      ];
    if (!matchesIdentityCenter(pattern)) return [];
    const message = `\`${pattern}\` exempts every role of Identity Center`;
    return [{ code: 'exempts-identity-center', at, message, fix: IDENTITY_CENTER_FIX }];
  });
}

function listPrincipals(organization: Organization): readonly WrittenPrincipal[] {
  const { organizationAccessRoleName, principals } = organization.platform;
  const role = { pattern: `arn:*:iam::*:role/${organizationAccessRoleName}`, at: ['organizationAccessRoleName'] };
  const lists = (['deployment', 'breakGlass'] as const).flatMap((list) =>
    principals[list].map((pattern, index) => ({ pattern, at: [list, index] as PropertyPath })),
  );
  return [
    ...[role, ...lists].map(({ pattern, at }) => ({ pattern, at: organization.locate(['platform', ...at]) })),
    ...organization.exemptions.map((exemption) => ({
      pattern: exemption.principal,
      at: exemption.locate(['principal']),
    })),
  ];
}
