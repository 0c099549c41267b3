import { alertsOf } from './account-budget';
import type { Anomalies, Budgets } from './budgets';
import type { LandingZoneFile } from './schema/landing-zone-file';

export function buildBudgets({ organization, anomalies }: NonNullable<LandingZoneFile['budgets']>): Budgets {
  return {
    organization: organization === undefined ? null : { ...organization, ...alertsOf(organization) },
    anomalies: anomalies === undefined ? null : buildAnomalies(anomalies),
  };
}

function buildAnomalies({
  monitorArn,
  accounts = [],
  fromUsd,
}: NonNullable<NonNullable<LandingZoneFile['budgets']>['anomalies']>): Anomalies {
  const monitor: Anomalies['monitor'] =
    monitorArn === undefined ? { kind: 'accounts', accounts } : { kind: 'existing', arn: monitorArn };
  return { monitor, fromUsd };
}
