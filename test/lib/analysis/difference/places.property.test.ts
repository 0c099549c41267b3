import { findDifference } from '../../../../lib/analysis/difference/difference';
import { decider } from '../../../../lib/analysis/evaluate/decide';
import type { RequestLine } from '../../../../lib/analysis/evaluate/request-line';
import type { ControlPolicyType } from '../../../../lib/iam/control-policy-type';
import type { Statement } from '../../../../lib/iam/statement';
import type { GuardrailsDocument, GuardrailsFile, GuardrailsTarget } from '../../../../lib/model/guardrails-file';
import { fc } from '../../../seeded-fast-check';

/**
 * Random organizations in which accounts move, get other names and numbers, are closed or manage the organization, and in
 * which ids change. The policies test what AWS derives from that.
 */

const NUMBERS = ['111111111111', '222222222222', '333333333333', '444444444444'] as const;
const UNITS = { W: 'ou-ab12-11111111', S: 'ou-ab12-22222222' } as const;
const ORGANIZATIONS = ['o-aaaaaaaaaa', 'o-bbbbbbbbbb'] as const;

interface State {
  readonly organization: string;
  readonly manager: number;
  /** By account: its name, its unit, whether it is closed. The number is the position. */
  readonly accounts: readonly { readonly name: string; readonly unit: keyof typeof UNITS; readonly closed: boolean }[];
  readonly statements: readonly { readonly target: string; readonly statement: Statement }[];
}

const paths = ORGANIZATIONS.flatMap((organization) => [
  `${organization}/r-ab12/${UNITS.W}/*`,
  `${organization}/r-ab12/*`,
  `${organization}/r-ab12/${UNITS.S}/*`,
]);

type Form = 'any' | 'none' | 'is' | 'isNot' | 'absent' | 'number' | 'nothing';

const condition: fc.Arbitrary<NonNullable<Statement['Condition']>> = fc
  .record({
    side: fc.constantFrom('Principal', 'Resource'),
    path: fc.constantFrom(...paths),
    organization: fc.constantFrom(...ORGANIZATIONS),
    number: fc.constantFrom(...NUMBERS),
    form: fc.constantFrom<Form>('any', 'none', 'is', 'isNot', 'absent', 'number', 'nothing'),
  })
  .map(({ side, path, organization, number, form }): NonNullable<Statement['Condition']> => {
    switch (form) {
      case 'any':
        return { 'ForAnyValue:StringLike': { [`aws:${side}OrgPaths`]: path } };
      case 'none':
        return { 'ForAllValues:StringNotLike': { [`aws:${side}OrgPaths`]: path } };
      case 'is':
        return { StringEquals: { [`aws:${side}OrgID`]: organization } };
      case 'isNot':
        return { StringNotEqualsIfExists: { [`aws:${side}OrgID`]: organization } };
      case 'absent':
        return { Null: { [`aws:${side}OrgPaths`]: 'true' } };
      case 'number':
        return { StringEquals: { [`aws:${side}Account`]: number } };
      case 'nothing':
        return {};
    }
  });

const statement: fc.Arbitrary<Statement> = fc
  .tuple(fc.constantFrom('s3:PutObject', 's3:*', 'sqs:SendMessage'), condition, condition)
  .map(([Action, one, other]) => ({ Effect: 'Deny', Action, Resource: '*', Condition: { ...one, ...other } }));

const unit = fc.constantFrom('W' as const, 'S' as const);
const rarely = fc.oneof({ weight: 5, arbitrary: fc.constant(false) }, fc.constant(true));

const state: fc.Arbitrary<State> = fc.record({
  organization: fc.oneof({ weight: 5, arbitrary: fc.constant(ORGANIZATIONS[0]) }, fc.constant(ORGANIZATIONS[1])),
  manager: fc.oneof({ weight: 5, arbitrary: fc.constant(0) }, fc.constant(1)),
  accounts: fc
    .tuple(fc.tuple(unit, unit, unit), fc.tuple(rarely, rarely, rarely), fc.constantFrom('abc', 'abc', 'bac', 'xbc'))
    .map(([units, closed, names]) =>
      units.map((each, index) => ({ name: names.charAt(index), unit: each, closed: closed[index] ?? false })),
    ),
  statements: fc.array(fc.record({ target: fc.constantFrom('root', 'W', 'S'), statement }), { maxLength: 3 }),
});

function fileOf({ organization, manager, accounts, statements }: State, type: ControlPolicyType): GuardrailsFile {
  const targets: GuardrailsTarget[] = [
    { id: 'root', kind: 'root', awsId: 'r-ab12' },
    ...Object.entries(UNITS).map(([id, awsId]): GuardrailsTarget => ({ id, kind: 'unit', parent: 'root', awsId })),
    ...accounts.map(({ name, unit: parent, closed }, index): GuardrailsTarget => ({
      id: name,
      kind: 'account',
      parent,
      accountId: NUMBERS[index + 1] ?? null,
      state: closed ? 'closed' : 'active',
    })),
  ];
  const principal = type === 'RESOURCE_CONTROL_POLICY' ? { Principal: '*' } : {};
  return {
    formatVersion: 1,
    organization: { id: organization, managementAccount: NUMBERS[manager] ?? '' },
    targets,
    documents: statements.map(({ target, statement: one }, index): GuardrailsDocument => ({
      name: `d${index}`,
      type,
      targets: [target],
      content: { Version: '2012-10-17', Statement: [{ ...one, ...principal }] },
    })),
    placements: [],
  };
}

/** Each caller, from outside too, and each holder of the resource. */
const REQUESTS: readonly RequestLine[] = ['s3:PutObject', 's3:FutureThing', 'sqs:SendMessage'].flatMap((action) =>
  [...NUMBERS.slice(1), '999999999999'].flatMap((caller) =>
    [...NUMBERS.slice(1), '999999999999'].map((holder) => ({
      id: `${action} ${caller} ${holder}`,
      account: caller === '999999999999' ? null : caller,
      principal: `arn:aws:iam::${caller}:role/x`,
      action,
      resource: '*',
      resourceAccount: holder,
    })),
  ),
);

describe('if accounts move, are renamed, closed or put in charge, or if ids change, the difference', () => {
  test.each(['SERVICE_CONTROL_POLICY', 'RESOURCE_CONTROL_POLICY'] as const)(
    'contains a request exactly if its decision changes: %s',
    (type) => {
      let [differing, undecidedPairs, pairs] = [0, 0, 0];
      fc.assert(
        fc.property(state, state, fc.boolean(), (one, other, keepsPolicies) => {
          const before = fileOf(one, type);
          const after = fileOf({ ...other, statements: keepsPolicies ? one.statements : other.statements }, type);
          const { equal, changes, undecided, requests = {} } = findDifference(before, after, REQUESTS);
          const [old, now] = [decider(before), decider(after)];
          pairs += 1;
          if (undecided.length > 0) undecidedPairs += 1;
          for (const line of REQUESTS) {
            const [was, is] = [old(line).decision, now(line).decision];
            const kinds = new Set((requests[line.id] ?? []).map((index) => changes[index]?.kind));
            if (was !== is) {
              differing += 1;
              expect({ line, equal }).toEqual({ line, equal: false });
              if (undecided.length === 0) expect({ line, kinds: [...kinds] }).toEqual({ line, kinds: [is] });
            } else if (undecided.length === 0) expect({ line, kinds: [...kinds] }).toEqual({ line, kinds: [] });
          }
        }),
        { numRuns: 80, endOnFailure: true },
      );
      expect(differing).toBeGreaterThan(200);
      expect(undecidedPairs).toBeLessThan(pairs / 4);
    },
  );
});
