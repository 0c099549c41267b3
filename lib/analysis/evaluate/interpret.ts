import { splitArn } from '../../iam/patterns/arn';
import type { AccountStanding } from '../../iam/evaluation/binding';
import { compileGlob } from '../../iam/patterns/glob';
import { parsePrincipal, type NotAPrincipal, type Principal } from '../../iam/evaluation/principal';
import { MANY_TEXTS, memoize } from '../../iam/memoize';
import type { Caller, GivenKeys, GivenValue, Owner } from '../../iam/evaluation/request-context';
import type { PropertyPath } from '../../model/organization';
import { ACCOUNT_ID } from '../../model/aws-ids';
import { didYouMean } from '../../model/suggest';
import type { Directory, KnownAccount } from './directory';
import type { RequestLine, RequestProblem } from './request-line';

/** One resource of a request, and the account that holds it. */
export interface Access {
  readonly arn: string | null;
  readonly owner: Owner;
  /** The account that holds it; null: outside the organization. */
  readonly account: KnownAccount | null;
  /** The context of the request and of this resource, as they are written; later ones override earlier ones. */
  readonly keys: readonly Context[];
}

/** A request in terms of the organization. */
export interface Interpretation {
  readonly caller: Caller;
  readonly account: KnownAccount | null;
  readonly standing: AccountStanding;
  readonly accesses: readonly Access[];
  readonly isUnknown: GivenKeys['isUnknown'];
  /** Replaces placeholders by ids. */
  readonly resolve: (text: string) => string;
  readonly problems: readonly RequestProblem[];
}

type Context = Readonly<Record<string, GivenValue>>;

/** Interprets requests to one organization. */
export function interpreter(directory: Directory): (request: RequestLine) => Interpretation {
  const { resolve } = directory;
  const principals = memoize((text: string) => parsePrincipal(resolve(text)), MANY_TEXTS);
  const unknowns = memoize(unknownMatcher, MANY_TEXTS);
  return (request) => {
    const problems: RequestProblem[] = [];
    const account = request.account === null ? null : (directory.findAccount(resolve(request.account)) ?? null);
    const parsed = principals(principalIn(account, request.principal));
    if (request.account !== null && account === null)
      problems.push(unknownAccount(['account'], request.account, directory));
    else checkPrincipal(parsed, account, directory, problems);
    checkAction(request.action, problems);
    const principal = parsed.kind === 'mistake' ? ANONYMOUS : parsed;
    const accesses = readAccesses(request, account, directory, problems);
    return {
      caller: { principal, account: account?.number ?? principal.account, membership: account?.membership ?? null },
      account,
      standing: account?.standing ?? 'outside',
      accesses,
      isUnknown: request.unknown === undefined ? NOTHING : unknowns(request.unknown.join('\n')),
      resolve,
      problems,
    };
  };
}

/** People name a principal of the caller's account without the account: `role/developer`. */
function principalIn(account: KnownAccount | null, principal: string): string {
  if (account === null || !/^(?:(?:role|user|federated-user)\/.|root$)/.test(principal)) return principal;
  const service = principal.startsWith('federated-user/') ? 'sts' : 'iam';
  return `arn:aws:${service}::${account.number}:${principal}`;
}

/** The ARN of the caller of a request; null: it has none. */
export function callerArn(
  { findAccount, resolve }: Pick<Directory, 'findAccount' | 'resolve'>,
  { account, principal }: Pick<RequestLine, 'account' | 'principal'>,
): string | null {
  const known = account === null ? null : (findAccount(resolve(account)) ?? null);
  const parsed = parsePrincipal(resolve(principalIn(known, principal)));
  return parsed.kind === 'mistake' ? null : parsed.arn;
}

const ANONYMOUS: Principal = { kind: 'anonymous', arn: null, account: null, name: '' };
const NOTHING = (): boolean => false;

function checkPrincipal(
  principal: Principal | NotAPrincipal,
  account: KnownAccount | null,
  directory: Directory,
  problems: RequestProblem[],
): void {
  const at = ['principal'];
  if (principal.kind === 'mistake') {
    problems.push({ code: 'bad-principal', at, message: principal.message, fix: principal.fix });
  } else if (principal.kind === 'anonymous' && account !== null) {
    problems.push({
      code: 'principal-contradicts-account',
      at,
      message: 'an anonymous caller has no account',
      fix: 'write `"account": null`',
    });
  } else if (principal.account !== null && account === null && directory.findAccount(principal.account) !== undefined) {
    const message = `the principal belongs to account ${principal.account}, which is in the organization`;
    problems.push({
      code: 'principal-contradicts-account',
      at,
      message,
      fix: `write \`"account": "${principal.account}"\``,
    });
  } else if (principal.account !== null && account !== null && principal.account !== account.number) {
    const other = account.isExample ? `another one, whose number is not known` : account.number;
    problems.push({
      code: 'principal-contradicts-account',
      at,
      message: `the principal belongs to account ${principal.account}, but the caller's account is ${other}`,
      fix: account.isExample
        ? 'write the principal without its account, such as `role/developer`'
        : "write the principal's own account",
    });
  }
}

