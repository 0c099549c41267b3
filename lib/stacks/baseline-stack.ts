import { Construct } from 'constructs';
import { AccountTemplate } from '../../constructs/baseline/account-template';
import { AuditTemplate } from '../../constructs/baseline/audit-template';
import { CiTemplate } from '../../constructs/baseline/ci-template';
import { GlobalEventsTemplate } from '../../constructs/baseline/global-events-template';
import { RegionTemplate } from '../../constructs/baseline/region-template';
import { PartnerTemplate } from '../../constructs/partner/partner-template';
import { StackSet, type StackSetProps } from '../../constructs/stack-set/stack-set';
import { applicationPlaces } from '../model/access';
import { AUDIT_ACCOUNT, GITHUB, STACK_SETS } from '../model/names';
import type { Baseline } from '../model/baseline';
import type { Audit, LogArchive, Organization } from '../model/organization';
import { globalEventRegions } from '../model/regions';
import {
  accountBaselineOf,
  breakGlassOf,
  forwardingOf,
  regionBaselineOf,
  roleForPartnerOf,
  rolesFromAuditOf,
} from './baseline-parts';
import { finisherRolesOf } from './finisher-parts';
import type { Ids } from './ids';
import { ManagementStack } from './management-stack';

export interface BaselineStackProps {
  readonly organization: Organization;
  readonly baseline: Baseline;
  readonly logArchive: LogArchive;
  readonly audit: Audit;
  readonly ids: Ids;
}

/**
 * What every member account has, by StackSets, what the audit account has to look at all of them, and what some accounts need
 * for their applications.
 *
 * The roles come first, because the recorders and the rules use them. In us-east-1 accounts have only the rules for events
 * that no other Region sees, unless it is governed, too.
 */
export class BaselineStack extends ManagementStack {
  constructor(scope: Construct, id: string, props: BaselineStackProps) {
    const { organization, baseline, logArchive } = props;
    const { homeRegion, governedRegions } = organization;
    super(scope, id, {
      organization,
      description: 'What every member account has, by StackSets',
      // Only partners grow in number.
      remedy: 'remove partners that need no role any more: each has a StackSet here',
    });
    const forwarding = forwardingOf(organization);
    const account = this.forEveryAccount(props, 'Account', {
      name: STACK_SETS.account,
      description: 'Roles of the baseline and the permissions boundary, once per account',
      template: new AccountTemplate(this, 'Account', {
        ...accountBaselineOf(organization),
        ...breakGlassOf(organization),
        ...rolesFromAuditOf(organization),
        finisher: finisherRolesOf(organization, baseline),
      }),
      parameters: { Audit: props.ids.accountId(props.audit.account) },
      regions: [homeRegion],
    });
    this.forEveryAccount(props, 'Region', {
      name: STACK_SETS.region,
      description: 'The recorder of AWS Config and the rest of the baseline, in each governed Region',
      template: new RegionTemplate(this, 'Region', {
        baseline: (archive) => regionBaselineOf(organization, baseline, archive),
      }),
      parameters: { LogArchive: props.ids.accountId(logArchive.account) },
      regions: governedRegions,
      after: [account],
    });
    this.forEveryAccount(props, 'GlobalEvents', {
      name: STACK_SETS.globalEvents,
      description: 'Forwarding of events of credentials and root',
      template: new GlobalEventsTemplate(this, 'GlobalEvents', { forwarding }),
      regions: globalEventRegions(homeRegion),
      after: [account],
    });
    this.forAudit(props);
    this.forWorkflows(props);
    this.forPartners(props, account);
  }

  private forEveryAccount(
    { organization, ids }: BaselineStackProps,
    id: string,
    props: Omit<StackSetProps, 'rootId' | 'accounts' | 'excludedAccounts'>,
  ): StackSet {
    const excluded = organization.accounts.filter(({ hasBaseline, state }) => !hasBaseline && state !== 'closed');
    return new StackSet(this, `${id}StackSet`, {
      ...props,
      rootId: ids.rootId,
      excludedAccounts: excluded.map(({ key }) => ids.accountId(key)),
    });
  }

  private forAudit({ organization, baseline, audit, ids }: BaselineStackProps): void {
    const { homeRegion, governedRegions } = organization;
    const { aggregator, aggregatorRole, externalAccess, unusedAccess } = AUDIT_ACCOUNT;
    new StackSet(this, 'AuditStackSet', {
      name: STACK_SETS.audit,
      description: 'What looks at the whole organization, in the audit account',
      template: new AuditTemplate(this, 'Audit', {
        view: { aggregatorName: aggregator, roleName: aggregatorRole, homeRegion },
        analyzers: {
          externalAccessName: externalAccess,
          unusedAccessName: unusedAccess,
          unusedAccessDays: baseline.unusedAccessDays,
          homeRegion,
        },
      }),
      rootId: ids.rootId,
      accounts: [ids.accountId(audit.account)],
      regions: governedRegions,
    });
  }

  /** Only where a role trusts it. The stacks of applications come later, because their roles name the provider. */
  private forWorkflows({ organization, ids }: BaselineStackProps): void {
    const accounts = accountsWithWorkflows(organization);
    if (accounts.length === 0) return;
    new StackSet(this, 'CiStackSet', {
      name: STACK_SETS.ci,
      description: 'The identity provider of GitHub Actions, in the accounts of applications that ask for it',
      template: new CiTemplate(this, 'Ci', GITHUB),
      rootId: ids.rootId,
      accounts: accounts.map((account) => ids.accountId(account)),
      regions: [organization.homeRegion],
      isRetained: false,
    });
  }

  /** A StackSet for each, because each has another template. The roles need the boundary, which is in every account's stack. */
  private forPartners({ organization, ids }: BaselineStackProps, account: StackSet): void {
    const open = new Set(organization.accounts.filter(({ state }) => state !== 'closed').map(({ key }) => key));
    const partners = new Construct(this, 'Partners');
    for (const partner of organization.partners) {
      const accounts = partner.accounts.filter((key) => open.has(key));
      if (accounts.length === 0) continue;
      const scope = new Construct(partners, partner.key);
      const stackSet = new StackSet(scope, 'StackSet', {
        name: STACK_SETS.partner(partner.key),
        description: `The role of the partner ${partner.key}`,
        template: new PartnerTemplate(scope, 'Template', roleForPartnerOf(partner, organization)),
        rootId: ids.rootId,
        accounts: accounts.map((key) => ids.accountId(key)),
        regions: [organization.homeRegion],
        isRetained: false,
      });
      stackSet.node.addDependency(account);
    }
  }
}

/** The keys of the accounts in which workflows of GitHub Actions act as an application, in the order of the accounts. */
function accountsWithWorkflows(organization: Organization): readonly string[] {
  const asking = new Set(
    applicationPlaces(organization).flatMap(({ application, account, state }) =>
      state === 'active' && application.runsOn.github.length > 0 ? [account] : [],
    ),
  );
  return organization.accounts.filter(({ key, state }) => state === 'active' && asking.has(key)).map(({ key }) => key);
}
