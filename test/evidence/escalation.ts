import { decider, type Decide } from '../../lib/analysis/evaluate/decide';
import { boundaryOf } from '../../lib/analysis/assemble/boundary';
import type { PolicyDocument } from '../../lib/iam/statement';
import type { Oracle, OraclePolicies, OracleRequest } from '../../tools/oracle/client';
import { theExample } from '../support/the-example';
import type { EscalationPath, EscalationStep } from './escalation-paths';
import { buildWorld } from './world';

/** A developer's account of the example, with all its guardrails. */
export interface DeveloperWorld {
  readonly account: string;
  readonly region: string;
  readonly management: string;
  readonly organization: string;
  readonly orgPath: string;
  readonly boundary: PolicyDocument;
  readonly guardrails: OraclePolicies;
  readonly decide: Decide;
}

const KEY = 'shop-development';

export function developerWorld(): DeveloperWorld {
  const { organization, assembly } = theExample();
  const world = buildWorld(organization, assembly);
  const { number, membership } = world.account(KEY);
  return {
    account: number,
    region: world.homeRegion,
    management: world.managementAccount,
    organization: membership.organization,
    orgPath: membership.path,
    boundary: boundaryOf(organization),
    guardrails: world.guardrails(KEY, KEY),
    decide: decider(world.file),
  };
}

const NO_GUARDRAILS: OraclePolicies = { serviceControlPolicies: [], resourceControlPolicies: [] };

/** The platform's roles in the account: they have no boundary. */
export const UNBOUNDED_ROLES: readonly string[] = [
  'OrganizationAccountAccessRole',
  'stacksets-exec-0123456789abcdef0123456789abcdef',
  'platform/break-glass',
  'platform/event-forwarder',
  'platform/backup',
];

/**
 * Roles of people. They have no boundary either, but nobody changes or passes them: AWS refuses that by itself, and so does the
 * oracle, whatever policies say. That the boundary denies it as well is shown by its own probes.
 *
 * Source: https://docs.aws.amazon.com/singlesignon/latest/userguide/permissionsetsconcept.html
 */
export const ROLES_OF_PEOPLE: readonly string[] = [
  'aws-reserved/sso.amazonaws.com/eu-central-1/AWSReservedSSO_AdministratorAccess_0123456789abcdef',
  'aws-reserved/sso.amazonaws.com/AWSReservedSSO_AdministratorAccess_0123456789abcdef',
];

/** A role that a developer has made, with the boundary. */
export const BOUNDED_ROLE = 'shop/worker';

/** What no path may gain: a role that could do one of these would be beyond the boundary. */
export const PRIZES: readonly EscalationStep[] = [
  { does: 'create a role without the boundary', action: 'iam:CreateRole', on: 'arn:aws:iam::{account}:role/free' },
  {
    does: 'lose the boundary',
    action: 'iam:DeleteRolePermissionsBoundary',
    on: `arn:aws:iam::{account}:role/${BOUNDED_ROLE}`,
  },
  {
    does: 'write the boundary',
    action: 'iam:CreatePolicyVersion',
    on: 'arn:aws:iam::{account}:policy/platform/boundary',
  },
  { does: 'act for the platform', action: 'sts:AssumeRole', on: 'arn:aws:iam::{account}:role/platform/break-glass' },
  { does: 'make a user', action: 'iam:CreateUser', on: 'arn:aws:iam::{account}:user/free' },
  { does: 'leave the organization', action: 'organizations:LeaveOrganization' },
];

/** Who denies a step: the boundary, and guardrails by their ids. */
export interface Verdict {
  readonly byBoundary: boolean;
  readonly byGuardrails: readonly string[];
  /** Whether the call fails with everything together. */
  readonly isDenied: boolean;
  /** Whether the oracle sees a guardrail deny where our evaluator names one, and nowhere else. */
  readonly agrees: boolean;
}

/** As whom, and on which role. */
export interface Attempt {
  /** The path and name of the caller. */
  readonly caller?: string;
  /** The path and name of `{role}`. */
  readonly role?: string;
}

