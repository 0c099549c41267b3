import type { Files } from '../../../support/organization-folder';
import { countStackSets } from '../../../../lib/model/checks/applications/stack-sets';
import { readConfiguration } from '../../../../lib/model/read-configuration';
import {
  ANALYTICS,
  APPLICATIONS,
  APPLICATIONS_ZONE,
  accountFile,
  describeWith,
} from '../../../support/application-folder';
import { ACCOUNT, describeFiles, edit, inFolder, landingZone, lines } from '../../../support/organization-folder';

const FILE = 'organization/landing-zone.yaml';

/** Accounts, each with further lines of its file. */
function accounts(count: number, more: (index: number) => string = () => ''): Files {
  const names = Array.from({ length: count }, (_, index) => index);
  return Object.fromEntries(
    names.map((index) => [`accounts/a${index}.yaml`, ACCOUNT.replace('shop@', `a${index}@`) + more(index)]),
  );
}

/** The landing zone with quotas, in lines 9 and 10. */
function withQuotas(quotas: string): Files {
  return landingZone(['units:', `quotas:\n  ${quotas}\nunits:`]);
}

describe('the quota of accounts', () => {
  test('counts the management account and closed ones', () => {
    const closed = (index: number) => (index === 0 ? 'state: closed\n' : '');
    expect(describeFiles({ ...landingZone(), ...accounts(9, closed) })).toBe('');
    expect(describeFiles({ ...landingZone(), ...accounts(10, closed) })).toBe(
      lines(
        `${FILE}:1:1: the organization has too many accounts: \`11\`, including the management account and closed accounts`,
        '    allowed: at most 10 (as of 2026-11-21)',
        '    fix: request a higher quota from AWS, then write it with its date to `quotas.accounts`',
      ),
    );
  });

  test('is what landing-zone.yaml says, and is exceeded there', () => {
    const files = { ...withQuotas('accounts: { value: 3, asOf: 2026-12-01 }'), ...accounts(3) };
    expect(describeFiles(files)).toBe(
      lines(
        `${FILE}:10:22: the organization has too many accounts: \`4\`, including the management account and closed accounts`,
        '    allowed: at most 3 (as of 2026-12-01)',
        '    fix: request a higher quota from AWS, then write it with its date to `quotas.accounts`',
      ),
    );
  });

  test('is unknown, and no second mistake, when it is a mistake', () => {
    const files = { ...withQuotas('accounts: { value: many, asOf: 2026-12-01 }'), ...accounts(10) };
    expect(describeFiles(files).match(/^organization.*$/gm)).toEqual([`${FILE}:10:22: \`value\` is text: \`many\``]);
  });
});

describe('the quota of accounts in a stack', () => {
  test('counts each stack by itself, without closed accounts', () => {
    const more = (index: number) => (index < 3 ? 'stack: b\n' : index === 3 ? 'state: closed\n' : '');
    const files = { ...withQuotas('accountsPerStack: { value: 2, asOf: 2026-12-01 }'), ...accounts(6, more) };
    expect(describeFiles(files)).toBe(
      lines(
        `${FILE}:10:30: the stack \`Accounts-b\` has too many accounts: \`3\``,
        '    allowed: at most 2 (as of 2026-12-01)',
        '    fix: set another `stack` for accounts that are not deployed yet; a deployed account cannot change its stack',
      ),
    );
  });
});

describe('the quota of units', () => {
  test('counts all units', () => {
    expect(describeFiles(withQuotas('units: { value: 3, asOf: 2026-12-01 }'))).toBe('');
    expect(describeFiles(withQuotas('units: { value: 2, asOf: 2026-12-01 }'))).toBe(
      lines(
        `${FILE}:10:19: the organization has too many units: \`3\``,
        '    allowed: at most 2 (as of 2026-12-01)',
        '    fix: request a higher quota from AWS, then write it with its date to `quotas.units`',
      ),
    );
  });
});

/** Applications without stores in one account, each with further lines of its file. */
function applications(count: number, more = ''): Files {
  const names = Array.from({ length: count }, (_, index) => index);
  return Object.fromEntries(
    names.map((index) => [`applications/a${index}.yaml`, `owner: a\naccounts: [shop]\n${more}`]),
  );
}

describe('the quota of StackSets in a stack', () => {
  test('is 60, and counts each application in each of its accounts', () => {
    const two = edit(ANALYTICS, ['[data]', '[data, shop-test]\nretiredIn: [shop]']);
    expect(describeWith({ ...applications(56), 'applications/analytics.yaml': two })).toContain('missing field `from`');
    const oneToo = { ...applications(57), 'applications/analytics.yaml': two, 'applications/shop.yaml': ANALYTICS };
    expect(describeWith(oneToo)).toBe(
      lines(
        `${FILE}:1:1: the stack \`Applications\` has too many StackSets: \`61\`, one for each application in each of its accounts`,
        '    allowed: at most 60 (as of 2026-11-30)',
        '    fix: set another `stack` for applications that are not deployed yet; a deployed application cannot change its stack',
      ),
    );
  });

  test('counts each stack by itself, without closed accounts', () => {
    const closed = { 'accounts/data.yaml': accountFile('data', 'state: closed\n') };
    const retired = { 'applications/analytics.yaml': `owner: a\nstate: retired\nretiredIn: [data]\nstack: two\n` };
    const files = {
      ...applications(59),
      ...closed,
      ...retired,
      'applications/z.yaml': applications(1, 'stack: two\n')['applications/a0.yaml'] ?? '',
    };
    expect(describeWith(files)).not.toContain('too many');
    expect(describeWith({ ...files, ...applications(61, 'stack: two\n') })).toContain(
      '`Applications-two` has too many',
    );
  });
});

