import { groupBy } from '../../model/group-by';
import type { Judge } from '../evaluate/decide';
import type { Decision, RequestLine } from '../evaluate/request-line';
import { explain, type Explanation, type Step, type StepStatement } from './explain';

/** What a description of a call leaves open: one of the possible callers and accounts of the resource. */
export type CallReading = Pick<RequestLine, 'principal' | 'resourceAccount'>;

/** Readings of a call with the same answer. */
export interface ReadingGroup {
  readonly principals: readonly string[];
  /** Empty: the account of the resource is known. */
  readonly resourceAccounts: readonly string[];
  readonly explanation: Explanation;
}

/** What all readings of a call have in common, and where they differ. */
export interface ReadingsExplanation extends Explanation {
  /** By answer; a single one if the readings do not differ. */
  readonly groups: readonly ReadingGroup[];
}

/**
 * Follows all readings of a request. A statement denies the call if it does so in each of them; else it may deny it, and
 * what is left open is missing: `principal`, `resourceAccount`.
 *
 * @param readings at least one
 * @throws if `check` of the judge finds something in a reading
 */
export function explainReadings(
  judge: Pick<Judge, 'trace' | 'directory'>,
  request: RequestLine,
  readings: readonly CallReading[],
): ReadingsExplanation {
  const all = readings.map((reading) => ({ reading, explanation: explain(judge, { ...request, ...reading }) }));
  const groups = [...groupBy(all, ({ explanation }) => answerOf(explanation)).values()].flatMap((alike) => {
    const [first] = alike;
    return first === undefined ? [] : [{ explanation: first.explanation, ...readingsOf(alike) }];
  });
  const [only] = groups;
  if (only !== undefined && groups.length === 1) return { ...only.explanation, groups };
  const open = openFields(all.map(({ reading, explanation }) => ({ reading, answer: answerOf(explanation) })));
  const path = mergePaths(groups, open);
  return { decision: mergeDecisions(request.id, groups, open, path), path, groups };
}

function readingsOf(alike: readonly { readonly reading: CallReading }[]): Omit<ReadingGroup, 'explanation'> {
  return {
    principals: [...new Set(alike.map(({ reading }) => reading.principal))],
    resourceAccounts: [...new Set(alike.flatMap(({ reading }) => reading.resourceAccount ?? []))],
  };
}

/** Equal for explanations that say the same, wherever the resource is. */
function answerOf({ decision: { decision, missing }, path }: Explanation): string {
  const parts = path.flatMap(({ target, allows, statements }) => [
    ...(allows === null || allows === 'yes' ? [] : [[target, allows]]),
    ...statements.map((one) => [nameOf(target, one), one.verdict, one.missing]),
  ]);
  return JSON.stringify([decision, missing, parts]);
}

function nameOf(target: string, { document, pointer, guardrails }: StepStatement): string {
  return JSON.stringify([target, document, pointer, guardrails]);
}

/** The fields that alone make a difference to the answer. */
function openFields(
  answers: readonly { readonly reading: CallReading; readonly answer: string }[],
): readonly (keyof CallReading)[] {
  const differs = (rest: keyof CallReading): boolean =>
    [...groupBy(answers, ({ reading }) => reading[rest]).values()].some(
      (alike) => new Set(alike.map(({ answer }) => answer)).size > 1,
    );
  return [
    ...(differs('resourceAccount') ? (['principal'] as const) : []),
    ...(differs('principal') ? (['resourceAccount'] as const) : []),
  ];
}

function mergePaths(groups: readonly ReadingGroup[], open: readonly string[]): readonly Step[] {
  const steps = groups.flatMap(({ explanation }) => explanation.path);
  const own = new Set(groups[0]?.explanation.path.map(({ target }) => target));
  return [...groupBy(steps, ({ target }) => target).values()].flatMap((alike): readonly Step[] => {
    const [first] = alike;
    if (first === undefined) return [];
    const { target, kind } = first;
    const found = alike.flatMap(({ statements }) => statements);
    const statements = [...groupBy(found, (one) => nameOf(target, one)).values()].flatMap((same) =>
      mergeStatements(same, groups.length, open),
    );
    const allows = new Set(alike.map((step) => step.allows));
    // The targets above an account of the resource are only worth a line where something applies.
    if (statements.length === 0 && !own.has(target)) return [];
    return [{ target, kind, statements, allows: allows.size > 1 ? 'maybe' : first.allows }];
  });
}

/** @param same the same statement, once for each group in which it denies or may deny */
function mergeStatements(
  same: readonly StepStatement[],
  groups: number,
  open: readonly string[],
): readonly StepStatement[] {
  const [first] = same;
  if (first === undefined) return [];
  if (same.length === groups && same.every(({ verdict }) => verdict === 'denies')) return [first];
  const differs = same.length < groups || same.some(({ verdict }) => verdict !== first.verdict);
  const missing = [...new Set([...same.flatMap((one) => one.missing), ...(differs ? open : [])])].sort();
  return [{ ...first, verdict: 'may deny', missing }];
}

function mergeDecisions(
  id: string,
  groups: readonly ReadingGroup[],
  open: readonly string[],
  path: readonly Step[],
): Decision {
  const decisions = groups.map(({ explanation }) => explanation.decision);
  const [first] = decisions;
  if (first !== undefined && decisions.every(({ decision }) => decision === 'permitted')) return first;
  if (!decisions.every(({ decision }) => decision === 'denied')) {
    const missing = [...new Set([...decisions.flatMap((one) => one.missing), ...open])].sort();
    return { id, decision: 'undecided', exempt: null, by: [], missing };
  }
  const certain = new Set(
    path.flatMap(({ target, statements }) =>
      statements.flatMap((one) => (one.verdict === 'denies' ? [`${target} ${one.document} ${one.pointer}`] : [])),
    ),
  );
  const by = new Map(decisions.flatMap((one) => one.by).map((one) => [JSON.stringify(one), one]));
  return {
    id,
    decision: 'denied',
    exempt: null,
    by: [...by.values()].filter(
      ({ target, document, pointer }) =>
        document === null || certain.has(`${target} ${document} ${pointer ?? ''}`) || certain.size === 0,
    ),
    missing: [],
  };
}
