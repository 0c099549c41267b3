import { resolveUnits } from './checks/unit-tree';
import type { Configuration } from './configuration';
import type { GuardrailsTarget } from './guardrails-file';
import { findImpossibleEdits, type EditPlace, type StatedOrganization } from './impossible-edits';
import { accountsStack } from './names';
import { ROOT } from './organization';
import { locate, sortProblems, type Position, type Problem } from './problem';

/** Reports edits between an earlier configuration and this one that no deployment can make. */
export function checkAgainstBase(configuration: Configuration, base: StatedOrganization): readonly Problem[] {
  const edits = findImpossibleEdits(base, statedIn(configuration));
  const problems = edits.map(({ code, at, message, allowed, fix }) => ({ code, at, message, allowed, fix }));
  return sortProblems(problems.map((problem) => locate(problem, (place) => positionOf(place, configuration))));
}

/** The facts of a configuration, as far as it could be read: mistakes elsewhere do not matter. */
export function statedIn({ landingZone, accounts }: Configuration): StatedOrganization {
  const { regions, guardrails, logArchive } = landingZone.draft;
  const homeRegion = regions?.home ?? undefined;
  const archive = logArchive?.account ?? undefined;
  const units = resolveUnits(landingZone).units.map(({ id, parent, name, awsId }): GuardrailsTarget => ({
    id,
    kind: 'unit',
    parent,
    name,
    awsId,
  }));
  return {
    organization: {
      ...(homeRegion === undefined ? {} : { homeRegion }),
      ...(archive === undefined ? {} : { logArchive: { account: archive } }),
    },
    targets: [{ id: ROOT, kind: 'root' }, ...units, ...accounts.map(accountOf)],
    placements: Object.entries(guardrails ?? {}).flatMap(([target, placed]) =>
      Object.keys(placed ?? {}).map(() => ({ target })),
    ),
  };
}

function accountOf({ key, draft }: Configuration['accounts'][number]): GuardrailsTarget {
  const { name = key, email, unit, id, state, stack } = draft;
  return {
    id: key,
    kind: 'account',
    parent: unit ?? ROOT,
    accountId: id ?? null,
    state: state ?? 'active',
    ...(name === null ? {} : { name }),
    ...(email === null ? {} : { email }),
    ...(stack === null ? {} : { stack: accountsStack(stack) }),
  };
}

function positionOf({ account, path }: EditPlace, { landingZone, accounts }: Configuration): Position {
  const file = accounts.find(({ key }) => key === account)?.yaml ?? landingZone.yaml;
  return path[0] === 'units' && path.length === 2 ? file.locateKey(path) : file.locate(path);
}
