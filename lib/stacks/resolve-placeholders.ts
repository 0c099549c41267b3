import type { Organization } from '../model/organization';
import { mapStrings, splitPlaceholders, type PlaceholderPart } from '../model/placeholder';
import { treeOf } from '../model/tree';
import type { Ids } from './ids';

interface PlaceholderContext {
  readonly organization: Organization;
  readonly ids: Ids;
}

/**
 * Replaces a document's placeholders by ids: those of the configuration, or expressions that CloudFormation resolves to
 * them.
 */
export function resolvePlaceholders<Content extends object>(content: Content, context: PlaceholderContext): Content {
  const resolve = (text: string): string =>
    splitPlaceholders(text)
      .map((part) => valueOf(part, context))
      .join('');
  return mapStrings(content, resolve);
}

function valueOf(part: PlaceholderPart, { organization, ids }: PlaceholderContext): string {
  const organizationId = organization.id ?? ids.organizationId;
  switch (part.kind) {
    case 'text':
      return part.text;
    case 'organization-id':
      return organizationId;
    case 'unit-path': {
      const lineage = treeOf(organization.units).downTo(part.unit);
      if (lineage.length === 0) throw new Error(`a policy names unit '${part.unit}', which does not exist`);
      // Ids joined as in `aws:PrincipalOrgPaths`, with a slash at the end.
      const unitIds = lineage.map(({ id, awsId }) => awsId ?? ids.unitId(id));
      return [organizationId, organization.rootId ?? ids.rootId, ...unitIds, ''].join('/');
    }
    case 'account-id': {
      const known = organization.accounts.find(({ key }) => key === part.account)?.accountId;
      return known ?? ids.accountId(part.account);
    }
  }
}
