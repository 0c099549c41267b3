import { targetTree } from '../../../../lib/cli/plan/target-tree';
import type { TargetSummary } from '../../../../lib/cli/plan/summary';
import { renderText } from '../../../../lib/report/text/render-text';

function linesOf(targets: readonly TargetSummary[]): readonly string[] {
  return renderText({ sections: [{ blocks: [targetTree(targets)] }] }, { hasColors: false });
}

function aTarget(id: string, overrides: Partial<TargetSummary> = {}): TargetSummary {
  const name = id.split('/').at(-1) ?? id;
  return { id, kind: 'account', parent: 'Sandbox', state: 'active', name, guardrails: [], policies: [], ...overrides };
}

const ROOT = aTarget('root', { kind: 'root', parent: undefined });
const SANDBOX = aTarget('Sandbox', { kind: 'unit', parent: 'root' });
const GUARDRAIL = { id: 'deny-one', alreadyInForceFrom: null };

describe('the tree of a plan', () => {
  test('shows units before accounts, with a slash', () => {
    const inner = aTarget('Sandbox/Inner', { kind: 'unit' });
    expect(linesOf([ROOT, SANDBOX, aTarget('one'), inner])).toEqual([
      'root',
      '└── Sandbox/',
      '    ├── Inner/',
      '    └── one',
    ]);
  });

  test('shows names that differ from the key, and states', () => {
    const accounts = [aTarget('one', { name: 'Number one', state: 'suspended' }), aTarget('two', { state: 'closed' })];
    expect(linesOf([ROOT, SANDBOX, ...accounts])).toEqual([
      'root',
      '└── Sandbox/',
      '    ├── one  (“Number one”, suspended)',
      '    └── two  (closed)',
    ]);
  });

  test('shows ten plain accounts of a unit, and each that has guardrails of its own', () => {
    const accounts = Array.from({ length: 30 }, (_, index) =>
      aTarget(`account-${index}`, { guardrails: index === 25 ? [GUARDRAIL] : [] }),
    );
    const lines = linesOf([ROOT, SANDBOX, ...accounts]);
    expect(lines).toHaveLength(2 + 10 + 2 + 1);
    expect(lines.slice(-3)).toEqual(['    ├── account-25', '    │       deny-one', '    └── … and 19 more accounts']);
  });
});
