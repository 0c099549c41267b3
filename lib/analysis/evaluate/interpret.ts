import { splitArn } from '../../iam/patterns/arn';
import type { AccountStanding } from '../../iam/evaluation/binding';
import { compileGlob } from '../../iam/patterns/glob';
import { parsePrincipal, type NotAPrincipal, type Principal } from '../../iam/evaluation/principal';
import { MANY_TEXTS, memoize } from '../../iam/memoize';
import type { Caller, GivenKeys, GivenValue, Owner } from '../../iam/evaluation/request-context';
import { didYouMean } from '../../model/suggest';
import type { Directory, KnownAccount } from './directory';
import type { RequestLine } from './request-line';
import type { RequestMistake } from './request-mistake';

/** One resource that a request touches, and where it lives. */
export interface Access {
  readonly arn: string | null;
  readonly owner: Owner;
  /** Null: outside of the organization. */
  readonly account: KnownAccount | null;
  /** The keys of the request and of this resource, as they are written. */
  readonly keys: readonly Context[];
}

/** A request as the organization understands it. */
export interface Interpretation {
  readonly caller: Caller;
  readonly account: KnownAccount | null;
  readonly standing: AccountStanding;
  readonly accesses: readonly Access[];
  readonly isUnknown: GivenKeys['isUnknown'];
  /** Puts ids in the place of placeholders. */
  readonly resolve: (text: string) => string;
  readonly mistakes: readonly RequestMistake[];
}

type Context = Readonly<Record<string, GivenValue>>;

/** Reads requests against one organization. */
export function interpreter(directory: Directory): (request: RequestLine) => Interpretation {
  const { resolve } = directory;
  const principals = memoize((text: string) => parsePrincipal(resolve(text)), MANY_TEXTS);
  const unknowns = memoize(unknownMatcher, MANY_TEXTS);
  return (request) => {
    const mistakes: RequestMistake[] = [];
    const parsed = principals(request.principal);
    const account = request.account === null ? null : (directory.findAccount(resolve(request.account)) ?? null);
    if (request.account !== null && account === null)
      mistakes.push(unknownAccount(['account'], request.account, directory));
    else checkPrincipal(parsed, account, directory, mistakes);
    checkAction(request.action, mistakes);
    const principal = parsed.kind === 'mistake' ? ANONYMOUS : parsed;
    const accesses = readAccesses(request, account, directory, mistakes);
    return {
      caller: { principal, account: account?.number ?? principal.account, membership: account?.membership ?? null },
      account,
      standing: account?.standing ?? 'outside',
      accesses,
      isUnknown: request.unknown === undefined ? NOTHING : unknowns(request.unknown.join('\n')),
      resolve,
      mistakes,
    };
  };
}

const ANONYMOUS: Principal = { kind: 'anonymous', arn: null, account: null, name: '' };
const NOTHING = (): boolean => false;

function checkPrincipal(
  principal: Principal | NotAPrincipal,
  account: KnownAccount | null,
  directory: Directory,
  mistakes: RequestMistake[],
): void {
  const path = ['principal'];
  if (principal.kind === 'mistake') {
    mistakes.push({ code: 'bad-principal', path, message: principal.message, fix: principal.fix });
  } else if (principal.kind === 'anonymous' && account !== null) {
    mistakes.push({
      code: 'principal-contradicts-account',
      path,
      message: 'an anonymous caller has no account',
      fix: 'write `"account": null`',
    });
  } else if (principal.account !== null && account === null && directory.findAccount(principal.account) !== undefined) {
    const message = `the principal is of account ${principal.account}, which is in the organization`;
    mistakes.push({
      code: 'principal-contradicts-account',
      path,
      message,
      fix: `write \`"account": "${principal.account}"\``,
    });
  } else if (principal.account !== null && account !== null && principal.account !== account.number) {
    const message = `the principal is of account ${principal.account}, the caller’s account is ${account.number}`;
    mistakes.push({
      code: 'principal-contradicts-account',
      path,
      message: account.isExample ? `${message}, which stands for a number that is not written down` : message,
      fix: account.isExample ? `write ${account.number} in the principal` : 'write the principal’s own account',
    });
  }
}

function checkAction(action: string, mistakes: RequestMistake[]): void {
  if (ACTION.test(action)) return;
  const allowed = 'one action: a prefix, a colon and a name, such as `s3:PutObject`';
  mistakes.push({ code: 'bad-action', path: ['action'], message: `\`${action}\` is no action`, allowed });
}

const ACTION = /^[a-zA-Z0-9-]+:[a-zA-Z0-9_.-]+$/;

function readAccesses(
  request: RequestLine,
  account: KnownAccount | null,
  directory: Directory,
  mistakes: RequestMistake[],
): readonly Access[] {
  const own = request.context === undefined ? [] : [request.context];
  if (request.resources === undefined) {
    return [
      readAccess(request.resource ?? null, request.resourceAccount, own, { account, directory, mistakes, path: [] }),
    ];
  }
  return request.resources.map((touched, index) => {
    const keys = touched.context === undefined ? own : [...own, touched.context];
    const holder = touched.resourceAccount ?? request.resourceAccount;
    return readAccess(touched.arn, holder, keys, { account, directory, mistakes, path: ['resources', index] });
  });
}

interface Reading {
  readonly account: KnownAccount | null;
  readonly directory: Directory;
  readonly mistakes: RequestMistake[];
  /** Of the object that names the resource. */
  readonly path: readonly (string | number)[];
}

function readAccess(
  written: string | null,
  holder: string | undefined,
  keys: readonly Context[],
  { account, directory, mistakes, path }: Reading,
): Access {
  const arn = written === null ? null : directory.resolve(written);
  const parts = arn === null ? null : splitArn(arn);
  if (arn !== null && arn !== '*' && parts === null) {
    const message = `\`${arn}\` is no resource`;
    mistakes.push({
      code: 'bad-resource',
      path: [...path, path.length === 0 ? 'resource' : 'arn'],
      message,
      allowed: 'an ARN of six parts, or `*`',
    });
  }
  const named = holder === undefined ? accountOf(parts?.[4] ?? '') : directory.resolve(holder);
  const found = named === null ? account : (directory.findAccount(named) ?? null);
  const number = found?.number ?? named;
  if (number === null) {
    const message = 'it does not say which account holds the resource';
    // Without the caller's account there is none to take for it: that is told already.
    if (!mistakes.some(({ code }) => code === 'unknown-account')) {
      mistakes.push({ code: 'missing-field', path, message, fix: 'add `resourceAccount`' });
    }
  } else if (found === null && number !== 'aws' && !/^\d{12}$/.test(number)) {
    mistakes.push(unknownAccount([...path, 'resourceAccount'], number, directory));
  }
  return { arn, account: found, keys, owner: { account: number ?? '', membership: found?.membership ?? null } };
}

/** The account that an ARN names; null when it names none. */
function accountOf(part: string): string | null {
  return part === 'aws' || (part.length === 12 && /^\d+$/.test(part)) ? part : null;
}

function unknownAccount(path: RequestMistake['path'], account: string, directory: Directory): RequestMistake {
  return {
    code: 'unknown-account',
    path,
    message: `\`${account}\` is no account of the organization`,
    allowed: 'the name or the number of an account; `null` outside of the organization',
    ...didYouMean(account, directory.accountNames),
  };
}

function unknownMatcher(patterns: string): (key: string) => boolean {
  const matchers = patterns.split('\n').map((pattern) => compileGlob(pattern.toLowerCase()));
  return (key) => matchers.some((matches) => matches(key));
}
