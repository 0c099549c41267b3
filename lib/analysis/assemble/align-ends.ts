import { groupBy } from '../../model/group-by';
import type { Exemption, Organization } from '../../model/organization';
import type { Assembly } from './assembly';
import { compiledWith, isCompiledGuardrail, type CompiledGuardrail } from './compiled-guardrail';
import { fillTarget } from './pack/fill-target';
import { CONTROL_POLICY_KINDS } from './policy-quota';
import { listTargets } from './targets';

/** What policies would lose if all exemptions that expire did so at one time. */
export interface EndAlignment {
  /** At how many times exemptions expire. */
  readonly ends: number;
  /** The earliest of them: nobody would be exempt for longer. */
  readonly earliest: string;
  readonly savedStatements: number;
  readonly savedCharacters: number;
}

/** With fewer times, aligning them is not worth an exemption that is too short. */
const MANY_ENDS = 3;

/** What aligning the ends of exemptions saves, because each end makes another copy of statements; null: nothing to speak of. */
export function findEndAlignment(
  organization: Organization,
  { compiled }: Pick<Assembly, 'compiled'>,
): EndAlignment | null {
  const { exemptions } = organization;
  const ends = [...new Set(exemptions.flatMap(({ expires }) => expires ?? []))].sort();
  const [earliest] = ends;
  if (earliest === undefined || ends.length < MANY_ENDS) return null;
  const guardrails = compiled.filter(isCompiledGuardrail);
  const aligned = alignEnds(exemptions, earliest);
  const now = measure(guardrails, organization);
  const then = measure(
    guardrails.map((one) => compiledWith(aligned, one, organization)),
    organization,
  );
  const savedStatements = now.statements - then.statements;
  const savedCharacters = now.characters - then.characters;
  return savedStatements <= 0 ? null : { ends: ends.length, earliest, savedStatements, savedCharacters };
}

/** The exemptions as if all that expire did so at one time. */
export function alignEnds(exemptions: readonly Exemption[], end: string): readonly Exemption[] {
  return exemptions.map((exemption) => (exemption.expires === null ? exemption : { ...exemption, expires: end }));
}

/** The documents as they would be without a record of where statements are, so that both sides are packed alike. */
function measure(
  compiled: readonly CompiledGuardrail[],
  organization: Organization,
): { readonly statements: number; readonly characters: number } {
  const byTarget = groupBy(compiled, ({ placement }) => placement.target);
  const documents = listTargets(organization).flatMap((target) =>
    CONTROL_POLICY_KINDS.flatMap((kind) => {
      const guardrails = (byTarget.get(target.id) ?? []).filter(({ guardrail }) => guardrail.type === kind.type);
      return fillTarget({ target, kind, guardrails }, organization, new Map()).documents;
    }),
  );
  return {
    statements: documents.reduce((sum, { statements }) => sum + statements.length, 0),
    characters: documents.reduce((sum, { characters }) => sum + characters, 0),
  };
}
