import { groupBy } from '../../model/group-by';
import type { GuardrailsFile } from '../../model/guardrails-file';
import { enumerate, inARow } from '../../report/words';
import type { MatchedTargets } from '../evaluate/match-targets';
import type { Difference } from './difference-file';
import { findEvidenceEdits } from './evidence-edits';

type Edit = Difference['edits'][number];

/**
 * What was edited: what records calls and measures accounts, the governed Regions, the targets of guardrails, and their parameters. What is on a unit or account that
 * only one state has came or went with it. A state that was read from AWS has no placements.
 */
export function findEdits(before: GuardrailsFile, after: GuardrailsFile, matched: MatchedTargets): readonly Edit[] {
  return [
    ...findEvidenceEdits(before, after),
    ...findRegionEdits(before, after),
    ...findPlacementEdits(before, after, matched),
  ];
}

function findRegionEdits(
  { organization: old }: GuardrailsFile,
  { organization: now }: GuardrailsFile,
): readonly Edit[] {
  const [were, are] = [old.governedRegions, now.governedRegions];
  if (were === undefined || are === undefined) return [];
  const added = are.filter((region) => !were.includes(region));
  const removed = were.filter((region) => !are.includes(region));
  const edit = (kind: Edit['kind'], regions: readonly string[], what: readonly [one: string, many: string]): Edit[] => {
    if (regions.length === 0) return [];
    const summary = `${inARow(regions, 'and')} ${regions.length === 1 ? what[0] : what[1]}.`;
    return [{ kind, guardrails: [], targets: [], parameters: {}, summary }];
  };
  return [
    ...edit('region-added', added, ['is now a governed Region', 'are now governed Regions']),
    ...edit('region-removed', removed, ['is no longer a governed Region', 'are no longer governed Regions']),
  ];
}

/** A guardrail on a target of both states, with the parameters that it has there in each; null: it is not there. */
interface Placed {
  readonly guardrail: string;
  readonly target: string;
  readonly before: Parameters | null;
  readonly after: Parameters | null;
}

type Parameters = Readonly<Record<string, unknown>>;

function findPlacementEdits(before: GuardrailsFile, after: GuardrailsFile, { both }: MatchedTargets): readonly Edit[] {
  if (before.placements === undefined || after.placements === undefined) return [];
  const [old, now] = [
    groupBy(before.placements, ({ target }) => target),
    groupBy(after.placements, ({ target }) => target),
  ];
  const placed = both.flatMap((pair): readonly Placed[] => {
    const [were, are] = [old.get(pair.before.id) ?? [], now.get(pair.after.id) ?? []];
    const guardrails = new Set([...were, ...are].map(({ guardrail }) => guardrail));
    return [...guardrails].map((guardrail) => ({
      guardrail,
      target: pair.after.id,
      before: were.find((one) => one.guardrail === guardrail)?.parameters ?? null,
      after: are.find((one) => one.guardrail === guardrail)?.parameters ?? null,
    }));
  });
  return [
    ...describePlaces(placed.filter(({ before: was, after: is }) => was === null || is === null)),
    ...placed.flatMap(describeParameters),
  ];
}

/** One edit for all guardrails that came to, or went from, the same targets. */
function describePlaces(placed: readonly Placed[]): readonly Edit[] {
  const byGuardrail = [...groupBy(placed, ({ guardrail }) => guardrail)].map(([guardrail, places]) => ({
    guardrail,
    added: places.flatMap(({ before, target }) => (before === null ? [target] : [])),
    removed: places.flatMap(({ after, target }) => (after === null ? [target] : [])),
  }));
  const alike = groupBy(byGuardrail, ({ added, removed }) => JSON.stringify([added, removed]));
  return [...alike.values()].flatMap((group) =>
    group.slice(0, 1).map(({ added, removed }): Edit => {
      const guardrails = group.map(({ guardrail }) => guardrail);
      const is = guardrails.length === 1 ? 'is' : 'are';
      const [to, from] = [enumerate(added), enumerate(removed)];
      const summary =
        removed.length === 0
          ? `${enumerate(guardrails)} ${is} added to ${to}.`
          : added.length === 0
            ? `${enumerate(guardrails)} ${is} removed from ${from}.`
            : `${enumerate(guardrails)} ${is} moved from ${from} to ${to}.`;
      const kind =
        removed.length === 0 ? 'guardrail-added' : added.length === 0 ? 'guardrail-removed' : 'guardrail-moved';
      return { kind, guardrails, targets: [...added, ...removed], parameters: {}, summary };
    }),
  );
}

function describeParameters({ guardrail, target, before, after }: Placed): readonly Edit[] {
  if (before === null || after === null) return [];
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]),
  );
  if (names.length === 0) return [];
  const summary = `${guardrail} on ${target}: ${names.map((name) => `${name} ${describeEdit(before[name], after[name])}`).join('; ')}.`;
  const parameters = Object.fromEntries(
    names.map((name) => [name, { before: before[name] ?? null, after: after[name] ?? null }]),
  );
  return [{ kind: 'parameters', guardrails: [guardrail], targets: [target], parameters, summary }];
}

function describeEdit(before: unknown, after: unknown): string {
  if (Array.isArray(before) && Array.isArray(after)) {
    const [were, are] = [before.map(textOf), after.map(textOf)];
    const gained = are.filter((one) => !were.includes(one));
    const lost = were.filter((one) => !are.includes(one));
    const parts = [
      ...(gained.length > 0 ? [`now includes ${enumerate(gained)}`] : []),
      ...(lost.length > 0 ? [`no longer includes ${enumerate(lost)}`] : []),
    ];
    return parts.length === 0 ? 'has another order' : parts.join(' and ');
  }
  return `is now ${textOf(after)} (previously ${textOf(before)})`;
}

/** A longer value is cut. */
const LONGEST = 80;

function textOf(value: unknown): string {
  if (value === undefined) return 'not set';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
}
