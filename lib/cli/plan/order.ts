import { deploymentSteps, type DeploymentStep } from '../../analysis/order/deployment-steps';
import { findOpenMoments, type OpenMoment } from '../../analysis/order/open-moments';
import { findRemedies, type Remedy } from '../../analysis/order/remedy';
import type { GuardrailsFile } from '../../model/guardrails-file';
import { ok, type Outcome } from '../../model/problem';
import type { GlobalOptions } from '../command';
import { git } from '../git';
import type { Io } from '../io';
import { findMergeBase } from '../states/find-revision';
import { readRevision } from '../states/read-revision';
import { readNamed } from '../states/read-states';
import type { State } from '../states/state';
import { UserMistake } from '../user-mistake';

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

/** What is deployed, or why that is not known. */
export type Deployed = State | { readonly unknown: string };

/**
 * Reads what is deployed.
 *
 * @param named a revision, a folder or a `guardrails.json`. Default: where this left the default branch; what keeps that
 *   from being read is no mistake of whoever asks for a plan
 */
export async function readDeployed(
  named: string | undefined,
  { organization }: Pick<GlobalOptions, 'organization'>,
  io: Io,
): Promise<Outcome<Deployed>> {
  if (named !== undefined) return readNamed(named, organization, io);
  try {
    const base = findMergeBase(organization);
    const isSame = git(organization, ['diff', '--quiet', base.commit]).isOk && untracked(organization) === '';
    if (isSame) return ok({ unknown: `nothing differs from ${base.name}` });
    const read = await readRevision(base, organization, io);
    return read.kind === 'ok' ? read : ok({ unknown: `${base.name} has problems of its own` });
  } catch (error) {
    if (!(error instanceof UserMistake)) throw error;
    return ok({ unknown: error.message });
  }
}

function untracked(organization: string): string {
  return git(organization, ['ls-files', '--others', '--exclude-standard', ':/']).output;
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
