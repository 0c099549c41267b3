import type { Organization, Platform } from '../../lib/model/organization';
import { ROOT } from '../../lib/model/organization';
import { EMPTY_LOCK } from '../../lib/model/packing-lock';
import { DEFAULT_QUOTAS } from '../../lib/model/quotas';
import type { Position } from '../../lib/model/problem';

const AT: Position = { file: 'landing-zone.yaml', line: 1, column: 1 };

/** No platform principal of any kind. */
export const NO_PRINCIPALS: Platform['principals'] = {
  organizationAccess: [],
  stackSetsExecution: [],
  deployment: [],
  breakGlass: [],
  forwarder: [],
  finisher: [],
  finisherStart: [],
  backup: [],
};

/** A small organization for tests: two units, one account each, the platform's four kinds of principals. */
export function anOrganization(overrides: Partial<Organization> = {}): Organization {
  return {
    id: 'o-exampleorg1',
    rootId: 'r-ab12',
    adopted: false,
    managementAccount: { key: 'management', accountId: '111111111111', hasBaseline: true },
    homeRegion: 'eu-central-1',
    governedRegions: ['eu-central-1', 'eu-west-1', 'us-east-1'],
    platform: {
      organizationAccessRoleName: 'OrganizationAccountAccessRole',
      principals: {
        ...NO_PRINCIPALS,
        organizationAccess: ['arn:*:iam::*:role/OrganizationAccountAccessRole'],
        stackSetsExecution: ['arn:*:iam::*:role/stacksets-exec-*'],
        deployment: ['arn:*:iam::*:role/platform/deployment'],
        breakGlass: ['arn:*:iam::*:role/platform/break-glass'],
      },
      exemptFrom: {
        organizationAccess: 'all',
        stackSetsExecution: 'all',
        deployment: 'all',
        breakGlass: 'all',
        forwarder: [],
        finisher: [],
        finisherStart: [],
        backup: [],
      },
    },
    units: [aUnit('Security'), aUnit('Workloads')],
    accounts: [anAccount('audit', 'Security', '333333333333'), anAccount('shop', 'Workloads', '222222222222')],
    placements: [],
    exemptions: [],
    quotas: DEFAULT_QUOTAS,
    logArchive: null,
    audit: null,
    baseline: null,
    compliance: null,
    groups: [],
    identity: null,
    partners: [],
    revocations: [],
    vending: null,
    budgets: null,
    backups: { lock: { minimumDays: 7, maximumDays: null, finalAfterDays: null }, resourceTypes: ['EBS', 'S3'] },
    applications: [],
    packing: EMPTY_LOCK,
    expectations: null,
    locate: () => AT,
    ...overrides,
  };
}

function aUnit(key: string): Organization['units'][number] {
  return { key, id: key, parent: ROOT, name: key, awsId: null, at: AT };
}

function anAccount(key: string, unit: string, accountId: string): Organization['accounts'][number] {
  return {
    key,
    name: key,
    email: `aws+${key}@example.com`,
    unit,
    owner: `${key}@example.com`,
    budget: { usd: 100, actual: [80, 100], forecast: [100], addresses: [] },
    tags: {},
    state: 'active',
    accountId,
    stack: 'Accounts',
    hasBaseline: true,
    at: AT,
  };
}
