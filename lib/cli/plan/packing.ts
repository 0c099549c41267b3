import type { Assembly, Rewritten } from '../../analysis/assemble/assembly';
import type { LockedStatement, LockRenewal } from '../../analysis/assemble/pack/renew-lock';
import { counted } from '../../report/words';
import type { Paint } from '../paint';

/** What became of the guardrails' statements on their way into documents. */
export interface PackingSummary {
  /** The path of `packing.lock.json`. */
  readonly lock: string;
  /** `outdated`: it does not say where the statements stand now, and was left alone. */
  readonly state: 'current' | 'renewed' | 'outdated';
  readonly added: readonly LockedStatement[];
  readonly removed: readonly LockedStatement[];
  /** Documents in which something was rewritten to make it fit. */
  readonly rewritten: readonly (Rewritten & { readonly document: string })[];
}

/** @param renewal what was written, or would be; nothing: the lock is as it must be */
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

/** Nothing where nothing was rewritten and the lock stays as it is. */
export function describePacking(packing: PackingSummary, paint: Paint): readonly string[] {
  const { lock, state, added, removed, rewritten } = packing;
  const said = {
    current: [],
    renewed: [paint('yellow', `${lock} was written anew: commit it`)],
    outdated: [paint('red', `${lock} is out of date: run \`npx rampart plan\` and commit it`)],
  }[state];
  return [
    ...rewritten.flatMap(describeRewritten),
    ...said,
    ...added.map(({ document, statement }) => `  + ${statement} in ${document}`),
    ...removed.map(({ document, statement }) => `  - ${statement} in ${document}`),
  ];
}

function describeRewritten({
  document,
  merged,
  covered,
  withoutSid,
}: PackingSummary['rewritten'][number]): readonly string[] {
  return [
    ...merged.map((statements) => `${document}: says in one statement: ${statements.join(', ')}`),
    ...covered.map(({ statement, by }) => `${document}: leaves out ${statement}, which ${by} covers`),
    ...(withoutSid > 0 ? [`${document}: ${counted(withoutSid, 'statement')} without a name (Sid), for room`] : []),
  ];
}
