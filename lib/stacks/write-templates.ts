import type { App } from 'aws-cdk-lib';
import { findCrossings } from '../../constructs/stack-set/crossings';

/** The names of the CDK's errors for what a person who wrote a construct must change. */
const FINDINGS = { ofPlugins: 'ValidationFailed', ofConstructs: 'ValidationFailedWithErrors' };

/** The names of the CDK's errors for references between stacks. */
const REFUSED_REFERENCES = ['NoCfnExecutionRoleForCrossAccountRefs', 'CrossRegionReferencesRequireExplicitRegion'];

/**
 * Writes the templates of all stacks and what validates them.
 *
 * @param err writes a line to standard error
 * @returns whether the stacks may be deployed; if not, everything that was found has been written
 * @throws any error that is no finding
 */
export function writeTemplates(app: App, err: (line: string) => void): boolean {
  try {
    app.synth();
  } catch (error) {
    const findings = findingsOf(error, app);
    if (findings.length === 0) throw error;
    findings.forEach(err);
    return false;
  }
  return true;
}

function findingsOf(error: unknown, app: App): readonly string[] {
  if (!(error instanceof Error)) return [];
  if (Object.values(FINDINGS).includes(error.name)) return [error.message];
  return REFUSED_REFERENCES.includes(error.name) ? findCrossings(app) : [];
}
