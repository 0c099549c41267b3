import { groupBy } from '../../model/group-by';
import type { GuardrailsFile } from '../../model/guardrails-file';
import { POLICY_KINDS } from '../assemble/policy-quota';
import { describeSameMeaning, type Otherwise } from './describe-same-meaning';
import type { Difference } from './difference-file';
import { guardrailsTree } from '../evaluate/guardrails-tree';
import type { MatchedTarget, MatchedTargets } from '../evaluate/match-targets';
import { compareWritten, type RewrittenStatements } from './rewritten';

/** What is otherwise about one guardrail on one target. */
interface Finding extends Omit<RewrittenStatements, 'otherwise'> {
  readonly otherwise: Otherwise;
  readonly target: string;
}

/**
 * What is written otherwise and means the same, on targets that are there before and after. Beside what only stands
 * elsewhere, it is known by what is not reported: a guardrail that means something else is named by a change.
 *
 * @param touched the guardrails of all changes, of what is undecided and of changed effective settings
 */
export function findSameMeaning(
  before: GuardrailsFile,
  after: GuardrailsFile,
  { both }: MatchedTargets,
  touched: ReadonlySet<string>,
): Difference['sameMeaning'] {
  const [old, now] = [guardrailsTree(before), guardrailsTree(after)];
  const configuredAnew = parameterReader(before, after);
  const findings = both.flatMap((pair): readonly Finding[] => {
    const target = pair.after.id;
    const rewritten = POLICY_KINDS.flatMap(({ type }) =>
      compareWritten(old.policiesAt(pair.before.id, type), now.policiesAt(target, type), touched),
    );
    const configured = configuredAnew(pair).filter((guardrail) => !touched.has(guardrail));
    return [
      ...configured.map((guardrail): Finding => {
        const documents = rewritten.filter((each) => each.guardrail === guardrail).flatMap((each) => each.documents);
        return { otherwise: 'parameters', guardrail, target, documents };
      }),
      // That other parameters make another text goes without saying.
      ...rewritten
        .filter(({ guardrail }) => guardrail === null || !configured.includes(guardrail))
        .map((each): Finding => ({ ...each, target })),
    ];
  });
  return summarize(findings);
}

const KINDS: Readonly<Record<Otherwise, Difference['sameMeaning'][number]['kind']>> = {
  rewritten: 'text',
  added: 'text',
  removed: 'text',
  parameters: 'parameters',
  packing: 'packing',
};

/** One entry for all guardrails with which the same happened on the same targets. */
function summarize(findings: readonly Finding[]): Difference['sameMeaning'] {
  const perGuardrail = groupBy(findings, ({ otherwise, guardrail }) => JSON.stringify([otherwise, guardrail]));
  const alike = groupBy(perGuardrail.values(), (group) =>
    JSON.stringify([group[0]?.otherwise, group.map(({ target }) => target)]),
  );
  return [...alike.values()].flatMap((groups) => {
    const all = groups.flat();
    const guardrails = [...new Set(all.flatMap(({ guardrail }) => guardrail ?? []))].sort();
    const targets = [...new Set(all.map(({ target }) => target))];
    const documents = [...new Set(all.flatMap((each) => each.documents))];
    return all.slice(0, 1).map(({ otherwise }) => ({
      kind: KINDS[otherwise],
      targets,
      guardrails,
      documents,
      summary: describeSameMeaning(otherwise, guardrails, targets),
    }));
  });
}

/** The guardrails that are placed on a target before and after, with other parameters. */
function parameterReader(before: GuardrailsFile, after: GuardrailsFile): (pair: MatchedTarget) => readonly string[] {
  const [old, now] = [before, after].map(({ placements = [] }) => groupBy(placements, ({ target }) => target));
  return (pair) => {
    const were = old?.get(pair.before.id) ?? [];
    const are = now?.get(pair.after.id) ?? [];
    return are.flatMap(({ guardrail, parameters }) => {
      const was = were.find((other) => other.guardrail === guardrail);
      return was === undefined || JSON.stringify(was.parameters) === JSON.stringify(parameters) ? [] : [guardrail];
    });
  };
}
