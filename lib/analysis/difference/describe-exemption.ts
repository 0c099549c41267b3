import type { GuardrailsPlacement } from '../../model/guardrails-file';
import { enumerate } from './enumerate';
import type { Difference } from './difference-file';

type Exemption = GuardrailsPlacement['exemptions'][number];

/** What became of an exemption from one guardrail. */
export interface ExemptionChange {
  readonly kind: Difference['exemptions'][number]['kind'];
  readonly guardrail: string;
  /** More than one where a wider pattern took the place of several. */
  readonly before: readonly Exemption[];
  readonly after: Exemption | null;
}

/** When an exemption ends, in one word. */
export function endOf({ expires = 'never' }: Exemption): string {
  return expires;
}

/** A changed exemption from some guardrails as a sentence. */
export function describeExemption({ kind, before, after }: ExemptionChange, guardrails: readonly string[]): string {
  const from = enumerate(guardrails);
  const old = enumerate(before.map(({ principal }) => principal));
  const ends = [...new Set(before.map(until))];
  if (after === null) {
    const others = kind === 'narrowed' ? ', but still from others' : '';
    return `${old} is no longer exempt from ${from}${others}; it was ${enumerate(ends)}.`;
  }
  const { principal } = after;
  const end = until(after);
  if (before.length === 0)
    return `${principal} becomes exempt from ${from}${kind === 'widened' ? ', too' : ''}, ${end}.`;
  const since = ends.every((each) => each === end) ? '' : ` (before: ${enumerate(ends)})`;
  if (kind === 'prolonged' || kind === 'shortened')
    return `The exemption of ${principal} from ${from} is ${kind}: ${end}${since}.`;
  return `The exemption of ${old} from ${from} is ${kind} to ${principal}, ${end}${since}.`;
}

function until({ expires }: Exemption): string {
  return expires === undefined ? 'without an end' : `until ${expires}`;
}
