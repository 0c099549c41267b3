import type { GuardrailsFile } from '../../model/guardrails-file';
import type { StepStatement } from './explain';

/** A principal that a guardrail leaves out, and what is known of the exemption. */
export interface ExplainedExemption {
  readonly principal: string;
  /** The platform's name of it, such as `breakGlass`. */
  readonly platform: string | null;
  readonly owner: string | null;
  readonly reason: string | null;
  /** An instant; null: it does not end. */
  readonly expires: string | null;
}

/**
 * Who is left out of a guardrail, by what its statements say; owner, reason and end come from the file.
 *
 * @param platform patterns by name, where the organization is at hand
 */
export function exemptFrom(
  guardrail: string,
  statements: readonly StepStatement[],
  { placements }: Pick<GuardrailsFile, 'placements'>,
  platform: Readonly<Record<string, readonly string[]>>,
): readonly ExplainedExemption[] {
  const concerned = statements.filter(({ guardrails }) => guardrails.includes(guardrail));
  const exemptions = (placements ?? []).filter((one) => one.guardrail === guardrail).flatMap((one) => one.exemptions);
  return [...new Set(concerned.flatMap(({ leavesOut }) => leavesOut))].map((principal) => {
    const exemption = exemptions.find((one) => one.principal === principal);
    const name = Object.entries(platform).find(([, patterns]) => patterns.includes(principal))?.[0];
    return {
      principal,
      platform: name ?? null,
      owner: exemption?.owner ?? null,
      reason: exemption?.reason ?? null,
      expires: exemption?.expires ?? null,
    };
  });
}
