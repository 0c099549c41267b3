import { code, link, paragraph, toned, type Block, type Entry, type Report } from '../../report/report';
import { EXEMPT } from '../explain/exempt-words';
import type { ListOutput, RemovalOutput, RevokeOutput } from './revoke-output';

type Call = RevokeOutput['calls'][number];
type Written = Pick<RevokeOutput['revoked'], 'person' | 'role' | 'issuedBefore' | 'until' | 'owner' | 'reason'>;

/** A revocation, for people: what to do now, what the guardrails stop, and how to deploy it. */
export function revokeReport({ revoked, notes, otherSteps, calls, deploy }: RevokeOutput): Report {
  const { file, isWritten, replaces } = revoked;
  const verb = isWritten ? 'wrote' : 'would write';
  const place = replaces ? `${verb} ${file}, in place of the earlier entry` : `${verb} ${file}`;
  return {
    title: toned(
      isWritten ? 'good' : 'notice',
      `Revoked: ${describeSubject(revoked)} until ${revoked.until} (${place})`,
    ),
    lead: notes.map((note): Block => ({ kind: 'note', text: `${note}.` })),
    sections: [
      ...(otherSteps.length === 0
        ? []
        : [{ title: 'Now: what works without a deployment', blocks: otherSteps.flatMap(describeStep) }]),
      {
        title: 'Then: deploy it, and nothing else',
        blocks: [{ kind: 'code', language: 'sh', text: deploy.join('\n') }],
      },
      ...callSections(calls),
    ],
  };
}

function describeStep({ what, commands, source }: RevokeOutput['otherSteps'][number], index: number): readonly Block[] {
  return [
    paragraph([`${index + 1}. ${what} (`, link(source, source), ')']),
    ...(commands.length === 0 ? [] : [{ kind: 'code', language: 'sh', text: commands.join('\n') } as const]),
  ];
}

function callSections(calls: readonly Call[]): Report['sections'] {
  const stopped = calls.filter((call) => call.with === 'denied');
  const others = calls.filter((call) => call.with !== 'denied');
  return [
    { title: 'What the guardrails stop, once it is deployed', blocks: [entriesOf(stopped)] },
    { title: 'What they do not stop', blocks: [entriesOf(others), ...LIMITS.map(paragraph)] },
  ].filter(({ blocks }) => blocks.length > 0);
}

/**
 * A signed URL is judged at the time of its use
 * (https://docs.aws.amazon.com/prescriptive-guidance/latest/presigned-url-best-practices/foundational-best-practices.html).
 */
const LIMITS = [
  'Nor URLs that AWS has signed with credentials of its own, such as those of `lambda:GetFunction` for the code of a function: https://docs.aws.amazon.com/prescriptive-guidance/latest/presigned-url-best-practices/appendix-b.html',
  'Nor what was made meanwhile: look for new users, access keys, roles and trust in CloudTrail, by the session',
];

function entriesOf(calls: readonly Call[]): Block {
  return { kind: 'entries', entries: calls.map(describeCall) };
}

function describeCall(call: Call): Entry {
  const { what, mustStop, account, exempt, by } = call;
  const fails = mustStop !== (call.with === 'denied') && (mustStop || call.without !== 'denied');
  return {
    label: call.with,
    tone: fails ? 'bad' : call.with === 'denied' ? 'good' : 'quiet',
    summary: [`${what}: `, code(call.action), ' in ', code(account)],
    facts: [
      ...(by.length === 0 ? [] : [{ title: 'By', text: by.join(', ') }]),
      ...(exempt === null ? [] : [{ title: 'Why', text: EXEMPT[exempt] }]),
      ...(fails ? [{ title: 'Wrong', text: WRONG[mustStop ? 'escapes' : 'hit'], tone: 'bad' as const }] : []),
    ],
  };
}

const WRONG = {
  escapes: 'the guardrail `revoke-sessions` does not bind this account: place it on the root',
  hit: 'the revocation hits somebody else',
};

function describeSubject({ person, role, issuedBefore }: Written): string {
  return person ?? `sessions of ${role ?? ''} from before ${issuedBefore ?? ''}`;
}

/** The revocations of the configuration. */
export function listReport({ at, revocations }: ListOutput): Report {
  if (revocations.length === 0) return { title: 'Nobody is revoked', sections: [] };
  const ended = revocations.filter(({ hasEnded }) => hasEnded).length;
  const entries = revocations.map((one): Entry => ({
    place: `${one.file}:${one.line}:${one.column}`,
    label: one.hasEnded ? 'ended' : 'revoked',
    tone: one.hasEnded ? 'warning' : 'notice',
    summary: [code(describeSubject(one)), ` until ${one.until} (${one.owner}): ${one.reason}`],
  }));
  return {
    title: `Revocations at ${at}`,
    sections: [
      { blocks: [{ kind: 'entries', entries }] },
      ...(ended === 0
        ? []
        : [{ blocks: [paragraph('`npx rampart revoke --remove-ended` removes those that have ended')] }]),
    ],
  };
}

/** What was removed. */
export function removalReport({ at, removed, file, isWritten }: RemovalOutput): Report {
  if (removed.length === 0) return { title: `No revocation has ended at ${at}`, sections: [] };
  const items = removed.map((one) => [code(describeSubject(one)), ` ended at ${one.until} (${one.owner})`]);
  return {
    title: `${isWritten ? 'Removed from' : 'Would remove from'} ${file}:`,
    sections: [{ blocks: [{ kind: 'list', items }] }],
  };
}
