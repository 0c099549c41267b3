import type { Construct } from 'constructs';
import { AlarmTopic, type Publisher } from '../../constructs/audit/alarm-topic';
import { AnomalyAlerts } from '../../constructs/budgets/anomaly-alerts';
import { MonthlyBudget } from '../../constructs/budgets/monthly-budget';
import { EventRules } from '../../constructs/audit/event-rules';
import { OrganizationEvents } from '../../constructs/baseline/organization-events';
import { OrganizationTrail } from '../../constructs/audit/organization-trail';
import { TrailAlarms } from '../../constructs/audit/trail-alarms';
import { effectiveAlarms } from '../model/effective-alarms';
import { elevatedAccess } from '../model/elevated-access';
import {
  accountRegionalName,
  ALARMS,
  ARCHIVE_BUCKETS,
  ARCHIVE_KEYS,
  BUDGETS,
  EVENT_BUS,
  RULES,
  TRAIL,
} from '../model/names';
import type { Audit, LogArchive, Organization } from '../model/organization';
import type { Ids } from './ids';
import { ManagementStack } from './management-stack';

export interface AuditStackProps {
  readonly organization: Organization;
  readonly audit: Audit;
  readonly logArchive: LogArchive;
  readonly ids: Ids;
}

/** The organization's trail, the alarms on it, what watches its spending, and who is told. It needs the log archive. */
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
      publishers: ['alarms', ...moneyPublishers(organization)],
      subscriptions,
    });
    const rules = new AlarmTopic(this, 'RulesTopic', {
      topicName: RULES.topic,
      keyAlias: RULES.key,
      publishers: ['rules'],
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
    this.addMoney(organization, ids, alarms);
  }

  /** What tells the topic of the alarms of money. */
  private addMoney({ budgets, managementAccount }: Organization, ids: Ids, { topic, policy }: AlarmTopic): void {
    const told: Construct[] = [];
    if (budgets?.organization != null)
      told.push(
        new MonthlyBudget(this, 'Budget', {
          ...budgets.organization,
          name: BUDGETS.organization,
          topicArn: topic.ref,
        }),
      );
    if (budgets?.anomalies != null) {
      const { monitor, fromUsd } = budgets.anomalies;
      const numberOf = (key: string): string =>
        key === managementAccount.key ? managementAccount.accountId : ids.accountId(key);
      told.push(
        new AnomalyAlerts(this, 'Anomalies', {
          name: BUDGETS.anomalies,
          monitor:
            monitor.kind === 'existing'
              ? { arn: monitor.arn }
              : { accounts: monitor.accounts.map((key) => ({ key, accountId: numberOf(key) })) },
          fromUsd,
          topicArn: topic.ref,
        }),
      );
    }
    // AWS refuses a subscriber to which it may not publish.
    for (const one of told) one.node.addDependency(policy);
  }
}

/** AWS's services that tell the topic of the alarms of money: only those that are used may. */
function moneyPublishers({ budgets }: Organization): readonly Publisher[] {
  return [
    ...(budgets?.organization == null ? [] : (['budgets'] as const)),
    ...(budgets?.anomalies == null ? [] : (['anomalies'] as const)),
  ];
}
