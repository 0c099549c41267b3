import type { Reached } from '../../analysis/access/evidence-readers';
import type { AccessEnd } from '../../analysis/access/find-ends';
import type { Escape, ListedPrincipal } from '../../analysis/access/listed-principal';
import { POWERS, POWER_IDS } from '../../analysis/access/power';
import { code, paragraph, type Entry, type Fact, type Inline, type Report, type Section } from '../../report/report';
import { counted, inARow } from '../../report/words';
import { REVIEW_DAYS, type AccessReview } from './access-review';
import { checkSections } from './check-sections';

/** The review for people: each entry is looked at, and signed at the end. */
export function accessReviewReport(review: AccessReview): Report {
  const { at, principals, revocations, evidence, ends } = review;
  return {
    title: `Access: ${counted(principals.length, 'principal')}, from all-powerful down`,
    lead: [
      paragraph('From who may most to who may least. Of equal power, whoever is in more accounts comes first:'),
      { kind: 'list', items: POWER_IDS.map((id) => POWERS[id]) },
      paragraph(
        'Read from the configuration alone: what it cannot know is a check by hand, below. Left out: service-linked roles, and roles that a service of AWS has for one task.',
      ),
    ],
    sections: [
      endSection(ends, at),
      ...POWER_IDS.flatMap((power) => {
        const own = principals.filter((one) => one.power === power);
        return entries(
          POWERS[power],
          own.map((one) => principalEntry(one, review)),
        );
      }),
      ...entries('Revocations: whose sessions can do nothing', revocations.map(revocationEntry)),
      ...entries('Who reaches the log archive and the keys', evidence.map(evidenceEntry)),
      ...checkSections(review.checks),
      signature(),
    ],
  };
}

function entries(title: string, all: readonly Entry[]): readonly Section[] {
  return all.length === 0 ? [] : [{ title: `${title} (${all.length})`, blocks: [{ kind: 'entries', entries: all }] }];
}

function principalEntry(one: ListedPrincipal, { memberAccounts, managementAccount }: AccessReview): Entry {
  const { name, may, escapes, owner, reason, until, actors, hours, at } = one;
  const facts: readonly (Fact | null)[] = [
    { title: 'where', text: describeAccounts(one.accounts, memberAccounts) },
    one.holders.length === 0
      ? null
      : {
          title: 'held by',
          text: one.holders
            .map(({ group, accounts }) =>
              one.holders.length === 1
                ? `\`${group}\``
                : `\`${group}\` in ${describeAccounts(accounts, memberAccounts)}`,
            )
            .join('; '),
        },
    one.kind === 'tier' && one.holders.length === 0 ? { title: 'held by', text: 'nobody: it is not assigned' } : null,
    actors.length === 0 ? null : { title: 'becomes it', text: actors.join('; ') },
    hours === null
      ? null
      : {
          title: 'session',
          text: `${counted(hours, 'hour')} at most${one.isAlarmed ? ', and its use sets off an alarm' : ''}`,
        },
    { title: 'escapes', text: describeEscapes(one, managementAccount) },
    { title: 'answers', text: owner === null ? 'not in the configuration' : code(owner) },
    reason === null ? null : { title: 'reason', text: code(reason) },
    until === null ? null : { title: 'ends', text: until },
    at === null ? null : { title: 'line', text: `${at.file}:${at.line}` },
  ];
  const lists = escapes
    .filter(({ guardrails }) => guardrails.length > NAMED_GUARDRAILS)
    .map(({ guardrails }) => ({ title: 'Guardrails that it escapes', noun: 'guardrail', items: guardrails }));
  return { summary: [code(name), `: ${may}`], facts: facts.filter((fact) => fact !== null), lists };
}

/** More are counted, and listed below. */
const NAMED_GUARDRAILS = 3;

/** Nothing binds anybody in the management account. */
function describeEscapes({ accounts, escapes }: ListedPrincipal, managementAccount: string): string {
  const isThere = accounts.includes(managementAccount);
  if (isThere && accounts.length === 1) return ALL;
  const there = isThere ? `; in \`${managementAccount}\` ${ALL}` : '';
  return `${escapes.length === 0 ? 'none' : escapes.map(describeEscape).join('; ')}${there}`;
}

const ALL = 'all: no policy of the organization binds the management account';

function describeEscape({ guardrails, until }: Escape): string {
  const names = guardrails.map((id) => `\`${id}\``);
  const named = names.length > NAMED_GUARDRAILS ? counted(names.length, 'guardrail') : inARow(names, 'and');
  return `${named}, ${until === null ? 'for good' : `until ${until}`}`;
}

function describeAccounts(accounts: readonly string[], memberAccounts: readonly string[]): string {
  if (accounts.length === 0) return 'nowhere';
  const isAll = memberAccounts.length > 1 && memberAccounts.every((one) => accounts.includes(one));
  const others = accounts.filter((one) => !isAll || !memberAccounts.includes(one)).map((one) => `\`${one}\``);
  return inARow([...(isAll ? [`every member account (${memberAccounts.length})`] : []), ...others], 'and');
}

function revocationEntry(one: AccessReview['revocations'][number]): Entry {
  const { until, owner, reason, at } = one;
  const who: Inline =
    one.kind === 'person'
      ? ['the person ', code(one.person)]
      : ['sessions of ', code(one.role), ` from before ${one.issuedBefore}`];
  return {
    summary: who,
    facts: [
      { title: 'ends', text: until },
      { title: 'answers', text: code(owner) },
      { title: 'reason', text: code(reason) },
      { title: 'line', text: `${at.file}:${at.line}` },
    ],
  };
}

function evidenceEntry({ what, account, who }: Reached): Entry {
  return {
    summary: `${what}, in \`${account}\``,
    facts: who.map((one) => ({ title: 'who', text: one })),
  };
}

function endSection(ends: readonly AccessEnd[], at: Date): Section {
  const title = `What has ended, or ends within ${REVIEW_DAYS} days of ${at.toISOString().slice(0, 10)} (${ends.length})`;
  if (ends.length === 0) return { title, blocks: [paragraph('Nothing.')] };
  const all = ends.map(({ kind, subject, until, hasEnded, owner, at: { file, line } }): Entry => ({
    place: `${file}:${line}`,
    label: hasEnded ? 'ended' : 'ends soon',
    tone: hasEnded ? 'warning' : 'notice',
    summary: [KINDS[kind], ' ', code(subject), ` ${until}${owner === null ? '' : ` (${owner})`}`],
  }));
  return { title, blocks: [{ kind: 'entries', entries: all }] };
}

const KINDS: Readonly<Record<AccessEnd['kind'], string>> = {
  exemption: 'exemption of',
  partner: 'partner',
  grant: 'grant to',
  revocation: 'revocation of',
  parameter: 'parameter',
};

function signature(): Section {
  return {
    title: 'Review',
    blocks: [
      paragraph(
        'For each entry: is it still needed, does it still need as much, and does its owner still answer for it?',
      ),
      paragraph('Reviewed on ____________ by ____________, at the revision ____________. To change: ____________'),
    ],
  };
}
