import type { Oracle, OraclePolicies, OracleRequest } from '../../tools/oracle/client';
import { keysOfCall, keysOfCaller, boundBy, principalOf, type Caller } from './caller';
import { withoutIdleKeys } from './judge-application';
import type { Fact, Worker } from './people-facts';
import type { DeployedPermissions } from './people-world';
import type { World } from './world';

/** A call of somebody with what they may do. */
export interface Attempt {
  readonly worker: Pick<Worker, 'account' | 'principal'>;
  readonly permissions: DeployedPermissions;
  readonly fact: Fact;
}

const NO_GUARDRAILS: OraclePolicies = { serviceControlPolicies: [], resourceControlPolicies: [] };

/** Services whose calls are made in one Region. */
const GLOBAL = /^(?:account|billing|budgets|ce|iam|identitystore|organizations|route53|savingsplans):/;

/** Whether each is allowed by the permissions alone, as if there were no guardrails. */
export async function allowedAlone(
  oracle: Oracle,
  world: World,
  attempts: readonly Attempt[],
): Promise<readonly boolean[]> {
  const requests = attempts.map((attempt) => requestOf(attempt, world));
  const { answers } = await oracle.ask(NO_GUARDRAILS, withoutIdleKeys(NO_GUARDRAILS, requests));
  return answers.map((answer) => answer === 'Allowed');
}

/** Whether each is allowed with the guardrails; they only deny, so that they are not asked about what is denied without them. */
export async function allowed(oracle: Oracle, world: World, attempts: readonly Attempt[]): Promise<readonly boolean[]> {
  const alone = await allowedAlone(oracle, world, attempts);
  const open = attempts.filter((_, index) => alone[index]);
  const batches = new Map<string, Attempt[]>();
  for (const attempt of open) {
    const id = `${boundBy(attempt.worker, world)} ${holderOf(attempt)}`;
    batches.set(id, [...(batches.get(id) ?? []), attempt]);
  }
  const passed = new Set<Attempt>();
  for (const batch of batches.values()) {
    const [first] = batch;
    if (first === undefined) continue;
    const policies = guardrailsOf(first, batch, world);
    const requests = batch.map((attempt) => requestOf(attempt, world));
    const { answers } = await oracle.ask(policies, withoutIdleKeys(policies, requests));
    batch.forEach((attempt, index) => {
      if (answers[index] === 'Allowed') passed.add(attempt);
    });
  }
  return attempts.map((attempt) => passed.has(attempt));
}

/** Guardrails bind neither people nor resources of the management account. */
function guardrailsOf(first: Attempt, batch: readonly Attempt[], world: World): OraclePolicies {
  const caller = boundBy(first.worker, world);
  const holder = holderOf(first);
  const services = [...new Set(batch.map(({ fact: { action } }) => action.split(':')[0] ?? ''))];
  if (holder !== 'management') return world.guardrails(caller, holder, services);
  if (caller === null) return NO_GUARDRAILS;
  return { ...world.guardrails(caller, caller, services), resourceControlPolicies: [] };
}

/** The key of the account that has the resource. */
function holderOf({ worker: { account }, fact: { on = '*' } }: Attempt): string {
  if (on.includes('{archive}')) return 'log-archive';
  if (on.includes('{audit}')) return 'audit';
  return on.includes('{management}') ? 'management' : account;
}

function numberOf(account: string, world: World): string {
  return account === 'management' ? world.managementAccount : world.account(account).number;
}

function requestOf(attempt: Attempt, world: World): OracleRequest {
  const { worker, permissions, fact } = attempt;
  const { action, on = '*', keys = {}, time } = fact;
  const caller: Caller = { ...worker, name: action, who: action };
  const holder = holderOf(attempt);
  const fill = (text: string): string =>
    text
      .replaceAll('{account}', numberOf(worker.account, world))
      .replaceAll('{management}', world.managementAccount)
      .replaceAll('{archive}', world.account('log-archive').number)
      .replaceAll('{audit}', world.account('audit').number)
      .replaceAll('{region}', world.homeRegion);
  const isPerson = worker.principal.startsWith('role/aws-reserved/');
  return {
    principal: principalOf(caller, world),
    action,
    resource: fill(on),
    account: numberOf(holder, world),
    context: {
      ...keysOfCaller(caller, world),
      ...keysOfCall(world, 'log-archive', time),
      'aws:ResourceAccount': numberOf(holder, world),
      'aws:RequestedRegion': GLOBAL.test(action) ? 'us-east-1' : world.homeRegion,
      'aws:ViaAWSService': 'false',
      'aws:TokenIssueTime': '2026-11-29T23:00:00Z',
      // Identity Center says nothing of MFA.
      ...(isPerson ? { 'identitystore:UserId': '906a1b2c3d-00000000-0000-0000-0000-000000000001' } : {}),
      ...(action.startsWith('kms:') ? { 'kms:CallerAccount': numberOf(worker.account, world) } : {}),
      ...Object.fromEntries(Object.entries(keys).map(([key, value]) => [key, fill(value)])),
    },
    identityPolicy: permissions.document,
    ...(permissions.boundary === undefined ? {} : { permissionsBoundary: permissions.boundary }),
    ...policyOf(fact, holder === worker.account, numberOf(holder, world)),
  };
}

const FOR_EVERYBODY = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }],
};

/** The policy of the resource, if it has one. A role of another account trusts everybody: the caller is judged. */
function policyOf({ action, isOpen }: Fact, isOwn: boolean, holder: string): Pick<OracleRequest, 'resourcePolicy'> {
  if (isOpen === true || (!isOwn && action.startsWith('sts:'))) return { resourcePolicy: FOR_EVERYBODY };
  return !isOwn || action.startsWith('kms:') ? { resourcePolicy: delegating(holder) } : {};
}

/** The policy of a resource that leaves access to the policies of its account. */
function delegating(account: string): object {
  const Principal = { AWS: `arn:aws:iam::${account}:root` };
  return { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal, Action: '*', Resource: '*' }] };
}
