import type { GuardrailsFile } from '../../../../lib/model/guardrails-file';

/** A policy that denies some actions. */
export type Scp = readonly [name: string, target: string, actions: readonly string[]];

/** The root, the units A and B, accounts with their units, and policies that deny some actions. */
export function anOrganization(accounts: Readonly<Record<string, string>>, policies: readonly Scp[]): GuardrailsFile {
  return {
    formatVersion: 1,
    organization: { id: null, managementAccount: '111111111111' },
    targets: [
      { id: 'root', kind: 'root' },
      { id: 'A', kind: 'unit', parent: 'root' },
      { id: 'B', kind: 'unit', parent: 'root' },
      ...Object.entries(accounts).map(([id, parent]) => ({ id, kind: 'account' as const, parent })),
    ],
    documents: policies.map(([name, target, actions]) => ({
      name,
      type: 'SERVICE_CONTROL_POLICY',
      targets: [target],
      content: {
        Version: '2012-10-17',
        Statement: actions.map((Action) => ({ Effect: 'Deny', Action, Resource: '*' })),
      },
      guardrails: Object.fromEntries(actions.map((action, index) => [`/Statement/${index}`, [`deny-${action}`]])),
    })),
    placements: [],
  };
}
