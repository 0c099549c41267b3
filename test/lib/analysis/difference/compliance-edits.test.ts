import { findEvidenceEdits } from '../../../../lib/analysis/difference/evidence-edits';
import type { GuardrailsFile } from '../../../../lib/model/guardrails-file';
import { aFile, anAccount, aUnit } from './a-file';

type Compliance = GuardrailsFile['organization']['compliance'];
type Standard = NonNullable<Compliance>[string];

const KEYS = 'ACCESS_KEYS_ROTATED';
const WHOLE: Standard = {
  periodicRules: 'everywhere',
  rules: { [KEYS]: { maxAccessKeyAge: '90' }, ROOT_ACCOUNT_MFA_ENABLED: {} },
  excludedAccounts: [],
};

function fileOf(compliance: Compliance): GuardrailsFile {
  const organization = { id: null, managementAccount: '111111111111', compliance };
  return aFile([aUnit('Work'), anAccount('shop', 'Work')], { organization });
}

const tell = (before: Compliance, after: Compliance): readonly string[] =>
  findEvidenceEdits(fileOf(before), fileOf(after)).map(({ kind, summary }) => `${kind}: ${summary}`);

const withStandard = (changed: Partial<Standard>): Compliance => ({ 'pci-dss': { ...WHOLE, ...changed } });

test('the same standards have no edits', () => {
  expect(tell(withStandard({}), withStandard({}))).toEqual([]);
  expect(tell({}, {})).toEqual([]);
});

test.each<[Compliance, weaker: string, stronger: string]>([
  [{}, 'The standard `pci-dss` is switched off.', 'The standard `pci-dss` is switched on.'],
  [
    withStandard({ periodicRules: 'home' }),
    'Where the periodic Config rules of `pci-dss` run changes from everywhere to home.',
    'Where the periodic Config rules of `pci-dss` run changes from home to everywhere.',
  ],
  [
    withStandard({ rules: { [KEYS]: { maxAccessKeyAge: '90' } } }),
    'The Config rule `ROOT_ACCOUNT_MFA_ENABLED` is left out of `pci-dss`.',
    'The Config rule `ROOT_ACCOUNT_MFA_ENABLED` is now part of `pci-dss`.',
  ],
  [
    withStandard({ rules: {} }),
    `The Config rules \`${KEYS}\` and \`ROOT_ACCOUNT_MFA_ENABLED\` are left out of \`pci-dss\`.`,
    `The Config rules \`${KEYS}\` and \`ROOT_ACCOUNT_MFA_ENABLED\` are now part of \`pci-dss\`.`,
  ],
  [
    withStandard({ excludedAccounts: ['shop'] }),
    'The account `shop` is left out of `pci-dss`.',
    'The account `shop` is now part of `pci-dss`.',
  ],
])('the opposite of what weakens a standard does not: %#', (weaker, lost, gained) => {
  expect(tell(withStandard({}), weaker)).toEqual([`evidence-weakened: ${lost}`]);
  expect(tell(weaker, withStandard({}))).toEqual([`evidence-changed: ${gained}`]);
});

test('another parameter weakens the evidence in either direction, because nothing here knows which value is stricter', () => {
  const change = (values: string): string =>
    `evidence-weakened: The parameter \`maxAccessKeyAge\` of the Config rule \`${KEYS}\` of \`pci-dss\` changes from ${values}: check which value is stricter.`;
  const withAge = (age: string | null): Compliance =>
    withStandard({ rules: { ...WHOLE.rules, [KEYS]: age === null ? {} : { maxAccessKeyAge: age } } });
  expect(tell(withAge('90'), withAge('60'))).toEqual([change('`90` to `60`')]);
  expect(tell(withAge('60'), withAge('90'))).toEqual([change('`60` to `90`')]);
  expect(tell(withAge('60'), withAge(null))).toEqual([change('`60` to not set')]);
  expect(tell(withAge(null), withAge('60'))).toEqual([change('not set to `60`')]);
});

test('the order of Config rules and of parameters does not matter', () => {
  const [one, other] = [
    { a: '1', b: '2' },
    { b: '2', a: '1' },
  ];
  expect(tell(withStandard({ rules: { X: one, Y: {} } }), withStandard({ rules: { Y: {}, X: other } }))).toEqual([]);
});

test('names that every object has are names like others', () => {
  expect(tell({}, { constructor: WHOLE })).toEqual(['evidence-changed: The standard `constructor` is switched on.']);
  expect(tell(withStandard({ rules: {} }), withStandard({ rules: { constructor: { name: '1' } } }))).toEqual([
    'evidence-changed: The Config rule `constructor` is now part of `pci-dss`.',
  ]);
});

test('an excluded account that is gone is not part again', () => {
  expect(tell(withStandard({ excludedAccounts: ['gone'] }), withStandard({}))).toEqual([]);
});

test('a state that does not say against what accounts are measured is not compared', () => {
  expect(tell(undefined, withStandard({}))).toEqual([]);
  expect(tell(withStandard({}), undefined)).toEqual([]);
});
