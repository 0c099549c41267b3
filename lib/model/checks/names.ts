import type { z } from 'zod';
import type { Configuration } from '../configuration';
import { ROOT } from '../organization';
import type { Position, Problem } from '../problem';
import { applicationKeySchema } from '../schema/application-file';
import { accountKeySchema, accountNameSchema } from '../schema/text';
import { describePosition } from './describe-position';
import type { UnitTree } from './unit-tree';

/** A name of the root, a unit or an account. */
interface Naming {
  readonly name: string;
  /** Such as ``the unit `Sandbox` ``: equal for all names of one thing. */
  readonly owner: string;
  /** Undefined: the name cannot be changed. */
  readonly at: Position | undefined;
}

/**
 * The root, units and accounts share one namespace: targets of guardrails, policy names and exports are made from it.
 * A unit has its key and its id, an account its key and its name.
 *
 * Case is ignored: on the file systems of macOS and Windows, files whose names differ by case only are one file, and people
 * and mailboxes take such names for one.
 */
export function findNameClashes(configuration: Configuration, tree: UnitTree): readonly Problem[] {
  const taken = new Map<string, Naming>();
  const problems: Problem[] = [];
  for (const naming of listNamings(configuration, tree)) {
    const name = naming.name.toLowerCase();
    const first = taken.get(name);
    if (first === undefined) taken.set(name, naming);
    else if (first.owner !== naming.owner && naming.at !== undefined) {
      problems.push(describeClash(naming.name, naming.at, first));
    }
  }
  return problems;
}

function describeClash(name: string, at: Position, { name: taken, owner, at: firstAt }: Naming): Problem {
  const place = firstAt === undefined ? '' : ` (${describePosition(firstAt)})`;
  const isSame = name === taken;
  return {
    code: 'duplicate-name',
    at,
    message: isSame
      ? `the name \`${name}\` is already used by ${owner}${place}`
      : `the name \`${name}\` differs only by case from \`${taken}\`, which is used by ${owner}${place}`,
    allowed: `a name that no other unit or account has${isSame ? '' : ', in any case: some file systems ignore it'}`,
    fix: 'choose another name',
  };
}

function listNamings({ landingZone, accounts }: Configuration, tree: UnitTree): readonly Naming[] {
  const { yaml, draft } = landingZone;
  const management = draft.organization?.managementAccount;
  const managementNames =
    management === null || management === undefined || management.name === null
      ? []
      : [management.name ?? 'management'];
  return [
    { name: ROOT, owner: 'the root', at: undefined },
    ...managementNames.map((name) => ({
      name,
      owner: 'the management account',
      at: yaml.locate(['organization', 'managementAccount', 'name']),
    })),
    ...Object.keys(draft.units ?? {}).flatMap((key) => {
      const owner = `the unit \`${key}\``;
      const at = yaml.locateKey(['units', key]);
      return [...new Set([key, tree.byKey.get(key)?.id ?? key])].map((name) => ({ name, owner, at }));
    }),
    ...accounts.flatMap(({ key, yaml: file, draft: { name } }) => {
      const owner = `the account \`${key}\``;
      const names = typeof name === 'string' && name !== key ? [{ name, owner, at: file.locate(['name']) }] : [];
      return [{ name: key, owner, at: file.locate([]) }, ...names];
    }),
  ];
}

/** The names of files must be valid keys of what they describe. */
export function findBadKeys({ accounts, applications }: Configuration): readonly Problem[] {
  return [
    ...accounts.flatMap((account) => [
      ...findBadKey(account, accountKeySchema, 'an account'),
      ...findLongName(account),
    ]),
    ...applications.flatMap((application) => findBadKey(application, applicationKeySchema, 'an application')),
  ];
}

/** Without `name`, AWS shows the key of an account, which may be longer than AWS's limit for names. */
function findLongName({ key, yaml, draft }: Configuration['accounts'][number]): readonly Problem[] {
  if (draft.name !== undefined || !accountKeySchema.safeParse(key).success) return [];
  const { error } = accountNameSchema.safeParse(key);
  if (error === undefined) return [];
  return [
    {
      code: 'name-too-long',
      at: { file: yaml.file, line: 1, column: 1 },
      message: `\`name\` is missing, and the file name \`${key}\`, which is used without it, has ${key.length} characters`,
      allowed: 'at most 50 characters, as the name that AWS shows',
      fix: 'write a shorter `name` into the file, such as `name: ' + key.slice(0, 50).replace(/-+$/, '') + '`',
    },
  ];
}

function findBadKey(
  { key, yaml }: Configuration['accounts' | 'applications'][number],
  schema: z.ZodString,
  what: string,
): readonly Problem[] {
  const { error } = schema.safeParse(key);
  if (error === undefined) return [];
  const at = { file: yaml.file, line: 1, column: 1 };
  const message = `the file name \`${key}\` cannot be the key of ${what}`;
  return [{ code: 'invalid-key', at, message, allowed: error.issues[0]?.message ?? '', fix: 'rename the file' }];
}
