import type { Configuration, ParameterSchema, ParameterSchemas } from '../configuration';
import type { Placement, PropertyPath } from '../organization';
import { ROOT } from '../organization';
import type { Position, Problem } from '../problem';
import { parseBySchema } from '../schema/parse-by-schema';
import { didYouMean, findClosest, listValues } from '../suggest';
import { isUnit, suggestUnit } from './account-units';
import type { UnitTree } from './unit-tree';

const GUARDRAILS = 'guardrails';

/** Guardrails at their targets, in the order of the file. */
export interface Placements {
  readonly placements: readonly Placement[];
  readonly problems: readonly Problem[];
}

/** Parses the parameters of each guardrail at each target by the guardrail's own schema. */
export function resolvePlacements(configuration: Configuration, catalogue: ParameterSchemas): Placements {
  const results = listPlacements(configuration).map((written) => parsePlacement(configuration, written, catalogue));
  return {
    placements: results.flatMap(({ placements }) => placements),
    problems: results.flatMap(({ problems }) => problems),
  };
}

interface WrittenPlacement {
  readonly target: string;
  readonly guardrail: string;
  readonly parameters: Readonly<Record<string, unknown>> | null | undefined;
}

function listPlacements({ landingZone: { draft } }: Configuration): readonly WrittenPlacement[] {
  return Object.entries(draft.guardrails ?? {}).flatMap(([target, guardrails]) =>
    Object.entries(guardrails ?? {}).map(([guardrail, parameters]) => ({ target, guardrail, parameters })),
  );
}

function parsePlacement(
  { landingZone: { yaml } }: Configuration,
  { target, guardrail, parameters }: WrittenPlacement,
  catalogue: ParameterSchemas,
): Placements {
  const at: PropertyPath = [GUARDRAILS, target, guardrail];
  const schema = catalogue.get(guardrail);
  if (schema === undefined) {
    return { placements: [], problems: [unknownGuardrail(guardrail, yaml.locateKey(at), catalogue)] };
  }
  const locate = (path: PropertyPath): Position => yaml.locate([...at, ...path]);
  const { kept, retired } = splitRetired(parameters ?? {}, schema);
  const subject = { yaml, value: kept, at, noun: 'parameter' as const };
  const { value, problems } = parseBySchema(schema.parameters, subject);
  return {
    // A placement with retired parameters is in force all the same, so that later checks do not miss it.
    placements: problems.length > 0 ? [] : [{ guardrail, target, parameters: value, at: yaml.locateKey(at), locate }],
    problems: [
      ...retired.map((problem) => ({ code: 'retired-parameter', ...problem, at: locate(problem.at) })),
      ...problems,
    ],
  };
}

/** The parameters that the guardrail still has, and what is wrong with those that it had once. */
function splitRetired(
  parameters: NonNullable<WrittenPlacement['parameters']>,
  { retired = {} }: Pick<ParameterSchema, 'retired'>,
) {
  const isRetired = ([name]: readonly [string, unknown]): boolean => Object.hasOwn(retired, name);
  const entries = Object.entries(parameters);
  return {
    kept: Object.fromEntries(entries.filter((entry) => !isRetired(entry))),
    retired: entries
      .filter(isRetired)
      .flatMap(([name, value]) =>
        (retired[name]?.(value) ?? []).map((problem) => ({ ...problem, at: [name, ...problem.at] })),
      ),
  };
}

export function unknownGuardrail(id: string, at: Position, catalogue: ParameterSchemas): Problem {
  return {
    code: 'unknown-guardrail',
    at,
    message: `unknown guardrail \`${id}\``,
    allowed: listValues(catalogue.keys()),
    ...didYouMean(id, catalogue.keys()),
  };
}

/** The guardrails that are placed somewhere, including those with invalid parameters or a misspelled name. */
export function findPlacedGuardrails(configuration: Configuration, catalogue: ParameterSchemas): ReadonlySet<string> {
  const written = new Set(listPlacements(configuration).map(({ guardrail }) => guardrail));
  return new Set([...written].map((id) => (catalogue.has(id) ? id : (findClosest(id, catalogue.keys()) ?? id))));
}

/** A target is the root, a unit, or a member account that is not closed. */
export function findBadTargets(configuration: Configuration, tree: UnitTree): readonly Problem[] {
  const { landingZone, accounts, unreadableAccounts, areAccountsKnown } = configuration;
  const byKey = new Map(accounts.map((account) => [account.key, account]));
  const management = landingZone.draft.organization?.managementAccount;
  return Object.keys(landingZone.draft.guardrails ?? {}).flatMap((target) => {
    const at = landingZone.yaml.locateKey([GUARDRAILS, target]);
    const account = byKey.get(target);
    if (account?.draft.state === 'closed') return [closedTarget(target, at)];
    if (target === (management?.name ?? 'management') && !account) return [managementTarget(target, at)];
    if (target === ROOT || account || !areAccountsKnown || unreadableAccounts.has(target) || isUnit(target, tree))
      return [];
    return [unknownTarget(target, at, tree, configuration)];
  });
}

function closedTarget(target: string, at: Position): Problem {
  return {
    code: 'guardrail-on-closed-account',
    at,
    message: `the account \`${target}\` is closed; guardrails no longer bind it`,
    allowed: 'the root, units and accounts that are not closed',
    fix: 'remove these guardrails',
  };
}

function managementTarget(target: string, at: Position): Problem {
  return {
    code: 'guardrail-on-management-account',
    at,
    message: `guardrails never bind the management account, \`${target}\``,
    allowed: 'the root, units and member accounts',
    fix: 'remove these guardrails, or place them on `root`',
  };
}

function unknownTarget(target: string, at: Position, tree: UnitTree, configuration: Configuration): Problem {
  return { at, ...explainUnknownTarget(target, tree, configuration) };
}

/** @param more other names that are targets */
export function explainUnknownTarget(
  target: string,
  tree: UnitTree,
  { accounts }: Configuration,
  more: readonly string[] = [],
): Omit<Problem, 'at'> {
  const meant = accounts.find(({ draft }) => draft.name === target || draft.id === target);
  const targets = [ROOT, ...tree.byId.keys(), ...accounts.map(({ key }) => key), ...more];
  return {
    code: 'unknown-target',
    message: `unknown target \`${target}\``,
    allowed: `\`${ROOT}\`, a unit's path or an account's key: ${listValues(targets)}`,
    ...(meant === undefined ? suggestUnit(target, tree, targets) : { fix: `write its key: \`${meant.key}\`` }),
  };
}
