import type { Files } from '../../../support/organization-folder';
import { ACCOUNT, describeFiles, landingZone, lines } from '../../../support/organization-folder';

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
        `${FILE}:1:1: the organization has too many accounts: \`11\`, with the management account and closed ones`,
        '    allowed: at most 10 (as of 2026-11-21)',
        '    fix: request a higher quota from AWS, then write it with its date to `quotas.accounts`',
      ),
    );
  });

  test('is what landing-zone.yaml says, and is exceeded there', () => {
    const files = { ...withQuotas('accounts: { value: 3, asOf: 2026-12-01 }'), ...accounts(3) };
    expect(describeFiles(files)).toBe(
      lines(
        `${FILE}:10:22: the organization has too many accounts: \`4\`, with the management account and closed ones`,
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
        '    fix: give those that are not deployed yet a `stack` of their own; a deployed account never moves',
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
