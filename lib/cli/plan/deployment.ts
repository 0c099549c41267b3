import type { AccessEdit } from '../../analysis/difference/access-edit';
import { findAccessEdits } from '../../analysis/difference/access-edits';
import { deploymentSteps, type DeploymentStep } from '../../analysis/deployment/steps';
import { findOpenMoments, type OpenMoment } from '../../analysis/deployment/open-moments';
import { findRemedies, type Remedy } from '../../analysis/deployment/remedies';
import { matchTargets } from '../../analysis/evaluate/match-targets';
import type { GuardrailsFile } from '../../model/guardrails-file';
import type { ImpossibleEdit, NotCompared } from '../../model/impossible-edit';
import { findImpossibleEdits, findNotCompared } from '../../model/impossible-edits';
import { ok, type Outcome } from '../../model/problem';
import type { GlobalOptions } from '../command';
import { paragraph, toned, type Section } from '../../report/report';
import { counted } from '../../report/words';
import { accessEntries } from '../diff/difference-report';
import { describeNotCompared, impossibleEntry } from '../impossible-edits';
import type { Io } from '../io';
import { readMergeBase, readNamed } from '../input/states/read-states';
import type { State } from '../input/states/state';

/** The deployment of a plan, step by step. */
export interface OrderSummary {
  /** The name of the deployed state. */
  readonly from: string;
  readonly steps: readonly Omit<DeploymentStep, 'state'>[];
  /** Intermediate states that are less protected than both start and end. A plan with one fails. */
  readonly openMoments: readonly OpenMoment[];
  /** Edits that no deployment can make. A plan with one fails. */
  readonly impossible: readonly Pick<ImpossibleEdit, 'code' | 'target' | 'message' | 'allowed' | 'fix'>[];
  readonly notCompared: readonly NotCompared[];
  /** What changes of who reaches data, and of what may become a role. */
  readonly access: readonly AccessEdit[];
  /** What to commit and deploy first, so that there are no open moments. */
  readonly remedies: readonly Remedy[];
}

/**
 * Reads what is deployed.
 *
 * @param named a Git revision, a folder or a `guardrails.json`; true: where the current branch left the default branch;
 *   undefined: nothing is read
 */
export function readDeployed(
  named: string | true | undefined,
  { organization }: Pick<GlobalOptions, 'organization'>,
  io: Io,
): Promise<Outcome<State | null>> {
  if (named === undefined) return Promise.resolve(ok(null));
  return named === true ? readMergeBase(organization, io) : readNamed(named, organization, io);
}

/** Walks from the deployed state to the planned one. */
export function walk({ file, name }: State, planned: GuardrailsFile): OrderSummary {
  const steps = deploymentSteps(file, planned);
  const openMoments = findOpenMoments(file, planned, steps);
  return {
    from: name,
    steps: steps.map(({ stack, kind, subject, target }) => ({ stack, kind, subject, target })),
    openMoments,
    impossible: findImpossibleEdits(file, planned).map(({ code, target, message, allowed, fix }) => {
      return { code, target, message, allowed, fix };
    }),
    notCompared: findNotCompared(file, planned),
    access: findAccessEdits(file, planned, matchTargets(file, planned)),
    remedies: findRemedies(file, steps, openMoments),
  };
}

/** The steps of a deployment for people, with the moments that are open. Null: they were not asked for. */
export function orderSections(order: OrderSummary | null): readonly Section[] {
  if (order === null) return [];
  const note = describeNotCompared(order.notCompared);
  return [
    ...impossibleSections(order),
    ...stepSections(order),
    ...accessSections(order),
    ...(note === '' ? [] : [{ blocks: [paragraph(note)] }]),
  ];
}

function impossibleSections({ impossible }: OrderSummary): readonly Section[] {
  if (impossible.length === 0) return [];
  const entries = impossible.map((edit) => impossibleEntry(edit.message, edit));
  return [
    { title: `${counted(entries.length, 'edit')} that cannot be deployed`, blocks: [{ kind: 'entries', entries }] },
  ];
}

function accessSections({ from, access }: OrderSummary): readonly Section[] {
  if (access.length === 0) return [];
  const title = `Access from ${from}: ${counted(access.length, 'change')}`;
  return [{ title, blocks: [{ kind: 'entries', entries: accessEntries({ access }) }] }];
}

function stepSections({ from, steps, openMoments, remedies }: OrderSummary): readonly Section[] {
  if (steps.length === 0)
    return [{ blocks: [paragraph(`Deployment from ${from}: no policy changes and no account moves`)] }];
  const entries = steps.map((step, index) => ({
    summary: describeStep(step),
    facts: openMoments
      .filter((moment) => moment.step === index)
      .map((moment) => ({ title: 'Open from here', text: describeMoment(moment), tone: 'bad' as const })),
  }));
  return [
    {
      title: `Deployment from ${from}: ${counted(steps.length, 'step')}`,
      blocks: [
        { kind: 'entries', isNumbered: true, entries },
        ...(openMoments.length === 0
          ? [paragraph(toned('good', 'At each step, everything that is denied before and after is denied'))]
          : [
              paragraph('Commit and deploy in two steps. First this change, except:'),
              { kind: 'list', items: remedies.map(({ first, reason }) => `${first}: ${reason}`) } as const,
              paragraph('Then the rest.'),
            ]),
      ],
    },
  ];
}

function describeStep({ stack, kind, subject, target }: OrderSummary['steps'][number]): string {
  switch (kind) {
    case 'attach':
      return `${stack}: attach ${subject} to ${target}`;
    case 'update':
      return `${stack}: update ${subject} on ${target}`;
    case 'detach':
      return `${stack}: detach ${subject} from ${target} and delete it`;
    case 'create':
      return `${stack}: create ${subject} in the root`;
    case 'move':
      return `${stack}: move ${subject} to ${target}`;
    case 'archive':
      return `${stack}: create the ${subject} in ${target}`;
    case 'unlock':
      return `${stack}: change the ${subject} in ${target}. This fails until a root session has opened it (docs/audit.md)`;
    case 'trail':
      return `${stack}: the ${subject} begins to log to ${target}`;
    case 'delegate':
      return `${stack}: delegate ${subject} to ${target}`;
    case 'record':
      return `${stack}: begin to record the ${subject}`;
    case 'measure':
      return `${stack}: begin to measure accounts against ${subject}`;
  }
}

function describeMoment({ accounts, opening }: OpenMoment): string {
  const where = accounts.join(', ');
  switch (opening.kind) {
    case 'request': {
      const { action, resource, context } = opening.witness;
      const more = Object.keys(context).length === 0 ? '' : ` with ${JSON.stringify(context)}`;
      return `${where}: ${action} on ${resource}${more}, which is denied before and after`;
    }
    case 'setting':
      return `${where}: ${opening.path} has neither its old nor its new value`;
    case 'undecided':
      return `${where}: undecided, ${opening.reason}`;
  }
}
