import type { Construct } from 'constructs';
import { MemberTemplate } from '../stack-set/member-template';
import { AccessAnalyzers, type AccessAnalyzersProps } from './access-analyzers';
import { OrganizationView, type OrganizationViewProps } from './organization-view';

export interface AuditTemplateProps {
  readonly view: OrganizationViewProps;
  readonly analyzers: AccessAnalyzersProps;
}

/** What looks at the whole organization, for the account from which people do so, in each of its Regions. */
export class AuditTemplate extends MemberTemplate {
  constructor(scope: Construct, id: string, { view, analyzers }: AuditTemplateProps) {
    super(scope, id, { description: 'What looks at the whole organization' });
    new OrganizationView(this, 'View', view);
    new AccessAnalyzers(this, 'Analyzers', analyzers);
  }
}
