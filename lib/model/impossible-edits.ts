import type { GuardrailsTarget } from './guardrails-file';
import { findAccountEdits, findRenamedAccounts } from './impossible-account-edits';
import { findApplicationEdits } from './impossible-application-edits';
import { findIdentityEdits } from './impossible-identity-edits';
import { findIdentityStackEdits } from './impossible-identity-stack-edits';
import { NOT_COMPARED, type ImpossibleEdit, type NotCompared, type StatedOrganization } from './impossible-edit';
import { isFromAws } from './is-from-aws';

/**
 * Edits that AWS or CloudFormation cannot make, so that the deployment fails or makes something else. docs/deploy.md lists
 * them. A state that was read from AWS does not say what is in the stacks, so it is not compared.
 */
export function findImpossibleEdits(before: StatedOrganization, after: StatedOrganization): readonly ImpossibleEdit[] {
  if (isFromAws(before) || isFromAws(after)) return [];
  return [
    ...findMovedHome(before, after),
    ...findMovedArchive(before, after),
    ...findUnitEdits(before, after),
    ...findAccountEdits(before, after),
    ...findApplicationEdits(before, after, findRenamedAccounts(before, after)),
    ...findIdentityEdits(before, after),
    ...findIdentityStackEdits(before, after),
  ];
}

/** The facts of which one state knows nothing. */
export function findNotCompared(before: StatedOrganization, after: StatedOrganization): readonly NotCompared[] {
  if (isFromAws(before) || isFromAws(after)) return NOT_COMPARED;
  const lacks = ({ organization, targets }: StatedOrganization, fact: NotCompared): boolean => {
    if (fact === 'key') return false;
    if (isOfOrganization(fact)) return organization[fact] === undefined;
    return targets.some((target) => target.kind === 'account' && target[fact] === undefined);
  };
  return NOT_COMPARED.filter((fact) => lacks(before, fact) || lacks(after, fact));
}

function isOfOrganization(fact: NotCompared): fact is Extract<NotCompared, keyof StatedOrganization['organization']> {
  return ['homeRegion', 'baseline', 'compliance', 'spending', 'access'].includes(fact);
}

function findMovedHome({ organization: old }: StatedOrganization, { organization: now }: StatedOrganization): Edits {
  const [was, is] = [old.homeRegion, now.homeRegion];
  if (was === undefined || is === undefined || was === is) return [];
  return [
    {
      code: 'home-changed',
      target: '',
      at: { account: null, path: ['regions', 'home'] },
      message: `the home Region changes from \`${was}\` to \`${is}\``,
      allowed: `\`${was}\`, as before: the stacks cannot move`,
      fix: `write \`${was}\` again; the Regions of \`regions.governed\` may change`,
    },
  ];
}

/** Locked logs stay where they are, and the trail's key stays with them. */
function findMovedArchive({ organization: old }: StatedOrganization, { organization: now }: StatedOrganization): Edits {
  const [was, is] = [old.logArchive?.account, now.logArchive?.account];
  if (was === undefined || is === undefined || was === is) return [];
  return [
    {
      code: 'archive-moved',
      target: '',
      at: { account: null, path: ['logArchive', 'account'] },
      message: `the log archive moves from the account \`${was}\` to \`${is}\``,
      allowed: `\`${was}\`, as before: locked logs cannot be moved, and StackSets would delete what is not locked`,
      fix: `write \`${was}\` again`,
    },
  ];
}

type Edits = readonly ImpossibleEdit[];

