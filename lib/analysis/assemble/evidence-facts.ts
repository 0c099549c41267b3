import { catalogue } from '../../../policies/catalogue';
import { mirrorRules } from '../../model/config-rules/mirror';
import { packsOf } from '../../model/config-rules/packs';
import { effectiveAlarms } from '../../model/effective-alarms';
import type { GuardrailsFile } from '../../model/guardrails-file';
import type { Baseline } from '../../model/baseline';
import type { ChosenStandard, Organization } from '../../model/organization';
import { boundaryOf } from './boundary';

type Facts = GuardrailsFile['organization'];

/** What keeps and watches the records of calls, and what records and measures accounts, if there is something. */
export function evidenceFacts(
  organization: Organization,
): Pick<Facts, 'logArchive' | 'trail' | 'baseline' | 'compliance'> {
  const { logArchive, audit, compliance } = organization;
  return {
    ...(logArchive === null ? {} : { logArchive }),
    ...(audit === null
      ? {}
      : {
          trail: {
            logGroupDays: audit.logGroupDays,
            alarms: Object.fromEntries(
              effectiveAlarms(audit, organization).map(({ id, threshold }) => [id, threshold]),
            ),
            subscriptions: audit.subscriptions.map(({ endpoint }) => endpoint),
            keyArn: audit.trailKeyArn,
          },
        }),
    baseline: baselineOf(organization),
    compliance: Object.fromEntries((compliance?.standards ?? []).map((standard) => [standard.id, factsOf(standard)])),
  };
}

function baselineOf(organization: Organization): Facts['baseline'] {
  const { audit, baseline, accounts } = organization;
  if (audit === null || baseline === null) return null;
  return {
    auditAccount: audit.account,
    recorder: baseline.recorder,
    guardDutyFrom: baseline.guardDuty?.forwardFrom ?? null,
    unusedAccessDays: baseline.unusedAccessDays,
    skippedAccounts: accounts.filter(({ hasBaseline }) => !hasBaseline).map(({ key }) => key),
    finisher: finisherFacts(baseline),
    boundary: boundaryOf(organization).Statement,
  };
}

function finisherFacts(baseline: Baseline): NonNullable<Facts['baseline']>['finisher'] {
  const { contacts, removesDefaultVpcs, emptiesDefaultSecurityGroups } = baseline;
  return {
    contacts: Object.fromEntries(Object.entries(contacts).map(([kind, { email }]) => [kind, email])),
    defaultVpcs: removesDefaultVpcs ? 'remove' : 'keep',
    defaultSecurityGroups: emptiesDefaultSecurityGroups ? 'empty' : 'keep',
  };
}

/** The packs of the standard alone: among others, the mirror leaves out what they measure, and is no weaker for it. */
function factsOf(standard: ChosenStandard): NonNullable<Facts['compliance']>[string] {
  const { periodicRules, excludedAccounts } = standard;
  const rules = packsOf({ standards: [standard] }, mirrorRules(catalogue.values())).flatMap((pack) => pack.rules);
  return {
    periodicRules,
    rules: Object.fromEntries(rules.map(({ identifier, parameters }) => [identifier, parameters])),
    excludedAccounts,
  };
}
