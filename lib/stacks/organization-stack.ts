import { RemovalPolicy } from 'aws-cdk-lib';
import { CfnOrganization } from 'aws-cdk-lib/aws-organizations';
import { Construct } from 'constructs';
import { inSequence } from '../../constructs/organization/in-sequence';
import { OrganizationalUnit } from '../../constructs/organization/organizational-unit';
import { EXPORTS } from '../model/names';
import { ROOT, type Organization, type Unit } from '../model/organization';
import { exportId } from './export-id';
import type { OrganizationIds } from './ids';
import { ManagementStack } from './management-stack';

export interface OrganizationStackProps {
  readonly organization: Organization;
}

/**
 * The organization and its units. Both are retained when the stack is deleted.
 *
 * A unit is removed in two deploys: the first removes all references to it, the second the unit. It stays at AWS, where
 * people delete it when it is empty.
 */
export class OrganizationStack extends ManagementStack {
  /** For other stacks. */
  readonly ids: OrganizationIds;

  constructor(scope: Construct, id: string, { organization }: OrganizationStackProps) {
    super(scope, id, {
      organization,
      description: 'The organization and its organizational units',
      remedy: 'use fewer units: accounts that have the same guardrails can be in one',
    });
    const top = organization.adopted ? adoptedIds(organization) : this.createOrganization();
    const units = this.createUnits(organization.units, top.rootId);
    const exported = new Construct(this, 'Ids');
    const unitIds = new Map(
      organization.units.map(({ id, key }) => [
        id,
        exportId(exported, { name: EXPORTS.unit(key), value: requireUnit(units, id).unitId }),
      ]),
    );
    this.ids = {
      organizationId: exportId(exported, { name: EXPORTS.organization, value: top.organizationId }),
      rootId: exportId(exported, { name: EXPORTS.root, value: top.rootId }),
      unitId: (unit) => requireUnit(unitIds, unit),
    };
  }

  private createOrganization(): TopIds {
    const organization = new CfnOrganization(this, 'Organization', { featureSet: 'ALL' });
    organization.applyRemovalPolicy(RemovalPolicy.RETAIN);
    return { organizationId: organization.attrId, rootId: organization.attrRootId };
  }

  private createUnits(units: readonly Unit[], rootId: string): ReadonlyMap<string, OrganizationalUnit> {
    const scope = new Construct(this, 'Units');
    const created = new Map<string, OrganizationalUnit>();
    // INVARIANT: parents come before their children.
    for (const { id, key, name, parent } of units) {
      const parentId = parent === ROOT ? rootId : requireUnit(created, parent).unitId;
      created.set(id, new OrganizationalUnit(scope, key, { name, parentId }));
    }
    inSequence([...created.values()]);
    return created;
  }
}

function requireUnit<Value>(units: ReadonlyMap<string, Value>, id: string): Value {
  const unit = units.get(id);
  if (unit === undefined) throw new Error(`no unit '${id}', only ${[...units.keys()].join(', ')}`);
  return unit;
}

type TopIds = Pick<OrganizationIds, 'organizationId' | 'rootId'>;

function adoptedIds({ id, rootId }: Organization): TopIds {
  // INVARIANT: the parser demands both ids of an adopted organization.
  if (id === null || rootId === null) throw new Error('an adopted organization has an id and a root id');
  return { organizationId: id, rootId };
}
