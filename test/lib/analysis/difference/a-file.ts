import type { GuardrailsFile, GuardrailsTarget } from '../../../../lib/model/guardrails-file';

/** A file with the root and the given targets. */
export function aFile(targets: readonly GuardrailsTarget[], more: Partial<GuardrailsFile> = {}): GuardrailsFile {
  return {
    formatVersion: 1,
    organization: { id: null, managementAccount: '111111111111' },
    targets: [{ id: 'root', kind: 'root', awsId: null }, ...targets],
    documents: [],
    settings: [],
    placements: [],
    ...more,
  };
}

export function aUnit(id: string, awsId: string | null = null): GuardrailsTarget {
  const end = id.lastIndexOf('/');
  return { id, kind: 'unit', parent: end < 0 ? 'root' : id.slice(0, end), awsId };
}

export function anAccount(id: string, parent: string, more: Partial<GuardrailsTarget> = {}): GuardrailsTarget {
  return { id, kind: 'account', parent, accountId: null, state: 'active', ...more };
}

/** The file as if it was read from AWS, which knows no placements. */
export function fromAws(file: GuardrailsFile): GuardrailsFile {
  return Object.fromEntries(Object.entries(file).filter(([name]) => name !== 'placements')) as GuardrailsFile;
}
