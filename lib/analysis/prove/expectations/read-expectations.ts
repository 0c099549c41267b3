import { accountInPrincipal } from '../../../iam/evaluation/principal';
import { regionIn } from '../../../iam/patterns/arn';
import { loadServiceReference } from '../../../iam/service-reference/load';
import type { GuardrailsFile } from '../../../model/guardrails-file';
import type { Organization } from '../../../model/organization';
import { mapStrings, PLACEHOLDERS } from '../../../model/placeholder';
import { ok, type Outcome, type Position } from '../../../model/problem';
import { didYouMean, listValues } from '../../../model/suggest';
import { targetsOf } from '../../assemble/guardrails-file';
import { prepareJudge, type Judge } from '../../evaluate/decide';
import { lineReader, readAll } from '../../evaluate/request-file';
import { nameChecker, type NameChecker } from '../../evaluate/request-names';
import type { RequestLine, RequestProblem } from '../../evaluate/request-line';
import { withUsualKeys } from '../usual-keys';
import { EXPECTATION_FIELDS, expectationLineSchema, type ExpectationLine } from './expectation-line';

/** A call that must be permitted or denied, in each account at or below its targets. */
export interface Expectation extends Pick<ExpectationLine, 'expect' | 'reason' | 'targets' | 'principal' | 'action'> {
  readonly id: string;
  readonly at: Position;
  /** The keys of the accounts; empty if there is none yet. */
  readonly accounts: readonly string[];
  /**
   * One for each account, without a time unless the expectation has one. They are made anew whenever they are asked for:
   * expectations times accounts are too many to keep.
   */
  readonly calls: readonly AccountCall[];
}

export interface AccountCall {
  /** The key of the account. */
  readonly account: string;
  readonly request: RequestLine;
}

/** The expectations of an organization, or all problems of their file. */
export function readExpectations(organization: Organization): Outcome<readonly Expectation[]> {
  const { expectations } = organization;
  if (expectations === null) return ok([]);
  const { file, text } = expectations;
  const judge = prepareJudge(withoutPolicies(organization));
  const checkNames = nameChecker(loadServiceReference(), '`"allowUnknownActions": true`');
  const found: Expectation[] = [];
  const lineOf = new Map<string, number>();
  const reader = lineReader<ExpectationLine>(file, {
    noun: 'an expectation',
    schema: expectationLineSchema,
    fields: EXPECTATION_FIELDS,
    allowed: ALLOWED,
    check: (line, number) => {
      const { id = `line ${number}` } = line;
      const accounts = accountsOf(line, judge);
      const calls = accounts.map((account) => callIn(account, id, line, judge));
      const { expect, reason, targets, principal, action } = line;
      const at = { file, line: number, column: 1 };
      const asUsual = usual(organization);
      found.push({
        ...{ id, at, expect, reason, targets, principal, action, accounts },
        get calls() {
          return accounts.map((account) => asUsual(callIn(account, id, line, judge)));
        },
      });
      return [
        ...findRepeatedId(id, number, lineOf),
        ...findUnknownTargets(line, judge),
        ...findClosedTargets(line, judge),
        ...findUnknownPlaceholders(line, judge),
        ...findBadCalls(line, calls.length > 0 ? calls : anyCall(id, line, judge), judge, checkNames),
      ];
    },
  });
  const read = readAll(text.split('\n'), reader);
  return read.kind === 'ok' ? ok(found) : read;
}

const ALLOWED: Readonly<Record<string, string>> = {
  expect: '`permitted` or `denied`',
  reason: 'what does not work, or is not safe, without it',
  targets: 'a list with the root, units or accounts',
};

/** All targets. The policies do not matter to whether an expectation makes sense. */
function withoutPolicies(organization: Organization): GuardrailsFile {
  const { id, managementAccount } = organization;
  return {
    formatVersion: 1,
    organization: { id, managementAccount: managementAccount.accountId },
    targets: targetsOf(organization),
    documents: [],
    placements: [],
  };
}

/** The accounts at or below the targets, without closed ones, and without the management account unless it is named. */
function accountsOf({ targets }: ExpectationLine, { directory: { tree } }: Judge): readonly string[] {
  const accounts = targets.flatMap((target) =>
    tree
      .accountsIn(target)
      .filter(({ id, kind, state }) => state !== 'closed' && (kind === 'account' || id === target))
      .map(({ id }) => id),
  );
  return [...new Set(accounts)];
}

/** Stands for the number of the account. */
const ACCOUNT = '{account}';

