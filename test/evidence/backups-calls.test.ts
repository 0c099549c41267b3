import { decider } from '../../lib/analysis/evaluate/decide';
import { prepareScenario } from '../../lib/analysis/prove/prepared-scenario';
import { scenariosOf } from '../../lib/analysis/prove/scenario';
import { isDenied } from '../../lib/analysis/prove/trial';
import { loadServiceReference } from '../../lib/iam/service-reference/load';
import { kindsExemptFrom } from '../../lib/model/platform';
import { catalogue } from '../../policies/catalogue';
import type { Guardrail } from '../../policies/core/guardrail';
import { isManagementGuardrail } from '../../policies/core/management-guardrail';
import { theExample } from '../support/the-example';
import { archiveWorld } from './archive-world';
import { BACKUP_CALLS, type BackupCall } from './backups-role';
import { COPIES } from './backups-access';

/*
 * Every call that AWS Backup makes with its role, held to every guardrail of the catalogue: the role escapes those that stop
 * it, and no others.
 */

const { organization, assembly } = theExample();
const world = archiveWorld();
const calls = Object.values(BACKUP_CALLS).flat();
const guardrails = [...catalogue.values()].flatMap((each) => (isManagementGuardrail(each) ? [] : [each]));

/** Guardrails that stop calls and bind the role all the same, and why that is right. */
const BOUND: Readonly<Record<string, string>> = {
  'protect-log-archive': 'it is for the account of the logs, which is not backed up',
  quarantine: 'an account in quarantine does not change, and what is kept already stays',
  'deny-unapproved-regions': 'nothing is restored where nobody looks',
};

function filled(
  call: BackupCall,
  account: string,
): { readonly resource: string; readonly context: BackupCall['context'] } {
  const fill = (text: string): string =>
    text
      .replaceAll('{account}', account)
      .replaceAll('{region}', world.homeRegion)
      .replaceAll('{copies}', world.account(COPIES).number);
  const context = Object.fromEntries(
    Object.entries(call.context ?? {}).map(([key, value]) => [key, typeof value === 'string' ? fill(value) : value]),
  );
  return { resource: fill(call.resource), context };
}

/** What a guardrail stops of the role's calls in some scenario, if it exempts nobody. */
function stoppedBy(guardrail: Guardrail): readonly string[] {
  const stopped = new Set<string>();
  for (const scenario of scenariosOf(guardrail, organization, assembly)) {
    const { toTrial, compile, place } = prepareScenario(scenario, assembly.file);
    const statements = compile(scenario.groups.map(({ source }) => source));
    for (const call of calls) {
      const request = {
        principal: `arn:aws:iam::${place.account}:role/platform/backup`,
        action: call.action,
        resourceAccount: call.resource.includes('{copies}') ? place.sibling : place.account,
        ...(filled(call, place.account) as { resource: string; context: Record<string, string> }),
      };
      if (isDenied(statements, toTrial({ name: call.what, expect: 'possible', request })) !== false)
        stopped.add(call.what);
    }
  }
  return [...stopped];
}

test('the role escapes exactly the guardrails that stop it, but for those that shall', () => {
  const stopping = guardrails.filter((each) => stoppedBy(each).length > 0).map(({ id }) => id);
  const escaped = guardrails
    .filter((each) => kindsExemptFrom(organization.platform, each).includes('backup'))
    .map(({ id }) => id);
  expect(stopping).toEqual([...escaped, ...Object.keys(BOUND)].sort());
}, 120_000);

describe.each(['shop-production', 'data-production', 'shop-development'])('in %s', (key) => {
  const { number } = world.account(key);
  const decide = decider(world.file);
  const ask = (principal: string, call: BackupCall) =>
    decide({
      id: 'test',
      account: number,
      principal: `arn:aws:iam::${number}:role/${principal}`,
      action: call.action,
      resource: filled(call, number).resource,
      resourceAccount: call.resource.includes('{copies}') ? world.account(COPIES).number : number,
      context: {
        'aws:RequestedRegion': world.homeRegion,
        'aws:SecureTransport': 'true',
        'aws:ViaAWSService': 'false',
        ...filled(call, number).context,
      },
    });

  test.each(calls.map((call) => [call.what, call] as const))('AWS Backup %s', (_, call) => {
    expect(ask('platform/backup', call)).toMatchObject({ decision: 'permitted', by: [] });
  });

  test.each([
    ['lets a snapshot expire', 'protect-backups'],
    ['lets a snapshot of a cluster expire', 'protect-backups'],
    ['lets a store write an inventory', 'protect-application-stores'],
    ['lets a store tell EventBridge of its objects', 'protect-application-stores'],
    ['restores an instance', 'require-imdsv2'],
    ['makes a file system to restore into', 'require-tags'],
  ])('a developer does not, and a role of a similar name neither: %s', (what, guardrail) => {
    const call = calls.find((one) => one.what === what);
    for (const principal of ['developer', 'platform/backup2', 'backup', 'x/platform/backup']) {
      const { decision, by } = ask(principal, call as BackupCall);
      expect(decision).toBe('denied');
      expect(by.flatMap(({ guardrails: ids }) => ids)).toContain(guardrail);
    }
  });
});

test('the calls exist, each once', () => {
  const reference = loadServiceReference();
  expect(calls.map(({ action }) => action).filter((action) => !reference.actionExists(action))).toEqual([]);
  expect(new Set(calls.map(({ what }) => what)).size).toBe(calls.length);
});
