import { ROOT, type Organization } from '../../model/organization';
import type { Problem } from '../../model/problem';

/** The guardrail that stops revoked sessions. */
const REVOCATION = 'revoke-sessions';

/**
 * Revocations that stop nobody, or not everywhere: the guardrail that reads them is not in force in every account. It may
 * be on units as well.
 */
export function findIneffectiveRevocations({ revocations, placements }: Organization): readonly Problem[] {
  if (placements.some(({ guardrail, target }) => guardrail === REVOCATION && target === ROOT)) return [];
  const elsewhere = placements.filter(({ guardrail }) => guardrail === REVOCATION).map(({ target }) => `\`${target}\``);
  return revocations.map((one) => ({
    code: 'revocation-without-effect',
    at: one.at,
    message:
      `\`${one.kind === 'person' ? one.person : one.role}\` is revoked, but ` +
      (elsewhere.length === 0
        ? `\`${REVOCATION}\`, which stops revoked sessions, is nowhere`
        : `\`${REVOCATION}\`, which stops revoked sessions, is only on ${elsewhere.join(', ')}`),
    allowed: `revocations while \`${REVOCATION}\` is on \`${ROOT}\``,
    fix: `place \`${REVOCATION}\` on \`${ROOT}\``,
  }));
}
