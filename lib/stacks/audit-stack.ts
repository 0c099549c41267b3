import type { Construct } from 'constructs';
import { AlarmTopic } from '../../constructs/audit/alarm-topic';
import { EventRules } from '../../constructs/audit/event-rules';
import { OrganizationEvents } from '../../constructs/baseline/organization-events';
import { OrganizationTrail } from '../../constructs/audit/organization-trail';
import { TrailAlarms } from '../../constructs/audit/trail-alarms';
import { effectiveAlarms } from '../model/effective-alarms';
import { elevatedAccess } from '../model/elevated-access';
import { accountRegionalName, ALARMS, ARCHIVE_BUCKETS, ARCHIVE_KEYS, EVENT_BUS, RULES, TRAIL } from '../model/names';
import type { Audit, LogArchive, Organization } from '../model/organization';
import type { Ids } from './ids';
import { ManagementStack } from './management-stack';

export interface AuditStackProps {
  readonly organization: Organization;
  readonly audit: Audit;
  readonly logArchive: LogArchive;
  readonly ids: Ids;
}

/** The organization's trail, the alarms on it, and who is told. It needs the log archive. */
export class AuditStack extends ManagementStack {
  constructor(scope: Construct, id: string, { organization, audit, logArchive, ids }: AuditStackProps) {
    super(scope, id, { organization, description: "The organization's trail, its alarms and who hears them" });
    const { homeRegion, platform } = organization;
    const archiveAccountId = ids.accountId(logArchive.account);
    const bucketName = accountRegionalName(ARCHIVE_BUCKETS.trail, archiveAccountId, homeRegion);
    const { logGroup } = new OrganizationTrail(this, 'Trail', {
      trailName: TRAIL.name,
      logGroupName: TRAIL.logGroup,
      logGroupDays: audit.logGroupDays,
      roleName: `${ALARMS.prefix}trail`,
      bucketName,
      keyArn: audit.trailKeyArn ?? `arn:aws:kms:${homeRegion}:${archiveAccountId}:${ARCHIVE_KEYS.trail}`,
    });
    const { subscriptions } = audit;
    // Only StackSets itself can assume the role that it uses.
    const { deployment, breakGlass, organizationAccess } = platform.principals;
    const elevated = elevatedAccess(organization);
    const alarms = new AlarmTopic(this, 'Topic', {
      topicName: ALARMS.topic,
      keyAlias: ALARMS.key,
      publisher: 'alarms',
      subscriptions,
    });
    const rules = new AlarmTopic(this, 'RulesTopic', {
      topicName: RULES.topic,
      keyAlias: RULES.key,
      publisher: 'rules',
      subscriptions,
    });
    new TrailAlarms(this, 'Alarms', {
      alarms: effectiveAlarms(audit, organization),
      watched: {
        bucketName,
        archiveAccountId,
        managementAccountId: this.account,
        deploymentRoles: deployment,
        breakGlassRoles: [...breakGlass, ...organizationAccess],
        elevatedPermissionSets: elevated.permissionSets,
        elevatedRoles: elevated.roles,
      },
      logGroupName: logGroup.ref,
      topicArn: alarms.topic.ref,
      prefix: ALARMS.prefix,
      namespace: 'Rampart',
    });
    new EventRules(this, 'Rules', {
      topicArn: rules.topic.ref,
      topicNames: [ALARMS.topic, RULES.topic],
      logGroupName: TRAIL.logGroup,
      prefix: ALARMS.prefix,
    });
    // Nobody sends anything without a baseline.
    if (organization.baseline !== null)
      new OrganizationEvents(this, 'OrganizationEvents', {
        organizationId: ids.organizationId,
        busName: EVENT_BUS,
        topicArn: rules.topic.ref,
        prefix: ALARMS.prefix,
      });
  }
}
