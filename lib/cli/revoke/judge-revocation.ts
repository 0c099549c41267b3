import { catalogue } from '../../../policies/catalogue';
import { assemble } from '../../analysis/assemble/assemble';
import { knowCaller } from '../../analysis/explain/call';
import type { Decision, RequestLine } from '../../analysis/evaluate/request-line';
import { withUsualKeys } from '../../analysis/prove/usual-keys';
import type { GuardrailsFile } from '../../model/guardrails-file';
import { rolesOfPermissionSet } from '../../model/names';
import type { Organization, Revocation } from '../../model/organization';
import { isQuarantined, permissionSetName, placedAssignments } from '../../model/people';
import { failed, ok, type Outcome } from '../../model/problem';
import type { RevocationEntry, NewEntry } from './make-entry';
import type { RevokedSubject } from './read-subject';

/** A call, and how the guardrails decide it without the revocation and with it. */
export interface JudgedCall {
  /** Who calls, how. */
  readonly what: string;
  /** Whether the revocation is there to stop it. */
  readonly mustStop: boolean;
  readonly request: RequestLine;
  readonly without: Decision['decision'];
  readonly with: Decision['decision'];
  /** Why no guardrail binds the caller; null: guardrails do. */
  readonly exempt: Decision['exempt'];
  /** The guardrails that deny it, with the revocation. */
  readonly by: readonly string[];
}

/** The organization with a revocation that it does not have yet. */
export function withEntry(organization: Organization, { entry, replaces }: NewEntry): Organization {
  const at = organization.locate(['revocations']);
  const added: Revocation = { ...entry, at, locate: (path) => organization.locate(path) };
  const others = organization.revocations.filter((_one, index) => index !== replaces);
  return { ...organization, revocations: [...others, added] };
}

/**
 * Calls of whoever is revoked, and of those beside: what the guardrails stop, and what they cannot. Or why the guardrails
 * cannot hold the revocation, such as a document that gets too long.
 */
export function judgeRevocation(
  organization: Organization,
  before: GuardrailsFile,
  added: NewEntry,
  subject: RevokedSubject,
): Outcome<readonly JudgedCall[]> {
  const assembled = assemble(withEntry(organization, added), catalogue);
  if (assembled.kind === 'problems') return failed(assembled.problems);
  const after = assembled.value.file;
  const account = accountOf(subject, organization);
  if (account === null) return ok([]);
  const calls = callsOf(added.entry, subject, account, organization);
  return ok(calls.map((call) => judgeCall(call, before, after, organization)));
}

type Call = Pick<JudgedCall, 'what' | 'mustStop' | 'request'>;

function judgeCall(call: Call, before: GuardrailsFile, after: GuardrailsFile, organization: Organization): JudgedCall {
  const request = withUsualKeys(call.request, organization);
  const ask = (file: GuardrailsFile): Decision =>
    knowCaller(file, { principal: request.principal, account: request.account ?? undefined }).judge.decide(request);
  const decided = ask(after);
  return {
    ...{ what: call.what, mustStop: call.mustStop, request },
    without: ask(before).decision,
    with: decided.decision,
    exempt: decided.exempt,
    by: [...new Set(decided.by.flatMap(({ guardrails }) => guardrails))],
  };
}

/** The key of a member account in which whoever is revoked may work; null: there is none. */
function accountOf(subject: RevokedSubject, organization: Organization): string | null {
  const { accounts, managementAccount } = organization;
  const open = accounts.filter((account) => account.state === 'active' && !isQuarantined(account, organization));
  // A number that no file has is that of an account whose file has none.
  if (subject.kind === 'role' && subject.account === null && /:\d{12}:/.test(subject.role)) {
    const unnumbered = accounts.filter(({ accountId }) => accountId === null).map(({ key }) => key);
    const assigned = placedAssignments(organization).find(
      ({ account, permissionSet }) =>
        unnumbered.includes(account) && permissionSetName(permissionSet) === subject.permissionSet,
    );
    return assigned?.account ?? unnumbered[0] ?? null;
  }
  const places =
    subject.kind === 'person'
      ? placedAssignments(organization).map(({ account }) => account)
      : [subject.account ?? organization.partners.find(({ key }) => key === subject.partner)?.accounts[0]];
  const named = places.find((key) => key !== undefined && key !== managementAccount.key);
  return named ?? open[0]?.key ?? accounts[0]?.key ?? null;
}

function callsOf(
  entry: RevocationEntry,
  subject: RevokedSubject,
  account: string,
  organization: Organization,
): readonly Call[] {
  return entry.kind === 'person'
    ? callsOfPerson(entry, account, organization)
    : callsOfRole(entry, subject, account, organization);
}

