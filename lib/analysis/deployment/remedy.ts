import type { GuardrailsFile } from '../../model/guardrails-file';
import type { DeploymentStep } from './deployment-steps';
import type { OpenMoment } from './open-moments';

/** How a change is deployed without an open moment: in two committed steps, of which this is the first. */
export interface Remedy {
  /** What is different in the first step; all else of the change is in it. */
  readonly first: string;
  /** Why it cannot be done in one. */
  readonly reason: string;
}

/**
 * What to commit first, each thing once: in both places, then only in the new one. The second step is the configuration
 * as it is; when the first is deployed, the walk is made again from there.
 *
 * @param steps from `deploymentSteps` of `before`
 */
export function findRemedies(
  before: GuardrailsFile,
  steps: readonly DeploymentStep[],
  moments: readonly OpenMoment[],
): readonly Remedy[] {
  const places = [...new Set(moments.map(({ step }) => step))];
  const remedies = places.flatMap((place): readonly Remedy[] => {
    const step = steps[place];
    if (step === undefined) return [];
    return step.kind === 'move' ? [stayForNow(step)] : keepForNow(step, before, steps.at(-1)?.state ?? before);
  });
  return [...new Map(remedies.map((remedy) => [remedy.first, remedy])).values()];
}

function stayForNow({ subject, target }: DeploymentStep): Remedy {
  return {
    first: `leave \`${subject}\` where it is`,
    reason: `policies on accounts are written after accounts have moved: for a moment \`${subject}\` is in \`${target}\` without its own`,
  };
}

function keepForNow(
  { subject, target, stack }: DeploymentStep,
  before: GuardrailsFile,
  after: GuardrailsFile,
): readonly Remedy[] {
  const kept = new Set(statementsOf(after, subject).map(({ text }) => text));
  const lost = statementsOf(before, subject).filter(({ text }) => !kept.has(text));
  const besides = new Set(
    after.documents
      .filter(({ name, targets }) => name !== subject && targets.includes(target))
      .flatMap(({ name }) => statementsOf(after, name).map(({ text }) => text)),
  );
  return lost.map(({ text, guardrails }) => {
    const names = guardrails.map((guardrail) => `\`${guardrail}\``).join(', ');
    return besides.has(text)
      ? {
          first: `keep ${names} in \`${subject}\`, too: name it there in packing.lock.json`,
          reason: `\`${subject}\` is written before the document of \`${target}\` that takes it over`,
        }
      : { first: `keep ${names} on \`${target}\` as it is deployed`, reason: REASONS[stack] };
  });
}

const REASONS: Readonly<Record<DeploymentStep['stack'], string>> = {
  Guardrails: 'policies on the root and on units are written before accounts move and before policies on accounts',
  Accounts: 'accounts move one after another',
  AccountGuardrails: 'policies on an account are written one after another',
};

/** The statements of a policy, or its settings as a whole, and whose they are. */
function statementsOf(
  { documents, settings = [] }: GuardrailsFile,
  name: string,
): readonly { readonly text: string; readonly guardrails: readonly string[] }[] {
  const document = documents.find((candidate) => candidate.name === name);
  if (document !== undefined)
    return document.content.Statement.map((statement, index) => ({
      text: JSON.stringify(statement),
      guardrails: guardrailsBelow(document.guardrails ?? {}, `/Statement/${index}`),
    }));
  const policy = settings.find((candidate) => candidate.name === name);
  if (policy === undefined) return [];
  return [{ text: JSON.stringify(policy.content), guardrails: guardrailsBelow(policy.guardrails ?? {}, '') }];
}

function guardrailsBelow(guardrails: Readonly<Record<string, readonly string[]>>, pointer: string): readonly string[] {
  const there = Object.entries(guardrails).filter(([place]) => `${place}/`.startsWith(`${pointer}/`));
  return [...new Set(there.flatMap(([, names]) => names))];
}
