import { STACK_SETS } from '../../lib/model/names';
import type { LogArchive, Organization } from '../../lib/model/organization';
import { LogArchiveStack } from '../../lib/stacks/log-archive-stack';
import { anApp, resourcesOf, templateOf, type TemplateJson } from '../support/synthesize';
import { theExample } from '../support/the-example';

/** A log archive that keeps logs longer than they are locked, so that the two cannot be mistaken for each other. */
export const LOG_ARCHIVE: LogArchive = { account: 'log-archive', lockDays: 365, trailDays: 400, otherDays: 180 };

const IDS = {
  organizationId: 'o-exampleorgid',
  rootId: 'r-exam',
  unitId: (unit: string) => `ou-exam-${unit}`,
  accountId: () => '222222222222',
};

/** The stack of an organization, with a log archive. */
export function aLogArchiveStack(
  organization: Organization = theExample().organization,
  logArchive: LogArchive = LOG_ARCHIVE,
): LogArchiveStack {
  return new LogArchiveStack(anApp(), 'LogArchive', { organization, logArchive, ids: IDS });
}

/** The text of a template for member accounts, as the StackSet of this name distributes it. */
export function distributedText(stack: LogArchiveStack, stackSet: string): string {
  const body = resourcesOf(templateOf(stack), 'AWS::CloudFormation::StackSet')
    .map(([, { Properties }]) => Properties)
    .find((properties) => properties?.['StackSetName'] === stackSet)?.['TemplateBody'];
  if (typeof body !== 'string') throw new Error(`no StackSet ${stackSet} with a template`);
  return body;
}

/** The templates of the shipped organization. */
export function archiveTemplates(): { readonly trail: TemplateJson; readonly others: TemplateJson } {
  const stack = aLogArchiveStack();
  return {
    trail: JSON.parse(distributedText(stack, STACK_SETS.trailArchive)) as TemplateJson,
    others: JSON.parse(distributedText(stack, STACK_SETS.logArchive)) as TemplateJson,
  };
}
