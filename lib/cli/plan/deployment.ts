import { deploymentSteps, type DeploymentStep } from '../../analysis/deployment/steps';
import { findOpenMoments, type OpenMoment } from '../../analysis/deployment/open-moments';
import { findRemedies, type Remedy } from '../../analysis/deployment/remedies';
import type { GuardrailsFile } from '../../model/guardrails-file';
import { ok, type Outcome } from '../../model/problem';
import type { GlobalOptions } from '../command';
import type { Io } from '../io';
import { readMergeBase, readNamed } from '../input/states/read-states';
import type { State } from '../input/states/state';

/** The way from what is deployed to what is planned. */
export interface OrderSummary {
  /** What is deployed, as a person names it. */
  readonly from: string;
  readonly steps: readonly Omit<DeploymentStep, 'state'>[];
  /** Moments less guarded than before and after. A plan with one fails. */
  readonly openMoments: readonly OpenMoment[];
  /** What to commit and deploy first, so that there is none. */
  readonly remedies: readonly Remedy[];
}

/**
 * Reads what is deployed.
 *
 * @param named a revision, a folder or a `guardrails.json`; true: where this left the default branch; undefined: nobody
 *   asked, and nothing is read
 */
export function readDeployed(
  named: string | true | undefined,
  { organization }: Pick<GlobalOptions, 'organization'>,
  io: Io,
): Promise<Outcome<State | null>> {
  if (named === undefined) return Promise.resolve(ok(null));
  return named === true ? readMergeBase(organization, io) : readNamed(named, organization, io);
}

/** Walks from one to the other. */
export function walk({ file, name }: State, planned: GuardrailsFile): OrderSummary {
  const steps = deploymentSteps(file, planned);
  const openMoments = findOpenMoments(file, planned, steps);
  return {
    from: name,
    steps: steps.map(({ stack, kind, subject, target }) => ({ stack, kind, subject, target })),
    openMoments,
    remedies: findRemedies(file, steps, openMoments),
  };
}
