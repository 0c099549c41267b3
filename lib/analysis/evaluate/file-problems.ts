import { parsePolicy } from '../../iam/grammar/parse-policy';
import type { PolicyProblem } from '../../iam/grammar/policy-problems';
import { below } from '../../iam/json';
import { checkManagementPolicy } from '../../iam/management-policies/check-policy';
import type {
  GuardrailsDocument,
  GuardrailsFile,
  GuardrailsManagementPolicy,
  GuardrailsTarget,
} from '../../model/guardrails-file';
import type { Problem } from '../../model/problem';
import { didYouMean } from '../../model/suggest';
import { isAccount } from './guardrails-tree';
import { findIdProblems } from './id-problems';

/** A problem `at` a JSON pointer into `guardrails.json`. */
type FileProblem = Problem<string>;

/** What the schema of `guardrails.json` cannot check: unknown names, and documents that AWS would refuse. */
export function findFileProblems(file: GuardrailsFile): readonly FileProblem[] {
  const targets = new Map(file.targets.map((target) => [target.id, target]));
  return [
    ...findIdProblems(file),
    ...findRootProblems(file.targets),
    ...findInEach(file.targets, (target, index) => findTargetProblems(target, `/targets/${index}`, targets)),
    ...findInEach(file.documents, (document, index) =>
      findDocumentProblems(document, findRefusals(document), `/documents/${index}`, targets),
    ),
    ...(file.settings ?? []).flatMap((document, index) =>
      findDocumentProblems(
        document,
        checkManagementPolicy(document.content, document.type),
        `/settings/${index}`,
        targets,
      ),
    ),
  ];
}

type Targets = ReadonlyMap<string, GuardrailsTarget>;

/** Nobody reads more, and each problem is compared with all names that may have been meant. */
const MOST = 100;

function findInEach<Item>(
  items: readonly Item[],
  find: (item: Item, index: number) => readonly FileProblem[],
): readonly FileProblem[] {
  const problems: FileProblem[] = [];
  for (const [index, item] of items.entries()) {
    if (problems.length >= MOST) break;
    problems.push(...find(item, index));
  }
  return problems;
}

function findRootProblems(targets: readonly GuardrailsTarget[]): readonly FileProblem[] {
  const roots = targets.filter(({ kind }) => kind === 'root').length;
  if (roots === 1) return [];
  return [{ code: 'root', at: '/targets', message: `there are ${roots} roots`, allowed: 'one target of kind `root`' }];
}

function findTargetProblems(target: GuardrailsTarget, pointer: string, targets: Targets): readonly FileProblem[] {
  const problems: FileProblem[] = [];
  const { kind, parent } = target;
  if (kind === 'root') return problems;
  if (parent === undefined) {
    const message = `\`${target.id}\` has no parent`;
    return [...problems, { code: 'missing-parent', at: pointer, message, allowed: 'the id of the root or of a unit' }];
  }
  const above = targets.get(parent);
  if (above === undefined || isAccount(above)) {
    const message = `the parent of \`${target.id}\` is \`${parent}\`, which is neither the root nor a unit`;
    const units = [...targets.values()].filter((one) => !isAccount(one)).map(({ id }) => id);
    problems.push({ code: 'unknown-parent', at: `${pointer}/parent`, message, ...didYouMean(parent, units) });
  } else if (!reachesRoot(target, targets)) {
    const message = `the parents of \`${target.id}\` do not lead to the root within ${DEEPEST} units`;
    const allowed = 'units nested at most five deep, as at AWS';
    problems.push({ code: 'no-way-to-root', at: `${pointer}/parent`, message, allowed });
  }
  return problems;
}

const DEEPEST = 5;

function reachesRoot(target: GuardrailsTarget, targets: Targets): boolean {
  let one: GuardrailsTarget | undefined = target;
  // An account takes one more step.
  for (let step = isAccount(target) ? -1 : 0; step <= DEEPEST; step += 1) {
    if (one?.parent === undefined) return one?.kind === 'root';
    one = targets.get(one.parent);
  }
  return false;
}

function findDocumentProblems(
  document: GuardrailsDocument | GuardrailsManagementPolicy,
  refusals: readonly PolicyProblem[],
  pointer: string,
  targets: Targets,
): readonly FileProblem[] {
  const unknown = document.targets.flatMap((target, index): readonly FileProblem[] => {
    if (targets.has(target)) return [];
    const message = `\`${document.name}\` is attached to \`${target}\`, which is not a target`;
    return [
      {
        code: 'unknown-target',
        at: `${pointer}/targets/${index}`,
        message,
        ...didYouMean(target, targets.keys()),
      },
    ];
  });
  const lost = Object.keys(document.guardrails ?? {}).flatMap((place): readonly FileProblem[] => {
    if (isPlace(document.content, place)) return [];
    const message = `\`${document.name}\` has nothing at \`${place}\``;
    return [
      {
        code: 'unknown-place',
        at: below(`${pointer}/guardrails`, place),
        message,
        allowed: 'a JSON pointer into its content, such as `/Statement/0`',
      },
    ];
  });
  return [
    ...unknown,
    ...lost,
    ...refusals.map(({ pointer: place, message, allowed }) => ({
      code: 'bad-policy',
      at: `${pointer}/content${place}`,
      message,
      ...(allowed === undefined ? {} : { allowed }),
    })),
  ];
}

function findRefusals({ content, type }: GuardrailsDocument): readonly PolicyProblem[] {
  const parsed = parsePolicy(content, type);
  return parsed.kind === 'policy' ? [] : parsed.problems;
}

/** Whether a JSON pointer leads to a value. */
function isPlace(value: unknown, pointer: string): boolean {
  let here = value;
  for (const part of pointer.split('/').slice(1)) {
    if (typeof here !== 'object' || here === null) return false;
    here = Object.entries(here).find(([name]) => below('', name) === `/${part}`)?.[1];
  }
  return here !== undefined;
}
