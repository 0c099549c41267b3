import type { Configuration } from '../../configuration';
import type { Problem } from '../../problem';
import { didYouMean, listValues } from '../../suggest';
import { describePosition } from '../describe-position';

/** Unusual spending is noticed by one monitor: one that exists in the management account, or one over accounts that are open. */
export function findBadAnomalies(configuration: Configuration): readonly Problem[] {
  const { yaml, draft } = configuration.landingZone;
  const anomalies = draft.budgets?.anomalies;
  if (anomalies == null) return [];
  const { monitorArn, accounts } = anomalies;
  const allowed = '`monitorArn` or `accounts`';
  const at = yaml.locateKey(['budgets', 'anomalies']);
  return [
    ...(monitorArn === undefined && accounts === undefined
      ? [
          {
            code: 'missing-field',
            at,
            message: '`anomalies` has no monitor: neither `monitorArn` nor `accounts` is there',
            allowed,
            fix: 'write the ARN of the monitor that AWS made when Cost Explorer was enabled (docs/deploy.md)',
          },
        ]
      : []),
    ...(monitorArn !== undefined && accounts !== undefined
      ? [
          {
            code: 'conflicting-fields',
            at: yaml.locateKey(['budgets', 'anomalies', 'accounts']),
            message: '`monitorArn` and `accounts` exclude each other',
            allowed,
            fix: 'remove one of the two: the monitor of AWS sees all accounts',
          },
        ]
      : []),
    ...findForeignMonitor(configuration),
    ...(accounts ?? []).flatMap((key, index) => (key === null ? [] : findBadAccount(key, index, configuration))),
  ];
}

/** A monitor can be used only in the account that made it. */
function findForeignMonitor({ landingZone: { yaml, draft } }: Configuration): readonly Problem[] {
  const arn = draft.budgets?.anomalies?.monitorArn;
  const management = draft.organization?.managementAccount?.id;
  if (typeof arn !== 'string' || typeof management !== 'string') return [];
  const [, , , , account = ''] = arn.split(':');
  if (account === management) return [];
  return [
    {
      code: 'foreign-monitor',
      at: yaml.locate(['budgets', 'anomalies', 'monitorArn']),
      message: `the monitor is in the account \`${account}\`, and only the management account sees the costs of all accounts`,
      allowed: `a monitor of \`${management}\``,
      fix: 'look it up in the management account: `aws ce get-anomaly-monitors --region us-east-1`',
    },
  ];
}

function findBadAccount(key: string, index: number, configuration: Configuration): readonly Problem[] {
  const { landingZone, accounts, unreadableAccounts, areAccountsKnown } = configuration;
  const { yaml, draft } = landingZone;
  const path = ['budgets', 'anomalies', 'accounts'] as const;
  const at = yaml.locate([...path, index]);
  const first = (draft.budgets?.anomalies?.accounts ?? []).indexOf(key);
  if (first < index)
    return [
      {
        code: 'duplicate-account',
        at,
        message: `\`${key}\` is listed twice; the first is at ${describePosition(yaml.locate([...path, first]))}`,
        fix: 'remove one of the two',
      },
    ];
  const management = draft.organization?.managementAccount?.name ?? 'management';
  if (!areAccountsKnown || unreadableAccounts.has(key) || key === management) return [];
  const open = [...accounts.flatMap((one) => (one.draft.state === 'closed' ? [] : [one.key])), management];
  const account = accounts.find((one) => one.key === key);
  if (account === undefined)
    return [
      {
        code: 'unknown-account',
        at,
        message: `unknown account \`${key}\``,
        allowed: listValues(open),
        ...didYouMean(key, open),
      },
    ];
  if (account.draft.state !== 'closed') return [];
  return [
    {
      code: 'account-closed',
      at,
      message: `the account \`${key}\` is closed, and spends nothing`,
      allowed: listValues(open),
      fix: `remove \`${key}\``,
    },
  ];
}
