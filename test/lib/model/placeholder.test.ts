import type { Organization } from '../../../lib/model/organization';
import {
  describePlaceholder,
  findUnknownPlaceholders,
  greatestLength,
  listStrings,
  mapStrings,
  resolveKnown,
  splitPlaceholders,
  stretchPlaceholders,
} from '../../../lib/model/placeholder';
import { aUnit } from '../../support/a-landing-zone';
import { anOrganization } from '../../support/an-organization';

function nested(awsIds: readonly [string | null, string | null]): Organization {
  return anOrganization({
    units: [aUnit('Workloads', { awsId: awsIds[0] }), aUnit('Workloads/Production', { awsId: awsIds[1] })],
  });
}

describe('splitting a text at its placeholders', () => {
  test('does not change a text without placeholders', () => {
    expect(splitPlaceholders('arn:*:iam::*:role/ci')).toEqual([{ kind: 'text', text: 'arn:*:iam::*:role/ci' }]);
  });

  test('gives nothing for an empty text', () => {
    expect(splitPlaceholders('')).toEqual([]);
  });

  test('finds each kind, and the text around it', () => {
    expect(splitPlaceholders('{organization.id}/x/{unit.path:Workloads/Production}*{account:audit}')).toEqual([
      { kind: 'organization-id' },
      { kind: 'text', text: '/x/' },
      { kind: 'unit-path', unit: 'Workloads/Production' },
      { kind: 'text', text: '*' },
      { kind: 'account-id', account: 'audit' },
    ]);
  });

  test.each(['${aws:PrincipalAccount}', "${aws:PrincipalTag/team, 'x'}", '${*}', '${organization.id}', '${', '}{'])(
    'leaves %s to AWS, or to text',
    (text) => {
      expect(splitPlaceholders(text)).toEqual([{ kind: 'text', text }]);
      expect(findUnknownPlaceholders(text)).toEqual([]);
    },
  );

  test.each(['{organisation.id}', '{organization.id }', '{unit.path:}', '{account}', '{}', '{proxy+}'])(
    'keeps the unknown %s as text, and reports it',
    (text) => {
      expect(splitPlaceholders(text)).toEqual([{ kind: 'text', text }]);
      expect(findUnknownPlaceholders(`a${text}b`)).toEqual([text]);
    },
  );

  test('joins to the same text again', () => {
    const text = 'a{account:audit}{organization.id}${aws:username}{nobody}z';
    const joined = splitPlaceholders(text).map((part) =>
      part.kind === 'text' ? part.text : describePlaceholder(part),
    );
    expect(joined.join('')).toBe(text);
  });
});

describe('the greatest length of a placeholder', () => {
  test.each([
    ['the organization', { kind: 'organization-id' }, 0, 34],
    ['an account', { kind: 'account-id', account: 'audit' }, 0, 12],
    ['the path of a top unit', { kind: 'unit-path', unit: 'A' }, 1, 34 + 1 + 34 + 1 + 68 + 1],
    ['the path of a unit below', { kind: 'unit-path', unit: 'A/B' }, 2, 34 + 1 + 34 + 1 + 2 * 69],
  ] as const)('is that of the longest id of %s', (_name, placeholder, depth, length) => {
    expect(greatestLength(placeholder, depth)).toBe(length);
  });

  test('is what a stretched text has', () => {
    const organization = nested([null, null]);
    expect(stretchPlaceholders('x{organization.id}', organization)).toHaveLength(35);
    expect(stretchPlaceholders('{unit.path:Workloads/Production}', organization)).toHaveLength(208);
    expect(stretchPlaceholders('${aws:username}', organization)).toBe('${aws:username}');
  });
});

describe('resolving what is known', () => {
  test('puts in the organization', () => {
    expect(resolveKnown('{organization.id}/*', anOrganization({ id: 'o-exampleorg1' }))).toBe('o-exampleorg1/*');
  });

  test('puts in an account', () => {
    expect(resolveKnown('arn:aws:iam::{account:audit}:root', anOrganization())).toBe('arn:aws:iam::333333333333:root');
  });

  test('joins the path of a unit, with a slash at the end', () => {
    const organization = nested(['ou-ab12-workload1', 'ou-ab12-product1']);
    expect(resolveKnown('{unit.path:Workloads/Production}', organization)).toBe(
      'o-exampleorg1/r-ab12/ou-ab12-workload1/ou-ab12-product1/',
    );
  });

  test.each([
    ['the organization', { id: null }],
    ['the root', { rootId: null }],
    ['a unit above', {}],
  ])('keeps the path of a unit while %s is not known', (_name, overrides) => {
    const organization = { ...nested([null, 'ou-ab12-product1']), ...overrides };
    expect(resolveKnown('{unit.path:Workloads/Production}', organization)).toBe('{unit.path:Workloads/Production}');
  });

  test('keeps placeholders without an id', () => {
    expect(resolveKnown('{account:nobody}{unit.path:Nowhere}{x}', anOrganization())).toBe(
      '{account:nobody}{unit.path:Nowhere}{x}',
    );
  });
});

describe('texts in a JSON value', () => {
  const value = { Action: ['a', 'b'], Condition: { Bool: { key: true } }, Count: 1, Nothing: null, Text: 'c' };

  test('are replaced in a copy', () => {
    expect(mapStrings(value, (text) => text.toUpperCase())).toEqual({ ...value, Action: ['A', 'B'], Text: 'C' });
    expect(value.Text).toBe('c');
  });

  test('are listed', () => {
    expect(listStrings(value)).toEqual(['a', 'b', 'c']);
  });
});
