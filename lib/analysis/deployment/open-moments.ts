import { CONTROL_POLICY_TYPES, type ControlPolicyType } from '../../iam/control-policy-type';
import type { AlgebraRequest } from '../../iam/algebra/axis';
import { opened, type CompareOptions } from '../../iam/algebra/compare';
import type { ChainComparison } from '../../iam/algebra/compare-by-class';
import type { ValueClasses } from '../../iam/algebra/value-classes';
import { resourceControlPolicies, serviceControlPolicies } from '../../iam/algebra/policy-types';
import { documentedValues } from '../../iam/service-reference/key-values';
import { groupBy } from '../../model/group-by';
import type { GuardrailsFile } from '../../model/guardrails-file';
import type { NamedChain } from '../evaluate/read-chains';
import { accountPoliciesReader, type AccountPolicies } from './account-policies';
import type { DeploymentStep } from './steps';

/** Why a moment of a deployment is open. */
export type Opening =
  /** A request is permitted that is denied before and after the deployment. */
  | { readonly kind: 'request'; readonly witness: AlgebraRequest }
  /** A setting has neither its old nor its new value. */
  | { readonly kind: 'setting'; readonly path: string }
  /** It could not be decided whether such a request is permitted. */
  | { readonly kind: 'undecided'; readonly reason: string };

/** A moment of a deployment with less protection than both before and after. */
export interface OpenMoment {
  /** The index of the step after which it begins. */
  readonly step: number;
  readonly accounts: readonly string[];
  readonly opening: Opening;
}

/**
 * The moments of a deployment with less protection than both before and after. If there are none, then at every step each
 * request that is denied before and after is denied, and each setting has its old or its new value.
 *
 * Covers the accounts that exist before. Does not cover AWS's propagation: a change takes effect some time after its write.
 *
 * @param steps from `deploymentSteps` of the same two files
 */
export function findOpenMoments(
  before: GuardrailsFile,
  after: GuardrailsFile,
  steps: readonly DeploymentStep[],
): readonly OpenMoment[] {
  const read = accountPoliciesReader(before, after);
  const compare = memoizedComparison();
  const old = new Set(before.targets.map(({ id }) => id));
  // An account that the configuration closes is open until AWS closes it.
  const accounts = after.targets.filter(({ id, kind }) => kind === 'account' && old.has(id));
  return steps.flatMap(({ state }, step) => {
    const found = accounts.flatMap(({ id }) =>
      openingsOf(read(before, id), read(state, id), read(after, id), compare).map((opening) => ({ id, opening })),
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
  compare: Compare,
): readonly Opening[] {
  const requests = CONTROL_POLICY_TYPES.flatMap((type) => {
    const { permitted, undecided } = compare(type, moment.chains[type], before.chains[type], after.chains[type]);
    const reasons = new Set(undecided.map(({ reason }) => reason));
    return [
      ...permitted.slice(0, 1).map(({ witness }): Opening => ({ kind: 'request', witness })),
      ...[...reasons].map((reason): Opening => ({ kind: 'undecided', reason })),
    ];
  });
  const paths = new Set([...before.settings.keys(), ...moment.settings.keys(), ...after.settings.keys()]);
  const valueIn = ({ settings }: AccountPolicies, path: string): string => JSON.stringify(settings.get(path) ?? null);
  const unexpected = [...paths].filter(
    (path) => ![valueIn(before, path), valueIn(after, path)].includes(valueIn(moment, path)),
  );
  const settings = unexpected.map((path): Opening => ({
    kind: 'setting',
    path: (JSON.parse(path) as string[]).join('/'),
  }));
  return [...requests, ...settings];
}

const OPTIONS: Readonly<Record<ControlPolicyType, CompareOptions>> = {
  SERVICE_CONTROL_POLICY: serviceControlPolicies(),
  RESOURCE_CONTROL_POLICY: resourceControlPolicies(),
};

const NOTHING: ChainComparison = { denied: [], permitted: [], undecided: [] };

type Compare = (type: ControlPolicyType, moment: NamedChain, before: NamedChain, after: NamedChain) => ChainComparison;

/** Compares equal chains once: accounts of one unit have the same, and most steps do not affect most accounts. */
function memoizedComparison(): Compare {
  const known = new Map<string, ChainComparison>();
  const cache = new Map<string, ValueClasses | undefined>();
  return (type, moment, before, after) => {
    if (moment.name === before.name || moment.name === after.name) return NOTHING;
    const id = [type, moment.name, before.name, after.name].join('; ');
    const answer =
      known.get(id) ??
      opened(moment.chain, before.chain, after.chain, {
        ...OPTIONS[type],
        cache,
        valuesOf: documentedValues,
      });
    known.set(id, answer);
    return answer;
  };
}
