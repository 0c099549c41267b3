import { describeTree } from '../../../../lib/cli/plan/describe-tree';
import type { TargetSummary } from '../../../../lib/cli/plan/summary';

const PLAIN = (_style: unknown, text: string): string => text;

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
    expect(describeTree([ROOT, SANDBOX, aTarget('one'), inner], PLAIN)).toEqual([
      'root',
      '└── Sandbox/',
      '    ├── Inner/',
      '    └── one',
    ]);
  });

  test('shows names that differ from the key, and states', () => {
    const accounts = [aTarget('one', { name: 'Number one', state: 'suspended' }), aTarget('two', { state: 'closed' })];
    expect(describeTree([ROOT, SANDBOX, ...accounts], PLAIN)).toEqual([
      'root',
      '└── Sandbox/',
      '    ├── one  (“Number one”, suspended)',
      '    └── two  (closed)',
    ]);
  });

  test('keeps ten plain accounts of a unit, and each that has something of its own', () => {
    const accounts = Array.from({ length: 30 }, (_, index) =>
      aTarget(`account-${index}`, { guardrails: index === 25 ? [GUARDRAIL] : [] }),
    );
    const lines = describeTree([ROOT, SANDBOX, ...accounts], PLAIN);
    expect(lines).toHaveLength(2 + 10 + 2 + 1);
    expect(lines.slice(-3)).toEqual(['    ├── account-25', '    │       deny-one', '    └── … and 19 accounts more']);
  });

  test('breaks long lists of guardrails', () => {
    const guardrails = Array.from({ length: 9 }, (_, index) => ({ ...GUARDRAIL, id: `deny-something-${index}` }));
    const lines = describeTree([{ ...ROOT, guardrails }], PLAIN);
    expect(lines).toHaveLength(3);
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(104);
  });
});
