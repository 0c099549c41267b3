import type { AssembledDocument } from '../../lib/analysis/assemble/assembly';
import type { AppInput } from '../../lib/app';
import type { Account, Organization, Unit } from '../../lib/model/organization';
import { ROOT } from '../../lib/model/organization';
import type { Position } from '../../lib/model/problem';
import { anOrganization } from './an-organization';

const AT: Position = { file: 'landing-zone.yaml', line: 1, column: 1 };

/** A unit by its id, such as `Workloads/Production`. */
export function aUnit(id: string, overrides: Partial<Unit> = {}): Unit {
  const keys = id.split('/');
  const key = keys.at(-1) ?? id;
  return { key, id, parent: keys.slice(0, -1).join('/') || ROOT, name: key, awsId: null, at: AT, ...overrides };
}

export function anAccount(key: string, unit: string, overrides: Partial<Account> = {}): Account {
  return {
    key,
    name: key,
    email: `aws+${key}@example.com`,
    unit,
    owner: `${key}@example.com`,
    budget: { usd: 100, actual: [80, 100], forecast: [100], addresses: [] },
    tags: {},
    state: 'active',
    accountId: null,
    stack: 'Accounts',
    hasBaseline: true,
    at: AT,
    ...overrides,
  };
}

/** A service control policy with one statement at a target, such as `root`, `Workloads/Production` or `audit`. */
export function aDocument(target: string, overrides: Partial<AssembledDocument> = {}): AssembledDocument {
  const key = target.split('/').at(-1) ?? target;
  const index = overrides.index ?? 1;
  return {
    name: `rampart-${key}-scp-${index}`,
    type: 'SERVICE_CONTROL_POLICY',
    target,
    key,
    index,
    content: {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Deny', Action: 'organizations:LeaveOrganization', Resource: '*' }],
    },
    guardrails: { '/Statement/0': ['deny-leaving-organization'] },
    characters: 120,
    statements: ['deny-leaving-organization'],
    rewritten: { merged: [], covered: [], withoutSid: 0 },
    ...overrides,
  };
}

/** An organization before its first deploy, without any id. */
export function aNewOrganization(overrides: Partial<Organization> = {}): Organization {
  return anOrganization({
    id: null,
    rootId: null,
    units: [aUnit('Security'), aUnit('Workloads'), aUnit('Workloads/Production')],
    accounts: [anAccount('audit', 'Security'), anAccount('log-archive', 'Security'), anAccount('shop', 'Workloads')],
    ...overrides,
  });
}

/** Policies on the root, a unit and an account of a new organization. */
export function aLandingZone(overrides: Partial<Organization> = {}): AppInput {
  return {
    organization: aNewOrganization(overrides),
    assembly: {
      documents: [aDocument(ROOT), aDocument('Workloads/Production'), aDocument('audit')],
      managementPolicies: [],
    },
  };
}
