import { loadServiceReference } from '../../lib/iam/service-reference/load';
import { testWithOracle, useOracle } from '../oracle/with-oracle';
import { archiveWorld } from './archive-world';
import { ACCESS_CASES, CALLERS, COPIES, type CallerId } from './backups-access';
import { backupFaults } from './backups-assertions';
import { backupTemplates, LOCK } from './backups-templates';
import { findTargets, judgeBackups } from './judge-backups';

const oracle = useOracle();
const world = archiveWorld();
const templates = backupTemplates(world.account(COPIES).number);

/** In the order of the callers. */
function inOrder(callers: readonly CallerId[]): readonly string[] {
  return Object.keys(CALLERS).filter((id) => callers.some((one) => one === id));
}

testWithOracle(
  'backups are open to those whom the tables list and to nobody else, with guardrails and without',
  async () => {
    const unguarded = await judgeBackups(oracle(), world, templates, 'unguarded');
    expect(unguarded).toEqual(Object.fromEntries(ACCESS_CASES.map((one) => [one.what, inOrder(one.unguarded)])));
    const guarded = await judgeBackups(oracle(), world, templates, 'guarded');
    expect(guarded).toEqual(Object.fromEntries(ACCESS_CASES.map((one) => [one.what, inOrder(one.possible)])));
  },
  60_000,
);

test('the tables name actions that exist, each case once', () => {
  const reference = loadServiceReference();
  expect(ACCESS_CASES.map(({ action }) => action).filter((action) => !reference.actionExists(action))).toEqual([]);
  expect(new Set(ACCESS_CASES.map(({ what }) => what)).size).toBe(ACCESS_CASES.length);
});

/** The sentences that the tables must say, whoever edits them. */
describe('neither an administrator, nor the backup operator, nor the root user', () => {
  const harmed = ACCESS_CASES.filter(({ what }) =>
    /^(?:delete|shorten|disassociate|remove|loosen|replace|disable|stop|unmark|move the alias|take .* away)/.test(what),
  );
  const who = ['administrator', 'operator', 'rootUser', 'copiesAdministrator', 'copiesOperator', 'otherAdministrator'];

  test.each(harmed.map((one) => [one.what, one] as const))('can %s', (_, { possible }) => {
    expect(possible.filter((id) => who.includes(id))).toEqual([]);
  });

  test('many ways are tried', () => {
    expect(harmed.length).toBeGreaterThan(30);
  });
});

describe('the platform needs no guardrail to keep what is in a vault', () => {
  test.each(['DeleteRecoveryPoint', 'UpdateRecoveryPointLifecycle', 'DisassociateRecoveryPoint'])('%s', (action) => {
    const cases = ACCESS_CASES.filter((one) => one.action === `backup:${action}`);
    expect(cases.map(({ unguarded }) => unguarded)).toEqual([[], []]);
  });
});

describe('another organization', () => {
  test('can do nothing at all', () => {
    for (const { possible, unguarded } of ACCESS_CASES)
      expect([...possible, ...unguarded].filter((id) => id.startsWith('stranger'))).toEqual([]);
  });
});

describe('AWS Backup', () => {
  test('backs up, copies and restores', () => {
    const mayBackup = ACCESS_CASES.filter(({ possible }) => possible.includes('backup')).map(({ what }) => what);
    expect(mayBackup).toEqual(
      expect.arrayContaining([
        ...['back up into the vault', 'restore a recovery point', 'take a recovery point out'],
        ...['copy into the vault of copies', 'decrypt with the key of the vault', 'encrypt with the key of the vault'],
        ...['let a service use the key of the vault', 'start an instance with the key of volumes'],
      ]),
    );
  });

  test('fetches copies with its service-linked role where they are kept, and brings them back', () => {
    const may = (id: CallerId): readonly string[] =>
      ACCESS_CASES.filter(({ possible }) => possible.includes(id)).map(({ what }) => what);
    expect(may('copiesLinked')).toEqual(
      expect.arrayContaining([
        'move what the key of volumes encrypts to another key',
        'let a service use the key of volumes',
        'decrypt with the key of the vault',
        'encrypt with the key of copies',
        'copy into the vault',
      ]),
    );
    expect(may('linked')).toEqual(expect.arrayContaining(['decrypt with the key of copies']));
  });
});

describe('of all actions that AWS documents for keys, whatever their permissions', () => {
  const administrator = `arn:aws:iam::${world.account('shop-production').number}:role/admin`;

  testWithOracle.each(['vaultKey', 'storageKey'] as const)('administrators only configure: %s', async (target) => {
    const { arn, policy } = findTargets(templates, world)[target];
    const actions = loadServiceReference()
      .actionsOf('kms')
      .filter(({ resources }) => resources.some(({ type }) => type === 'key'))
      .map(({ name }) => name);
    const { answers } = await oracle().ask(
      { serviceControlPolicies: [], resourceControlPolicies: [] },
      actions.map((action) => ({
        principal: administrator,
        action,
        resource: arn,
        account: world.account('shop-production').number,
        context: {
          'aws:PrincipalArn': administrator,
          'kms:CallerAccount': world.account('shop-production').number,
        },
        ...(policy === undefined ? {} : { resourcePolicy: policy }),
      })),
    );
    const possible = actions.filter((_, index) => answers[index] === 'Allowed');
    expect(possible).toContain('kms:PutKeyPolicy');
    for (const action of ['Decrypt', 'CreateGrant', 'DisableKey', 'ScheduleKeyDeletion', 'GenerateDataKey'])
      expect(possible).not.toContain(`kms:${action}`);
    expect(possible).toHaveLength(16);
  });
});

describe('the templates', () => {
  const number = world.account(COPIES).number;
  const member = { vault: 'rampart-backup', lock: LOCK, hasRole: true };

  test('have nothing wrong', () => {
    const aliases = ['alias/rampart-backup', 'alias/rampart-ebs'];
    expect(backupFaults(templates.member, { ...member, aliases })).toEqual([]);
    expect(
      backupFaults(templates.copies, {
        ...{ vault: 'rampart-backup-copies', lock: LOCK, hasRole: true },
        aliases: ['alias/rampart-backup-copies'],
      }),
    ).toEqual([]);
  });

  test('without copies have no key for volumes, and name no other account', () => {
    const alone = backupTemplates(null).member;
    expect(backupFaults(alone, { ...member, aliases: ['alias/rampart-backup'] })).toEqual([]);
    expect(JSON.stringify(alone)).not.toContain(number);
    expect(JSON.stringify(alone)).not.toContain('CopiesComeBack');
  });

  test('lock for good after some days, where that is asked for', () => {
    const lock = { minimumDays: 30, maximumDays: null, finalAfterDays: 3 };
    const locked = backupTemplates(null, lock).member;
    expect(backupFaults(locked, { ...member, lock, aliases: ['alias/rampart-backup'] })).toEqual([]);
  });

  test('have no parameter but the organization', () => {
    expect(templates.member.Parameters).toBeUndefined();
    expect(Object.keys(templates.copies.Parameters ?? {})).toEqual(['OrganizationId']);
  });
});
