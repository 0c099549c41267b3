import { ROOT } from '../../organization';
import type { Problem } from '../../problem';
import type { PeopleContext } from './context';
import { isMissingOnRoot } from './root-guardrail';

/** The guardrail that keeps others from making or changing the roles of partners. */
const GUARDRAIL = 'protect-platform-roles';

/**
 * The perimeter lets a partner assume the roles of its name in every account. So nobody but the platform may make such a role,
 * not even where the partner has none, or change one.
 */
export function findUnprotectedPartners(context: PeopleContext): readonly Problem[] {
  const [first] = context.partners;
  if (first === undefined || !isMissingOnRoot(GUARDRAIL, context)) return [];
  return [
    {
      code: 'partners-not-protected',
      at: context.configuration.landingZone.yaml.locateKey(['partners']),
      message:
        `partners need the guardrail \`${GUARDRAIL}\` on \`${ROOT}\`: without it, whoever administers an account could make ` +
        `the role \`/partner/${first.key}\` there, or change it, and let the partner in`,
      allowed: `\`${GUARDRAIL}\` on \`${ROOT}\`, so that it is effective in every member account`,
      fix: `add \`${GUARDRAIL}\` to \`guardrails\`, below \`${ROOT}\``,
    },
  ];
}
