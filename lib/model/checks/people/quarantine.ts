import { ROOT } from '../../organization';
import { QUARANTINE } from '../../people';
import { isInside, unitsDownTo } from '../../tree';
import { isUnit } from '../account-units';
import type { PeopleContext, NamedPlace } from './context';
import { isMeant } from './root-guardrail';

/** Undefined: a mistake hides it, which has been reported. */
type Answer = boolean | undefined;

/** Whether nobody works there, because of a guardrail on it or above it, or because the account is suspended. */
export function isInQuarantine(place: NamedPlace, context: PeopleContext): Answer {
  const guarded = anyOf(targetsDownTo(place).map((target) => isPlacedAt(target, context)));
  switch (place.kind) {
    case 'root':
    case 'unit':
      return guarded;
    case 'account': {
      const { unit, state } = place.account.draft;
      const isUnitKnown = typeof unit === 'string' && isUnit(unit, context.tree);
      return anyOf([state === null ? undefined : state === 'suspended', guarded, isUnitKnown ? false : undefined]);
    }
    case 'management':
      return false;
    case 'unknown':
    case 'unclear':
      return undefined;
  }
}

/** Why something is in quarantine, after a colon. */
export function describeQuarantine(place: NamedPlace, context: PeopleContext): string {
  const target = targetsDownTo(place).find((one) => isPlacedAt(one, context) === true);
  return target === undefined ? 'the account is suspended' : `the guardrail \`${QUARANTINE}\` is on \`${target}\``;
}

/** Whether that is so there, or for something below. */
export function touchesQuarantine(place: NamedPlace, context: PeopleContext): Answer {
  const { configuration, tree, accounts } = context;
  const target = place.kind === 'root' ? ROOT : place.kind === 'unit' ? place.unit : undefined;
  if (target === undefined) return isInQuarantine(place, context);
  const { areAccountsKnown, unreadableAccounts } = configuration;
  const isKnown = tree.isKnown && tree.lost.size === 0 && areAccountsKnown && unreadableAccounts.size === 0;
  return anyOf([
    isInQuarantine(place, context),
    ...[...tree.byId.keys()].filter((unit) => isInside(unit, target)).map((unit) => isPlacedAt(unit, context)),
    ...[...accounts.values()]
      .filter(
        ({ draft: { unit, state } }) => state !== 'closed' && (typeof unit !== 'string' || isInside(unit, target)),
      )
      .map((account) => isInQuarantine({ kind: 'account', account }, context)),
    isKnown ? false : undefined,
  ]);
}

function isPlacedAt(target: string, context: PeopleContext): Answer {
  const { guardrails } = context.configuration.landingZone.draft;
  if (guardrails === undefined || (guardrails !== null && !Object.hasOwn(guardrails, target))) return false;
  const there = guardrails?.[target];
  if (there === undefined || there === null) return undefined;
  return Object.keys(there).some((written) => isMeant(written, QUARANTINE, context));
}

/** The targets of guardrails that bind a place, from the root down to it. */
function targetsDownTo(place: NamedPlace): readonly string[] {
  if (place.kind === 'root') return [ROOT];
  if (place.kind === 'unit') return [ROOT, ...unitsDownTo(place.unit)];
  if (place.kind !== 'account') return [];
  const { key, draft } = place.account;
  return [ROOT, ...(typeof draft.unit === 'string' ? unitsDownTo(draft.unit) : []), key];
}

function anyOf(answers: readonly Answer[]): Answer {
  if (answers.includes(true)) return true;
  return answers.includes(undefined) ? undefined : false;
}
