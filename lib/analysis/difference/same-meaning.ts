import { groupBy } from '../../model/group-by';
import { enumerate } from '../../report/words';
import type { GuardrailsFile } from '../../model/guardrails-file';
import { POLICY_KINDS } from '../assemble/policy-quota';
import type { Difference } from './difference-file';
import type { GuardrailsTree } from '../evaluate/guardrails-tree';
import type { MatchedTarget, MatchedTargets } from '../evaluate/match-targets';
import { compareWritten, type RewrittenStatements } from './rewritten';

type EditKind = RewrittenStatements['edit'] | 'parameters';

/** What changed in the text or parameters of one guardrail on one target. */
interface Finding extends Omit<RewrittenStatements, 'edit'> {
  readonly edit: EditKind;
  readonly target: string;
}

/**
 * Edits that do not change the meaning of a guardrail, on targets that both states have. Statements that only moved mean
 * the same in themselves. For other edits, the proof is that no change names the guardrail.
 *
 * @param changed the guardrails that some change, undecided entry or changed effective setting names
 */
export function findSameMeaning(
  before: GuardrailsTree,
  after: GuardrailsTree,
  { both }: MatchedTargets,
  changed: ReadonlySet<string>,
): Difference['sameMeaning'] {
  const newParametersOf = parameterReader(before.file, after.file);
  const findings = both.flatMap((pair): readonly Finding[] => {
    const target = pair.after.id;
    const rewritten = POLICY_KINDS.flatMap(({ type }) =>
      compareWritten(before.policiesAt(pair.before.id, type), after.policiesAt(target, type), changed),
    );
    const configured = newParametersOf(pair).filter((guardrail) => !changed.has(guardrail));
    return [
      ...configured.map((guardrail): Finding => {
        const documents = rewritten.filter((each) => each.guardrail === guardrail).flatMap((each) => each.documents);
        return { edit: 'parameters', guardrail, target, documents };
      }),
      // Text that changed because of the parameters is not reported separately.
      ...rewritten
        .filter(({ guardrail }) => guardrail === null || !configured.includes(guardrail))
        .map((each): Finding => ({ ...each, target })),
    ];
  });
  return summarize(findings);
}

const KINDS: Readonly<Record<EditKind, Difference['sameMeaning'][number]['kind']>> = {
  rewritten: 'text',
  added: 'text',
  removed: 'text',
  parameters: 'parameters',
  packing: 'packing',
};

/** One entry for all guardrails with the same edit on the same targets. */
function summarize(findings: readonly Finding[]): Difference['sameMeaning'] {
  const perGuardrail = groupBy(findings, ({ edit, guardrail }) => JSON.stringify([edit, guardrail]));
  const alike = groupBy(perGuardrail.values(), (group) =>
    JSON.stringify([group[0]?.edit, group.map(({ target }) => target)]),
  );
  return [...alike.values()].flatMap((groups) => {
    const all = groups.flat();
    const guardrails = [...new Set(all.flatMap(({ guardrail }) => guardrail ?? []))].sort();
    const targets = [...new Set(all.map(({ target }) => target))];
    const documents = [...new Set(all.flatMap((each) => each.documents))];
    return all.slice(0, 1).map(({ edit }) => ({
      kind: KINDS[edit],
      targets,
      guardrails,
      documents,
      summary: describeEdit(edit, guardrails, targets),
    }));
  });
}

/** The guardrails that are placed on a target in both states, with different parameters. */
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

/** An edit of some guardrails on some targets as a sentence. Statements of other documents have no guardrail. */
function describeEdit(edit: EditKind, guardrails: readonly string[], targets: readonly string[]): string {
  const what = enumerate(guardrails);
  const where = enumerate(targets);
  const [is, its] = guardrails.length === 1 ? ['is', 'its'] : ['are', 'their'];
  switch (edit) {
    case 'rewritten':
      return `${what} ${is} rewritten on ${where}; ${its} meaning is the same.`;
    case 'added':
      return `${what} ${is} added to ${where}, which changes no decision.`;
    case 'removed':
      return `${what} ${is} removed from ${where}, which changes no decision.`;
    case 'parameters':
      return `The parameters of ${what} change on ${where}; ${its} meaning is the same.`;
    case 'packing': {
      const statements = guardrails.length === 0 ? 'The statements' : `The statements of ${what}`;
      return `${statements} on ${where} are reordered, renamed or moved between documents; their meaning is the same.`;
    }
  }
}