function checkAction(action: string, problems: RequestProblem[]): void {
  if (ACTION.test(action)) return;
  const allowed = 'one action: a service prefix, a colon and a name, such as `s3:PutObject`';
  problems.push({ code: 'bad-action', at: ['action'], message: `\`${action}\` is not an action`, allowed });
}

const ACTION = /^[a-zA-Z0-9-]+:[a-zA-Z0-9_.-]+$/;

function readAccesses(
  request: RequestLine,
  account: KnownAccount | null,
  directory: Directory,
  problems: RequestProblem[],
): readonly Access[] {
  const own = request.context === undefined ? [] : [request.context];
  if (request.resources === undefined) {
    return [
      readAccess(request.resource ?? null, request.resourceAccount, own, { account, directory, problems, path: [] }),
    ];
  }
  return request.resources.map((touched, index) => {
    const keys = touched.context === undefined ? own : [...own, touched.context];
    const holder = touched.resourceAccount ?? request.resourceAccount;
    return readAccess(touched.arn, holder, keys, { account, directory, problems, path: ['resources', index] });
  });
}

interface Reading {
  readonly account: KnownAccount | null;
  readonly directory: Directory;
  readonly problems: RequestProblem[];
  /** To the object that names the resource. */
  readonly path: PropertyPath;
}

function readAccess(
  written: string | null,
  holder: string | undefined,
  keys: readonly Context[],
  { account, directory, problems, path }: Reading,
): Access {
  const arn = written === null ? null : directory.resolve(written);
  const parts = arn === null ? null : splitArn(arn);
  if (arn !== null && arn !== '*' && parts === null) {
    const message = `\`${arn}\` is not an ARN`;
    problems.push({
      code: 'bad-resource',
      at: [...path, path.length === 0 ? 'resource' : 'arn'],
      message,
      allowed: 'six parts separated by colons, or `*`',
    });
  }
  const inArn = parts?.[4] ?? '';
  if (holder === undefined && LIKE_A_NUMBER.test(inArn) && !ACCOUNT_ID.pattern.test(inArn))
    problems.push(badNumber([...path, path.length === 0 ? 'resource' : 'arn'], inArn));
  const named = holder === undefined ? accountOf(inArn) : directory.resolve(holder);
  const found = named === null ? account : (directory.findAccount(named) ?? null);
  const number = found?.number ?? named;
  if (number === null) {
    const message = 'the request does not say which account holds the resource';
    // The caller's account would be the default; if it is unknown, that is reported already.
    if (!problems.some(({ code }) => code === 'unknown-account')) {
      problems.push({ code: 'missing-field', at: path, message, fix: 'add `resourceAccount`' });
    }
  } else if (found === null && number !== 'aws' && !/^\d{12}$/.test(number)) {
    problems.push(unknownAccount([...path, 'resourceAccount'], number, directory));
  }
  return { arn, account: found, keys, owner: { account: number ?? '', membership: found?.membership ?? null } };
}

/** The account in an ARN; null: it has none. */
function accountOf(part: string): string | null {
  return part === 'aws' || (part.length === 12 && /^\d+$/.test(part)) ? part : null;
}

function unknownAccount(at: PropertyPath, account: string, directory: Directory): RequestProblem {
  if (LIKE_A_NUMBER.test(account) && !ACCOUNT_ID.pattern.test(account)) return badNumber(at, account);
  return {
    code: 'unknown-account',
    at,
    message: `\`${account}\` is not an account of the organization`,
    allowed: 'the name or number of an account; `null` outside the organization',
    ...didYouMean(
      account,
      directory.tree.accounts.map(({ id }) => id),
    ),
  };
}

/** Digits, perhaps in groups. */
const LIKE_A_NUMBER = /^\d[\d\s-]*$/;

function badNumber(at: PropertyPath, number: string): RequestProblem {
  const { allowed, fix } = ACCOUNT_ID;
  const message = `\`${number}\` is not the number of an account`;
  return { code: 'unknown-account', at, message, allowed, fix: fix(number) };
}

function unknownMatcher(patterns: string): (key: string) => boolean {
  const matchers = patterns.split('\n').map((pattern) => compileGlob(pattern.toLowerCase()));
  return (key) => matchers.some((matches) => matches(key));
}
