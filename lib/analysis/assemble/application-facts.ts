import type { GuardrailsFile } from '../../model/guardrails-file';
import type { Application, Organization } from '../../model/organization';

type Facts = Required<Pick<GuardrailsFile['organization'], 'applications'>>;

/** What may not change of applications, or only in two deployments. */
export function applicationFacts({ applications }: Organization): Facts {
  return {
    applications: Object.fromEntries(applications.map((application) => [application.key, factsOf(application)])),
  };
}

function factsOf({ state, region, stack, accounts, retiredIn, stores }: Application): Facts['applications'][string] {
  return {
    state,
    region,
    stack,
    accounts,
    retiredIn,
    stores: Object.fromEntries(stores.map((store) => [store.name, { kind: store.kind, state: store.state }])),
  };
}
