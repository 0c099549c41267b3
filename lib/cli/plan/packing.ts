import type { Assembly, Rewritten } from '../../analysis/assemble/assembly';
import type { LockedStatement, LockRenewal } from '../../analysis/assemble/pack/renew-lock';
import { paragraph, toned, type Entry, type Section } from '../../report/report';
import { counted } from '../../report/words';

/** How the guardrails' statements were packed into documents. */
export interface PackingSummary {
  /** The path of `packing.lock.json`. */
  readonly lock: string;
  /** `outdated`: it does not list the statements as they are packed now, and was not changed. */
  readonly state: 'current' | 'renewed' | 'outdated';
  readonly added: readonly LockedStatement[];
  readonly removed: readonly LockedStatement[];
  /** Documents in which something was rewritten to make it fit. */
  readonly rewritten: readonly Rewriting[];
}

type Rewriting = Rewritten & { readonly document: string };

/** @param renewal what was written to the lock, or would be; undefined: the lock is current */
export function summarizePacking(
  { documents }: Pick<Assembly, 'documents'>,
  lock: string,
  renewal: LockRenewal | undefined,
  state: PackingSummary['state'],
): PackingSummary {
  return {
    lock,
    state,
    added: renewal?.added ?? [],
    removed: renewal?.removed ?? [],
    rewritten: documents.flatMap(({ name, rewritten }) =>
      rewritten.merged.length + rewritten.covered.length + rewritten.withoutSid > 0
        ? [{ document: name, ...rewritten }]
        : [],
    ),
  };
}

/** Nothing, if nothing was rewritten and the lock stays as it is. */
export function packingSections({ lock, state, added, removed, rewritten }: PackingSummary): readonly Section[] {
  const entries = [
    ...added.map(({ document, statement }): Entry => ({ sign: '+', summary: `${statement} in ${document}` })),
    ...removed.map(({ document, statement }): Entry => ({ sign: '-', summary: `${statement} in ${document}` })),
  ];
  const title =
    state === 'renewed'
      ? toned('warning', `${lock} was updated; commit it`)
      : toned('bad', `${lock} is out of date; run \`npx rampart plan\` and commit it`);
  return [
    { blocks: rewritten.flatMap(describeRewritten).map(paragraph) },
    ...(state === 'current' ? [] : [{ title, blocks: [{ kind: 'entries', entries } as const] }]),
  ];
}

function describeRewritten({ document, merged, covered, withoutSid }: Rewriting): readonly string[] {
  return [
    ...merged.map((statements) => `${document}: one statement for ${statements.join(', ')}`),
    ...covered.map(({ statement, by }) => `${document}: without ${statement}, because ${by} covers it`),
    ...(withoutSid > 0 ? [`${document}: ${counted(withoutSid, 'statement')} without a Sid, to save space`] : []),
  ];
}
