import type { GuardrailsFile } from '../../model/guardrails-file';
import { missingIn, pairUp, quoted, tellFact, tellParts, type EvidenceEdit } from './evidence-edit';
import { findLeftOutAccounts } from './left-out-accounts';

type Facts = GuardrailsFile['organization'];
type Standard = NonNullable<Facts['compliance']>[string];

/** What was edited of the standards. Not compared if one of the states does not say against which accounts are measured. */
export function findComplianceEdits({ compliance: old }: Facts, after: GuardrailsFile): readonly EvidenceEdit[] {
  const { compliance: now } = after.organization;
  if (old === undefined || now === undefined) return [];
  return pairUp(old, now).flatMap(([id, was, is]) =>
    was === undefined || is === undefined
      ? tellFact({
          name: `The standard \`${id}\``,
          values: [was === undefined ? null : 'on', is === undefined ? null : 'on'],
          isWeaker: () => false,
        })
      : [
          ...tellFact({
            name: `Where the periodic Config rules of \`${id}\` run`,
            values: [was.periodicRules, is.periodicRules],
            isWeaker: (_, where) => where === 'home',
          }),
          ...findRuleEdits(id, was.rules, is.rules),
          ...tellParts('account', quoted(id), findLeftOutAccounts(was.excludedAccounts, is.excludedAccounts, after)),
        ],
  );
}

type Rules = Standard['rules'];

function findRuleEdits(standard: string, old: Rules, now: Rules): readonly EvidenceEdit[] {
  const [were, are] = [Object.keys(old), Object.keys(now)];
  return [
    ...tellParts('Config rule', quoted(standard), { lost: missingIn(are, were), gained: missingIn(were, are) }),
    ...pairUp(old, now).flatMap(([rule, was, is]) =>
      was === undefined || is === undefined
        ? []
        : pairUp(was, is).flatMap(([name, before, after]) =>
            tellFact({
              name: `The parameter \`${name}\` of the Config rule \`${rule}\` of \`${standard}\``,
              values: [describeValue(before), describeValue(after)],
              isWeaker: 'which value is stricter',
            }),
          ),
    ),
  ];
}

function describeValue(value: string | undefined): string {
  return value === undefined ? 'not set' : quoted(value);
}
