import type { GuardrailsFile } from '../../model/guardrails-file';
import { missingIn, quoted, tellFact, tellParts, type EvidenceEdit } from './evidence-edit';
import { findLeftOutAccounts } from './left-out-accounts';

type Facts = GuardrailsFile['organization'];
type Standard = NonNullable<Facts['compliance']>[string];

/** What was edited of the standards. Not compared if one of the states does not say against which accounts are measured. */
export function findComplianceEdits({ compliance: old }: Facts, after: GuardrailsFile): readonly EvidenceEdit[] {
  const { compliance: now } = after.organization;
  if (old === undefined || now === undefined) return [];
  const standards = [...new Set([...Object.keys(old), ...Object.keys(now)])];
  return standards.flatMap((id) => {
    const [was, is] = [old[id], now[id]];
    return was === undefined || is === undefined
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
        ];
  });
}

type Rules = Standard['rules'];

function findRuleEdits(standard: string, old: Rules, now: Rules): readonly EvidenceEdit[] {
  const [were, are] = [Object.keys(old), Object.keys(now)];
  return [
    ...tellParts('Config rule', quoted(standard), { lost: missingIn(are, were), gained: missingIn(were, are) }),
    ...are.flatMap((rule) => findParameterEdits(`\`${rule}\` of \`${standard}\``, old[rule], now[rule])),
  ];
}

type Parameters = Rules[string];

function findParameterEdits(rule: string, old: Parameters | undefined, now: Parameters = {}): readonly EvidenceEdit[] {
  if (old === undefined) return [];
  return [...new Set([...Object.keys(old), ...Object.keys(now)])].flatMap((name) =>
    tellFact({
      name: `The parameter \`${name}\` of the Config rule ${rule}`,
      values: [describeValue(old[name]), describeValue(now[name])],
      isWeaker: 'which value is stricter',
    }),
  );
}

function describeValue(value: string | undefined): string {
  return value === undefined ? 'not set' : quoted(value);
}
