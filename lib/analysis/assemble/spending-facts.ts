import type { GuardrailsFile } from '../../model/guardrails-file';
import type { Budget } from '../../model/budgets';
import type { Organization } from '../../model/organization';

type Facts = NonNullable<GuardrailsFile['organization']['spending']>;

/** Who is told when of what is spent. */
export function spendingFacts({ accounts, budgets }: Organization): Facts {
  const { organization = null, anomalies = null } = budgets ?? {};
  const open = accounts.filter(({ state }) => state !== 'closed');
  return {
    accounts: Object.fromEntries(open.map(({ key, budget }) => [key, alertsOf(budget)])),
    organization: organization === null ? null : { usd: organization.usd, ...alertsOf(organization) },
    anomalies:
      anomalies === null
        ? null
        : {
            monitorArn: anomalies.monitor.kind === 'existing' ? anomalies.monitor.arn : null,
            accounts: anomalies.monitor.kind === 'existing' ? [] : anomalies.monitor.accounts,
            fromUsd: anomalies.fromUsd,
          },
  };
}

function alertsOf({ actual, forecast, addresses }: Budget): Facts['accounts'][string] {
  return { actual, forecast, addresses };
}