const READ = { action: 'ec2:DescribeInstances', resource: '*' };
/** Signing is arithmetic on one's own machine: the call is judged when the URL is used, with the session that signed it. */
const SIGNED = { action: 's3:GetObject', resource: 'arn:aws:s3:::example-bucket/example-key' };

/** The keys of a session by the times at which it was issued and is used. */
function sessionKeys(issued: number, used: number) {
  const instant = (time: number): string => new Date(time).toISOString().replace(/\.\d+Z$/, 'Z');
  return { 'aws:TokenIssueTime': instant(issued), 'aws:CurrentTime': instant(used) };
}

const MINUTE_MS = 60_000;

function callsOfPerson(
  { person, until }: Extract<RevocationEntry, { kind: 'person' }>,
  account: string,
  organization: Organization,
): readonly Call[] {
  const end = Date.parse(until);
  const used = end - MINUTE_MS;
  const principal = `role/${setRole(account, organization)}`;
  const own = { 'identitystore:UserId': person };
  const call = aCall(account, principal);
  return [
    call('the person, in a session from before', true, { ...sessionKeys(used - 60 * MINUTE_MS, used), ...own }),
    call('the person, in a new session', true, { ...sessionKeys(used, used), ...own }),
    call('a URL that the person has signed, when it is used', true, { ...sessionKeys(used, used), ...own }, SIGNED),
    call('the person, after the end', false, { ...sessionKeys(end, end), ...own }),
    call('a colleague with the same permission set', false, {
      ...sessionKeys(used, used),
      'identitystore:UserId': OTHER_PERSON,
    }),
    ...reachedOtherwise(account, organization, sessionKeys(used, used), own, principal),
  ];
}

/** Of nobody: AWS makes no such ids. */
const OTHER_PERSON = '00000000-0000-0000-0000-000000000000';

function callsOfRole(
  { role, issuedBefore, until }: Extract<RevocationEntry, { kind: 'role' }>,
  subject: RevokedSubject,
  account: string,
  organization: Organization,
): readonly Call[] {
  const limit = Date.parse(issuedBefore);
  const end = Date.parse(until);
  const principal = exampleOf(role, subject, organization);
  const call = aCall(account, principal);
  const old = sessionKeys(limit - MINUTE_MS, limit + MINUTE_MS);
  return [
    call('the role, in a session from before', true, old),
    call('a URL that such a session has signed, when it is used', true, old, SIGNED),
    call('the role, in a new session', false, sessionKeys(limit + MINUTE_MS, limit + 2 * MINUTE_MS)),
    call('the role, after the end, when every session from before is over', false, sessionKeys(end, end)),
    ...reachedOtherwise(account, organization, old, {}, principal),
  ];
}

/** What the guardrail cannot stop, whoever is revoked. */
function reachedOtherwise(
  account: string,
  { managementAccount }: Organization,
  session: Readonly<Record<string, string>>,
  own: Readonly<Record<string, string>>,
  principal: string,
): readonly Call[] {
  const local = principal.slice(principal.indexOf('role/'));
  return [
    aCall(account, 'role/rampart-example-other')('another role that was assumed from such a session', false, session),
    aCall(managementAccount.key, local)('the same in the management account', false, { ...session, ...own }),
    aCall(account, 'role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig')(
      'a service-linked role that was set to work',
      false,
      session,
    ),
  ];
}

function aCall(account: string, principal: string) {
  return (
    what: string,
    mustStop: boolean,
    context: Readonly<Record<string, string>>,
    { action, resource } = READ,
  ): Call => ({ what, mustStop, request: { id: what, account, principal, action, resource, context } });
}

/** The path and name of a role of Identity Center in an account. */
function setRole(account: string, organization: Organization): string {
  const placed = placedAssignments(organization).find((one) => one.account === account);
  const [pattern = ''] = rolesOfPermissionSet(
    placed === undefined ? 'read-only' : permissionSetName(placed.permissionSet),
  );
  return pattern.replaceAll('?', '0');
}

/** A role that matches a pattern. If the number is that of no account, its first bearer is taken. */
function exampleOf(role: string, subject: RevokedSubject, { homeRegion }: Organization): string {
  const [, , , , number = '*', name = ''] = role.split(':');
  const filled = name
    .replace('sso.amazonaws.com/*AWSReservedSSO', `sso.amazonaws.com/${homeRegion}/AWSReservedSSO`)
    .replaceAll('*', 'example')
    .replaceAll('?', '0');
  return number === '*' || (subject.kind === 'role' && subject.account !== null)
    ? filled
    : `arn:aws:iam::${number}:${filled}`;
}
