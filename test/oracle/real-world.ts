import { buildDirectory } from '../../lib/analysis/evaluate/directory';
import { guardrailsTree } from '../../lib/analysis/evaluate/guardrails-tree';
import { guardrailsFile } from '../../lib/analysis/assemble/guardrails-file';
import type { RequestLine } from '../../lib/analysis/evaluate/request-line';
import { findOperator } from '../../lib/iam/conditions/operators';
import { findGlobalKey } from '../../lib/iam/evaluation/presence';
import type { Statement } from '../../lib/iam/statement';
import type { GuardrailsFile } from '../../lib/model/guardrails-file';
import { mapStrings } from '../../lib/model/placeholder';
import type { OraclePolicies, OracleRequest } from '../../tools/oracle/client';
import { theExample } from '../support/the-example';
import { decidedKeys, spellOut } from './world';
import { fc } from '../seeded-fast-check';

/** A member of the example organization, with what hangs above it and requests that its guardrails speak of. */
export interface RealAccount {
  readonly name: string;
  readonly policies: OraclePolicies;
  readonly requests: fc.Arbitrary<{ readonly line: Omit<RequestLine, 'id'>; readonly asked: OracleRequest }>;
}

/** The organization that the repository ships, with its guardrails as they are assembled. */
export function realWorld(): { readonly file: GuardrailsFile; readonly accounts: readonly RealAccount[] } {
  const { organization, assembly } = theExample();
  const assembled = guardrailsFile(organization, assembly);
  const { resolve, findAccount } = buildDirectory(guardrailsTree(assembled));
  // The oracle knows nothing of placeholders: both get the policies without them.
  const file: GuardrailsFile = {
    ...assembled,
    placements: undefined,
    documents: mapStrings(assembled.documents, resolve),
  };
  const parents = new Map(file.targets.map(({ id, parent }) => [id, parent]));
  const accounts = file.targets.filter(({ kind }) => kind === 'account').slice(0, 3);
  return {
    file,
    accounts: accounts.map(({ id }) => {
      const levels: string[] = [];
      for (let target: string | undefined = id; target !== undefined; target = parents.get(target))
        levels.unshift(target);
      const account = findAccount(id);
      if (account === undefined) throw new Error(`no account ${id}`);
      return {
        name: id,
        policies: spellOut(
          levels.map((target) => ({
            name: target,
            fullAccess: true,
            scps: contents(file, target, 'SERVICE_CONTROL_POLICY'),
            rcps: contents(file, target, 'RESOURCE_CONTROL_POLICY'),
          })),
        ),
        requests: requestsOf(file, id, account),
      };
    }),
  };
}

function contents(file: GuardrailsFile, target: string, type: string): readonly object[] {
  return file.documents
    .filter((document) => document.type === type && document.targets.includes(target))
    .map(({ content }) => content);
}

