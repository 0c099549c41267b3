import type { GuardrailsFile, GuardrailsTarget } from '../../model/guardrails-file';
import { isFromAws } from '../../model/is-from-aws';
import { isAccount } from '../evaluate/guardrails-tree';
import type { MatchedTarget, MatchedTargets } from '../evaluate/match-targets';
import type { Difference } from './difference-file';

type TrustedId = Difference['trustedIds'][number];

/**
 * Ids at AWS that are written in a configuration, and that changed. Policies get these ids when they are deployed, and
 * nothing here can tell whether they are right: with another organization's id, a policy trusts that organization.
 *
 * An id that only one state knows is no change if one of the states was read from AWS: the configuration need not repeat
 * what AWS knows.
 */
export function findTrustedIds(
  before: GuardrailsFile,
  after: GuardrailsFile,
  { both, added }: MatchedTargets,
): Difference['trustedIds'] {
  const mayLack = isFromAws(before) || isFromAws(after);
  const told = (kind: TrustedId['kind'], target: string, ids: Pick<TrustedId, 'before' | 'after'>): TrustedId => {
    return { kind, target, ...ids, summary: describe(kind, target, ids) };
  };
  const changeOf = (kind: TrustedId['kind'], target: string, old: MaybeId, now: MaybeId): readonly TrustedId[] => {
    const ids = { before: old ?? null, after: now ?? null };
    if (ids.before === ids.after || (mayLack && (ids.before === null || ids.after === null))) return [];
    return [told(kind, target, ids)];
  };
  /** AWS does not confirm the id of a target that it does not have. */
  const additionOf = (target: GuardrailsTarget): readonly TrustedId[] => {
    const id = (isAccount(target) ? target.accountId : target.awsId) ?? null;
    if (id === null || isFromAws(after)) return [];
    return [told(isAccount(target) ? 'account' : kindOf(target), target.id, { before: null, after: id })];
  };
  const [old, now] = [before.organization, after.organization];
  return [
    ...changeOf('organization', '', old.id, now.id),
    ...changeOf('management-account', '', old.managementAccount, now.managementAccount),
    // The same number, but another account has it.
    ...(old.managementAccount === now.managementAccount && both.some(isPutInCharge)
      ? [told('management-account', '', { before: null, after: now.managementAccount })]
      : []),
    ...both.flatMap((pair) =>
      isAccount(pair.after)
        ? changeOf('account', pair.after.id, pair.before.accountId, pair.after.accountId)
        : changeOf(kindOf(pair.after), pair.after.id, pair.before.awsId, pair.after.awsId),
    ),
    ...added.flatMap(additionOf),
  ];
}

function isPutInCharge({ before, after }: MatchedTarget): boolean {
  return before.kind !== after.kind;
}

function kindOf({ kind }: GuardrailsTarget): 'root' | 'unit' {
  return kind === 'root' ? 'root' : 'unit';
}

type MaybeId = string | null | undefined;

const LOOK_UP: Readonly<Record<TrustedId['kind'], string>> = {
  organization: '`aws organizations describe-organization`',
  'management-account': '`aws organizations describe-organization`',
  root: '`aws organizations list-roots`',
  unit: '`aws organizations list-organizational-units-for-parent`',
  account: '`aws organizations list-accounts`',
};

const NOUNS: Readonly<Record<TrustedId['kind'], string>> = {
  organization: 'the organization',
  'management-account': 'the management account',
  root: 'the root',
  unit: 'unit',
  account: 'account',
};

/** `The id of unit Sandbox is now ou-ab12-11111111 (previously ou-ab12-22222222). It is taken on trust: compare with …` */
function describe(
  kind: TrustedId['kind'],
  target: string,
  { before, after }: Pick<TrustedId, 'before' | 'after'>,
): string {
  const named = kind === 'unit' || kind === 'account' ? `${NOUNS[kind]} ${target}` : NOUNS[kind];
  const what = `The ${isNumber(kind) ? 'number' : 'id'} of ${named}`;
  const change =
    after === null
      ? `is no longer written down (previously ${before ?? ''}). AWS's own is used`
      : `is now ${after}${before === null ? '' : ` (previously ${before})`}. It is taken on trust`;
  return `${what} ${change}: compare with ${LOOK_UP[kind]}.`;
}

function isNumber(kind: TrustedId['kind']): boolean {
  return kind === 'account' || kind === 'management-account';
}
