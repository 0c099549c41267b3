import { join } from 'node:path';
import { catalogue } from '../../../policies/catalogue';
import type { Organization } from '../../model/organization';
import { checkConfiguration } from '../../model/parse';
import type { Problem } from '../../model/problem';
import { withAccountFile, type ReadConfiguration } from '../../model/read-configuration';
import type { SourceFile } from '../../model/read/read-folder';
import { parseYaml } from '../../model/read/yaml-file';
import { listValues } from '../../model/suggest';
import { accountText } from './account-text';
import { chooseStack } from './choose-stack';
import { findNameProblems, findUnitProblems, openUnits } from './find-request-problems';
import type { FieldProblem, Request, RequestField } from './request';

/** The organization without the new account. It has no problems. */
export interface Before {
  /** The folder, as the caller gave it. */
  readonly folder: string;
  readonly read: ReadConfiguration;
  readonly organization: Organization;
}

export interface Judgment {
  /** With what was given. What is missing is no problem yet. */
  readonly problems: readonly FieldProblem[];
  /** In other files, because of one more account: such as a quota. */
  readonly elsewhere: readonly Problem[];
  /** The account's file. */
  readonly file: SourceFile & { readonly key: string };
}

/**
 * Everything that the parser would say if the account's file were in the folder, and what only a new account must heed.
 * Writes nothing.
 */
export function judgeRequest(request: Request, before: Before): Judgment {
  const own = [...findNameProblems(request, before.organization), ...findUnitProblems(request, before.organization)];
  const name = own.some(({ at: [field] }) => field === 'name') ? undefined : request.name;
  const isNamed = typeof name === 'string';
  const file = draftFile(request, isNamed ? name : standIn(before.organization), before);
  const parsed = checkConfiguration(withAccountFile(before.read, file), catalogue);
  const problems = parsed.kind === 'partial' ? parsed.problems : [];
  const [inFile, elsewhere] = [
    problems.filter(({ at }) => at.file === file.file),
    problems.filter(({ at }) => at.file !== file.file),
  ];
  const found = inFile
    .filter(({ code }) => code !== 'missing-field')
    .map((problem) => toFieldProblem(problem, file, before));
  return {
    problems: [...own, ...found.filter(({ at: [field] }) => isNamed || field !== 'name')],
    elsewhere,
    file,
  };
}

/** A key for the checks of everything else, as long as there is no good one. */
function standIn({ accounts, units }: Organization): string {
  const taken = new Set([...accounts.flatMap(({ key, name }) => [key, name]), ...units.map(({ key }) => key)]);
  let key = 'new-account';
  while (taken.has(key)) key = `${key}-x`;
  return key;
}

function draftFile({ email, unit, owner, budget, tags }: Request, key: string, before: Before): Judgment['file'] {
  const { folder, organization } = before;
  const { suffix } = chooseStack(organization);
  const text = accountText({
    email,
    unit,
    owner,
    budget,
    tags,
    // Once the number is written down, it must be said of accounts that may have been there before.
    ...(organization.adopted && organization.baseline !== null && { baseline: 'deploy' }),
    ...(suffix !== null && { stack: suffix }),
  });
  return { key, file: join(folder, 'accounts', `${key}.yaml`), text };
}

const IN_FILE: readonly RequestField[] = ['email', 'unit', 'owner', 'budget', 'tags'];

/** Fixes for those who write files by hand. */
const BY_HAND: ReadonlySet<string> = new Set(['rename the file', 'correct one of the two']);

/** A problem of the file that nobody has written, as one of the field that it comes from. */
function toFieldProblem(
  { at, fix, ...problem }: Problem,
  file: SourceFile,
  { organization }: Pick<Before, 'organization'>,
): FieldProblem {
  return {
    ...problem,
    at: fieldAt(at, file),
    ...(fix !== undefined && !BY_HAND.has(fix) && { fix }),
    ...(problem.code === 'unknown-unit' && { allowed: listValues(openUnits(organization).map(({ id }) => id)) }),
  };
}

/** The last field that begins before a position; at the beginning of all fields: the name of the file. */
function fieldAt({ line, column }: Problem['at'], file: SourceFile): FieldProblem['at'] {
  const yaml = parseYaml(file);
  if (yaml.kind === 'problems') return ['name'];
  const whole = yaml.value.locate([]);
  if (whole.line === line && whole.column === column) return ['name'];
  const starts = IN_FILE.flatMap((field) => {
    const start = yaml.value.locateKey([field]);
    return isObjectWith(yaml.value.value, field) && start.line <= line ? [{ field, line: start.line }] : [];
  });
  const { field } = starts.sort((one, other) => other.line - one.line)[0] ?? { field: 'name' as const };
  if (field !== 'tags') return [field];
  const tags = (yaml.value.value as { readonly tags?: unknown }).tags;
  const key = Object.keys(typeof tags === 'object' && tags !== null ? tags : {}).find((one) => {
    const [start, value] = [yaml.value.locateKey(['tags', one]), yaml.value.locate(['tags', one])];
    return [start, value].some((position) => position.line === line && position.column === column);
  });
  return key === undefined ? ['tags'] : ['tags', key];
}

function isObjectWith(value: unknown, field: string): boolean {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, field);
}
