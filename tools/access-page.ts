import type { Block, Table } from '../lib/report/report';
import { OTHER_CALLERS } from '../test/evidence/application-callers';
import { CONFIGURING, READING, REFUSED, WRITING, type StoreCase } from '../test/evidence/application-requests';
import { accessRows } from '../test/evidence/application-table';
import type { Caller } from '../test/evidence/caller';
import { ESCALATION_PATHS, SOURCES, type EscalationPath } from '../test/evidence/escalation-paths';
import { fillPage } from './fill-page';

/** The page about applications and access: its path in the repository. */
export const ACCESS_PAGE = 'docs/access.md';

/** The page about applications and access with its current tables. */
export function accessPage(root: string): string {
  return fillPage(root, ACCESS_PAGE, { 'store-access': storeAccess(), 'escalation-paths': escalationPaths() });
}

/** What the tests have judged: the same cases. */
function storeAccess(): readonly Block[] {
  return [
    { kind: 'paragraph', text: 'To read a store:' },
    caseTable(READING),
    { kind: 'paragraph', text: 'To write to it:' },
    caseTable(WRITING),
    { kind: 'paragraph', text: 'What neither readers nor writers need:' },
    caseTable(REFUSED),
    { kind: 'paragraph', text: 'To change or read its settings:' },
    caseTable(CONFIGURING),
    { kind: 'paragraph', text: 'Besides all applications, their people and partners, these have tried:' },
    {
      kind: 'table',
      head: ['caller', 'who it is'],
      rows: Object.values<Caller>(OTHER_CALLERS).map(({ name, who }) => [name, who]),
    },
  ];
}

function caseTable(cases: readonly StoreCase[]): Table {
  return {
    kind: 'table',
    head: ['what', 'actions', 'who can', 'without guardrails'],
    rows: accessRows(cases).map(({ what, actions, who, unguarded }) => [what, inCode(actions), who, unguarded]),
  };
}

function escalationPaths(): readonly Block[] {
  return [
    {
      kind: 'table',
      head: ['path', 'denied by', 'what goes through gains nothing, because', 'source'],
      rows: ESCALATION_PATHS.map((path) => [path.name, describeStop(path), path.bounded ?? '', path.source]),
    },
    { kind: 'paragraph', text: 'The sources describe the attacks; the list is ours:' },
    {
      kind: 'table',
      head: ['source', 'page'],
      rows: Object.entries(SOURCES).map(([name, page]) => [name, `\`${page}\``]),
    },
  ];
}

/** What denies a path, and at which call if it has several. */
export function describeStop({ steps, stopped, bounded }: EscalationPath): string {
  if (stopped === undefined) return '';
  const step = steps.length > 1 ? steps[stopped.at] : undefined;
  const where = step === undefined ? '' : ` at \`${step.action}\``;
  return `${inCode(stopped.by)}${where}${bounded === undefined ? '' : ', of a role without the boundary'}`;
}

function inCode(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(', ');
}
