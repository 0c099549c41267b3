import type { GuardrailsFile } from '../../model/guardrails-file';
import type { DeploymentStep } from './steps';
import type { OpenMoment } from './open-moments';

/** What to deploy first, so that a change has no open moment: the first of two committed steps. */
export interface Remedy {
  /** What the first step does differently. It contains all other parts of the change. */
  readonly first: string;
  /** Why one step is not enough. */
  readonly reason: string;
}

/**
 * What to commit first: what moves is in both places, then only in the new one. The second step is the configuration as it
 * is. Once the first step is deployed, `plan` checks the second one from there.
 *
 * @param steps from `deploymentSteps` of `before`
 */
export function findRemedies(
  before: GuardrailsFile,
  steps: readonly DeploymentStep[],
  moments: readonly OpenMoment[],
): readonly Remedy[] {
  const indexes = [...new Set(moments.map(({ step }) => step))];
  const remedies = indexes.flatMap((index): readonly Remedy[] => {
    const step = steps[index];
    if (step === undefined) return [];
    return step.kind === 'move' ? [leaveAccount(step)] : keepStatements(step, before, steps.at(-1)?.state ?? before);
  });
  return [...new Map(remedies.map((remedy) => [remedy.first, remedy])).values()];
}

function leaveAccount({ subject, target }: DeploymentStep): Remedy {
  return {
    first: `leave \`${subject}\` where it is`,
    reason: `policies on accounts are written after accounts move, so \`${subject}\` would be in \`${target}\` without its own policies for a moment`,
  };
}

function keepStatements(
  { subject, target, stack }: DeploymentStep,
  before: GuardrailsFile,
  after: GuardrailsFile,
): readonly Remedy[] {
  const kept = new Set(statementsOf(after, subject).map(({ text }) => text));
  const lost = statementsOf(before, subject).filter(({ text }) => !kept.has(text));
  const inOtherDocuments = new Set(
    after.documents
      .filter(({ name, targets }) => name !== subject && targets.includes(target))
      .flatMap(({ name }) => statementsOf(after, name).map(({ text }) => text)),
  );
  return lost.map(({ text, guardrails }) => {
    const names = guardrails.map((guardrail) => `\`${guardrail}\``).join(', ');
    return inOtherDocuments.has(text)
      ? {
          first: `also keep ${names} in \`${subject}\`: list it there in packing.lock.json`,
          reason: `\`${subject}\` is written before the document on \`${target}\` to which the statement moves`,
        }
      : { first: `keep ${names} on \`${target}\` as it is deployed`, reason: REASONS[stack] };
  });
}

const REASONS: Readonly<Record<DeploymentStep['stack'], string>> = {
  Guardrails: 'policies on the root and on units are written before accounts move and before policies on accounts',
  Accounts: 'accounts move one after another',
  Delegations: 'the audit account is delegated when accounts have moved',
  LogArchive: 'the log archive is written before policies on accounts',
  AccountGuardrails: 'policies on an account are written one after another',
  Audit: 'the trail is written after all policies',
  Baseline: 'the baseline is written after all policies',
  Regional: 'the stacks of Regions are written last',
};

/** The statements of a policy with their guardrails. A management policy counts as one statement. */
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
