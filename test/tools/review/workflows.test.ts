import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

const root = join(__dirname, '../../..');
const folder = join(root, '.github/workflows');

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

interface Workflow {
  readonly name: string;
  readonly on: {
    readonly workflow_run?: { readonly workflows: readonly string[] };
    readonly pull_request?: { readonly types?: readonly string[] };
  };
  readonly permissions: object;
  readonly jobs: Readonly<
    Record<string, { readonly if?: string; readonly permissions?: object; readonly steps: readonly Step[] }>
  >;
}

const workflows = readdirSync(folder).map((name) => {
  const workflow = parse(readFileSync(join(folder, name), 'utf8')) as Workflow;
  return { name, workflow, steps: Object.values(workflow.jobs).flatMap(({ steps }) => steps) };
});
const [judge, propose] = ['review-judge.yml', 'review-propose.yml'].map((name) => {
  const found = workflows.find((one) => one.name === name);
  if (found === undefined) throw new Error(`${name} is not there`);
  return found;
}) as [(typeof workflows)[number], (typeof workflows)[number]];

describe.each(workflows)('the workflow $name', ({ steps, workflow }) => {
  test('pins actions by commit', () => {
    expect(steps.flatMap(({ uses }) => uses ?? []).filter((uses) => !/@[0-9a-f]{40}$/.test(uses))).toEqual([]);
  });

  test('puts nothing of an event into a script', () => {
    expect(steps.filter(({ run }) => run?.includes('${{'))).toEqual([]);
  });

  test('leaves no token in a clone', () => {
    const clones = steps.filter(({ uses }) => uses?.startsWith('actions/checkout@'));
    expect(clones.map((clone) => clone.with?.['persist-credentials'])).toEqual(clones.map(() => false));
  });

  test('says what its token may do', () => {
    expect(workflow.permissions).toBeDefined();
  });
});

describe('the proposal', () => {
  test('may write nothing, and gets no secrets', () => {
    expect(propose.workflow.permissions).toEqual({ contents: 'read' });
    expect(Object.values(propose.workflow.jobs).flatMap(({ permissions }) => permissions ?? [])).toEqual([]);
    expect(readFileSync(join(folder, propose.name), 'utf8')).not.toMatch(/secrets\.|github\.token|pull_request_target/);
  });
});

describe('a pull request', () => {
  test('is judged again after a push, a change of its labels, and when it is retargeted', () => {
    expect(propose.workflow.on.pull_request?.types).toEqual(
      expect.arrayContaining(['opened', 'synchronize', 'reopened', 'edited', 'labeled', 'unlabeled']),
    );
    // Another title needs no new judgment: the run is skipped, and the judge does not follow it.
    expect(propose.workflow.jobs['propose']?.if).toBe("github.event.action != 'edited' || github.event.changes.base");
    expect(judge.workflow.jobs['judge']?.if).toContain("github.event.workflow_run.conclusion != 'skipped'");
  });

  test('is read by its commit: a branch could move', () => {
    const checkout = propose.steps.find(({ uses }) => uses?.startsWith('actions/checkout@'));
    expect(checkout?.with?.['ref']).toBe('${{ github.event.pull_request.head.sha }}');
    expect(readFileSync(join(folder, judge.name), 'utf8')).not.toContain('head_branch');
  });
});

describe('the judge', () => {
  test('follows the proposal', () => {
    expect(judge.workflow.on.workflow_run?.workflows).toEqual([propose.workflow.name]);
  });

  test('checks out the default branch and nothing else', () => {
    expect(judge.steps.flatMap((step) => step.with?.['ref'] ?? [])).toEqual([
      '${{ github.event.repository.default_branch }}',
    ]);
  });

  test('has all commits, because it merges', () => {
    const checkout = judge.steps.find(({ uses }) => uses?.startsWith('actions/checkout@'));
    expect(checkout?.with?.['fetch-depth']).toBe(0);
  });

  test('runs what is there, with what the lockfile installs', () => {
    const commands = judge.steps.flatMap(({ run }) => run ?? []);
    expect(commands).toEqual(['npm ci --ignore-scripts', 'node --require ts-node/register tools/review/main.ts']);
    expect(existsSync(join(root, 'tools/review/main.ts'))).toBe(true);
  });
});
