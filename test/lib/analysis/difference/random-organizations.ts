import type { RequestLine } from '../../../../lib/analysis/evaluate/request-line';
import type { ControlPolicyType } from '../../../../lib/iam/control-policy-type';
import { parsePolicy } from '../../../../lib/iam/grammar/parse-policy';
import type { ConditionBlock, PolicyDocument, Statement } from '../../../../lib/iam/statement';
import type { GuardrailsFile, GuardrailsTarget } from '../../../../lib/model/guardrails-file';
import { request, statement } from '../../iam/algebra/arbitraries';
import { aFile, anAccount, aUnit } from './a-file';
import { fc } from '../../../seeded-fast-check';

/** Random organizations, edits and requests. Names use few letters, so that patterns and requests match often. */

const UNITS = ['A', 'A/B', 'C'];
/** The statements name the first two. */
const NUMBERS: Readonly<Record<string, string>> = {
  one: '111111111111',
  two: '222222222222',
  three: '133333333333',
  four: '444444444444',
};
const ACCOUNTS = Object.keys(NUMBERS);
const TARGETS = ['root', ...UNITS, ...ACCOUNTS];

/** The statements of the policies at one target. Without Allow statements, `FullAWSAccess` is attached. */
interface TargetStatements {
  readonly denies: readonly Statement[];
  readonly allows: readonly Statement[];
}

export interface RandomOrganization {
  readonly type: ControlPolicyType;
  readonly parents: Readonly<Record<string, string>>;
  readonly statements: Readonly<Record<string, TargetStatements>>;
}

const PREFIXES: readonly (readonly [RegExp, string])[] = [
  [/^s:/i, 's3:'],
  [/^t:/i, 'sqs:'],
  [/^u:/i, 'kms:'],
];

/** Resource control policies apply only to some services. */
function served(action: string): string {
  return PREFIXES.reduce((name, [prefix, service]) => name.replace(prefix, service), action);
}

/** Keys of the same kind that AWS lists, and with as many values. */
const KEYS: Readonly<Record<string, string>> = {
  'k:Text': 's3:prefix',
  'k:Other': 's3:delimiter',
  'k:Number': 's3:max-keys',
  'k:Flag': 'ec2:Encrypted',
  'k:Set': 'aws:TagKeys',
};

function listedKeys(text: string): string {
  return text.replace(/k:(?:Text|Other|Number|Flag|Set)/g, (key) => KEYS[key] ?? key);
}