function findUnitEdits(before: StatedOrganization, after: StatedOrganization): Edits {
  const [old, now] = [unitsIn(before), unitsIn(after)];
  const [oldByKey, nowByKey] = [old, now].map((units) => new Map(units.map((unit) => [keyOf(unit.id), unit])));
  const removed = old.filter(({ id }) => nowByKey?.has(keyOf(id)) !== true);
  const renamed = new Map(
    now.flatMap((unit) => {
      const same = oldByKey?.has(keyOf(unit.id)) === true ? undefined : removed.find((one) => isSameUnit(one, unit));
      return same === undefined ? [] : [[keyOf(same.id), unit] as const];
    }),
  );
  const newKeyOf = (id = ''): string => keyOf(renamed.get(keyOf(id))?.id ?? id);
  return [
    ...now.flatMap((unit): Edits => {
      const was = oldByKey?.get(keyOf(unit.id));
      // Compared by key: when a unit moves, the paths below it change too, but it is one mistake.
      return was === undefined || newKeyOf(was.parent) === keyOf(unit.parent) ? [] : [describeMove(unit, was)];
    }),
    ...removed.flatMap((unit) => {
      const same = renamed.get(keyOf(unit.id));
      return same === undefined ? describeRemoval(unit, usesOf(unit, before)) : [describeNewKey(same, unit)];
    }),
  ];
}

/** AWS refuses two units below one parent with one name, so the new one could not be created. */
function isSameUnit(was: GuardrailsTarget, is: GuardrailsTarget): boolean {
  const hasSameId = (was.awsId ?? null) !== null && was.awsId === is.awsId;
  const hasSameName = was.name !== undefined && was.name === is.name && keyOf(was.parent) === keyOf(is.parent);
  return hasSameId || hasSameName;
}

function describeMove({ id, parent = '' }: GuardrailsTarget, was: GuardrailsTarget): ImpossibleEdit {
  const [from, to] = [describeParent(was.parent ?? ''), describeParent(parent)];
  return {
    code: 'parent-changed',
    target: id,
    at: { account: null, path: ['units', keyOf(id), 'parent'] },
    message: `the unit \`${keyOf(id)}\` moves from ${from} to ${to}`,
    allowed: `${from}, as before: AWS cannot move a unit`,
    fix: `add a new unit below ${to}, move the accounts there, then remove \`${keyOf(id)}\``,
  };
}

function describeNewKey({ id }: GuardrailsTarget, was: GuardrailsTarget): ImpossibleEdit {
  const [old, now] = [keyOf(was.id), keyOf(id)];
  return {
    code: 'unit-key-changed',
    target: id,
    at: { account: null, path: ['units', now] },
    message: `the unit \`${old}\` gets the key \`${now}\``,
    allowed: `\`${old}\`, as before: the key is the unit's identity, and with another key it is another unit`,
    fix: `write \`${old}\` again; the name that AWS shows is its \`name\`, which may change`,
  };
}

/** What other stacks use a unit for. */
function usesOf({ id }: GuardrailsTarget, { targets, placements = [] }: StatedOrganization): readonly string[] {
  const inside = targets.filter((one) => one.kind === 'account' && one.parent === id && one.state !== 'closed');
  return [
    ...inside.map((account) => `the account \`${account.id}\``),
    ...(placements.some(({ target }) => target === id) ? ['its guardrails'] : []),
  ];
}

function describeRemoval({ id }: GuardrailsTarget, uses: readonly string[]): Edits {
  const [first] = uses;
  if (first === undefined) return [];
  const more = uses.length === 1 ? '' : ` and ${uses.length - 1} more`;
  return [
    {
      code: 'unit-in-use',
      target: id,
      at: { account: null, path: ['units'] },
      message: `the unit \`${keyOf(id)}\` is removed in one step with what uses it: ${first}${more}`,
      allowed:
        'the removal of a unit that has no accounts and no guardrails: stacks use its id until they are deployed',
      fix: `first move its accounts, remove it from \`guardrails\`, and deploy; then remove it from \`units\`. To show another name, keep the key and change its \`name\``,
    },
  ];
}

function unitsIn({ targets }: StatedOrganization): readonly GuardrailsTarget[] {
  return targets.filter(({ kind }) => kind === 'unit');
}

function describeParent(id: string): string {
  return id === 'root' ? 'the root' : `\`${id}\``;
}

/** The last part of a path. */
function keyOf(id = ''): string {
  return id.slice(id.lastIndexOf('/') + 1);
}
