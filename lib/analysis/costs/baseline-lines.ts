import type { Baseline } from '../../model/baseline';
import type { LogArchive, Organization } from '../../model/organization';
import { assumed, costLine, counts, type CostLine, type Factor } from './cost-line';
import { months } from './evidence-lines';

/**
 * What the recorders cost, the detectors, the analyzers, and the forwarding of events.
 *
 * @param accounts with the management account
 */
export function baselineLines(organization: Organization, accounts: Factor): readonly CostLine[] {
  const { baseline, logArchive } = organization;
  if (baseline === null) return [];
  const members = organization.accounts.filter(({ state, hasBaseline }) => state !== 'closed' && hasBaseline).length;
  const recorded = counts(organization.managementAccount.hasBaseline ? members + 1 : members, 'account');
  // The management account forwards even if it keeps its own recorder.
  const forwarding = counts(members + 1, 'account');
  const regions = counts(organization.governedRegions.length, 'Region');
  return [
    recorderLine(baseline, recorded),
    ...(logArchive === null ? [] : deliveryLines(logArchive, recorded, regions)),
    costLine('forwarding', 'Forwarded events', 'forwardedEvent', [forwarding, assumed('forwarded')]),
    costLine(
      'detector-events',
      'GuardDuty, events',
      'analyzedEvent',
      [recorded, assumed('events')],
      baseline.guardDuty !== null,
    ),
    costLine(
      'detector-logs',
      'GuardDuty, logs',
      'analyzedLog',
      [recorded, regions, assumed('flowLogs')],
      baseline.guardDuty !== null,
    ),
    costLine(
      'unused-access',
      'Analyzer of unused access',
      'analyzedRole',
      [accounts, assumed('roles')],
      baseline.unusedAccessDays !== null,
    ),
  ];
}

function recorderLine({ recorder }: Baseline, recorded: Factor): CostLine {
  return recorder.frequency === 'continuous'
    ? costLine('recorder', 'AWS Config, recorded', 'continuousItem', [recorded, assumed('changes')])
    : costLine('recorder', 'AWS Config, recorded', 'dailyItem', [
        recorded,
        assumed('changes'),
        assumed('changesPerDay'),
      ]);
}

function deliveryLines({ otherDays }: LogArchive, recorded: Factor, regions: Factor): readonly CostLine[] {
  return [
    costLine('config-storage', 'AWS Config in its bucket', 'bucketStorage', [
      recorded,
      regions,
      assumed('configBytes'),
      months(otherDays),
    ]),
    costLine('config-requests', 'Files into the bucket', 'bucketRequest', [recorded, regions, assumed('configFiles')]),
  ];
}
