import { ROOT } from '../../organization';
import type { Problem } from '../../problem';
import type { PeopleContext } from './context';
import { isMissingOnRoot } from './root-guardrail';

/** The guardrail that stops revoked sessions. */
const GUARDRAIL = 'revoke-sessions';

/** A revocation does nothing by itself: sessions are stopped where the guardrail is, and somebody works in every account. */
export function findUnenforcedRevocations(context: PeopleContext): readonly Problem[] {
  if (context.revocations.length === 0 || !isMissingOnRoot(GUARDRAIL, context)) return [];
  return [
    {
      code: 'revocations-not-enforced',
      at: context.configuration.landingZone.yaml.locateKey(['revocations']),
      message: `revocations do nothing without the guardrail \`${GUARDRAIL}\` on \`${ROOT}\``,
      allowed: `\`${GUARDRAIL}\` on \`${ROOT}\`, so that it is effective in every member account`,
      fix: `add \`${GUARDRAIL}\` to \`guardrails\`, below \`${ROOT}\``,
    },
  ];
}
