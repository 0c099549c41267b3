import type { Organization } from '../../lib/model/organization';
import type { PermissionSetId } from '../../lib/model/permission-sets';
import { KEPT } from '../applications/store-calls';
import { storesOf } from '../applications/stores';
import { call, type RehearsedCall } from '../calls/call';
import type { CallerSessions } from '../calls/caller-sessions';
import { expectAnswers } from '../evidence/expect-answer';
import { findingsOf, type EvidenceStep } from '../evidence/step';
import type { OpenedSession } from './opened-session';

/** Deployed roles of people, on an emulator that enforces its policies. */
export interface SessionsStage {
  readonly organization: Organization;
  readonly sessions: Pick<CallerSessions, 'of'>;
  /** Those that trust policies allowed before. */
  readonly opened: readonly OpenedSession[];
}

/** Permission sets that read how IAM is configured. */
const READERS: readonly PermissionSetId[] = ['read-only', 'security'];

/** Permission sets that create roles, within the boundary. */
const BUILDERS: readonly PermissionSetId[] = ['administrator', 'developer'];

/** What sessions of the deployed roles may do, and what not. */
export const openedSessions: EvidenceStep<SessionsStage> = {
  title: 'break-glass does its work; auditor, backup operator and partners change nothing and read no data',
  async run({ organization, sessions, opened }) {
    const results: (string | null)[] = [];
    for (const session of opened) {
      const caller = { label: session.label, clients: sessions.of(session.credentials) };
      const { permitted, denied, deniedExplicitly } = callsOf(session, organization);
      results.push(...(await expectAnswers('permitted', [caller], permitted)));
      results.push(...(await expectAnswers('denied', [caller], denied)));
      results.push(...(await expectAnswers('denied-explicitly', [caller], deniedExplicitly)));
    }
    return findingsOf(results);
  },
};

interface SessionCalls {
  readonly permitted: readonly RehearsedCall[];
  readonly denied: readonly RehearsedCall[];
  /** By a deny of a policy. */
  readonly deniedExplicitly: readonly RehearsedCall[];
}

function callsOf({ permissionSet, number, isPartner }: OpenedSession, organization: Organization): SessionCalls {
  const list = call('lists roles', 'iam:ListRoles', `arn:aws:iam::${number}:role/`, {});
  const deniedExplicitly = isPartner ? [becomesAnother(number)] : [];
  if (permissionSet === null || BUILDERS.includes(permissionSet))
    return { permitted: [list], denied: [], deniedExplicitly };
  return {
    permitted: READERS.includes(permissionSet) ? [list] : [],
    denied: [...changes(number, organization.homeRegion), ...reads(number, organization)],
    deniedExplicitly,
  };
}

function changes(number: string, region: string): readonly RehearsedCall[] {
  const name = 'rehearsal-of-people';
  const user = `arn:aws:iam::${number}:user/${name}`;
  const topic = `arn:aws:sns:${region}:${number}:${name}`;
  return [
    call('creates a user', 'iam:CreateUser', user, { UserName: name }),
    call('creates a topic', 'sns:CreateTopic', topic, { Name: name }),
    call('creates a key', 'kms:CreateKey', '*', {}),
  ];
}

function becomesAnother(number: string): RehearsedCall {
  const RoleArn = `arn:aws:iam::${number}:role/rehearsal/other`;
  return call('becomes another role', 'sts:AssumeRole', RoleArn, { RoleArn, RoleSessionName: 'rehearsal' });
}

function reads(number: string, organization: Organization): readonly RehearsedCall[] {
  return storesOf(organization)
    .filter((store) => store.number === number)
    .map(({ bucket: Bucket, label }) =>
      call(`reads the store ${label}`, 's3:GetObject', `arn:aws:s3:::${Bucket}/${KEPT}`, { Bucket, Key: KEPT }),
    );
}
