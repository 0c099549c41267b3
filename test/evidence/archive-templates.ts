import type { MemberTemplate } from '../../constructs/stack-set/member-template';
import type { LogArchive, Organization } from '../../lib/model/organization';
import { LogArchiveStack } from '../../lib/stacks/log-archive-stack';
import { anApp, type TemplateJson } from '../support/synthesize';
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

/** The text of a template for member accounts that the stack holds. */
export function memberTemplateText(stack: LogArchiveStack, id: 'Archive' | 'TrailArchive'): string {
  return (stack.node.findChild(id) as MemberTemplate).toText();
}

/** The templates of the shipped organization. */
export function archiveTemplates(): { readonly trail: TemplateJson; readonly others: TemplateJson } {
  const stack = aLogArchiveStack();
  return {
    trail: JSON.parse(memberTemplateText(stack, 'TrailArchive')) as TemplateJson,
    others: JSON.parse(memberTemplateText(stack, 'Archive')) as TemplateJson,
  };
}
