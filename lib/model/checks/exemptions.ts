import type { Configuration, ParameterSchemas } from '../configuration';
import type { Problem } from '../problem';
import { findPlacedGuardrails, unknownGuardrail } from './placements';

/** An exemption names guardrails that exist, that allow exemptions, and that are placed somewhere. */
export function findBadExemptions(configuration: Configuration, catalogue: ParameterSchemas): readonly Problem[] {
  const { yaml, draft } = configuration.landingZone;
  const placed = findPlacedGuardrails(configuration, catalogue);
  return (draft.exemptions ?? []).flatMap((exemption, index) =>
    (exemption?.guardrails ?? []).flatMap((id, item) => {
      if (id === null) return [];
      const at = yaml.locate(['exemptions', index, 'guardrails', item]);
      const guardrail = catalogue.get(id);
      if (guardrail === undefined) return [unknownGuardrail(id, at, catalogue)];
      if (guardrail.exempt === 'nobody') return [{ at, ...nobodyIsExempt(id) }];
      return placed.has(id) ? [] : [{ at, ...placedNowhere(id) }];
    }),
  );
}

function nobodyIsExempt(id: string): Omit<Problem, 'at'> {
  return {
    code: 'nobody-is-exempt',
    message: `\`${id}\` allows no exemptions`,
    fix: `remove \`${id}\` from this exemption, or place the guardrail on fewer targets`,
  };
}

function placedNowhere(id: string): Omit<Problem, 'at'> {
  return {
    code: 'exemption-without-placement',
    message: `the guardrail \`${id}\` is not placed anywhere, so the exemption has no effect`,
    fix: `remove \`${id}\` from this exemption, or place the guardrail under \`guardrails\``,
  };
}