/** Every role has a name. */
function named(condition: Statement['Condition'] = {}): Statement['Condition'] {
  const text = JSON.stringify(condition).replace(/:(role|user|\*)\//g, ':$1/x');
  return JSON.parse(listedKeys(text)) as Statement['Condition'];
}

/** Conditions on keys that follow from the caller, with values that the evaluator knows, or without. */
const onCaller = fc.constantFrom<ConditionBlock>(
  { Null: { 'aws:userid': 'false' } },
  { Null: { 'aws:PrincipalAccount': 'false' } },
  { Null: { 'aws:PrincipalType': 'false' } },
  { Null: { 'aws:username': 'true' } },
  { Bool: { 'aws:PrincipalIsAWSService': 'false' } },
  { StringNotEquals: { 'aws:PrincipalServiceName': 'cloudtrail.amazonaws.com' } },
);

/** The keys that follow from the principal and the account of the resource. */
const DERIVED = new Set(['aws:PrincipalArn', 'aws:PrincipalAccount', 'aws:ResourceAccount']);

function aStatement(type: ControlPolicyType, effect: Statement['Effect']): fc.Arbitrary<Statement> {
  return fc
    .tuple(statement(effect), fc.option(onCaller, { nil: {}, freq: 4 }))
    .map(([{ Action, NotAction, Condition, ...each }, more]): Statement => {
      const [actions, others] = [Action, NotAction].map((list) => [list ?? []].flat().map(served));
      return {
        ...each,
        Condition: joined(named(Condition), more),
        ...(type === 'RESOURCE_CONTROL_POLICY' ? { Principal: '*' } : {}),
        ...(Action === undefined ? { NotAction: others } : { Action: actions }),
      };
    })
    .filter((each) => isPolicy({ Version: '2012-10-17', Statement: [each] }, type));
}

function joined(one: ConditionBlock = {}, other: ConditionBlock): ConditionBlock {
  return Object.entries(other).reduce(
    (all, [operator, keys]) => ({ ...all, [operator]: { ...all[operator], ...keys } }),
    one,
  );
}

function isPolicy(document: PolicyDocument, type: ControlPolicyType): boolean {
  return parsePolicy(document, type).kind === 'policy';
}

/** Compares a multivalued key without a set operator. */
export const unclearDeny: fc.Arbitrary<Statement> = fc
  .tuple(
    aStatement('SERVICE_CONTROL_POLICY', 'Deny'),
    fc.constantFrom('StringEquals', 'StringNotEquals', 'StringLike', 'StringNotLikeIfExists'),
    fc.constantFrom('a', 'b', 'ab'),
  )
  .map(([each, operator, value]) => ({
    ...each,
    Condition: joined(each.Condition, { [operator]: { 'aws:TagKeys': value } }),
  }));

function statementsAt(type: ControlPolicyType): fc.Arbitrary<TargetStatements> {
  const some = (effect: Statement['Effect'], maxLength: number): fc.Arbitrary<Statement[]> =>
    fc.array(aStatement(type, effect), { maxLength });
  const nothing = fc.constant<Statement[]>([]);
  const allows =
    type === 'RESOURCE_CONTROL_POLICY' ? nothing : fc.oneof({ weight: 5, arbitrary: nothing }, some('Allow', 2));
  return fc.record({ denies: fc.oneof(nothing, some('Deny', 2)), allows });
}

export function organization(type: ControlPolicyType): fc.Arbitrary<RandomOrganization> {
  const parent = fc.constantFrom('root', ...UNITS);
  return fc.record({
    type: fc.constant(type),
    parents: fc.record(Object.fromEntries(ACCOUNTS.map((account) => [account, parent]))),
    statements: fc.record(Object.fromEntries(TARGETS.map((target) => [target, statementsAt(type)]))),
  });
}

/** One to three edits in a row. */
export function edited(before: RandomOrganization): fc.Arbitrary<RandomOrganization> {
  const { type } = before;
  const one = fc.oneof(
    fc
      .tuple(fc.constantFrom(...ACCOUNTS), fc.constantFrom('root', ...UNITS))
      .map(([account, parent]) => (each: RandomOrganization): RandomOrganization => ({
        ...each,
        parents: { ...each.parents, [account]: parent },
      })),
    fc
      .tuple(fc.constantFrom(...TARGETS), statementsAt(type))
      .map(([target, statements]) => (each: RandomOrganization): RandomOrganization => ({
        ...each,
        statements: { ...each.statements, [target]: statements },
      })),
    fc.tuple(fc.constantFrom(...TARGETS), aStatement(type, 'Deny')).map(
      ([target, deny]) =>
        (each: RandomOrganization): RandomOrganization =>
          withDenies(each, target, (denies) => [...denies, deny]),
    ),
    fc
      .tuple(fc.constantFrom(...TARGETS), fc.constantFrom(...TARGETS))
      .map(([from, to]) => (each: RandomOrganization): RandomOrganization => {
        const moved = each.statements[from]?.denies ?? [];
        return withDenies(
          withDenies(each, from, () => []),
          to,
          (denies) => [...denies, ...moved],
        );
      }),
  );
  return fc.array(one, { minLength: 1, maxLength: 3 }).map((edits) => edits.reduce((each, edit) => edit(each), before));
}

export function withDenies(
  { statements, ...each }: RandomOrganization,
  target: string,
  edit: (denies: readonly Statement[]) => readonly Statement[],
): RandomOrganization {
  const there = statements[target] ?? { denies: [], allows: [] };
  return { ...each, statements: { ...statements, [target]: { ...there, denies: edit(there.denies) } } };
}

/** @param pack puts the statements of one target into documents */
export function fileOf(
  { type, parents, statements }: RandomOrganization,
  pack: (statements: readonly Statement[]) => readonly (readonly Statement[])[] = (statements) => [statements],
): GuardrailsFile {
  const targets: readonly GuardrailsTarget[] = [
    ...UNITS.map((id) => aUnit(id)),
    ...ACCOUNTS.map((id) => anAccount(id, parents[id] ?? 'root', { accountId: NUMBERS[id] ?? null })),
  ];
  const file = aFile(targets, { organization: { id: null, managementAccount: '999999999999' } });
  return {
    ...file,
    targets: file.targets.map((target) => ({
      ...target,
      fullAwsAccess: (statements[target.id]?.allows ?? []).length === 0,
    })),
    documents: TARGETS.flatMap((target) => {
      const { denies = [], allows = [] } = statements[target] ?? {};
      return pack([...denies, ...allows]).flatMap((statements, index) =>
        statements.length === 0
          ? []
          : [
              {
                name: `${target}-${index}`,
                type,
                targets: [target],
                content: { Version: '2012-10-17' as const, Statement: [...statements] },
              },
            ],
      );
    }),
  };
}

/** Requests to which the policies of one account apply: the caller's account, or the account of the resource. */
export function requestLine(type: ControlPolicyType): fc.Arbitrary<RequestLine> {
  const caller = fc.tuple(
    fc.constantFrom(...ACCOUNTS, null),
    fc.constantFrom('role', 'role', 'role', 'user', 'user', 'user', 'root', 'service', 'anonymous'),
    fc.constantFrom('', 'a', 'b', 'ab', 'ba'),
  );
  return fc
    .tuple(request, fc.constantFrom(...ACCOUNTS), caller)
    .map(([{ action, resource, context }, account, [other, kind, name]]): RequestLine => {
      const isOutside = kind === 'service' || kind === 'anonymous';
      const from = isOutside ? null : type === 'SERVICE_CONTROL_POLICY' ? account : other;
      const number = from === null ? '555555555555' : (NUMBERS[from] ?? '');
      return {
        id: 'one',
        account: from,
        principal: principalOf(number, kind, name),
        action: served(action),
        resource,
        resourceAccount: account,
        context: Object.fromEntries(
          Object.entries(context).flatMap(([key, value]) => (DERIVED.has(key) ? [] : [[listedKeys(key), value]])),
        ),
      };
    });
}

function principalOf(number: string, kind: string, name: string): string {
  switch (kind) {
    case 'service':
      return 'service:cloudtrail.amazonaws.com';
    case 'anonymous':
      return '*';
    case 'root':
      return `arn:aws:iam::${number}:root`;
    default:
      return `arn:aws:iam::${number}:${kind}/x${name}`;
  }
}
