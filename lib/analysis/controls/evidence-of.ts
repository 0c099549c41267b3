import type { DeclaredMechanism } from './control';
import { STACK_SETTINGS } from './stack-settings';

/** The file that makes a mechanism, and the test that shows it: paths in the repository. */
export interface Evidence {
  readonly file: string;
  readonly test: string;
}

export function evidenceOf(mechanism: DeclaredMechanism): Evidence {
  switch (mechanism.kind) {
    case 'guardrail':
      return { file: `policies/${mechanism.id}.ts`, test: 'test/policies/proof.test.ts' };
    case 'alarm':
      return { file: 'constructs/audit/trail-alarms.ts', test: 'test/constructs/audit/trail-alarms.test.ts' };
    case 'stack-setting': {
      const { file, test } = STACK_SETTINGS[mechanism.id];
      return { file, test };
    }
  }
}

/** All Config rules are in one table, and its test compares the packs with it. */
export const CONFIG_RULE_EVIDENCE: Evidence = {
  file: 'lib/model/config-rules/table.ts',
  test: 'test/lib/model/config-rules/table.test.ts',
};
