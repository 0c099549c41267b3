import type { Reached } from '../../analysis/access/evidence-readers';
import type { AccessEnd } from '../../analysis/access/find-ends';
import { POWERS, POWER_IDS } from '../../analysis/access/power';
import { code, paragraph, type Entry, type Inline, type Report, type Section } from '../../report/report';
import { counted } from '../../report/words';
import { REVIEW_DAYS, type AccessReview } from './access-review';
import { checkSections } from './check-sections';
import { principalEntry } from './principal-entry';

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
