import type { RehearsedCaller } from '../../../rehearsal/calls/callers';
import type { Archive } from '../../../rehearsal/evidence/archive';
import {
  administratorElsewhere,
  administratorOfArchive,
  breakGlassRole,
  roleNamedRoot,
  stackSetsRole,
} from '../../../rehearsal/evidence/callers';
import { aServer } from '../a-server';

const archive: Archive = {
  ...{ account: '222222222222', otherAccount: '333333333333', managementAccount: '111111111111' },
  ...{ region: 'eu-central-1', bucket: 'b', keyAlias: 'alias/k', trailArn: 'arn', lockDays: 365 },
  roles: {
    stackSetsExecution: ['arn:*:iam::*:role/stacksets-exec-*'],
    breakGlass: ['arn:*:iam::444444444444:role/elsewhere', 'arn:*:iam::*:role/only/*', 'arn:*:iam::*:role/a/glass'],
  },
};

/** Records who was asked for, and in which account. */
function someSessions() {
  const asked: (readonly [kind: string, arn: string, account: string])[] = [];
  const clients = aServer(() => Promise.resolve({}));
  const as = ({ kind, arn }: RehearsedCaller, account: string) => {
    asked.push([kind, arn, account]);
    return Promise.resolve(clients);
  };
  return { asked, as };
}

describe('the callers of the archive', () => {
  test('are administrators and roles with the names that the configuration gives them', async () => {
    const sessions = someSessions();
    await administratorOfArchive(sessions, archive);
    await administratorElsewhere(sessions, archive);
    await roleNamedRoot(sessions, archive);
    const roles = [await stackSetsRole(sessions, archive), await breakGlassRole(sessions, archive)];
    expect(roles.flat().map(({ label }) => label)).toEqual(["StackSets' role", 'the break-glass role']);
    expect(sessions.asked).toEqual([
      ['user', 'arn:aws:iam::222222222222:user/rehearsal-administrator', '222222222222'],
      ['user', 'arn:aws:iam::333333333333:user/rehearsal-administrator', '333333333333'],
      ['role', 'arn:aws:iam::222222222222:role/root', '222222222222'],
      ['role', 'arn:aws:iam::222222222222:role/stacksets-exec-sample', '222222222222'],
      ['role', 'arn:aws:iam::222222222222:role/a/glass', '222222222222'],
    ]);
  });

  test('lack a role that is not configured', async () => {
    const roles = { breakGlass: ['arn:*:iam::444444444444:role/elsewhere'] };
    expect(await stackSetsRole(someSessions(), { ...archive, roles })).toEqual([]);
    expect(await breakGlassRole(someSessions(), { ...archive, roles })).toEqual([]);
  });
});
