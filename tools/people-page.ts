import type { Block } from '../lib/report/report';
import {
  factsIn,
  HELD_BY_GUARDRAILS,
  NOBODY,
  RESCUER,
  SHARED,
  WORKERS,
  type Fact,
  type Worker,
  type WorkerId,
} from '../test/evidence/people-facts';
import { fillPage } from './fill-page';

/** The page about people: its path in the repository. */
export const PEOPLE_PAGE = 'docs/people.md';

/** The page about people with its current tables. */
export function peoplePage(root: string): string {
  return fillPage(root, PEOPLE_PAGE, { 'may-and-may-not': mayAndMayNot() });
}

/** What the tests have judged: the same facts. */
function mayAndMayNot(): readonly Block[] {
  return [
    { kind: 'paragraph', text: `None of these may do this, except the role \`${PATH_OF_RESCUER}\`:` },
    {
      kind: 'table',
      head: ['about', 'nobody may'],
      rows: Object.entries(NOBODY).map(([about, facts]) => [about, join(facts)]),
    },
    { kind: 'paragraph', text: 'Many may, or may not, do all of this. The tables below only say so:' },
    {
      kind: 'table',
      head: ['about', 'all of this'],
      rows: SHARED.map(({ about, facts }) => [about, join(facts)]),
    },
    {
      kind: 'paragraph',
      text: 'Each may do this, and not that. The permissions alone hold what they may not, unless a guardrail is mentioned.',
    },
    ...(Object.entries(WORKERS) as [WorkerId, Worker][]).flatMap(([id, worker]) => tableOf(id, worker)),
  ];
}

const PATH_OF_RESCUER = WORKERS[RESCUER].principal.replace(/^role/, '');

function tableOf(id: WorkerId, { title, who, may, mayNot }: Worker): readonly Block[] {
  const abouts = [...new Set([...Object.keys(may), ...Object.keys(mayNot)])];
  return [
    { kind: 'paragraph', text: [{ text: title, isStrong: true }, `: ${who}`] },
    {
      kind: 'table',
      head: ['about', 'may', 'may not'],
      rows: abouts.map((about) => [about, cell(may[about]), cell(mayNot[about], id)]),
    },
    ...heldForOthers(id),
  ];
}

function cell(facts: readonly Fact[] = [], id?: WorkerId): string {
  return SHARED.some((shared) => shared.facts === facts) ? 'all of the list' : join(facts, id);
}

/** What everybody is denied is in the first table; that a guardrail does it for somebody is said here. */
function heldForOthers(id: WorkerId): readonly Block[] {
  if (id === RESCUER) return [];
  const held = factsIn(NOBODY).filter(({ what }) => isHeld(id, what));
  if (held.length === 0) return [];
  return [{ kind: 'paragraph', text: `Of what nobody may, guardrails alone hold this: ${join(held)}.` }];
}

function join(facts: readonly Fact[], id?: WorkerId): string {
  return facts.map(({ what }) => (id !== undefined && isHeld(id, what) ? `${what} (by a guardrail)` : what)).join('; ');
}

function isHeld(id: WorkerId, what: string): boolean {
  return HELD_BY_GUARDRAILS.includes(`${id}: ${what}`);
}