describe('the quota of StackSets', () => {
  const zone = edit(APPLICATIONS_ZONE, ['units:', 'quotas:\n  stackSets: { value: 8, asOf: 2026-12-01 }\nunits:']);

  test('counts those of the log archive and the baseline, too', () => {
    expect(describeWith({ 'landing-zone.yaml': zone })).toBe('');
    expect(describeWith({ 'landing-zone.yaml': zone, ...applications(1) })).toBe(
      lines(
        `${FILE}:10:23: the organization has too many StackSets: \`9\`, most of them of applications and partners`,
        '    allowed: at most 8 (as of 2026-12-01)',
        '    fix: request a higher quota from AWS, then write it with its date to `quotas.stackSets`',
      ),
    );
  });

  test('counts one for each partner', () => {
    const partner = (key: string): string =>
      `  ${key}:\n    account: '999999999999'\n    accounts: [shop]\n    permissionSet: read-only\n    externalId: ${key}-0123456789abcdef\n` +
      `    owner: a\n    reason: b\n    expires: '2027-06-30T00:00:00Z'\n`;
    const withPartners = `${zone}partners:\n${partner('one')}${partner('two')}`;
    expect(describeWith({ 'landing-zone.yaml': withPartners })).toContain('too many StackSets: `10`');
  });

  test('counts the one for pipelines if an application has one', () => {
    const more = applications(1, 'runsOn:\n  github: [repo:a/b:x]\n');
    const counted = (files: Files): unknown =>
      inFolder(files, (folder) => {
        const read = readConfiguration(folder);
        return read.kind === 'ok' ? countStackSets(read.value.configuration) : read;
      });
    expect(counted(APPLICATIONS)).toBe(8);
    expect(counted({ ...APPLICATIONS, ...more })).toBe(10);
  });
});

describe('the quotas of Identity Center', () => {
  const INSTANCE =
    '  instance: { arn: arn:aws:sso:::instance/ssoins-1111222233334444, identityStoreId: d-1234567890 }\n';
  const assigned = (quotas: string, more = '', identity = INSTANCE): string =>
    edit(
      APPLICATIONS_ZONE,
      ['units:', `quotas:\n  ${quotas}\nunits:`],
      ['  groups:\n', `${identity}  groups:\n`],
      [
        '    analysts:\n',
        '    analysts:\n' +
          '  assignments:\n' +
          '    - { group: developers, permissionSet: read-only, to: [Workloads] }\n' +
          `    - { group: analysts, permissionSet: operator, to: [shop]${more} }\n`,
      ],
    );
  const describeQuota = (quotas: string, more?: string, files: Files = {}): string =>
    describeWith({ 'landing-zone.yaml': assigned(quotas, more), ...files });

  test('count the tiers and the applications with people', () => {
    expect(describeQuota('permissionSets: { value: 11, asOf: 2026-12-01 }')).toBe('');
    expect(describeQuota('permissionSets: { value: 10, asOf: 2026-12-01 }')).toBe(
      lines(
        `${FILE}:10:28: Identity Center has too many permission sets: \`11\`, most of them of applications`,
        '    allowed: at most 10 (as of 2026-12-01)',
        '    fix: request a higher quota from AWS, then write it with its date to `quotas.permissionSets`',
      ),
    );
  });

  test('count the permission sets in each account, those of applications included', () => {
    expect(describeQuota('permissionSetsPerAccount: { value: 3, asOf: 2026-12-01 }')).toBe('');
    expect(describeQuota('permissionSetsPerAccount: { value: 2, asOf: 2026-12-01 }')).toBe(
      lines(
        `${FILE}:10:38: the account \`shop\` has too many permission sets: \`3\``,
        '    allowed: at most 2 (as of 2026-12-01)',
        '    fix: request a higher quota from AWS, then write it with its date to `quotas.permissionSetsPerAccount`',
      ),
    );
  });

  test('count the assignments of each stack by itself', () => {
    expect(describeQuota('assignmentsPerStack: { value: 8, asOf: 2026-12-01 }')).toBe('');
    expect(describeQuota('assignmentsPerStack: { value: 7, asOf: 2026-12-01 }')).toBe(
      lines(
        `${FILE}:10:33: the stack \`Identity\` has too many assignments: \`8\`, one for each group and permission set in each account`,
        '    allowed: at most 7 (as of 2026-12-01)',
        '    fix: set another `stack` for entries of `identity.assignments` that are not deployed yet',
      ),
    );
    const zone = assigned(
      'assignmentsPerStack: { value: 7, asOf: 2026-12-01 }',
      ', stack: b',
      `${INSTANCE}  stacks: [b]\n`,
    );
    expect(describeWith({ 'landing-zone.yaml': zone })).toBe('');
  });

  test('do not matter before there is an instance', () => {
    const zone = edit(assigned('permissionSets: { value: 1, asOf: 2026-12-01 }'), [INSTANCE, '']);
    expect(describeWith({ 'landing-zone.yaml': zone })).toBe('');
  });

  test('are not counted if a part is unknown because of a mistake', () => {
    const text = describeQuota('permissionSets: { value: 1, asOf: 2026-12-01 }', ', stack: b_');
    expect(text.match(/^organization.*$/gm)).toEqual([`${FILE}:48:70: \`stack\` cannot be \`b_\``]);
  });
});
