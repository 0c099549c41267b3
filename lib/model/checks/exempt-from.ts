import type { Configuration, ParameterSchemas } from '../configuration';
import type { Problem } from '../problem';
import { listValues } from '../suggest';
import { unknownGuardrail } from './placements';

/** `platform.exemptFrom` names guardrails that exist, and that exempt somebody. */
export function findBadExemptFrom(
  { landingZone: { yaml, draft } }: Configuration,
  catalogue: ParameterSchemas,
): readonly Problem[] {
  return Object.entries(draft.platform?.exemptFrom ?? {}).flatMap(([kind, from]) => {
    if (from === null || from === 'all') return [];
    return from.flatMap((id, index): readonly Problem[] => {
      if (id === null) return [];
      const at = yaml.locate(['platform', 'exemptFrom', kind, index]);
      const guardrail = catalogue.get(id);
      if (guardrail === undefined) return [unknownGuardrail(id, at, catalogue)];
      if (guardrail.exempt === 'platform') return [];
      const others = [...catalogue.values()].filter(({ exempt }) => exempt === 'platform').map((one) => one.id);
      return [
        {
          code: 'nobody-is-exempt',
          at,
          message: `\`${id}\` exempts nobody, not even the platform`,
          allowed: listValues(others),
          fix: `remove \`${id}\` from \`${kind}\``,
        },
      ];
    });
  });
}
