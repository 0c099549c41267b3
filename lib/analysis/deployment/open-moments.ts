import type { ControlPolicyType } from '../../iam/control-policy-type';
import type { AlgebraRequest } from '../../iam/algebra/axis';
import { opened, type CompareOptions } from '../../iam/algebra/compare';
import type { ChainComparison } from '../../iam/algebra/compare-by-class';
import type { ValueClasses } from '../../iam/algebra/value-classes';
import { resourceControlPolicies, serviceControlPolicies } from '../../iam/algebra/policy-types';
import { groupBy } from '../../model/group-by';
import type { GuardrailsFile } from '../../model/guardrails-file';
import type { NamedChain } from '../evaluate/read-chains';
import { policiesReader, type AccountPolicies } from './account-policies';
import type { DeploymentStep } from './deployment-steps';

/** What is wrong with a moment of a deployment. */
export type Opening =
  /** A request is possible that is denied before and after. */
  | { readonly kind: 'request'; readonly witness: AlgebraRequest }
  /** A setting is neither what it was nor what it will be. */
  | { readonly kind: 'setting'; readonly path: string }
  /** It is not decided whether a request is possible. */
  | { readonly kind: 'undecided'; readonly reason: string };

/** A moment of a deployment that is less guarded than before and after. */
export interface OpenMoment {
  /** The place of the step after which it begins. */
  readonly step: number;
  readonly accounts: readonly string[];
  readonly opening: Opening;
}

/**
 * The moments of a deployment that are less guarded than before and after. None: at every step whatever is denied before
 * and after is denied, and every setting is what it was or will be.
 *
 * It speaks of accounts that are there before. What AWS does between two steps is not known: a change takes effect some
 * time after its write.
 *
 * @param steps from `deploymentSteps` of the same two files
 */
export function findOpenMoments(
  before: GuardrailsFile,
  after: GuardrailsFile,
  steps: readonly DeploymentStep[],
): readonly OpenMoment[] {
  const read = policiesReader(before, after);
  const ask = questioner();
  const old = new Set(before.targets.map(({ id }) => id));
  const accounts = after.targets.filter(
    ({ id, kind, state }) => kind === 'account' && state !== 'closed' && old.has(id),
  );
  return steps.flatMap(({ state }, step) => {
    const found = accounts.flatMap(({ id }) =>
      openingsOf(read(before, id), read(state, id), read(after, id), ask).map((opening) => ({ id, opening })),
    );
    return [...groupBy(found, ({ opening }) => JSON.stringify(opening)).values()].flatMap((alike) =>
      alike.slice(0, 1).map(({ opening }) => ({ step, accounts: alike.map(({ id }) => id), opening })),
    );
  });
}

function openingsOf(
  before: AccountPolicies,
  moment: AccountPolicies,
  after: AccountPolicies,
  ask: Ask,
): readonly Opening[] {
  const requests = TYPES.flatMap((type) => {
    const { permitted, undecided } = ask(type, moment.chains[type], before.chains[type], after.chains[type]);
    const reasons = new Set(undecided.map(({ reason }) => reason));
    return [
      ...permitted.slice(0, 1).map(({ witness }): Opening => ({ kind: 'request', witness })),
      ...[...reasons].map((reason): Opening => ({ kind: 'undecided', reason })),
    ];
  });
  const paths = new Set([...before.settings.keys(), ...moment.settings.keys(), ...after.settings.keys()]);
  const valueIn = ({ settings }: AccountPolicies, path: string): string => JSON.stringify(settings.get(path) ?? null);
  const strange = [...paths].filter(
    (path) => ![valueIn(before, path), valueIn(after, path)].includes(valueIn(moment, path)),
  );
  const settings = strange.map((path): Opening => ({
    kind: 'setting',
    path: (JSON.parse(path) as string[]).join('/'),
  }));
  return [...requests, ...settings];
}

const OPTIONS: Readonly<Record<ControlPolicyType, CompareOptions>> = {
  SERVICE_CONTROL_POLICY: serviceControlPolicies(),
  RESOURCE_CONTROL_POLICY: resourceControlPolicies(),
};

const TYPES = ['SERVICE_CONTROL_POLICY', 'RESOURCE_CONTROL_POLICY'] as const;

const NOTHING: ChainComparison = { denied: [], permitted: [], undecided: [] };

type Ask = (type: ControlPolicyType, moment: NamedChain, before: NamedChain, after: NamedChain) => ChainComparison;

/** Asks each question once: accounts of one unit have the same, and most steps change nothing for most accounts. */
function questioner(): Ask {
  const known = new Map<string, ChainComparison>();
  const cache = new Map<string, ValueClasses | undefined>();
  return (type, moment, before, after) => {
    if (moment.name === before.name || moment.name === after.name) return NOTHING;
    const question = [type, moment.name, before.name, after.name].join('; ');
    const answer = known.get(question) ?? opened(moment.chain, before.chain, after.chain, { ...OPTIONS[type], cache });
    known.set(question, answer);
    return answer;
  };
}
