import { ROOT, type Organization } from '../../model/organization';
import { inARow } from '../../report/words';
import type { Result } from '../command';
import type { EditedFile } from '../input/edit/edit-file';
import { editLandingZone } from '../input/edit/edit-landing-zone';
import { appendItem, removeItems } from '../input/edit/yaml-edits';
import type { CheckedOrganization } from '../input/read-organization';
import { reportProblems } from '../input/report-problems';
import { UserMistake } from '../input/user-mistake';
import type { Io } from '../io';
import { printJson, printReport } from '../print-report';
import { judgeRevocation, type JudgedCall } from './judge-revocation';
import { hitPlatformRoles } from './known-roles';
import { fieldsOf, makeEntry, type EntryOptions, type NewEntry } from './make-entry';
import { quoted } from '../input/quoted';
import { groupsWith, otherSteps } from './other-steps';
import { readSubject, type RevokedSubject } from './read-subject';
import type { RevokeOutput } from './revoke-output';
import { outputOf } from './ended';
import { revokeReport } from './revoke-report';

interface Options extends EntryOptions {
  readonly organization: string;
  readonly json?: boolean;
  readonly region?: string;
  readonly dryRun?: boolean;
}

const GUARDRAIL = 'revoke-sessions';

/** Writes the revocation of a person or a role, and shows what follows from it. */
export async function revokeSubject(
  who: string,
  { organization, assembly }: CheckedOrganization,
  options: Options,
  io: Io,
): Promise<Result> {
  const region = options.region ?? organization.homeRegion;
  const named = readSubject(who, organization);
  requirePlacement(organization);
  const subject = named.kind === 'name' ? await lookUp(named.name, organization, region, io) : named;
  requireConsent(subject, options, organization);
  const added = makeEntry(subject, options, organization.revocations, io.now());
  const judged = judgeRevocation(organization, assembly.file, added, subject);
  if (judged.kind === 'problems') return reportProblems(judged.problems, options, io);
  const edited = edit(added, options.organization);
  if (options.dryRun !== true) edited.write();
  const output: RevokeOutput = {
    formatVersion: 1,
    problems: [],
    revoked: {
      ...outputOf(added.entry),
      file: edited.file,
      isWritten: options.dryRun !== true,
      replaces: added.replaces !== null,
    },
    notes: notesOn(who, subject, named.kind === 'name', organization),
    otherSteps: otherSteps(added.entry, subject, organization, region),
    calls: judged.value.map(toOutput),
    deploy: deployment(edited.file, added, organization, options.organization),
  };
  if (options.json === true) printJson(output, io);
  else printReport(revokeReport(output), io);
  return { exitCode: judged.value.every((call) => !call.mustStop || call.with === 'denied') ? 0 : 1 };
}

function toOutput({ request, ...call }: JudgedCall): RevokeOutput['calls'][number] {
  const { account, principal, action } = request;
  return { ...call, account: account ?? '', principal, action };
}

/** Without the guardrail, an entry stops nobody. */
function requirePlacement({ placements }: Organization): void {
  if (placements.some(({ guardrail, target }) => guardrail === GUARDRAIL && target === ROOT)) return;
  throw new UserMistake({
    message: `the guardrail \`${GUARDRAIL}\` is not on the root, so that a revocation would not stop everybody`,
    fix: `write \`${GUARDRAIL}:\` below \`guardrails.root\` of landing-zone.yaml`,
  });
}

async function lookUp(name: string, organization: Organization, region: string, io: Io): Promise<RevokedSubject> {
  // Loaded only now: the SDK takes a moment, which mistakes need not wait for.
  const { lookUpPerson } = await import('./look-up-person');
  return { kind: 'person', person: await lookUpPerson(name, organization, region, io) };
}

/** What is done with a platform role stops, whoever does it. */
function requireConsent(subject: RevokedSubject, { yes }: Options, organization: Organization): void {
  if (subject.kind === 'person' || yes === true) return;
  const hit = hitPlatformRoles(subject.role, organization);
  if (hit.length === 0) return;
  throw new UserMistake({
    message: `\`${subject.role}\` hits ${hit.length === 1 ? 'a role' : 'roles'} of the platform: ${hit
      .map(({ pattern, stops }) => `of \`${pattern}\`, ${stops}`)
      .join('; ')}`,
    fix: 'if that is meant, repeat the command with --yes',
  });
}

function edit({ entry, replaces }: NewEntry, folder: string): EditedFile {
  const fields = fieldsOf(entry);
  return editLandingZone(folder, {
    change: (text) => {
      const added = appendItem(text, 'revocations', fields);
      return added === null || replaces === null ? added : removeItems(added, 'revocations', [replaces]);
    },
    expected: (value) => {
      const before = (value['revocations'] ?? []) as readonly unknown[];
      return { ...value, revocations: [...before.filter((_one, index) => index !== replaces), fields] };
    },
    byHand: `add this to \`revocations\`: ${JSON.stringify(fields)}`,
  });
}

function notesOn(
  who: string,
  subject: RevokedSubject,
  isLookedUp: boolean,
  organization: Organization,
): readonly string[] {
  if (subject.kind === 'person') return isLookedUp ? [`${who} is ${subject.person} in the identity store`] : [];
  const groups = groupsWith(subject, organization);
  const platform = hitPlatformRoles(subject.role, organization);
  const person =
    subject.personName === null ? 'the person' : `the person (\`${subject.personName}\`, by the session's name)`;
  return [
    ...subject.notes,
    ...(subject.permissionSet === null
      ? []
      : [
          groups.length === 0
            ? `It hits everybody whose session it is; no assignment of the configuration says who. Revoke ${person} as well`
            : `It hits everybody with that permission set there: ${inARow(groups, 'and')}. They get new sessions at once, and so does a thief with a token of the portal: revoke ${person} as well`,
        ]),
    ...platform.map(({ pattern, stops }) => `Of \`${pattern}\`, ${stops}`),
  ];
}

/** The plan proves the guardrails with the revocation, and may update the lock of the packing. */
function deployment(
  file: string,
  { entry }: NewEntry,
  { placements, accounts }: Organization,
  folder: string,
): readonly string[] {
  const isOfAccount = placements.some(
    ({ guardrail, target }) => guardrail === GUARDRAIL && accounts.some(({ key }) => key === target),
  );
  const stacks = ['Guardrails', ...(isOfAccount ? ['AccountGuardrails'] : [])];
  const who = entry.kind === 'person' ? entry.person : entry.role;
  return [
    'npm run plan',
    `git add ${quoted(file)} ${quoted(`${folder}/packing.lock.json`)}`,
    `git commit -m ${quoted(`Revoke ${who}`)}`,
    `npx cdk deploy ${stacks.join(' ')} --exclusively`,
  ];
}
