import type { App } from 'aws-cdk-lib';
import { ALARM_DEFAULTS, ALARM_IDS } from '../../lib/model/alarms';
import type { Pack } from '../../lib/model/config-rules/config-rule';
import type { Audit, LogArchive } from '../../lib/model/organization';
import { AuditStack } from '../../lib/stacks/audit-stack';
import type { Ids } from '../../lib/stacks/ids';
import { RegionalStack } from '../../lib/stacks/regional-stack';
import { aPartner } from './a-partner';
import { anOrganization } from './an-organization';

export const MANAGEMENT = '111111111111';
export const LOG_ARCHIVE = '444444444444';
export const TRAIL_BUCKET = `rampart-trail-${LOG_ARCHIVE}-eu-central-1-an`;
export const TOPIC = `arn:aws:sns:eu-central-1:${MANAGEMENT}:rampart-alarms`;
export const RULES_TOPIC = `arn:aws:sns:eu-central-1:${MANAGEMENT}:rampart-rules`;

const IDS: Ids = {
  organizationId: 'o-exampleorg1',
  rootId: 'r-ab12',
  unitId: () => 'ou-ab12-11111111',
  accountId: () => LOG_ARCHIVE,
};

/** The section `audit`, with all alarms on. */
export function anAudit(overrides: Partial<Audit> = {}): Audit {
  return {
    account: 'audit',
    trailKeyArn: null,
    logGroupDays: 365,
    subscriptions: [
      { protocol: 'email', endpoint: 'security@example.com' },
      { protocol: 'https', endpoint: 'https://pager.example.com/hook' },
    ],
    alarms: ALARM_IDS.map((id) => ({ id, threshold: ALARM_DEFAULTS[id].threshold })),
    ...overrides,
  };
}

const A_LOG_ARCHIVE: LogArchive = { account: 'log-archive', lockDays: 365, trailDays: 400, otherDays: 365 };

/** With a partner whose people survey it, and one whose machines do. */
const WATCHED_PARTNERS = [aPartner({ key: 'surveyor', mfa: true }), aPartner()];

/** The stack `Audit` of the small organization of the tests. */
export function anAuditStack(
  app: App,
  audit = anAudit(),
  ids = IDS,
  organization = anOrganization({ partners: WATCHED_PARTNERS }),
): AuditStack {
  return new AuditStack(app, 'Audit', { organization, audit, logArchive: A_LOG_ARCHIVE, ids });
}

/** The stack of the management account in a Region. */
export function aRegionalStack(
  app: App,
  organization = anOrganization(),
  region = 'us-east-1',
  packs: readonly Pack[] = [],
): RegionalStack {
  return new RegionalStack(app, `Regional-${region}`, { organization, region, packs, accountId: () => LOG_ARCHIVE });
}
