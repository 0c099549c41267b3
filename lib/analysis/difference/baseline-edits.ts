import type { GuardrailsFile } from '../../model/guardrails-file';
import { inARow } from '../../report/words';
import {
  changed,
  isMore,
  missingIn,
  pairUp,
  quoted,
  tellFact,
  tellParts,
  weakened,
  type EvidenceEdit,
} from './evidence-edit';
import { findLeftOutAccounts } from './left-out-accounts';

type Facts = GuardrailsFile['organization'];
type Baseline = NonNullable<Facts['baseline']>;

/**
 * What was edited of what every account has in every governed Region. Not compared if one of the states does not say
 * whether there is a baseline.
 */
export function findBaselineEdits(before: Facts, after: GuardrailsFile): readonly EvidenceEdit[] {
  const [old, now] = [before.baseline, after.organization.baseline];
  if (old === undefined || now === undefined || (old === null && now === null)) return [];
  if (old === null) return [changed('Accounts are recorded in every governed Region, and forward what must be heard.')];
  if (now === null)
    return [
      weakened('The baseline is no longer in a stack: nothing repairs its recorders, and no events are forwarded.'),
    ];
  return [
    ...tellFact({
      name: 'The account that sees what all accounts record',
      values: [quoted(old.auditAccount), quoted(now.auditAccount)],
      isWeaker: 'whose it is',
    }),
    ...tellFact({
      name: 'The frequency of recorders',
      values: [old.recorder.frequency, now.recorder.frequency],
      isWeaker: (_, is) => is === 'daily',
    }),
    ...findTypeEdits(old.recorder, now.recorder),
    ...tellFact({
      name: 'GuardDuty',
      measure: 'The severity from which findings of GuardDuty are forwarded',
      values: [old.guardDutyFrom, now.guardDutyFrom],
      isWeaker: isMore,
    }),
    ...tellFact({
      name: 'The analysis of unused access',
      measure: 'The time without use after which an access is reported',
      values: [old.unusedAccessDays, now.unusedAccessDays],
      isWeaker: isMore,
      unit: 'days',
    }),
    ...findFinisherEdits(old.finisher, now.finisher),
    ...findLostRegions(before, after.organization),
    ...tellParts('account', 'the baseline', findLeftOutAccounts(old.skippedAccounts, now.skippedAccounts, after)),
  ];
}

/** Not compared if one of the states does not say what is set. */
function findFinisherEdits(was: Baseline['finisher'], is: Baseline['finisher']): readonly EvidenceEdit[] {
  if (was === undefined || is === undefined) return [];
  return [
    ...pairUp(was.contacts, is.contacts).flatMap(([kind, old = null, now = null]) =>
      tellFact({
        name: `The contact for ${kind} in every account`,
        values: [old === null ? null : quoted(old), now === null ? null : quoted(now)],
        isWeaker: 'whose it is',
      }),
    ),
    ...(was.defaultVpcs === is.defaultVpcs
      ? []
      : is.defaultVpcs === 'keep'
        ? [weakened('Default VPCs stay in every account.')]
        : [changed('Default VPCs that nothing uses are deleted in every account and governed Region.')]),
    ...(was.defaultSecurityGroups === is.defaultSecurityGroups
      ? []
      : is.defaultSecurityGroups === 'keep'
        ? [weakened('Default security groups keep their rules in every account.')]
        : [
            changed('Default security groups that nothing uses lose their rules in every account and governed Region.'),
          ]),
  ];
}

/** That a Region is governed now is an edit of its own, and says enough: everything reaches it. */
function findLostRegions({ governedRegions: were }: Facts, { governedRegions: are }: Facts): readonly EvidenceEdit[] {
  const lost = were === undefined || are === undefined ? [] : missingIn(are, were);
  return lost.length === 0
    ? []
    : [weakened(`In ${inARow(lost, 'and')}, no stack records or measures accounts anymore.`)];
}

/** Resource types: those that are named, or all but those, with the ones that AWS adds later. */
interface Types {
  readonly isAllBut: boolean;
  readonly named: readonly string[];
}

function findTypeEdits(was: Baseline['recorder'], is: Baseline['recorder']): readonly EvidenceEdit[] {
  const [old, now] = [typesOf(was), typesOf(is)];
  const [lost, gained] = [without(old, now), without(now, old)];
  return [
    ...(isNothing(lost) ? [] : [weakened(`Recorders no longer record ${describeTypes(lost)}.`)]),
    ...(isNothing(gained) ? [] : [changed(`Recorders now record ${describeTypes(gained)}.`)]),
  ];
}

function typesOf({ records, types }: Baseline['recorder']): Types {
  return records === 'all' ? { isAllBut: true, named: [] } : { isAllBut: records === 'except', named: types };
}

/** Those of `a` that are not of `b`. */
function without(a: Types, b: Types): Types {
  if (!a.isAllBut) return { isAllBut: false, named: a.named.filter((type) => b.named.includes(type) === b.isAllBut) };
  return b.isAllBut
    ? { isAllBut: false, named: missingIn(a.named, b.named) }
    : { isAllBut: true, named: [...a.named, ...missingIn(a.named, b.named)] };
}

function isNothing({ isAllBut, named }: Types): boolean {
  return !isAllBut && named.length === 0;
}

function describeTypes({ isAllBut, named }: Types): string {
  const names = inARow(named.map(quoted), 'and');
  return isAllBut ? `any resource type but ${names}` : names;
}
