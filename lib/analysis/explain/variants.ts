import { groupBy } from '../../model/group-by';
import type { Judge } from '../evaluate/decide';
import type { Decision, RequestLine } from '../evaluate/request-line';
import { explain, type Explanation, type Step, type StepStatement } from './explain';

/** What a description of a call leaves open: one of the possible callers and accounts of the resource. */
export type Variant = Pick<RequestLine, 'principal' | 'resourceAccount'>;

/** Variants of a call with the same answer. */
export interface VariantGroup {
  readonly principals: readonly string[];
  /** Empty: the account of the resource is known. */
  readonly resourceAccounts: readonly string[];
  readonly explanation: Explanation;
}

/** What all variants of a call have in common, and where they differ. */
export interface VariantsExplanation extends Explanation {
  /** By answer; a single one if the variants do not differ. */
  readonly groups: readonly VariantGroup[];
}

/**
 * Follows all variants of a request. A statement denies the call if it does so in each of them; else it may deny it, and
 * what is left open is missing: `principal`, `resourceAccount`.
 *
 * @param variants at least one
 * @throws if `check` of the judge finds something in a variant
 */
export function explainVariants(
  judge: Pick<Judge, 'trace' | 'directory'>,
  request: RequestLine,
  variants: readonly Variant[],
): VariantsExplanation {
  const all = variants.map((variant) => ({ variant, explanation: explain(judge, { ...request, ...variant }) }));
  const groups = [...groupBy(all, ({ explanation }) => answerOf(explanation)).values()].flatMap((alike) => {
    const [first] = alike;
    return first === undefined ? [] : [{ explanation: first.explanation, ...variantsOf(alike) }];
  });
  const [only] = groups;
  if (only !== undefined && groups.length === 1) return { ...only.explanation, groups };
  const open = openFields(all.map(({ variant, explanation }) => ({ variant, answer: answerOf(explanation) })));
  const path = mergePaths(groups, open);
  return { decision: mergeDecisions(request.id, groups, open, path), path, groups };
}

function variantsOf(alike: readonly { readonly variant: Variant }[]): Omit<VariantGroup, 'explanation'> {
  return {
    principals: [...new Set(alike.map(({ variant }) => variant.principal))],
    resourceAccounts: [...new Set(alike.flatMap(({ variant }) => variant.resourceAccount ?? []))],
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
  answers: readonly { readonly variant: Variant; readonly answer: string }[],
): readonly (keyof Variant)[] {
  const differs = (rest: keyof Variant): boolean =>
    [...groupBy(answers, ({ variant }) => variant[rest]).values()].some(
      (alike) => new Set(alike.map(({ answer }) => answer)).size > 1,
    );
  return [
    ...(differs('resourceAccount') ? (['principal'] as const) : []),
    ...(differs('principal') ? (['resourceAccount'] as const) : []),
  ];
}

function mergePaths(groups: readonly VariantGroup[], open: readonly string[]): readonly Step[] {
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
  groups: readonly VariantGroup[],
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
