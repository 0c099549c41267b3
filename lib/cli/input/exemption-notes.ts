import { findEndAlignment, type EndAlignment } from '../../analysis/assemble/align-ends';
import { findExemptionEnds, type ExemptionEnd, type ExemptionEnds } from '../../analysis/assemble/exemption-ends';
import type { Block, Entry, Note } from '../../report/report';
import { counted, formatNumber } from '../../report/words';
import type { CheckedOrganization } from './read-organization';

/** What ends within so many days is listed. */
export const SOON_DAYS = 14;

/** What is worth knowing about the ends of exemptions, partners and revocations. No command fails because of it. */
export interface ExemptionNotes extends ExemptionEnds {
  readonly at: Date;
  readonly alignment: EndAlignment | null;
}

export function noteExemptions({ organization, assembly }: CheckedOrganization, at: Date): ExemptionNotes {
  return { at, ...findExemptionEnds(organization, at, SOON_DAYS), alignment: findEndAlignment(organization, assembly) };
}

/** What has ended, as entries. */
export function describeEnded({ ended }: ExemptionEnds, tone: 'bad' | 'warning'): readonly Entry[] {
  return ended.map((end): Entry => ({ label: 'ended', tone, ...describeEnd(end) }));
}

export function describeEnd(end: ExemptionEnd): Pick<Entry, 'place' | 'summary'> {
  const { at, owner } = end;
  return {
    place: `${at.file}:${at.line}:${at.column}`,
    summary: `${describeSubject(end)}${owner === null ? '' : ` (${owner})`}`,
  };
}

function describeSubject({ kind, subject, guardrails, expires }: ExemptionEnd): string {
  switch (kind) {
    case 'exemption':
      return `\`${subject}\` is exempt from ${guardrails.map((id) => `\`${id}\``).join(', ')} until ${expires}`;
    case 'partner':
      return `the partner \`${subject}\` has a role until ${expires}`;
    case 'revocation':
      return `\`${subject}\` is revoked until ${expires}`;
  }
}

/** What has ended, and what aligning the ends would save. */
export function exemptionBlocks(notes: ExemptionNotes): readonly Block[] {
  const ended = describeEnded(notes, 'warning');
  return [
    ...(ended.length === 0 ? [] : [{ kind: 'entries', entries: ended } as const]),
    ...describeRemoval(notes),
    ...describeAlignment(notes),
  ];
}

/** How revocations that have ended go away. */
export function describeRemoval({ ended }: ExemptionEnds): readonly Note[] {
  return ended.some(({ kind }) => kind === 'revocation')
    ? [{ kind: 'note', text: '`npx rampart revoke --remove-ended` removes the revocations that have ended.' }]
    : [];
}

/** The saving, if there are many ends. */
export function describeAlignment({ alignment }: ExemptionNotes): readonly Note[] {
  if (alignment === null) return [];
  const { ends, earliest, savedStatements, savedCharacters } = alignment;
  const saving = `${counted(savedStatements, 'statement')} and ${formatNumber(savedCharacters)} characters`;
  return [
    {
      kind: 'note',
      text: `Exemptions expire at ${formatNumber(ends)} different times, and each time needs statements of its own. Align these dates: if all expired at ${earliest}, the policies would lose ${saving}.`,
    },
  ];
}

export function exemptionsToJson({ at, ended, endingSoon, alignment }: ExemptionNotes) {
  return { at: at.toISOString(), ended: ended.map(endToJson), endingSoon: endingSoon.map(endToJson), alignment };
}

function endToJson({ at: { file, line, column }, ...end }: ExemptionEnd) {
  return { file, line, column, ...end };
}
