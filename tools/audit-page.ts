import { watchedEvents } from '../constructs/audit/watched-events';
import { ALARM_DEFAULTS } from '../lib/model/alarms';
import type { Block, Table } from '../lib/report/report';
import {
  CALLERS,
  INSIDE,
  OTHER_ACCESS,
  TRAIL_ACCESS,
  type AccessCase,
  type CallerId,
} from '../test/evidence/archive-access';
import { DELIVERY_CASES } from '../test/evidence/archive-deliveries';
import type { Caller } from '../test/evidence/caller';
import { fillPage } from './fill-page';

/** The page about the audit trail: its path in the repository. */
export const AUDIT_PAGE = 'docs/audit.md';

/** The page about the audit trail with its current tables. */
export function auditPage(root: string): string {
  return fillPage(root, AUDIT_PAGE, { 'archive-access': archiveAccess(), alarms: alarms() });
}

/** What the tests have judged: the same cases. */
function archiveAccess(): readonly Block[] {
  const callers = Object.values<Caller>(CALLERS).map(({ name, who }) => [name, who]);
  return [
    { kind: 'paragraph', text: 'These have tried:' },
    { kind: 'table', head: ['caller', 'who it is'], rows: callers },
    {
      kind: 'paragraph',
      text:
        "This is who of them can do what with the trail's archive. The last column is for an organization that has " +
        'detached every guardrail. The lock is no policy and not in the table: it stops the root user as well.',
    },
    accessTable(TRAIL_ACCESS),
    {
      kind: 'paragraph',
      text:
        'The other buckets of the log archive stay open to changes by the platform. Whoever can replace a policy can ' +
        'overwrite logs after that, but not delete them: `protect-log-archive-data` denies that to everybody.',
    },
    accessTable(OTHER_ACCESS),
    { kind: 'paragraph', text: 'And what AWS services can deliver, with the guardrails and without:' },
    {
      kind: 'table',
      head: ['delivery', 'answer'],
      rows: DELIVERY_CASES.map(({ what, isPossible }) => [what, isPossible ? 'possible' : 'denied']),
    },
  ];
}

function alarms(): readonly Block[] {
  const names = { account: '', logGroupName: '', topicArns: [''], prefix: '' };
  return [
    {
      kind: 'table',
      head: ['alarm', 'goes off when', 'default threshold'],
      rows: Object.entries(ALARM_DEFAULTS).map(([id, { summary, threshold }]) => [
        `\`${id}\``,
        summary,
        `${threshold} in 5 minutes`,
      ]),
    },
    {
      kind: 'table',
      head: ['rule', 'tells that'],
      rows: Object.entries(watchedEvents(names)).map(([id, { meaning }]) => [`\`${id}\``, meaning]),
    },
  ];
}

function accessTable(cases: readonly AccessCase[]): Table {
  return {
    kind: 'table',
    head: ['action', 'who can', 'without guardrails'],
    rows: cases.map(({ what, action, possible, unguarded }) => [
      `${what} (\`${action}\`)`,
      namesOf(possible),
      namesOf(unguarded),
    ]),
  };
}

function namesOf(callers: readonly CallerId[]): string {
  const isInside = INSIDE.every((id) => callers.includes(id));
  const others = isInside ? callers.filter((id) => !INSIDE.includes(id)) : callers;
  const names = [...(isInside ? ['all principals of the account'] : []), ...others.map((id) => CALLERS[id].name)];
  return names.length === 0 ? 'nobody' : names.join(', ');
}
