import type { GuardrailsTarget } from '../../model/guardrails-file';
import { describePlaceholder, splitPlaceholders, type Placeholder } from '../../model/placeholder';
import type { GuardrailsTree } from './guardrails-tree';

/** The ids of an organization, with an example for each that is not known yet. Examples are stable and unique. */
export interface ExampleIds {
  readonly organization: string;
  /** Ids of the root and the units, by target. */
  readonly ofUnit: ReadonlyMap<string, string>;
  /** Account numbers, by target. */
  readonly ofAccount: ReadonlyMap<string, string>;
}

const EXAMPLE_ORGANIZATION = 'o-exampleorgid';
const EXAMPLE_ROOT = 'r-exam';

/** Takes the ids in the file, and derives the others from the names of the targets. */
export function exampleIds({ file: { organization }, units, accounts }: GuardrailsTree): ExampleIds {
  return {
    organization: organization.id ?? EXAMPLE_ORGANIZATION,
    ofUnit: fillUp(
      units,
      ({ awsId }) => awsId,
      ({ id, kind }, attempt) =>
        kind === 'root' ? EXAMPLE_ROOT : `ou-exam-${hash(id, attempt).toString(36).padStart(8, '0')}`,
    ),
    ofAccount: fillUp(
      accounts,
      ({ kind, accountId }) => accountId ?? (kind === 'management-account' ? organization.managementAccount : null),
      ({ id }, attempt) => `99${String(hash(id, attempt)).padStart(10, '0')}`,
    ),
  };
}

/** Replaces placeholders by ids; a placeholder of an unknown target stays as it is. */
export function placeholderResolver(
  ids: ExampleIds,
  pathOf: (unit: string) => string | undefined,
): (text: string) => string {
  const idOf = (placeholder: Placeholder): string | undefined => {
    switch (placeholder.kind) {
      case 'organization-id':
        return ids.organization;
      case 'unit-path':
        return pathOf(placeholder.unit);
      case 'account-id':
        return ids.ofAccount.get(placeholder.account);
    }
  };
  return (text) => {
    if (!text.includes('{')) return text;
    const parts = splitPlaceholders(text);
    return parts.map((part) => (part.kind === 'text' ? part.text : (idOf(part) ?? describePlaceholder(part)))).join('');
  };
}

function fillUp(
  targets: readonly GuardrailsTarget[],
  known: (target: GuardrailsTarget) => string | null | undefined,
  example: (target: GuardrailsTarget, attempt: number) => string,
): ReadonlyMap<string, string> {
  const taken = new Set(targets.map(known));
  return new Map(
    targets.map((target) => {
      let id = known(target) ?? null;
      for (let attempt = 0; id === null; attempt += 1) {
        const candidate = example(target, attempt);
        if (!taken.has(candidate)) id = candidate;
      }
      taken.add(id);
      return [target.id, id] as const;
    }),
  );
}

/** FNV-1a, 32 bits: the same for the same name in every organization. */
function hash(text: string, attempt: number): number {
  let value = 0x811c9dc5;
  for (const character of `${text}/${attempt}`) value = Math.imul(value ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return value >>> 0;
}
