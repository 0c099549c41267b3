import { assemble } from '../../lib/analysis/assemble/assemble';
import type { Organization, Revocation } from '../../lib/model/organization';
import { describeProblem } from '../../lib/model/problem';
import { catalogue } from '../../policies/catalogue';
import type { OracleRequest } from '../../tools/oracle/client';
import { testWithOracle, useOracle } from '../oracle/with-oracle';
import { theExample } from '../support/the-example';
import { keysOfCall, keysOfCaller, principalOf, type Caller } from './caller';
import { buildWorld } from './world';

/*
 * The shipped organization, in which a person's sessions are revoked, and a role's from before a time as well. All of them
 * have permissions for everything.
 */

const oracle = useOracle();
const { organization } = theExample();
const [revoked] = organization.revocations;
if (revoked?.kind !== 'person') throw new Error('the example has no revoked person');

const { person, until, at: AT } = revoked;
const COLLEAGUE = person.replace(/^.{12}/, '906a1b2c3d-9');
const WORKER = 'role/shop/worker';
const ISSUED_BEFORE = '2026-11-30T10:00:00Z';
const ROLE_UNTIL = '2026-12-01T00:00:00Z';
const edited = organizationWith();
const world = buildWorld(edited, valueOf(assemble(edited, catalogue)));

function organizationWith(): Organization {
  const role: Revocation = {
    ...{ kind: 'role', role: `arn:aws:iam::*:${WORKER}`, issuedBefore: ISSUED_BEFORE, until: ROLE_UNTIL },
    ...{ owner: 'security@example.com', reason: 'A test', at: AT, locate: () => AT },
  };
  return { ...organization, revocations: [...organization.revocations, role] };
}

function valueOf(outcome: ReturnType<typeof assemble>) {
  if (outcome.kind === 'problems') throw new Error(outcome.problems.map(describeProblem).join('\n'));
  return outcome.value;
}

/** One account of each unit that has one. */
const accounts = [...new Map(organization.accounts.map(({ key, unit }) => [unit, key])).values()];

const CALLS = [
  ['sqs:ListQueues', '*'],
  ['ec2:DescribeInstances', '*'],
  ['s3:GetObject', 'arn:aws:s3:::orders/2026.csv'],
  ['iam:ListRoles', '*'],
] as const;

interface Session {
  readonly principal?: string;
  /** The id of the person in Identity Center. */
  readonly person?: string;
  /** When it began. */
  readonly issued: string;
  /** When it calls. */
  readonly time: string;
}

const SET = 'role/aws-reserved/sso.amazonaws.com/eu-central-1/AWSReservedSSO_read-only_0123456789abcdef';

function requestsOf({ principal = SET, person: id, issued, time }: Session, account: string): readonly OracleRequest[] {
  const caller: Caller = { name: principal, who: principal, account, principal };
  return CALLS.map(([action, resource]) => ({
    principal: principalOf(caller, world),
    action,
    resource,
    account: world.account(account).number,
    context: {
      ...keysOfCaller(caller, world),
      ...keysOfCall(world, account, time),
      'aws:TokenIssueTime': issued,
      ...(id === undefined ? {} : { 'identitystore:UserId': id }),
    },
  }));
}

/** In how many accounts all calls are denied, and in how many they are all possible. */
async function judged(session: Session): Promise<{ readonly denied: number; readonly possible: number }> {
  let [denied, possible] = [0, 0];
  for (const account of accounts) {
    const { answers } = await oracle().ask(world.guardrails(account, account), requestsOf(session, account));
    if (answers.every((answer) => answer === 'ExplicitlyDenied')) denied += 1;
    if (answers.every((answer) => answer === 'Allowed')) possible += 1;
  }
  return { denied, possible };
}

const EVERYWHERE_DENIED = { denied: accounts.length, possible: 0 };
const EVERYWHERE_POSSIBLE = { denied: 0, possible: accounts.length };
const OLD = '2026-11-30T09:59:59Z';
const NOW = '2026-11-30T12:00:00Z';
const FRESH = '2026-11-30T11:00:00Z';

test('there is an account in each unit that is not closed', () => {
  expect(accounts.length).toBeGreaterThanOrEqual(5);
});

testWithOracle(
  'a revoked person does nothing in any unit, with old sessions and with fresh ones, until the end',
  async () => {
    for (const issued of [OLD, FRESH]) expect(await judged({ person, issued, time: NOW })).toEqual(EVERYWHERE_DENIED);
    const eve = '2027-03-30T23:59:59Z';
    expect(await judged({ person, issued: eve, time: eve })).toEqual(EVERYWHERE_DENIED);
    for (const time of [until, '2028-01-01T00:00:00Z'])
      expect(await judged({ person, issued: time, time })).toEqual(EVERYWHERE_POSSIBLE);
  },
);

testWithOracle('a colleague with the same permission set goes on working', async () => {
  for (const issued of [OLD, FRESH])
    expect(await judged({ person: COLLEAGUE, issued, time: NOW })).toEqual(EVERYWHERE_POSSIBLE);
});

testWithOracle('sessions of a revoked role from before do nothing in any unit, and new ones work', async () => {
  expect(await judged({ principal: WORKER, issued: OLD, time: NOW })).toEqual(EVERYWHERE_DENIED);
  expect(await judged({ principal: WORKER, issued: OLD, time: '2026-11-30T23:59:59Z' })).toEqual(EVERYWHERE_DENIED);
  for (const issued of [ISSUED_BEFORE, FRESH])
    expect(await judged({ principal: WORKER, issued, time: NOW })).toEqual(EVERYWHERE_POSSIBLE);
});

testWithOracle('after the end, no session of the role is stopped', async () => {
  expect(await judged({ principal: WORKER, issued: OLD, time: ROLE_UNTIL })).toEqual(EVERYWHERE_POSSIBLE);
});

testWithOracle('another role with old sessions is not stopped', async () => {
  for (const principal of ['role/shop/worker-2', 'role/worker', 'role/platform/audit'])
    expect(await judged({ principal, issued: OLD, time: NOW })).toEqual(EVERYWHERE_POSSIBLE);
});

testWithOracle(
  'what a person did not sign in to themselves is no session of the person: its role is revoked, too',
  async () => {
    // A role that a revoked person has assumed from there; AWS says nothing of the person.
    expect(await judged({ principal: 'role/shop/other', issued: OLD, time: NOW })).toEqual(EVERYWHERE_POSSIBLE);
  },
);