/** Judges calls of a role that is an administrator within the boundary. */
export async function judgeSteps(
  oracle: Oracle,
  world: DeveloperWorld,
  steps: readonly EscalationStep[],
  { caller = 'developer', role = BOUNDED_ROLE }: Attempt = {},
): Promise<readonly Verdict[]> {
  const requests = steps.map((step) => requestOf(step, world, caller, role));
  const within = requests.map((request) => ({ ...request, permissionsBoundary: world.boundary }));
  const [alone, guarded, together] = await Promise.all([
    oracle.ask(NO_GUARDRAILS, within),
    oracle.ask(world.guardrails, requests),
    oracle.ask(world.guardrails, within),
  ]);
  return requests.map(({ principal, action, resource, context }, index) => {
    const decision = world.decide({ id: String(index), account: world.account, principal, action, resource, context });
    if (decision.decision === 'undecided') throw new Error(`${action} depends on ${decision.missing.join(', ')}`);
    const byGuardrails = [...new Set(decision.by.flatMap(({ guardrails }) => guardrails))].sort();
    return {
      byBoundary: alone.answers[index] === 'ExplicitlyDenied',
      byGuardrails,
      isDenied: together.answers[index] !== 'Allowed',
      agrees: (guarded.answers[index] === 'ExplicitlyDenied') === byGuardrails.length > 0,
    };
  });
}

/** Where a path fails, and everything that denies that step; null: it goes through. */
export function findStop(verdicts: readonly Verdict[]): EscalationPath['stopped'] | null {
  const byBoundary = verdicts.findIndex((verdict) => verdict.byBoundary);
  const at = byBoundary === -1 ? verdicts.findIndex(({ byGuardrails }) => byGuardrails.length > 0) : byBoundary;
  const verdict = verdicts[at];
  return verdict === undefined
    ? null
    : { at, by: [...(verdict.byBoundary ? ['boundary'] : []), ...verdict.byGuardrails] };
}

/** With these actions on a role, AWS sends its boundary. */
const SENDS_BOUNDARY = /^iam:(?:(?:Attach|Detach|Put|Delete)RolePolicy|UpdateAssumeRolePolicy|UpdateRole|DeleteRole)$/;

function requestOf(step: EscalationStep, world: DeveloperWorld, caller: string, role: string): OracleRequest {
  const { action, on = '*', keys = {} } = step;
  const { account, region, organization } = world;
  const fill = (text: string): string =>
    text
      .replaceAll('{role}', `arn:aws:iam::${account}:role/${role}`)
      .replaceAll('{account}', account)
      .replaceAll('{management}', world.management)
      .replaceAll('{region}', region);
  const principal = `arn:aws:iam::${account}:role/${caller}`;
  const isBounded = on === '{role}' && role === BOUNDED_ROLE && SENDS_BOUNDARY.test(action);
  return {
    principal,
    action,
    resource: fill(on),
    account,
    context: {
      'aws:PrincipalArn': principal,
      'aws:PrincipalAccount': account,
      'aws:PrincipalOrgID': organization,
      'aws:PrincipalOrgPaths': [world.orgPath],
      'aws:PrincipalType': 'AssumedRole',
      'aws:PrincipalIsAWSService': 'false',
      'aws:ViaAWSService': 'false',
      'aws:SecureTransport': 'true',
      'aws:MultiFactorAuthPresent': 'true',
      'aws:RequestedRegion': /^(?:iam|organizations):/.test(action) ? 'us-east-1' : region,
      'aws:CurrentTime': '2026-11-30T00:00:00Z',
      'aws:TokenIssueTime': '2026-11-29T23:00:00Z',
      'aws:ResourceAccount': account,
      'aws:ResourceOrgID': organization,
      ...(isBounded ? { 'iam:PermissionsBoundary': `arn:aws:iam::${account}:policy/platform/boundary` } : {}),
      ...Object.fromEntries(Object.entries(keys).map(([key, value]) => [key, fill(value)])),
    },
  };
}
