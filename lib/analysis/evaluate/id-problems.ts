import { isObject } from '../../iam/json';
import { ACCOUNT_ID, ORGANIZATION_ID, ROOT_ID, UNIT_ID, type AwsId } from '../../model/aws-ids';
import type { Problem } from '../../model/problem';

type FileProblem = Problem<string>;

/** What identifies a target; undefined: it is not text. */
interface Identity {
  readonly index: number;
  readonly id: string | undefined;
  readonly kind: string | undefined;
  readonly awsId: string | undefined;
  readonly accountId: string | undefined;
}

interface Identities {
  readonly organization: string | undefined;
  readonly managementAccount: string | undefined;
  readonly targets: readonly Identity[];
}

/** Of each kind. Nobody reads more. */
const MOST = 100;

/**
 * Ids of a wrong form, ids that two targets have, and a second management account.
 *
 * @param file a `guardrails.json`; what has another type in it than it should is skipped, so that all its other problems
 *   are found as well
 */
export function findIdProblems(file: unknown): readonly FileProblem[] {
  const identities = identitiesOf(file);
  return [
    findBadForms(identities),
    findSecondManagement(identities),
    findMisleadingNames(identities),
    findRepeated(identities, 'id', 'targets have the id'),
    findRepeated(identities, 'accountId', 'accounts have the number'),
    findRepeated(identities, 'awsId', 'targets have the id of AWS'),
  ].flatMap((problems) => problems.slice(0, MOST));
}

function identitiesOf(file: unknown): Identities {
  const organization = memberOf(file, 'organization');
  const targets = memberOf(file, 'targets');
  return {
    organization: textOf(organization, 'id'),
    managementAccount: textOf(organization, 'managementAccount'),
    targets: (Array.isArray(targets) ? targets : []).map((target: unknown, index) => ({
      index,
      id: textOf(target, 'id'),
      kind: textOf(target, 'kind'),
      awsId: textOf(target, 'awsId'),
      accountId: textOf(target, 'accountId'),
    })),
  };
}

function memberOf(value: unknown, name: string): unknown {
  return isObject(value) ? value[name] : undefined;
}

function textOf(value: unknown, name: string): string | undefined {
  const member = memberOf(value, name);
  return typeof member === 'string' ? member : undefined;
}

function findBadForms({ organization, managementAccount, targets }: Identities): readonly FileProblem[] {
  return [
    ...checkForm(organization, '/organization/id', ORGANIZATION_ID),
    ...checkForm(managementAccount, '/organization/managementAccount', ACCOUNT_ID),
    ...targets.flatMap(({ index, kind, awsId, accountId }) => [
      ...checkForm(awsId, `/targets/${index}/awsId`, formOf(kind)),
      ...checkForm(accountId, `/targets/${index}/accountId`, ACCOUNT_ID),
    ]),
  ];
}

function formOf(kind: string | undefined): AwsId {
  if (kind === 'root') return ROOT_ID;
  return kind === 'unit' ? UNIT_ID : ACCOUNT_ID;
}

function checkForm(id: string | undefined, at: string, { pattern, allowed, fix }: AwsId): readonly FileProblem[] {
  if (id === undefined || pattern.test(id)) return [];
  return [{ code: 'bad-id', at, message: `\`${id}\` is not an id of AWS`, allowed, fix: fix(id) }];
}

/**
 * One account manages an organization. A file that was read while another account took over may list the old one as the
 * management account, with its own number, and the new one as an account.
 */
function findSecondManagement({ managementAccount, targets }: Identities): readonly FileProblem[] {
  const first = targets.find(({ kind }) => kind === 'management-account');
  if (first === undefined) return [];
  const name = first.id ?? '';
  return targets.flatMap(({ index, id = '', kind, accountId }): readonly FileProblem[] => {
    const allowed = 'one target of kind `management-account`; all others are of kind `account`';
    if (kind === 'management-account' && index !== first.index) {
      const message = `\`${id}\` is a second management account; the first is \`${name}\``;
      const fix = 'write `account`, or remove one of the two';
      return [{ code: 'second-management-account', at: `/targets/${index}/kind`, message, allowed, fix }];
    }
    // An account with the number that the first one states is refused as its double.
    const isFree = first.accountId === undefined;
    if (kind !== 'account' || accountId === undefined || accountId !== managementAccount || !isFree) return [];
    const message = `\`${id}\` has the number of the management account, \`${accountId}\`, but \`${name}\` is the management account`;
    const fix = 'correct the number of one of the two';
    return [{ code: 'second-management-account', at: `/targets/${index}/accountId`, message, allowed, fix }];
  });
}

/** Accounts are found by id or by number, so an id must not be the number of another account. */
function findMisleadingNames({ targets }: Identities): readonly FileProblem[] {
  return targets.flatMap(({ index, id = '', accountId }): readonly FileProblem[] => {
    if (!ACCOUNT_ID.pattern.test(id) || accountId === undefined || accountId === id) return [];
    const message = `the id \`${id}\` is an account number, but the account has the number \`${accountId}\``;
    const allowed = 'a name, or the number of the account itself';
    return [{ code: 'misleading-id', at: `/targets/${index}/id`, message, allowed }];
  });
}

function findRepeated(
  { targets }: Identities,
  field: 'id' | 'accountId' | 'awsId',
  what: string,
): readonly FileProblem[] {
  const seen = new Set<string>();
  return targets.flatMap(({ index, [field]: value }) => {
    if (value === undefined || !seen.has(value)) {
      if (value !== undefined) seen.add(value);
      return [];
    }
    const message = `two ${what} \`${value}\``;
    return [{ code: `repeated-${field}`, at: `/targets/${index}/${field}`, message, allowed: 'a unique value' }];
  });
}
