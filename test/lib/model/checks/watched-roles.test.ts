import { AuditStack } from '../../../../lib/stacks/audit-stack';
import {
  findAlarmWithoutRoles,
  findTooManyWatchedPartners,
  findTooManyWatchedRoles,
} from '../../../../lib/model/checks/watched-roles';
import type { Configuration } from '../../../../lib/model/configuration';
import { anApp, templateOf } from '../../../support/synthesize';
import { theExample } from '../../../support/the-example';

const IDS = {
  organizationId: 'o-exampleorgid',
  rootId: 'r-exam',
  unitId: (unit: string) => `ou-exam-${unit}`,
  accountId: () => '222222222222',
};

type List = 'deployment' | 'breakGlass';

/** Where the check finds a list too long. */
function findIn(list: List, roles: readonly string[], audit: object | undefined = {}): readonly unknown[] {
  const yaml = { locate: (path: readonly (string | number)[]) => path };
  const landingZone = { yaml, draft: { audit, platform: { [list]: roles } } };
  return findTooManyWatchedRoles({ landingZone } as unknown as Configuration).map(({ at }) => at);
}

function mostOf(list: List, role: (index: number) => string): readonly string[] {
  const roles = Array.from({ length: 40 }, (_, index) => role(index));
  return roles.slice(
    0,
    roles.findIndex((_, index) => findIn(list, roles.slice(0, index + 1)).length > 0),
  );
}

describe.each(['deployment', 'breakGlass'] as const)('the list %s', (list) => {
  test.each([
    ['of any account', (index: number) => `arn:*:iam::*:role/platform/deployment-${index}`],
    ['of one account', (index: number) => `arn:*:iam::222222222222:role/a${index}`],
    ['with wildcards', (index: number) => `arn:*:iam::*:role/r${index}?`],
  ])('synthesizes at its longest, with roles %s, and one role more is refused where it is', (_, role) => {
    const roles = mostOf(list, role);
    expect(roles.length).toBeGreaterThan(4);
    const { organization } = theExample();
    const { audit, logArchive, platform } = organization;
    if (audit === null || logArchive === null) throw new Error('the example has no audit');
    const principals = { ...platform.principals, deployment: [], breakGlass: [], [list]: roles };
    const stack = new AuditStack(anApp(), 'Audit', {
      organization: { ...organization, platform: { ...platform, principals } },
      audit,
      logArchive,
      ids: IDS,
    });
    expect(JSON.stringify(templateOf(stack))).toContain('rampart-archive-touched');
    expect(findIn(list, [...roles, role(39)])).toEqual([['platform', list, roles.length]]);
  });

  test('may be longer where no alarm watches', () => {
    const roles = Array.from({ length: 40 }, (_, index) => `arn:*:iam::*:role/r${index}`);
    const configuration = { landingZone: { draft: { platform: { [list]: roles } } } } as unknown as Configuration;
    expect(findTooManyWatchedRoles(configuration)).toEqual([]);
  });
});

describe('partners whose sessions are told of', () => {
  const keys = Array.from({ length: 20 }, (_, index) => `partner-with-a-long-name-${index}`);
  const findAmong = (partner: object, count = keys.length, audit: object | undefined = {}): readonly unknown[] => {
    const yaml = { locate: (path: readonly (string | number)[]) => path };
    const partners = Object.fromEntries(keys.slice(0, count).map((key) => [key, partner]));
    return findTooManyWatchedPartners({
      landingZone: { yaml, draft: { audit, partners } },
    } as unknown as Configuration).map(({ at }) => at);
  };
  const people = { mfa: true, permissionSet: 'read-only' };

  test.each([
    ['people', people],
    ['an elevated permission set', { mfa: false, permissionSet: 'administrator' }],
  ])('synthesize at their most, with %s, and one more is refused where it is', (_, partner) => {
    const most = keys.findIndex((_key, index) => findAmong(partner, index + 1).length > 0);
    expect(most).toBeGreaterThan(4);
    expect(findAmong(partner)).toEqual([['partners', keys[most]]]);
    const { organization } = theExample();
    const { audit, logArchive } = organization;
    const [example] = organization.partners;
    if (audit === null || logArchive === null || example === undefined) throw new Error('the example has no audit');
    const partners = keys.slice(0, most).map((key) => ({ ...example, ...partner, key }) as typeof example);
    const stack = new AuditStack(anApp(), 'Audit', {
      ...{ organization: { ...organization, partners }, audit, logArchive, ids: IDS },
    });
    expect(JSON.stringify(templateOf(stack))).toContain(`:role/partner/${keys[most - 1]}`);
  });

  test('may be as many as you like if they are machines that only read, or if no alarm watches', () => {
    expect(findAmong({ mfa: false, permissionSet: 'read-only' })).toEqual([]);
    expect(findAmong({ mfa: null, permissionSet: null })).toEqual([]);
    expect(findAmong(people, keys.length, { alarms: { 'elevated-access': false } })).toEqual([]);
  });
});

describe('the alarm on deployment roles', () => {
  const stating = (stated: unknown, platform: object | null | undefined): unknown => {
    const yaml = { locate: (path: readonly string[]) => path };
    const draft = { audit: { alarms: { 'platform-role-assumed': stated } }, platform };
    return findAlarmWithoutRoles({ landingZone: { yaml, draft } } as unknown as Configuration).map(({ at }) => at);
  };
  const refused = [['audit', 'alarms', 'platform-role-assumed']];

  test('gets no threshold where there is no such role', () => {
    expect(stating({ threshold: 2 }, { deployment: [] })).toEqual(refused);
    expect(stating({ threshold: 2 }, {})).toEqual(refused);
    expect(stating({ threshold: 2 }, undefined)).toEqual(refused);
  });

  test('may have one where there is a role, or where the list of roles has a mistake', () => {
    expect(stating({ threshold: 2 }, { deployment: ['arn:*:iam::*:role/platform/deployment'] })).toEqual([]);
    expect(stating({ threshold: 2 }, { deployment: null })).toEqual([]);
    expect(stating({ threshold: 2 }, null)).toEqual([]);
  });

  test('may be switched off, or not be named', () => {
    expect(stating(false, { deployment: [] })).toEqual([]);
    expect(stating(undefined, { deployment: [] })).toEqual([]);
  });
});