/** Requests made of what the policies themselves name, so that most come close to some statement. */
function requestsOf(
  file: GuardrailsFile,
  id: string,
  account: { readonly number: string; readonly membership: { readonly organization: string; readonly path: string } },
): RealAccount['requests'] {
  const statements = file.documents.flatMap(({ content }) => content.Statement as readonly Statement[]);
  const actions = [
    ...new Set(
      statements
        .flatMap(({ Action, NotAction }) => listOf(Action ?? NotAction))
        .filter((action) => action !== '*')
        .map(concrete),
    ),
  ];
  const arns = [
    ...new Set(
      statements
        .flatMap(({ Resource, NotResource }) => listOf(Resource ?? NotResource))
        .filter((arn) => arn !== '*')
        .map(concrete),
    ),
  ];
  const own = (arn: string): string => arn.replace(/^(arn:[^:]*:[^:]*:[^:]*:)\d{12}:/, `$1${account.number}:`);
  const principals = ['role/developer', 'user/anna', 'root', ...named(statements, 'aws:PrincipalArn')].map(
    (name) => `arn:aws:iam::${account.number}:${name}`,
  );
  const words = Object.fromEntries(vocabulary(statements));
  // AWS sends them always, and the oracle would take them for absent.
  const keys = fc.record(words, { requiredKeys: Object.keys(words).filter(isAlwaysSent) });
  return fc
    .tuple(
      fc.constantFrom(...principals),
      fc.constantFrom(...actions),
      fc.constantFrom(...arns.map(own)),
      keys,
      fc.boolean(),
    )
    .map(([principal, action, arn, context, plain]) => {
      const service = action.split(':')[0] ?? '';
      const fitting =
        arn.split(':')[2] === service && !plain ? arn : `arn:aws:${service}:eu-central-1:${account.number}:thing/1`;
      const decided = decidedKeys(principal, account.number, account.membership);
      const asked = {
        principal,
        action,
        resource: fitting,
        account: account.number,
        context: { 'aws:CurrentTime': '2026-11-22T00:00:00Z', ...context, ...decided },
      };
      return { asked, line: { account: id, principal, action, resource: fitting, context: asked.context } };
    });
}

function isAlwaysSent(key: string): boolean {
  return Object.values(findGlobalKey(key)?.presence ?? { none: 'sometimes' }).every(
    (presence) => presence === 'always',
  );
}

/** Each key of the conditions with values that the policies name, and one that none does. */
function vocabulary(
  statements: readonly Statement[],
): readonly (readonly [string, fc.Arbitrary<string | readonly string[]>])[] {
  const values = new Map<string, Set<string>>();
  for (const { Condition = {} } of statements) {
    for (const [operator, keys] of Object.entries(Condition)) {
      for (const [key, value] of Object.entries(keys)) {
        const known = values.get(key) ?? new Set<string>();
        values.set(key, known);
        for (const one of [value].flat()) if (!String(one).includes('${')) known.add(concrete(String(one)));
        if (findOperator(operator)?.family === 'Null') known.add('true').delete('false');
      }
    }
  }
  return [...values].map(([key, known]) => {
    const one = fc.constantFrom(...known, other([...known]));
    return [
      key,
      findGlobalKey(key)?.multivalued === true ? fc.uniqueArray(one, { minLength: 2, maxLength: 3 }) : one,
    ] as const;
  });
}

/** A value of the same kind that no policy names. */
function other([first = 'other']: readonly string[]): string {
  if (/^arn:/.test(first)) return 'arn:aws:iam::222222222222:role/other';
  if (/^\d{4}-/.test(first)) return '2025-01-01T00:00:00Z';
  if (/^\d+(\.\d+)?$/.test(first)) return '1000000';
  return first === 'true' ? 'false' : first === 'false' ? 'true' : 'other';
}

/** The principals that a key's values name, without their account. */
function named(statements: readonly Statement[], key: string): readonly string[] {
  const texts = statements.flatMap(({ Condition = {} }) =>
    Object.values(Condition).flatMap((keys) => [keys[key] ?? []].flat()),
  );
  return [
    ...new Set(texts.map(String).flatMap((text) => /^arn:[^:]*:iam::[^:]*:((?:role|user)\/.+)$/.exec(text)?.[1] ?? [])),
  ].map(concrete);
}

/** Something that a pattern matches. */
function concrete(pattern: string): string {
  return pattern
    .replace(/\$\{[^}]*\}/g, 'x')
    .replaceAll('*', 'x')
    .replaceAll('?', 'x')
    .replace(/^arn:x:/, 'arn:aws:')
    .replace(/^(arn:[^:]*:[^:]*:)x:/, '$1eu-central-1:')
    .replace(/^(arn:[^:]*:[^:]*:[^:]*:)x:/, '$1222222222222:');
}

function listOf(value: string | readonly string[] | undefined): readonly string[] {
  return value === undefined ? [] : typeof value === 'string' ? [value] : value;
}
