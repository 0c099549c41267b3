import { ROOT } from '../../organization';
import type { Problem } from '../../problem';
import { findClosest } from '../../suggest';
import type { PeopleContext } from './context';

/** The guardrail that stops revoked sessions. */
const GUARDRAIL = 'revoke-sessions';

/** A revocation does nothing by itself: sessions are stopped where the guardrail is, and somebody works in every account. */
export function findUnenforcedRevocations({
  configuration,
  catalogue,
  revocations,
}: PeopleContext): readonly Problem[] {
  const { yaml, draft } = configuration.landingZone;
  const { guardrails } = draft;
  if (revocations.length === 0 || guardrails === null || guardrails?.[ROOT] === null) return [];
  const isMeant = (id: string): boolean =>
    id === GUARDRAIL || (!catalogue.has(id) && findClosest(id, [...catalogue.keys(), GUARDRAIL]) === GUARDRAIL);
  if (Object.keys(guardrails?.[ROOT] ?? {}).some(isMeant)) return [];
  return [
    {
      code: 'revocations-not-enforced',
      at: yaml.locateKey(['revocations']),
      message: `revocations do nothing without the guardrail \`${GUARDRAIL}\` on \`${ROOT}\``,
      allowed: `\`${GUARDRAIL}\` on \`${ROOT}\`, so that it is effective in every member account`,
      fix: `add \`${GUARDRAIL}\` to \`guardrails\`, below \`${ROOT}\``,
    },
  ];
}
