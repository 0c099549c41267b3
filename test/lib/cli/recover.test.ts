import { appendFileSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { accountLogicalId } from '../../../lib/model/account-logical-id';
import { aFolder, copyExample, EXAMPLE } from './an-io';
import { mistakesIn } from './output-schema';
import { accountId, anOrganizationAtAws, ROOT_ID, unitId, type Script } from './recover/an-organization';
import { KEYS, runAsProcess, type Ended } from './run-as-process';
import type { FakeAws } from './wait/an-aws';

const SHOP = 'shop-production';
/** Where the command runs, and writes. */
const FOLDER = aFolder();
const MAPPING = join(FOLDER, 'import-Accounts.json');
const servers: FakeAws[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

async function run(script: Script, ...args: readonly string[]): Promise<Ended & { aws: FakeAws }> {
  const aws = await anOrganizationAtAws(script);
  servers.push(aws);
  const ended = await runAsProcess(aws.endpoint, ['recover', '--organization', EXAMPLE, ...args], KEYS, FOLDER);
  return { ...ended, aws };
}

/** An event of the stack itself. */
function ofStack(ResourceStatus: string, id: string): Readonly<Record<string, string>> {
  const stack = 'arn:aws:cloudformation:eu-central-1:111111111111:stack/Rampart-Accounts/1';
  return event(
    { StackId: stack, PhysicalResourceId: stack, LogicalResourceId: 'Rampart-Accounts', ResourceStatus },
    id,
  );
}

function ofShop(ResourceStatus: string, ResourceStatusReason: string, id: string): Readonly<Record<string, string>> {
  return event({ StackId: 's', LogicalResourceId: accountLogicalId(SHOP), ResourceStatus, ResourceStatusReason }, id);
}

function event(properties: Readonly<Record<string, string>>, EventId: string): Readonly<Record<string, string>> {
  return { ...properties, EventId, StackName: 'Rampart-Accounts', Timestamp: '2026-11-30T00:00:00Z' };
}

describe('rampart recover, as a process', () => {
  test('ends with 0 where nothing is lost, and calls nothing that changes anything', async () => {
    const { exitCode, out, err, aws } = await run({});
    expect([exitCode, err]).toEqual([0, '']);
    expect(out).toBe('Nothing is lost: 8 accounts of the files, each as its file says\n');
    expect(new Set(aws.calls.map(({ action }) => action))).toEqual(
      new Set([
        'sts:GetCallerIdentity',
        'cloudformation:DescribeStacks',
        'cloudformation:ListStackResources',
        'cloudformation:DescribeStackEvents',
        'cloudformation:ListExports',
        'organizations:ListCreateAccountStatus',
        'organizations:ListRoots',
        'organizations:ListOrganizationalUnitsForParent',
        'organizations:ListAccountsForParent',
      ]),
    );
    expect(aws.calls.filter(({ action }) => action === 'cloudformation:ListStackResources')).toHaveLength(2);
  });

  test('tells an account that timed out, and every step until it is in its stack', async () => {
    const { exitCode, out } = await run({ status: 'UPDATE_FAILED', outside: [SHOP], inRoot: [SHOP] });
    expect(exitCode).toBe(1);
    expect(out).toContain(`outside: ${SHOP} (${accountId(SHOP)}): it exists at AWS, in the root, and no stack has it`);
    const steps = [
      `aws organizations move-account --account-id ${accountId(SHOP)} --source-parent-id ${ROOT_ID} --destination-parent-id ${unitId('Workloads/Production')}`,
      'aws cloudformation rollback-stack --region eu-central-1 --stack-name Rampart-Accounts --no-retain-except-on-create',
      'npx rampart recover --write',
      'npx cdk import Accounts --resource-mapping import-Accounts.json',
      'npx cdk deploy Accounts --no-rollback',
    ];
    const places = steps.map((step) => out.lastIndexOf(step));
    expect(places.every((place) => place >= 0)).toBe(true);
    expect(places).toEqual([...places].sort((one, other) => one - other));
    expect(existsSync(MAPPING)).toBe(false);
  });

  test('--write writes the mapping only when an import is possible', async () => {
    const early = await run({ status: 'UPDATE_FAILED', outside: [SHOP] }, '--write');
    expect([early.exitCode, existsSync(MAPPING)]).toEqual([1, false]);
    await run({ status: 'UPDATE_ROLLBACK_COMPLETE', outside: ['network', SHOP] });
    expect(existsSync(MAPPING)).toBe(false);
    const { exitCode, out } = await run({ status: 'UPDATE_ROLLBACK_COMPLETE', outside: ['network', SHOP] }, '--write');
    expect(exitCode).toBe(1);
    expect(out).toContain('Wrote import-Accounts.json');
    expect(JSON.parse(readFileSync(MAPPING, 'utf8'))).toEqual({
      [accountLogicalId('network')]: { AccountId: accountId('network') },
      [accountLogicalId(SHOP)]: { AccountId: accountId(SHOP) },
    });
  });

  test('asks nothing about a stack that is not there, which AWS would refuse', async () => {
    const { exitCode, err } = await run({
      status: null,
      instead: ({ action }) =>
        ['cloudformation:ListStackResources', 'cloudformation:DescribeStackEvents'].includes(action)
          ? { error: 'ValidationError', message: 'Stack with id Rampart-Accounts does not exist' }
          : undefined,
    });
    expect([exitCode, err]).toEqual([1, '']);
  });

  test('looks into the first stack, too, if no file names it any more', async () => {
    const folder = copyExample(aFolder());
    const accounts = join(folder, 'accounts');
    for (const name of readdirSync(accounts)) appendFileSync(join(accounts, name), 'stack: b\n');
    const { exitCode, out } = await run({}, '--organization', folder);
    expect(exitCode).toBe(1);
    expect(out).toContain('the stack Rampart-Accounts has it already');
  });

  test('--json follows the schema', async () => {
    for (const script of [{}, { status: null, outside: [SHOP] }, { status: 'CREATE_FAILED', inRoot: [SHOP] }]) {
      const { out } = await run(script, '--json');
      expect(mistakesIn('recover', out)).toBeNull();
    }
  });

  test('the newest request and only failures since the stack was at rest count', async () => {
    const without = {
      outside: [SHOP],
      instead: (({ action, input }) =>
        action === 'organizations:ListAccountsForParent' && input['ParentId'] === unitId('Workloads/Production')
          ? { json: { Accounts: [] } }
          : undefined) satisfies Script['instead'],
    };
    const old = [ofStack('UPDATE_COMPLETE', '4'), ofShop('CREATE_FAILED', 'an old failure', '5')];
    const now = [
      ofStack('UPDATE_FAILED', '1'),
      ofShop('CREATE_FAILED', 'Resource creation cancelled', '2'),
      ofShop('CREATE_FAILED', 'a new failure', '3'),
    ];
    const failed = await run({ ...without, status: 'UPDATE_FAILED', events: [...now, ...old] });
    expect(failed.out).toContain('CloudFormation could not create it: a new failure');
    const atRest = await run({ ...without, events: [ofStack('UPDATE_COMPLETE', '0'), ...old] });
    expect(atRest.out).toContain('missing: shop-production: it does not exist yet');
    const request = (id: string, day: number, more: object) => ({
      ...{ Id: id, AccountName: SHOP, RequestedTimestamp: Date.UTC(2026, 10, day) / 1000, ...more },
    });
    const creations = [
      request('car-older', 1, { State: 'FAILED', FailureReason: 'INVALID_EMAIL' }),
      request('car-newer', 2, { State: 'FAILED', FailureReason: 'ACCOUNT_LIMIT_EXCEEDED' }),
    ];
    const requested = await run({ ...without, creations });
    expect(requested.out).toContain(
      'AWS could not create it: ACCOUNT_LIMIT_EXCEEDED (request of 2026-11-02 00:00 UTC)',
    );
  });

  test.each([
    ['another account', { caller: '222222222222' }, 'the credentials are those of account 222222222222'],
    [
      'expired credentials',
      { instead: () => ({ error: 'ExpiredToken', message: 'expired' }) },
      'AWS refuses the credentials: expired',
    ],
    [
      'a missing permission',
      {
        instead: ({ action }) =>
          action === 'organizations:ListRoots' ? { error: 'AccessDeniedException', message: 'no' } : undefined,
      },
      'organizations:ListCreateAccountStatus',
    ],
    [
      'no organization',
      {
        instead: ({ action }) =>
          action === 'organizations:ListCreateAccountStatus'
            ? { error: 'AWSOrganizationsNotInUseException', message: 'no' }
            : undefined,
      },
      'account 111111111111 has no organization',
    ],
  ] satisfies [string, Script, string][])('%s is told in a sentence', async (_name, script, expected) => {
    const { exitCode, out, err } = await run(script);
    expect([exitCode, out]).toEqual([2, '']);
    expect(err).toContain(expected);
  });

  test('no connection is told in a sentence', async () => {
    const { exitCode, err } = await runAsProcess('http://127.0.0.1:1', ['recover', '--organization', EXAMPLE]);
    expect(exitCode).toBe(2);
    expect(err).toContain('AWS does not answer');
  });
});
