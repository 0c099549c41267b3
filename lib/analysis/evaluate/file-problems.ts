import { below, type PolicyProblem } from '../../iam/grammar/complaints';
import { parsePolicy } from '../../iam/grammar/parse-policy';
import { checkManagementPolicy } from '../../iam/management-policies/check-policy';
import type {
  GuardrailsDocument,
  GuardrailsFile,
  GuardrailsManagementPolicy,
  GuardrailsTarget,
} from '../../model/guardrails-file';
import { didYouMean } from '../../model/suggest';
import { isAccount } from './guardrails-tree';

/** Something that a file of guardrails says and cannot mean. */
export interface FileProblem {
  /** Stable and machine-readable, such as `unknown-target`. */
  readonly code: string;
  /** Where, as a JSON pointer into the file. */
  readonly pointer: string;
  /** What is wrong, with the value given in backticks; lower case, no period. */
  readonly message: string;
  readonly allowed?: string;
  readonly fix?: string;
}

/** What the schema of `guardrails.json` cannot see: names that lead nowhere, and documents that AWS would refuse. */
export function findFileProblems(file: GuardrailsFile): readonly FileProblem[] {
  const targets = new Map(file.targets.map((target) => [target.id, target]));
  return [
    ...findRootProblems(file.targets),
    ...findInEach(file.targets, (target, index) => findTargetProblems(target, `/targets/${index}`, targets)),
    ...findRepeated(file.targets, ({ id }) => id, 'id', 'the id of a target'),
    ...findRepeated(file.targets, ({ accountId }) => accountId ?? null, 'accountId', 'the number of an account'),
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

/** Nobody reads more, and each takes a look at everything that may have been meant. */
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
  return [
    { code: 'root', pointer: '/targets', message: `there are ${roots} roots`, allowed: 'one target of kind `root`' },
  ];
}

function findTargetProblems(target: GuardrailsTarget, pointer: string, targets: Targets): readonly FileProblem[] {
  const problems: FileProblem[] = [];
  const { accountId, kind, parent } = target;
  if (accountId != null && !/^\d{12}$/.test(accountId)) {
    const message = `\`${accountId}\` is no account number`;
    problems.push({ code: 'bad-account-id', pointer: `${pointer}/accountId`, message, allowed: 'twelve digits' });
  }
  if (kind === 'root') return problems;
  if (parent === undefined) {
    const message = `\`${target.id}\` has no parent`;
    return [...problems, { code: 'missing-parent', pointer, message, allowed: 'the id of the root or of a unit' }];
  }
  const above = targets.get(parent);
  if (above === undefined || isAccount(above)) {
    const message = `the parent of \`${target.id}\` is \`${parent}\`, which is no root and no unit`;
    const units = [...targets.values()].filter((one) => !isAccount(one)).map(({ id }) => id);
    problems.push({ code: 'unknown-parent', pointer: `${pointer}/parent`, message, ...didYouMean(parent, units) });
  } else if (!reachesRoot(target, targets)) {
    const message = `\`${target.id}\` does not come to the root within ${DEEPEST} units`;
    const allowed = 'parents that lead to the root; AWS nests units five deep';
    problems.push({ code: 'no-way-to-root', pointer: `${pointer}/parent`, message, allowed });
  }
  return problems;
}

const DEEPEST = 5;

function reachesRoot(target: GuardrailsTarget, targets: Targets): boolean {
  let one: GuardrailsTarget | undefined = target;
  // From an account, one step more.
  for (let step = isAccount(target) ? -1 : 0; step <= DEEPEST; step += 1) {
    if (one?.parent === undefined) return one?.kind === 'root';
    one = targets.get(one.parent);
  }
  return false;
}

function findRepeated(
  targets: readonly GuardrailsTarget[],
  valueOf: (target: GuardrailsTarget) => string | null,
  field: string,
  what: string,
): readonly FileProblem[] {
  const seen = new Set<string>();
  return targets.flatMap((target, index) => {
    const value = valueOf(target);
    if (value === null || !seen.has(value)) {
      if (value !== null) seen.add(value);
      return [];
    }
    const message = `\`${value}\` is ${what} twice`;
    return [{ code: `repeated-${field}`, pointer: `/targets/${index}/${field}`, message, allowed: 'one each' }];
  });
}

function findDocumentProblems(
  document: GuardrailsDocument | GuardrailsManagementPolicy,
  refusals: readonly PolicyProblem[],
  pointer: string,
  targets: Targets,
): readonly FileProblem[] {
  const unknown = document.targets.flatMap((target, index): readonly FileProblem[] => {
    if (targets.has(target)) return [];
    const message = `\`${document.name}\` is attached to \`${target}\`, which is no target`;
    return [
      {
        code: 'unknown-target',
        pointer: `${pointer}/targets/${index}`,
        message,
        ...didYouMean(target, targets.keys()),
      },
    ];
  });
  const lost = Object.keys(document.guardrails ?? {}).flatMap((place): readonly FileProblem[] => {
    if (isPlace(document.content, place)) return [];
    const message = `\`${place}\` is no place in \`${document.name}\``;
    return [
      {
        code: 'unknown-place',
        pointer: below(`${pointer}/guardrails`, place),
        message,
        allowed: 'such as `/Statement/0`',
      },
    ];
  });
  return [
    ...unknown,
    ...lost,
    ...refusals.map((problem) => ({ code: 'bad-policy', ...problem, pointer: `${pointer}/content${problem.pointer}` })),
  ];
}

function findRefusals({ content, type }: GuardrailsDocument): readonly PolicyProblem[] {
  const parsed = parsePolicy(content, type);
  return parsed.kind === 'policy' ? [] : parsed.problems;
}

/** Whether a JSON pointer leads somewhere. */
function isPlace(value: unknown, pointer: string): boolean {
  let here = value;
  for (const part of pointer.split('/').slice(1)) {
    if (typeof here !== 'object' || here === null) return false;
    here = Object.entries(here).find(([name]) => below('', name) === `/${part}`)?.[1];
  }
  return here !== undefined;
}