/** The call as it is made in one account, or on a resource there if its caller is from elsewhere. */
function callIn(account: string, id: string, line: ExpectationLine, { directory }: Judge): AccountCall {
  const number = directory.findAccount(account)?.number ?? '';
  const { principal, action, resource, resources, context, unknown } = line;
  const call = mapStrings(
    {
      principal: /^(?:(?:role|user)\/.|root$)/.test(principal) ? `arn:aws:iam::${ACCOUNT}:${principal}` : principal,
      action,
      ...(resource === undefined ? {} : { resource }),
      ...(resources === undefined ? {} : { resources }),
      ...(context === undefined ? {} : { context }),
      ...(unknown === undefined ? {} : { unknown }),
    },
    (text) => text.replaceAll(ACCOUNT, number),
  );
  const caller = accountInPrincipal(directory.resolve(call.principal));
  const isOutside =
    /^(?:service:|\*$)/.test(call.principal) || (caller !== undefined && directory.findAccount(caller) === undefined);
  const request = { id, ...call, account: isOutside ? null : account, ...(isOutside && { resourceAccount: account }) };
  return { account, request };
}

/**
 * What an ordinary call carries is added after the check, so that problems are about what is written. A resource with a
 * Region is reached in its Region.
 */
function usual({ homeRegion }: Organization): (call: AccountCall) => AccountCall {
  return ({ account, request }) => {
    const [first = null, ...others] = new Set(arnsOf(request).map(regionIn));
    const region = others.length > 0 ? null : first;
    return { account, request: withUsualKeys(request, { homeRegion: region ?? homeRegion }) };
  };
}

function arnsOf({ resource, resources = [] }: Pick<RequestLine, 'resource' | 'resources'>): readonly string[] {
  return resource === undefined ? resources.map(({ arn }) => arn) : [resource];
}

function findRepeatedId(id: string, number: number, lineOf: Map<string, number>): readonly RequestProblem[] {
  const other = lineOf.get(id);
  lineOf.set(id, other ?? number);
  if (other === undefined) return [];
  const message = `the expectation in line ${other} has the id \`${id}\` as well`;
  return [{ code: 'repeated-id', at: ['id'], message, allowed: 'a unique id' }];
}

function findUnknownTargets({ targets }: ExpectationLine, { directory }: Judge): readonly RequestProblem[] {
  const { units, accounts, find } = directory.tree;
  const known = [...units, ...accounts].map(({ id }) => id);
  return targets.flatMap((target, index) =>
    find(target) === undefined
      ? [
          {
            code: 'unknown-target',
            at: ['targets', index],
            message: `unknown target \`${target}\``,
            allowed: `the root, a unit's path or an account's key: ${listValues(known)}`,
            ...didYouMean(target, known),
          },
        ]
      : [],
  );
}

/** A call in a closed account is never tried: a line that names one would be kept for nothing. */
function findClosedTargets({ targets }: ExpectationLine, { directory: { tree } }: Judge): readonly RequestProblem[] {
  const open = tree.accounts.filter(({ state }) => state !== 'closed').map(({ id }) => id);
  return targets.flatMap((target, index) =>
    tree.accounts.some(({ id, state }) => id === target && state === 'closed')
      ? [
          {
            code: 'closed-target',
            at: ['targets', index],
            message: `the account \`${target}\` is closed: no call is made there`,
            allowed: `the root, a unit's path or the key of an open account: ${listValues(open)}`,
            fix: targets.length > 1 ? `take \`${target}\` out of \`targets\`` : 'remove the line',
          },
        ]
      : [],
  );
}

/** Nothing else in braces stands for a value. AWS's own variables have a `$`. */
function findUnknownPlaceholders(line: ExpectationLine, { directory }: Judge): readonly RequestProblem[] {
  const { principal, resource, resources, context } = line;
  return Object.entries({ principal, resource, resources, context }).flatMap(([field, value]) => {
    const filled = mapStrings([value ?? ''], (text) => directory.resolve(text.replaceAll(ACCOUNT, '')));
    const [unknown] = /(?<!\$)\{[\w.:/-]*\}/.exec(JSON.stringify(filled)) ?? [];
    if (unknown === undefined) return [];
    const message = `unknown placeholder \`${unknown}\``;
    return [{ code: 'unknown-placeholder', at: [field], message, allowed: `\`${ACCOUNT}\`, ${PLACEHOLDERS}` }];
  });
}

/** A line whose targets have no accounts is checked as well. */
function anyCall(id: string, line: ExpectationLine, judge: Judge): readonly AccountCall[] {
  return judge.directory.tree.accounts.slice(0, 1).map((account) => callIn(account.id, id, line, judge));
}

/** Each problem once, not for each account. */
function findBadCalls(
  { allowUnknownActions }: ExpectationLine,
  calls: readonly AccountCall[],
  judge: Judge,
  checkNames: NameChecker,
): readonly RequestProblem[] {
  const names = allowUnknownActions === true ? [] : calls.slice(0, 1).flatMap(({ request }) => checkNames(request));
  const problems = [...calls.flatMap(({ request }) => judge.check(request)), ...names];
  return [...new Map(problems.map((problem) => [JSON.stringify([problem.code, problem.at]), problem])).values()];
}
